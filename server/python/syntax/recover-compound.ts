import { logicalLines } from './logical-lines.ts';
import type { LogicalLine } from './logical-lines.ts';
import type { Recovery } from './recover.ts';
import type { Place } from './place.ts';
import { EXPECTED_COLON, repairHeader, repairStatement } from './repair.ts';
import { compoundKeyword, isDecorator } from './statement-words.ts';
import {
  Argument,
  ClassDefinition,
  ExceptHandler,
  type Expression,
  ExpressionStatement,
  For,
  FunctionDefinition,
  If,
  Match,
  MatchCase,
  Missing,
  Parameter,
  type Statement,
  Try,
  While,
  With,
  WithItem,
} from './tree.ts';
import { containsYield } from './yields.ts';
import { words } from '../../words/message.ts';
import { ValuePattern } from './patterns.ts';

/** A clause of a compound statement: `if …:`, `else:`, with its body. */
interface Clause {
  readonly keyword: string;
  readonly line: LogicalLine;
  /** Its header as a statement of its own with a body of no account; undefined where it cannot be read. */
  readonly header: Statement | undefined;
  readonly body: readonly Statement[];
  readonly place: Place;
}

/** A compound statement with an error in it: header by header and body by body. */
export function recoverCompound(recovery: Recovery, group: readonly LogicalLine[]): Statement[] {
  const decorators: Expression[] = [];
  let from = 0;
  for (let line = group[from]; line !== undefined && isDecorator(recovery.text, line); line = group[++from]) {
    decorators.push(decorator(recovery, line));
  }
  const first = group[from];
  const keyword = first && compoundKeyword(recovery.text, first);
  if (first === undefined || keyword === undefined) {
    const at = group.at(-1) as LogicalLine;
    recovery.report({ message: words`Expected a function or class after a decorator`, start: at.start, end: at.end });
    return [...decorators.map(asStatement), ...recovery.block(group.slice(from))];
  }
  if (keyword === 'match') return [recoverMatch(recovery, first, group.slice(from + 1))];
  return assemble(recovery, clauses(recovery, group.slice(from)), decorators);
}

function asStatement(value: Expression): Statement {
  return new ExpressionStatement(value, { value });
}

function decorator(recovery: Recovery, line: LogicalLine): Expression {
  const inner = { ...line, start: line.start + 1 };
  const source = recovery.text.slice(inner.start, inner.end);
  const [clean] = recovery.parseClean(source, inner.start) ?? [];
  if (clean?.kind === 'ExpressionStatement') return clean.value;
  const repair = repairStatement(recovery.text, inner);
  recovery.report(repair.problem ?? { message: words`Invalid syntax`, start: line.start, end: line.end });
  const [repaired] = recovery.parseClean(repair.text, inner.start, inner.end) ?? [];
  return repaired?.kind === 'ExpressionStatement' ? repaired.value : missing(recovery, line);
}

function missing(recovery: Recovery, line: LogicalLine): Missing {
  return new Missing(recovery.between(recovery.base + line.start, recovery.base + line.end), {
    reason: 'syntax error',
  });
}

/** Cuts a group at the lines that are indented like its first. */
function clauses(recovery: Recovery, group: readonly LogicalLine[]): Clause[] {
  const result: Clause[] = [];
  const { indent } = group[0] as LogicalLine;
  for (let from = 0; from < group.length; ) {
    let to = from + 1;
    while (to < group.length && (group[to] as LogicalLine).indent > indent) to++;
    result.push(clause(recovery, group[from] as LogicalLine, group.slice(from + 1, to)));
    from = to;
  }
  return result;
}

/** What must stand before a clause for the parser, so that it is a statement. */
const contexts: Readonly<Record<string, string>> = { except: 'try: pass\n', case: 'match _:\n ' };

function clause(recovery: Recovery, line: LogicalLine, bodyLines: readonly LogicalLine[]): Clause {
  const { text } = recovery;
  const keyword = compoundKeyword(text, line) ?? '';
  const before = recovery.problems.length;
  const { header, inline } = readHeader(recovery, line, keyword);
  const healthy = recovery.problems.length === before;
  const body = [...inline, ...recovery.block(bodyLines)];
  if (body.length === 0 && healthy)
    recovery.report({ message: words`Expected an indented block`, start: line.start, end: line.end });
  return {
    keyword,
    line,
    header,
    body,
    place: recovery.between(recovery.base + line.start, body.at(-1)?.end ?? recovery.base + line.end),
  };
}

/** The header as a statement, and the statements behind its colon (`if x: y = 1`). */
function readHeader(
  recovery: Recovery,
  line: LogicalLine,
  keyword: string,
): { header: Statement | undefined; inline: Statement[] } {
  const source = recovery.text.slice(line.start, line.end);
  if (keyword === 'else' || keyword === 'finally' || keyword === 'try') {
    const colon = /^\w+\s*(:?)\s*/.exec(source);
    if (colon?.[1] !== ':') recovery.report({ message: EXPECTED_COLON, start: line.end, end: line.end });
    const rest = colon?.[0].length ?? source.length;
    return {
      header: undefined,
      inline: rest < source.length ? recovery.block(logicalLines(recovery.text, line.start + rest, line.end)) : [],
    };
  }
  const parse = (text: string): Statement | undefined => {
    if (keyword === 'elif') return recovery.parseClean(text.slice(2), line.start + 2, line.end)?.[0];
    const context = contexts[keyword] ?? '';
    return recovery.parseClean(context + text, line.start - context.length, line.end)?.[0];
  };
  if (!source.endsWith(':')) {
    const whole = parse(source);
    if (whole !== undefined) return { header: whole, inline: bodyOf(whole) };
  }
  const repair = repairHeader(recovery.text, line);
  const header = parse(repair.text);
  if (header !== undefined) {
    if (repair.problem !== undefined) recovery.report(repair.problem);
    return { header, inline: [] };
  }
  const inline = inlineBody(recovery, line, parse);
  if (inline !== undefined) return inline;
  recovery.report(
    repair.problem !== undefined && repair.problem.message !== EXPECTED_COLON
      ? repair.problem
      : { message: words`Invalid syntax`, start: line.start, end: line.end },
  );
  return { header: undefined, inline: [] };
}

/** `if x: y = Dense(`: a healthy header with a broken statement behind it. */
function inlineBody(
  recovery: Recovery,
  line: LogicalLine,
  parse: (text: string) => Statement | undefined,
): { header: Statement; inline: Statement[] } | undefined {
  const source = recovery.text.slice(line.start, line.end);
  for (
    let colon = source.indexOf(':'), tries = 0;
    colon >= 0 && tries < 5;
    colon = source.indexOf(':', colon + 1), tries++
  ) {
    const header = parse(`${source.slice(0, colon + 1)} pass`);
    if (header === undefined) continue;
    return { header, inline: recovery.block(logicalLines(recovery.text, line.start + colon + 1, line.end)) };
  }
  return undefined;
}

function bodyOf(statement: Statement): Statement[] {
  switch (statement.kind) {
    case 'If':
    case 'While':
    case 'For':
    case 'With':
    case 'FunctionDefinition':
    case 'ClassDefinition':
      return [...statement.body];
    case 'Try':
      return [...(statement.handlers[0]?.body ?? [])];
    case 'Match':
      return [...(statement.cases[0]?.body ?? [])];
    default:
      return [];
  }
}

function assemble(
  recovery: Recovery,
  [first, ...others]: readonly Clause[],
  decorators: readonly Expression[],
): Statement[] {
  if (first === undefined) return [];
  const { header, body } = first;
  const place = recovery.between(first.place.start, others.at(-1)?.place.end ?? first.place.end);
  const unread = missing(recovery, first.line);
  const orelse = others.find((clause) => clause.keyword === 'else')?.body ?? [];
  switch (first.keyword) {
    case 'if':
    case 'elif':
      if (first.keyword === 'elif') orphan(recovery, first, 'if');
      return [conditional(recovery, first, others, place.end)];
    case 'while':
      return [new While(place, { test: header?.kind === 'While' ? header.test : unread, body, orelse })];
    case 'for':
      return [
        header?.kind === 'For'
          ? new For(place, { ...header, body, orelse })
          : new For(place, { target: unread, iterable: unread, body, orelse, async: false }),
      ];
    case 'with':
      return [
        header?.kind === 'With'
          ? new With(place, { ...header, body })
          : new With(place, {
              items: [new WithItem(unread, { context: unread, target: undefined })],
              body,
              async: false,
            }),
      ];
    case 'try':
    case 'except':
      if (first.keyword === 'except') orphan(recovery, first, 'try');
      return [
        new Try(place, {
          body: first.keyword === 'try' ? body : [],
          handlers: [first, ...others]
            .filter((clause) => clause.keyword === 'except')
            .map((clause) => handler(recovery, clause)),
          orelse,
          finalbody: others.find((clause) => clause.keyword === 'finally')?.body ?? [],
        }),
      ];
    case 'def':
    case 'class':
      return [definition(recovery, first, decorators, place)];
    default: // an `else`, `finally` or `case` without what it belongs to: whether it runs is not known
      orphan(recovery, first, undefined);
      return [new If(place, { test: unread, body, orelse: [] })];
  }
}

function orphan(recovery: Recovery, { line, keyword }: Clause, needed: string | undefined): void {
  const message =
    needed === undefined ? words`'${keyword}' belongs to no statement here` : words`'${keyword}' without '${needed}'`;
  recovery.report({ message, start: line.start, end: line.start + keyword.length });
}

function conditional(recovery: Recovery, first: Clause, others: readonly Clause[], end: number): Statement {
  let orelse: readonly Statement[] = [];
  for (const clause of [first, ...others].reverse()) {
    if (clause.keyword === 'else') {
      orelse = clause.body;
      continue;
    }
    const test = clause.header?.kind === 'If' ? clause.header.test : missing(recovery, clause.line);
    orelse = [new If(recovery.between(clause.place.start, end), { test, body: clause.body, orelse })];
  }
  return orelse[0] as Statement;
}

function handler(recovery: Recovery, { header, body, line, place }: Clause): ExceptHandler {
  const read = header?.kind === 'Try' ? header.handlers[0] : undefined;
  return read === undefined
    ? new ExceptHandler(place, { type: missing(recovery, line), name: undefined, body })
    : new ExceptHandler(place, { ...read, body });
}

function definition(
  recovery: Recovery,
  { header, body, line, keyword, place }: Clause,
  decorators: readonly Expression[],
  end: Place,
): Statement {
  const extent = recovery.between(place.start, end.end);
  if (header?.kind === 'FunctionDefinition')
    return new FunctionDefinition(extent, { ...header, body, decorators, generator: containsYield(body) });
  if (header?.kind === 'ClassDefinition') return new ClassDefinition(extent, { ...header, body, decorators });
  const match = /^((?:async\s+)?(?:def|class)\s+)(\w+)/.exec(recovery.text.slice(line.start, line.end));
  if (match === null) return recovery.missingStatement(line.start, line.end, 'syntax error');
  const [, before = '', name = ''] = match;
  const nameSpan = recovery.between(place.start + before.length, place.start + before.length + name.length);
  if (keyword === 'class') {
    const base = missing(recovery, line);
    const bases = [
      new Argument(base, {
        name: undefined,
        nameSpan: undefined,
        spread: '*' as const,
        value: base,
      }),
    ];
    return new ClassDefinition(extent, { name, nameSpan, bases, body, decorators });
  }
  const parameters = (['variadic', 'keywords'] as const).map(
    (parameterKind) =>
      new Parameter(nameSpan, {
        name: parameterKind === 'variadic' ? 'args' : 'kwargs',
        parameterKind,
        annotation: undefined,
        default: undefined,
      }),
  );
  return new FunctionDefinition(extent, {
    name,
    nameSpan,
    parameters,
    returns: undefined,
    body,
    decorators,
    async: before.startsWith('async'),
    generator: containsYield(body),
  });
}

function recoverMatch(recovery: Recovery, line: LogicalLine, bodyLines: readonly LogicalLine[]): Statement {
  const source = recovery.text.slice(line.start, line.end);
  const context = `${source}\n case _: pass`;
  const [header] = recovery.parseClean(context, line.start, line.end) ?? [];
  if (header?.kind !== 'Match') recovery.report({ message: words`Invalid syntax`, start: line.start, end: line.end });
  const subject = header?.kind === 'Match' ? header.subject : missing(recovery, line);
  const cases: MatchCase[] =
    bodyLines.length === 0 ? [] : clauses(recovery, bodyLines).map((part) => matchCase(recovery, part));
  return new Match(recovery.between(recovery.base + line.start, cases.at(-1)?.end ?? recovery.base + line.end), {
    subject,
    cases,
  });
}

function matchCase(recovery: Recovery, { header, body, line, place }: Clause): MatchCase {
  const read = header?.kind === 'Match' ? header.cases[0] : undefined;
  const unread = missing(recovery, line);
  return read === undefined
    ? new MatchCase(place, {
        pattern: new ValuePattern(unread, { value: unread }),
        guard: undefined,
        body,
      })
    : new MatchCase(place, { ...read, body });
}
