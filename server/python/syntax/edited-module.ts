/**
 * The tree of a text after an edit. The statements before and after the edit are those of the tree before: the ones
 * after are moved to where they
 * stand now, in place, so that whoever holds a node of theirs sees its new place.
 */
import { parseProgramFrom } from './parse-program.ts';
import type { PythonParser } from './parser.ts';
import type { ProgramText } from './program-text.ts';
import type { Steps } from './steps.ts';
import type { Module, Statement } from './tree.ts';
import { walkPlaces } from './walk.ts';

interface Before {
  readonly text: ProgramText;
  readonly module: Module;
}

export function* editedModule(parser: PythonParser, before: Before, text: ProgramText): Steps<Module> {
  const kept = unchangedStatements(before, text);
  // The parser is not quite the same at the beginning of a text as later, so it begins with a statement that is known.
  const known = before.module.body[kept - 1];
  const start = known === undefined ? 0 : beginning(known, before.text);
  const around = yield* between(parser, before, text, start, kept);
  if (around !== undefined) return around;
  if (known === undefined) return yield* parseProgramFrom(parser, text, 0);
  const rest = yield* parseProgramFrom(parser, text, start);
  if (rest.syntaxErrors.length === 0 && isSame(rest.body[0], known))
    return { ...rest, body: [...before.module.body.slice(0, kept), ...rest.body.slice(1)], start: 0 };
  // Broken text may be understood otherwise together with what stands before it.
  const module = yield* parseProgramFrom(parser, text, 0);
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
      beginning(statement, before) > before.text.length - same &&
      before.text[beginning(statement, before) - 1] === '\n',
  );
  const following = module.body[first];
  if (following === undefined) return undefined;
  const lineBreak = before.text.indexOf('\n', following.end);
  const limit = (lineBreak < 0 ? before.text.length : lineBreak) + moved;
  const rest = yield* parseProgramFrom(parser, text, start, limit);
  const known = module.body[kept - 1];
  const last = rest.body.findLastIndex((statement) => statement.start === following.start + moved);
  if (rest.syntaxErrors.length > 0 || (known !== undefined && !isSame(rest.body[0], known))) return undefined;
  const there = rest.body[last];
  // A decorator in front of it makes it another one.
  if (
    there === undefined ||
    there.kind !== following.kind ||
    there.end !== following.end + moved ||
    beginning(there, text) !== beginning(following, before) + moved
  )
    return undefined;
  const after = module.body.slice(first);
  if (moved !== 0) for (const statement of after) move(statement, moved);
  return {
    ...rest,
    body: [...module.body.slice(0, kept), ...rest.body.slice(known === undefined ? 0 : 1, last), ...after],
    start: 0,
    end: text.text.length,
  };
}

/** All places in a statement, each of them once. */
const placesOf = new WeakMap<Statement, readonly { start: number; end: number }[]>();

function move(statement: Statement, by: number): void {
  let places = placesOf.get(statement);
  if (places === undefined) placesOf.set(statement, (places = findPlaces(statement)));
  for (const place of places) {
    place.start += by;
    place.end += by;
  }
}

function findPlaces(statement: Statement): readonly { start: number; end: number }[] {
  const found = new Set<{ start: number; end: number }>();
  walkPlaces(statement, (place) => {
    found.add(place);
  });
  return [...found];
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
    return statement !== undefined && [undefined, '\n'].includes(before.text[beginning(statement, before) - 1]);
  };
  let kept = body.findLastIndex((statement) => beginning(statement, before) < difference);
  for (; kept > 0; kept--) {
    const start = beginning(body[kept]!, before);
    if (onOwnLine(kept) && onOwnLine(kept - 1) && start <= broken && !CONTINUES.test(text.text.slice(start, start + 8)))
      return kept;
  }
  return 0;
}

/** Where a statement begins, its decorators included. */
function beginning(statement: Statement, { text }: ProgramText): number {
  const [decorator] =
    statement.kind === 'FunctionDefinition' || statement.kind === 'ClassDefinition' ? statement.decorators : [];
  return decorator === undefined ? statement.start : text.lastIndexOf('@', decorator.start);
}

/** The first offset at which the texts, or the cells that they are in, differ. */
function firstDifference(a: ProgramText, b: ProgramText): number {
  const shorter = Math.min(a.text.length, b.text.length);
  let offset = 0;
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
