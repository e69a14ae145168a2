/**
 * The tree of a text after an edit. The statements before and after the edit are those of the tree before: the pieces
 * behind the edit are told where they begin now, so that whoever holds a place in them sees where it stands.
 */
import { parseProgramFrom } from './parse-program.ts';
import type { PythonParser } from './parser.ts';
import type { Piece } from './place.ts';
import type { ProgramText } from './program-text.ts';
import type { Steps } from './steps.ts';
import type { Module, Statement } from './tree.ts';

interface Before {
  readonly text: ProgramText;
  readonly module: Module;
}

export function* editedModule(parser: PythonParser, before: Before, text: ProgramText): Steps<Module> {
  before.module.file.text = text.text;
  const kept = unchangedStatements(before, text);
  // The parser is not quite the same at the beginning of a text as later, so it begins with a statement that is known.
  const known = before.module.body[kept - 1];
  const start = known === undefined ? 0 : beginning(known);
  const around = yield* between(parser, before, text, start, kept);
  if (around !== undefined) return around;
  if (known === undefined) return yield* parseProgramFrom(parser, text, before.module.file, 0);
  const rest = yield* parseProgramFrom(parser, text, before.module.file, start);
  if (rest.syntaxErrors.length === 0 && isSame(rest.body[0], known))
    return { ...rest, body: [...before.module.body.slice(0, kept), ...rest.body.slice(1)], start: 0 };
  // Broken text may be understood otherwise together with what stands before it.
  const module = yield* parseProgramFrom(parser, text, before.module.file, 0);
  const end = module.body[kept]?.start ?? text.text.length;
  const same = before.module.body.slice(0, kept).every((statement, index) => isSame(module.body[index], statement));
  if (!same || module.syntaxErrors.some(({ start }) => start < end)) return module;
  return { ...module, body: [...before.module.body.slice(0, kept), ...module.body.slice(kept)] };
}

/**
 * The tree where what follows the edit is taken over: parsed is what lies between the last statement before it and the
 * first one behind it, both of
 * which must come out as they were. undefined where they do not, or where anything is broken.
 */
function* between(
  parser: PythonParser,
  { text: before, module }: Before,
  text: ProgramText,
  start: number,
  kept: number,
): Steps<Module | undefined> {
  if (module.syntaxErrors.length > 0) return undefined;
  const moved = text.text.length - before.text.length;
  const same = sameAtEnd(before, text);
  if (same === undefined) return undefined;
  // The line break before it is left alone too.
  const first = module.body.findIndex(
    (statement, index) =>
      index >= kept &&
      beginning(statement) > before.text.length - same &&
      before.text[beginning(statement) - 1] === '\n',
  );
  const following = module.body[first];
  if (following === undefined) return undefined;
  const lineBreak = before.text.indexOf('\n', following.end);
  const limit = (lineBreak < 0 ? before.text.length : lineBreak) + moved;
  const rest = yield* parseProgramFrom(parser, text, module.file, start, limit);
  const known = module.body[kept - 1];
  const last = rest.body.findLastIndex((statement) => statement.start === following.start + moved);
  if (rest.syntaxErrors.length > 0 || (known !== undefined && !isSame(rest.body[0], known))) return undefined;
  const there = rest.body[last];
  // A decorator in front of it makes it another one.
  if (
    there === undefined ||
    there.kind !== following.kind ||
    there.end !== following.end + moved ||
    beginning(there) !== beginning(following) + moved
  )
    return undefined;
  const after = module.body.slice(first);
  move(new Set(after.map(({ piece }) => piece)), moved);
  return {
    ...rest,
    body: [...module.body.slice(0, kept), ...rest.body.slice(known === undefined ? 0 : 1, last), ...after],
    start: 0,
    end: text.text.length,
  };
}

/** Each of them has moved by as much, and takes its places with it. */
function move(pieces: ReadonlySet<Piece>, by: number): void {
  for (const piece of pieces) piece.start += by;
}

/**
 * How much at the end of the texts, and of their cells, is the same; undefined where an edit concerns more than one
 * cell.
 */
function sameAtEnd(before: ProgramText, text: ProgramText): number | undefined {
  if (before.cells.length !== text.cells.length) return undefined;
  const [a, b] = [before.text, text.text];
  const shorter = Math.min(a.length, b.length) - firstDifference(before, text);
  let same = 0;
  while (same + BLOCK <= shorter && sameBlock(a, a.length - same - BLOCK, b, b.length - same - BLOCK)) same += BLOCK;
  while (same < shorter && a.charCodeAt(a.length - 1 - same) === b.charCodeAt(b.length - 1 - same)) same++;
  const changed = before.cells.findIndex((cell, number) => cell.end !== text.cells[number]!.end);
  const moved = b.length - a.length;
  const rest = changed < 0 ? [] : before.cells.slice(changed + 1);
  const isMoved = rest.every(({ start, end, index }, number) => {
    const other = text.cells[changed + 1 + number]!;
    return other.start === start + moved && other.end === end + moved && other.index === index;
  });
  return isMoved ? same : undefined;
}

const isSame = (a: Statement | undefined, b: Statement): boolean =>
  a !== undefined && a.kind === b.kind && a.start === b.start && a.end === b.end;

/** Statements that begin with these words belong to the one before. */
const CONTINUES = /^(else|elif|except|finally|case)\b/;

/**
 * How many statements from the first on stand wholly before the first difference, whatever the text from there on is.
 */
function unchangedStatements({ text: before, module }: Before, text: ProgramText): number {
  const difference = firstDifference(before, text);
  const broken = Math.min(...module.syntaxErrors.map(({ start }) => start));
  const { body } = module;
  const onOwnLine = (index: number): boolean => {
    const statement = body[index];
    return statement !== undefined && [undefined, '\n'].includes(before.text[beginning(statement) - 1]);
  };
  let kept = body.findLastIndex((statement) => beginning(statement) < difference);
  for (; kept > 0; kept--) {
    const start = beginning(body[kept]!);
    if (onOwnLine(kept) && onOwnLine(kept - 1) && start <= broken && !CONTINUES.test(text.text.slice(start, start + 8)))
      return kept;
  }
  return 0;
}

/** Where a statement begins, its decorators included. */
function beginning(statement: Statement): number {
  const isDecorated =
    (statement.kind === 'FunctionDefinition' || statement.kind === 'ClassDefinition') &&
    statement.decorators.length > 0;
  return isDecorated ? statement.piece.start : statement.start;
}

/** Texts are compared by so many characters at a time, as long as they are the same. */
const BLOCK = 4_096;
const sameBlock = (a: string, from: number, b: string, to: number): boolean =>
  a.slice(from, from + BLOCK) === b.slice(to, to + BLOCK);

/** The first offset at which the texts, or the cells that they are in, differ. */
function firstDifference(a: ProgramText, b: ProgramText): number {
  const shorter = Math.min(a.text.length, b.text.length);
  let offset = 0;
  while (offset + BLOCK <= shorter && sameBlock(a.text, offset, b.text, offset)) offset += BLOCK;
  while (offset < shorter && a.text.charCodeAt(offset) === b.text.charCodeAt(offset)) offset++;
  for (const [number, cell] of a.cells.entries()) {
    const other = b.cells[number];
    if (other === undefined || other.start !== cell.start || other.index !== cell.index)
      return Math.min(offset, cell.start);
    if (other.end !== cell.end) return Math.min(offset, cell.end, other.end);
  }
  const added = b.cells[a.cells.length];
  return added === undefined ? offset : Math.min(offset, added.start);
}
