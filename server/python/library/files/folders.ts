/** What is in folders: `os.listdir`, `os.walk`, `glob`, and the methods of paths that look there. */
import type { Entry } from '../../domain/data-files.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { TEMPORARY, UnsureText } from '../../domain/unsure-text.ts';
import { IteratorValue, ListValue, Str, TupleValue, type Value } from '../../domain/value.ts';
import { listCost } from '../operations/sequences.ts';
import { words } from '../../../words/message.ts';

/** More paths are not collected. */
const MOST_PATHS = 100_000;
/** So deep a `**` goes, which links may make endless. */
const DEEPEST = 20;

/** What is in the folder, where it is known. */
export function entriesOf(interpreter: Interpreter, path: string): readonly Entry[] | undefined {
  const entries = interpreter.files.entries(path === '' ? '.' : path);
  interpreter.spend(listCost(entries?.length ?? 0));
  return entries;
}

/** As `os.listdir` gives them: in no order that is known. */
export function listed(interpreter: Interpreter, path: string): Value {
  const entries = entriesOf(interpreter, path);
  if (!entries) return new ListValue([], interpreter.unknown(interpreter.files.whyUnknown(path)));
  return interpreter.files.readFrom(path, new ListValue(namesOf(entries)));
}

/** One name has no order. */
const namesOf = (entries: readonly Entry[]): Value[] =>
  entries.map(({ name }) => (entries.length === 1 ? new Str(name) : new UnsureText(name)));

/** `os.walk(top)`: a folder, its folders, its files; from above. */
export function walked(interpreter: Interpreter, top: string): Value {
  const steps: Value[] = [];
  const names = (entries: readonly Entry[], isFolder: boolean): Value =>
    new ListValue(namesOf(entries.filter((entry) => entry.isFolder === isFolder)));
  const walk = (path: string, depth: number): boolean => {
    const entries = depth > DEEPEST || steps.length > MOST_PATHS ? undefined : entriesOf(interpreter, path);
    if (!entries) return false;
    steps.push(new TupleValue([new UnsureText(path), names(entries, true), names(entries, false)]));
    return entries.every(({ name, isFolder }) => !isFolder || walk(joined(path, name), depth + 1));
  };
  if (!walk(top, 0))
    return new IteratorValue(
      [][Symbol.iterator](),
      'generator',
      interpreter.unknown(interpreter.files.whyUnknown(top)),
    );
  return new IteratorValue(steps[Symbol.iterator](), 'generator');
}

/** The paths that a pattern of `glob` matches; undefined where they are not known. */
export function matching(
  interpreter: Interpreter,
  pattern: string,
  isRecursive: boolean,
): readonly string[] | undefined {
  const parts = pattern.split('/');
  const found: string[] = [];
  const go = (base: string, at: number, depth: number): boolean => {
    if (found.length > MOST_PATHS || depth > DEEPEST) return false;
    const part = parts[at];
    if (part === undefined) {
      found.push(base);
      return true;
    }
    if (part === '' && at < parts.length - 1) return go(at === 0 ? '/' : base, at + 1, depth);
    const isDeep = part === '**' && isRecursive;
    if (!isDeep && !/[*?[]/.test(part)) return goOn(joined(base, part), at, depth);
    const entries = entriesOf(interpreter, base);
    if (!entries) return interpreter.files.find(base === '' ? '.' : base)?.kind === 'absent';
    if (isDeep && !(at === parts.length - 1 && base === '') && !go(base, at + 1, depth)) return false;
    const matcher = isDeep ? undefined : patternOf(part);
    if (!isDeep && !matcher) return false;
    return entries.every(({ name, isFolder }) => {
      if (name.startsWith('.') && !part.startsWith('.')) return true;
      const path = joined(base, name);
      if (!isDeep) return !matcher!.test(name) || goOn(path, at, depth);
      if (at === parts.length - 1 && !isFolder) found.push(path);
      return !isFolder || go(path, at, depth + 1);
    });
  };
  /** With the next part, which is there only if this is. */
  const goOn = (path: string, at: number, depth: number): boolean => {
    const isLast = at === parts.length - 1;
    if (!isLast) return interpreter.files.find(path)?.kind !== 'folder' ? true : go(path, at + 1, depth);
    const there = interpreter.files.find(path);
    if (there === undefined || there.kind === 'refused') return false;
    if (there.kind !== 'absent') found.push(path);
    return true;
  };
  // What is above a temporary folder does not matter.
  const isTemporary = pattern.startsWith(TEMPORARY);
  const begun = isTemporary ? go(parts.slice(0, 3).join('/'), 3, 0) : go('', 0, 0);
  return begun ? found : undefined;
}

/** A part of a pattern as Python's fnmatch takes it; undefined for what is not worked out. */
export function patternOf(part: string): RegExp | undefined {
  let source = '';
  for (let at = 0; at < part.length; at++) {
    const character = part[at]!;
    if (character === '*') source += '.*';
    else if (character === '?') source += '.';
    else if (character === '[') {
      const end = part.indexOf(']', at + 2);
      if (end < 0) return undefined;
      const set = part
        .slice(at + 1, end)
        .replace(/^!/, '^')
        .replaceAll('\\', '\\\\');
      source += `[${set}]`;
      at = end;
    } else source += character.replace(/[\\^$.*+?()[\]{}|]/, '\\$&');
  }
  return new RegExp(`^${source}$`, 's');
}

/** Why nothing is known of what a pattern matches. */
export const whyNotMatched = words`the folder is not known`;

export const joined = (base: string, name: string): string =>
  base === '' ? name : base.endsWith('/') ? base + name : `${base}/${name}`;
