/**
 * Which arrays surely hold the same numbers, whatever these are: the predictions of a model and of the one that was
 * read back, weights before and behind a training that leaves them alone.
 */
import type { Interpreter } from '../../domain/interpreter.ts';
import type { ArrayValue } from './array-value.ts';
import { Storage } from './storage.ts';

/** What numbers depend on: names, other contents, and objects that stand for something which nobody knows. */
export type Content = readonly unknown[];

/** Contents of more parts are not compared. */
const MOST_PARTS = 50_000;

/** Whether both depend on the same. */
export function sameContent(a: Content, b: Content): boolean {
  let left = MOST_PARTS;
  const same = (one: unknown, other: unknown): boolean => {
    if (one === other) return true;
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length || --left < 0) return false;
    return one.every((part, index) => same(part, other[index]));
  };
  return same(a, b);
}

/** What the numbers in an array depend on; writing into it, or into what it is a view of, makes it another one. */
export function contentOf(interpreter: Interpreter, array: ArrayValue): Content | undefined {
  const { positions } = array;
  if (!array.shape || array.isVariable) return undefined;
  if (!array.storage) {
    if (array.aliasOf) return undefined;
    interpreter.touch(array);
    array.storage = new Storage(undefined);
  }
  const { storage } = array;
  if (!storage.content) {
    interpreter.touch(storage);
    storage.content = [{}];
  }
  interpreter.spend();
  return positions ? [storage.content, positions.join()] : storage.content;
}

/** Gives a new array what its numbers depend on. */
export function withContent(array: ArrayValue, content: Content | undefined): ArrayValue {
  if (!content) return array;
  array.storage ??= new Storage(undefined);
  array.storage.content = content;
  return array;
}

/** A new array with the numbers of another one. */
export function withContentOf(interpreter: Interpreter, array: ArrayValue, of: ArrayValue): ArrayValue {
  // What is known is compared by its elements.
  return of.elements || array.dtype !== of.dtype ? array : withContent(array, contentOf(interpreter, of));
}

/** Whether two arrays surely hold the same numbers. */
export function holdTheSame(interpreter: Interpreter, a: ArrayValue, b: ArrayValue): boolean {
  const [one, other] = [contentOf(interpreter, a), contentOf(interpreter, b)];
  return one !== undefined && other !== undefined && sameContent(one, other);
}
