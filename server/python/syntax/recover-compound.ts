import { logicalLines } from './logical-lines.ts';
import type { LogicalLine } from './logical-lines.ts';
import type { Recovery } from './recover.ts';
import { EXPECTED_COLON, repairHeader, repairStatement } from './repair.ts';
import { compoundKeyword, isDecorator } from './statement-words.ts';
import type { ExceptHandler, Expression, MatchCase, Missing, Span, Statement } from './tree.ts';
import { containsYield } from './yields.ts';
import { words } from '../../words/message.ts';

/** A clause of a compound statement: `if …:`, `else:`, with its body. */
interface Clause {
  readonly keyword: string;
  readonly line: LogicalLine;
  /** Its header as a statement of its own with a body of no account; undefined where it cannot be read. */
  readonly header: Statement | undefined;
  readonly body: readonly Statement[];
  /** Offsets in the program. */
  readonly span: Span;
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
  return { kind: 'ExpressionStatement', value, start: value.start, end: value.end };
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
  return { kind: 'Missing', reason: 'syntax error', start: recovery.base + line.start, end: recovery.base + line.end };
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
    span: { start: recovery.base + line.start, end: body.at(-1)?.end ?? recovery.base + line.end },
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
  const span = { start: first.span.start, end: others.at(-1)?.span.end ?? first.span.end };
  const unread = missing(recovery, first.line);
  const orelse = others.find((clause) => clause.keyword === 'else')?.body ?? [];
  switch (first.keyword) {
    case 'if':
    case 'elif':
      if (first.keyword === 'elif') orphan(recovery, first, 'if');
      return [conditional(recovery, first, others, span.end)];
    case 'while':
      return [{ kind: 'While', test: header?.kind === 'While' ? header.test : unread, body, orelse, ...span }];
    case 'for':
      return [
        header?.kind === 'For'
          ? { ...header, body, orelse, ...span }
          : { kind: 'For', target: unread, iterable: unread, body, orelse, async: false, ...span },
      ];
    case 'with':
      return [
        header?.kind === 'With'
          ? { ...header, body, ...span }
          : {
              kind: 'With',
              items: [{ context: unread, target: undefined, start: unread.start, end: unread.end }],
              body,
              async: false,
              ...span,
            },
      ];
    case 'try':
    case 'except':
      if (first.keyword === 'except') orphan(recovery, first, 'try');
      return [
        {
          kind: 'Try',
          body: first.keyword === 'try' ? body : [],
          handlers: [first, ...others]
            .filter((clause) => clause.keyword === 'except')
            .map((clause) => handler(recovery, clause)),
          orelse,
          finalbody: others.find((clause) => clause.keyword === 'finally')?.body ?? [],
          ...span,
        },
      ];
    case 'def':
    case 'class':
      return [definition(recovery, first, decorators, span)];
    default: // an `else`, `finally` or `case` without what it belongs to: whether it runs is not known
      orphan(recovery, first, undefined);
      return [{ kind: 'If', test: unread, body, orelse: [], ...span }];
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
    orelse = [{ kind: 'If', test, body: clause.body, orelse, start: clause.span.start, end }];
  }
  return orelse[0] as Statement;
}

function handler(recovery: Recovery, { header, body, line, span }: Clause): ExceptHandler {
  const read = header?.kind === 'Try' ? header.handlers[0] : undefined;
  return read === undefined
    ? { type: missing(recovery, line), name: undefined, body, ...span }
    : { ...read, body, ...span };
}

function definition(
  recovery: Recovery,
  { header, body, line, keyword, span }: Clause,
  decorators: readonly Expression[],
  end: Span,
): Statement {
  const extent = { start: span.start, end: end.end };
  if (header?.kind === 'FunctionDefinition')
    return { ...header, body, decorators, generator: containsYield(body), ...extent };
  if (header?.kind === 'ClassDefinition') return { ...header, body, decorators, ...extent };
  const match = /^((?:async\s+)?(?:def|class)\s+)(\w+)/.exec(recovery.text.slice(line.start, line.end));
  if (match === null) return recovery.missingStatement(line.start, line.end, 'syntax error');
  const [, before = '', name = ''] = match;
  const nameSpan = { start: span.start + before.length, end: span.start + before.length + name.length };
  if (keyword === 'class') {
    const base = missing(recovery, line);
    const bases = [
      { name: undefined, nameSpan: undefined, spread: '*' as const, value: base, start: base.start, end: base.end },
    ];
    return { kind: 'ClassDefinition', name, nameSpan, bases, body, decorators, ...extent };
  }
  const parameters = (['variadic', 'keywords'] as const).map((parameterKind) => ({
    name: parameterKind === 'variadic' ? 'args' : 'kwargs',
    parameterKind,
    annotation: undefined,
    default: undefined,
    ...nameSpan,
  }));
  return {
    kind: 'FunctionDefinition',
    name,
    nameSpan,
    parameters,
    returns: undefined,
    body,
    decorators,
    async: before.startsWith('async'),
    generator: containsYield(body),
    ...extent,
  };
}

function recoverMatch(recovery: Recovery, line: LogicalLine, bodyLines: readonly LogicalLine[]): Statement {
  const source = recovery.text.slice(line.start, line.end);
  const context = `${source}\n case _: pass`;
  const [header] = recovery.parseClean(context, line.start, line.end) ?? [];
  if (header?.kind !== 'Match') recovery.report({ message: words`Invalid syntax`, start: line.start, end: line.end });
  const subject = header?.kind === 'Match' ? header.subject : missing(recovery, line);
  const cases: MatchCase[] =
    bodyLines.length === 0 ? [] : clauses(recovery, bodyLines).map((part) => matchCase(recovery, part));
  return {
    kind: 'Match',
    subject,
    cases,
    start: recovery.base + line.start,
    end: cases.at(-1)?.end ?? recovery.base + line.end,
  };
}

function matchCase(recovery: Recovery, { header, body, line, span }: Clause): MatchCase {
  const read = header?.kind === 'Match' ? header.cases[0] : undefined;
  const unread = missing(recovery, line);
  return read === undefined
    ? {
        pattern: { kind: 'ValuePattern', value: unread, start: unread.start, end: unread.end },
        guard: undefined,
        body,
        ...span,
      }
    : { ...read, body, ...span };
}
