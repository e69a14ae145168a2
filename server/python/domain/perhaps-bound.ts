/**
 * Names that are bound in only one way of a condition that is not decided. Whoever reads one gets its value, since the
 * program would not go on without it; whoever asks whether there is one is not told. Beside such a name stands a mark
 * with the value that it had then: it ends by itself where the name is bound anew.
 */
import type { Value } from './value.ts';

const MARK = '?';
type Names = Pick<ReadonlyMap<string, Value>, 'get'>;

export const markOf = (name: string): string => MARK + name;
/** Whether it stands in a map of names and is none. */
export const isMark = (name: string): boolean => name.startsWith(MARK);
/** The name itself, of a name or of its mark. */
export const nameOf = (name: string): string => (isMark(name) ? name.slice(MARK.length) : name);

/** Whether the name has a value, and perhaps has none when the program runs. */
export function isPerhapsUnbound(names: Names, name: string): boolean {
  const value = names.get(name);
  return value !== undefined && names.get(markOf(name)) === value;
}

/** A name is perhaps bound to another value: where it perhaps had none, it perhaps has none still. */
export function bindPerhaps(names: Map<string, Value>, name: string, value: Value): void {
  if (isPerhapsUnbound(names, name)) names.set(markOf(name), value);
  names.set(name, value);
}
