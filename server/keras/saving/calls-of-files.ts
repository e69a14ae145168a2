/** How a file tells of the calls in the graph of a functional model. */
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import { snapshot } from '../../python/domain/journal.ts';
import { type DictValue, ListValue, type Value } from '../../python/domain/value.ts';
import { words } from '../../words/message.ts';
import type { Operation } from '../graph/node.ts';
import { KerasTensor } from '../graph/tensor.ts';
import { dictOf, entryOf } from '../layers/config-dicts.ts';
import { Undecided } from '../layers/definition.ts';
import { structureOf } from '../layers/values.ts';
import { snakeCase } from '../naming.ts';
import { flatten } from '../nests.ts';
import type { KerasSession } from '../session.ts';
import type { TensorPlace } from './holders.ts';
import { type Reading, readObject } from './read.ts';

const DEEPEST = 20;

const textAt = (interpreter: Interpreter, dict: DictValue, key: string): string | undefined => {
  const value = entryOf(interpreter, dict, key);
  return value?.kind === 'str' ? value.value : undefined;
};

/** An operation of `keras.ops` that stands among the layers. */
export function isOperation(interpreter: Interpreter, item: DictValue): boolean {
  const module = textAt(interpreter, item, 'module');
  return module !== undefined && /^keras\.src\.ops\./.test(module);
}

/** Stands for an operation until it is made. */
export const notMade = (name: string): Operation => ({
  operationName: name,
  className: '',
  layer: undefined,
  nodes: [],
});

/** The tensor that a `__keras_tensor__` stands for. */
function placeOf(interpreter: Interpreter, value: DictValue): TensorPlace | undefined {
  if (textAt(interpreter, value, 'class_name') !== '__keras_tensor__') return undefined;
  const config = entryOf(interpreter, value, 'config');
  const history = config?.kind === 'dict' ? entryOf(interpreter, config, 'keras_history') : undefined;
  if (history?.kind !== 'list') throw new Undecided('where one of its tensors comes from is not known');
  return placeIn(history.items);
}

function placeIn([name, node, tensor]: readonly Value[]): TensorPlace {
  if (name?.kind !== 'str' || node?.kind !== 'int' || tensor?.kind !== 'int')
    throw new Undecided('where one of its tensors comes from is not known');
  return [name.value, Number(node.value), Number(tensor.value)];
}

/** All tensors that a call is made on. */
export function placesInCall(interpreter: Interpreter, call: Value, depth = 0): readonly TensorPlace[] {
  if (depth > DEEPEST) throw new Undecided('how its layers are called is not known');
  interpreter.spend();
  if (call.kind === 'list' || call.kind === 'tuple') {
    if (depth > 0 && isFormerTensor(call.items)) {
      const more = call.items[3];
      return [placeIn(call.items), ...(more ? placesInCall(interpreter, more, depth + 1) : [])];
    }
    return call.items.flatMap((item) => placesInCall(interpreter, item, depth + 1));
  }
  if (call.kind !== 'dict') return [];
  const place = placeOf(interpreter, call);
  return place ? [place] : [...call.entries.values()].flatMap(([, item]) => placesInCall(interpreter, item, depth + 1));
}

/** `['dense', 0, 0, {}]`, as Keras 2 writes it. */
const isFormerTensor = (items: readonly Value[]): boolean => items.length >= 3 && items[0]?.kind === 'str';

export function argumentsOfCall(
  reading: Reading,
  call: Value,
  tensorAt: (place: TensorPlace) => KerasTensor,
): CallArguments {
  const { interpreter } = reading;
  if (call.kind === 'list') return formerArguments(call.items, reading.session.kerasVersion === 3, tensorAt);
  if (call.kind !== 'dict') throw new Undecided('how its layers are called is not known');
  const swapped = (value: Value): Value => {
    if (value.kind === 'list') return new ListValue(value.items.map(swapped));
    if (value.kind !== 'dict') return value;
    const place = placeOf(interpreter, value);
    if (place) return tensorAt(place);
    if (entryOf(interpreter, value, 'class_name')) return readObject(reading, value);
    const copy = dictOf(interpreter, []);
    for (const [key, [name, item]] of value.entries) copy.entries.set(key, [name, swapped(item)]);
    return copy;
  };
  const [positional, keywords] = [entryOf(interpreter, call, 'args'), entryOf(interpreter, call, 'kwargs')];
  if (positional?.kind !== 'list' || keywords?.kind !== 'dict')
    throw new Undecided('how its layers are called is not known');
  const named = [...keywords.entries.values()].map(([key, value]): [string, Value] => [
    key.kind === 'str' ? key.value : '',
    swapped(value),
  ]);
  return { positional: positional.items.map(swapped), keywords: new Map(named) };
}

/** A list of tensors, each with the further arguments of the call, which may be tensors too. */
function formerArguments(
  items: readonly Value[],
  isReadBy3: boolean,
  tensorAt: (place: TensorPlace) => KerasTensor,
): CallArguments {
  const keywords = new Map<string, Value>();
  const tensors = items.map((item) => {
    if (item.kind !== 'list' || !isFormerTensor(item.items))
      throw new Undecided('how its layers are called is not known');
    const more = item.items[3];
    if (more && more.kind !== 'dict') throw new Undecided('how its layers are called is not known');
    for (const [key, value] of more?.entries.values() ?? [])
      if (key.kind === 'str') keywords.set(key.value, formerArgument(value, isReadBy3, tensorAt));
    return tensorAt(placeIn(item.items));
  });
  return { positional: [tensors.length === 1 ? tensors[0]! : new ListValue(tensors)], keywords };
}

function formerArgument(value: Value, isReadBy3: boolean, tensorAt: (place: TensorPlace) => KerasTensor): Value {
  if (value.kind !== 'list') return value;
  if (!isFormerTensor(value.items))
    return new ListValue(value.items.map((item) => formerArgument(item, isReadBy3, tensorAt)));
  if (isReadBy3) throw new Undecided('Keras 3 does not read what Keras 2 has written of a call');
  return tensorAt(placeIn(value.items));
}

/** Calls an operation under the name that the file has for it. */
export function operationCalled(
  session: KerasSession,
  interpreter: Interpreter,
  config: DictValue,
  given: CallArguments,
  isAgain: boolean,
): Operation {
  const className = textAt(interpreter, config, 'class_name');
  const name = textAt(interpreter, config, 'name');
  const inner = entryOf(interpreter, config, 'config');
  const fn = className === undefined ? undefined : session.operation(snakeCase(className));
  if (!fn || name === undefined || inner?.kind !== 'dict' || isAgain)
    throw new Undecided(words`the operation ${className ?? '?'} is not followed`);
  const keywords = new Map(given.keywords);
  for (const [key, value] of inner.entries.values())
    if (key.kind === 'str' && key.value !== 'name' && key.value !== 'dtype') keywords.set(key.value, value);
  interpreter.touch(session.naming);
  const naming = snapshot(session.naming);
  const result = interpreter.callWith(fn, { ...given, keywords });
  // Its name is given, and takes no number.
  session.naming.become(naming as never);
  const structure = structureOf(result);
  const first = structure && flatten(structure)[0];
  const operation = first instanceof KerasTensor ? first.node?.operation : undefined;
  if (!operation) throw new Undecided(words`the operation ${className!} is not followed`);
  return Object.assign(operation, { operationName: name });
}
