/** Structures of tensors, as Keras passes and returns them. */
import { listOf, type Nest, type NestDict, type NestList, tupleOf } from './layers/definition.ts';

export const isList = <T>(nest: Nest<T>): nest is NestList<T> =>
  typeof nest === 'object' && nest !== null && 'nest' in nest && nest.nest !== 'dict';
export const isDict = <T>(nest: Nest<T>): nest is NestDict<T> =>
  typeof nest === 'object' && nest !== null && 'nest' in nest && nest.nest === 'dict';

/** The leaves in order: lists by index, dicts by key as Keras sorts them. */
export function flatten<T>(nest: Nest<T>): T[] {
  if (isList(nest)) return nest.items.flatMap((item) => flatten(item));
  if (isDict(nest)) return [...nest.entries.keys()].sort().flatMap((key) => flatten(nest.entries.get(key)!));
  return [nest as T];
}

export function mapNest<T, U>(nest: Nest<T>, change: (leaf: T) => U): Nest<U> {
  if (isList(nest)) {
    const items = nest.items.map((item) => mapNest(item, change));
    return nest.nest === 'list' ? listOf(items) : tupleOf(items);
  }
  if (isDict(nest))
    return { nest: 'dict', entries: new Map([...nest.entries].map(([key, value]) => [key, mapNest(value, change)])) };
  return change(nest as T);
}
