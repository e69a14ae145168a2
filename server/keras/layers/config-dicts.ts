/** Dictionaries of configurations. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { DictValue, NONE, str, type Value } from '../../python/domain/value.ts';

/** A dictionary with these entries. */
export function dictOf(interpreter: Interpreter, entries: Iterable<readonly [string, Value]>): DictValue {
  const made = new DictValue();
  for (const [key, value] of entries) made.entries.set(interpreter.hashKey(str(key))!, [str(key), value]);
  return made;
}

/** How Keras writes an object out: its class, and its own configuration. */
export const serialized = (
  interpreter: Interpreter,
  module: string | undefined,
  className: string,
  config: Value,
  more: Iterable<readonly [string, Value]> = [],
): DictValue =>
  dictOf(interpreter, [
    ['module', module === undefined ? NONE : str(module)],
    ['class_name', str(className)],
    ['config', config],
    ['registered_name', module === undefined ? interpreter.unknown('under which name it is registered') : NONE],
    ...more,
  ]);

export function entryOf(interpreter: Interpreter, dict: DictValue, key: string): Value | undefined {
  return dict.entries.get(interpreter.hashKey(str(key))!)?.[1];
}
