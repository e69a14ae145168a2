import type { ConcreteTree } from './concrete-tree.ts';
import { logicalLines } from './logical-lines.ts';
import type { LogicalLine } from './logical-lines.ts';
import type { Recovery } from './recover.ts';
import { repairStatement } from './repair.ts';
import { Assign, type Expression, Missing, type Statement, type SyntaxProblem } from './tree.ts';
import { words } from '../../words/message.ts';

/** A simple statement with an error in it: as much of it as can be read, with `Missing` for the rest. */
export function recoverSimple(recovery: Recovery, line: LogicalLine): Statement[] {
  const split = splitInTwo(recovery, line);
  if (split !== undefined) return split;
  const repair = repairStatement(recovery.text, line);
  const tree = recovery.parseTree(repair.text, line.start, line.end);
  if (tree === undefined) {
    recovery.report(repair.problem ?? { message: words`Invalid syntax`, start: line.start, end: line.end });
    return (
      assignmentOfMissing(recovery, line) ?? [recovery.missingStatement(line.start, line.end, 'too much to read again')]
    );
  }
  recovery.report(repair.problem ?? firstError(recovery, tree, line));
  const clean = recovery.lowerClean(tree);
  return (
    clean ??
    tolerant(recovery, tree) ??
    assignmentOfMissing(recovery, line) ?? [recovery.missingStatement(line.start, line.end, 'syntax error')]
  );
}

/**
 * Brackets that are closed too late: a line within them may be a statement of its own. It is taken for one where it can
 * be read
 * as one, or looks like one (`y = …` with blanks around the sign, which keyword arguments do not have).
 */
function splitInTwo(recovery: Recovery, line: LogicalLine): Statement[] | undefined {
  const { possibleEnd } = line;
  if (possibleEnd === undefined) return undefined;
  const { text } = recovery;
  const rest = logicalLines(text, possibleEnd, line.end);
  const [next] = rest;
  if (next === undefined) return undefined;
  const healthy =
    next.unmatched === undefined &&
    recovery.parseTree(text.slice(next.start, next.end), next.start)?.hasErrors === false;
  if (!healthy && !/^[\w.]+ = /.test(text.slice(next.start, next.end))) return undefined;
  const [before] = logicalLines(text, line.lineStart, possibleEnd);
  if (before === undefined) return undefined;
  return [...recovery.block([before]), ...recovery.block(rest)];
}

/**
 * One statement with the error inside it can be read around the error; of more than that the order of things is
 * uncertain.
 */
function tolerant(recovery: Recovery, tree: ConcreteTree): Statement[] | undefined {
  const nodes = tree.children(0).filter((node) => tree.kind(node) !== ';');
  const [only] = nodes;
  if (only === undefined || nodes.length > 1 || tree.isError(only)) return undefined;
  const lowering = recovery.lowering(tree);
  const body: Statement[] = [];
  lowering.statement(only, body);
  recovery.problems.push(...lowering.problems);
  return body;
}

/** `x = <what cannot be read>` binds `x` all the same: its old value would be a wrong one. */
function assignmentOfMissing(recovery: Recovery, line: LogicalLine): Statement[] | undefined {
  const text = recovery.text.slice(line.start, line.end);
  const sign = /(?<![=!<>:+\-*/%&|^@])(?:[+\-*/%&|^@]|\/\/|\*\*|<<|>>)?=(?!=)/g;
  const targets: Expression[] = [];
  let position = 0;
  for (let match = sign.exec(text); match !== null; match = sign.exec(text)) {
    const source = text.slice(position, match.index).replace(/:[^\]})]*$/, ''); // without an annotation
    const [statement] =
      recovery.parseClean(source.trimStart(), line.start + position + source.length - source.trimStart().length) ?? [];
    if (statement?.kind !== 'ExpressionStatement' || !isTarget(statement.value)) break;
    targets.push(statement.value);
    position = match.index + match[0].length;
  }
  if (targets.length === 0) return undefined;
  const place = recovery.between(recovery.base + line.start, recovery.base + line.end);
  return [new Assign(place, { targets, value: new Missing(place, { reason: 'syntax error' }) })];
}

function isTarget(expression: Expression): boolean {
  switch (expression.kind) {
    case 'Name':
    case 'Attribute':
    case 'Subscript':
      return true;
    case 'Starred':
      return isTarget(expression.value);
    case 'Tuple':
    case 'List':
      return expression.elements.every(isTarget);
    default:
      return false;
  }
}

/** What the parser stumbled over, in offsets of the text. */
export function firstError(recovery: Recovery, tree: ConcreteTree, line: LogicalLine): SyntaxProblem {
  for (let node = 0; node < tree.size; node++) {
    const start = tree.start(node) - recovery.base;
    if (tree.isMissing(node)) {
      const kind = tree.kind(node);
      const message =
        kind === 'identifier'
          ? words`Expected a name`
          : /^\W+$/.test(kind)
            ? words`Expected '${kind}'`
            : words`Invalid syntax`;
      const at = Math.min(start, line.end);
      return { message, start: at, end: at };
    }
    if (tree.isError(node)) {
      const lineBreak = recovery.text.indexOf('\n', start);
      const end = Math.min(tree.end(node) - recovery.base, lineBreak < 0 ? line.end : lineBreak, line.end);
      return { message: words`Invalid syntax`, start: Math.min(start, line.end), end: Math.max(start, end) };
    }
  }
  return { message: words`Invalid syntax`, start: line.start, end: line.end };
}
