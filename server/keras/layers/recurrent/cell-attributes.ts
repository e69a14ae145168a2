/**
 * What an RNN reads from its cell: `state_size` and `output_size`. A cell is a layer, declared or the user's, or any
 * object with call().
 */
import type { InstanceValue, Value } from '../../../python/domain/value.ts';
import type { Size } from '../../../shapes/dimension.ts';
import { LayerError, Undecided } from '../definition.ts';
import { described } from '../refusals.ts';
import { layerOf } from '../tracking.ts';
import { sizeOf } from '../values.ts';
import { words } from '../../../words/message.ts';
import { isUndetermined } from '../../../python/domain/undetermined.ts';

/** One state vector's size, or those of a cell that is itself several cells. */
export type StateSizes = Size | readonly StateSizes[];

export type ReadAttribute = (object: Value, name: string) => Value | undefined;

/** Without an interpreter: what the instance or its class holds as it is, properties left out. */
export const plainAttribute: ReadAttribute = (object, name) => {
  if (object.kind !== 'instance') return undefined;
  const found = object.attributes.get(name) ?? object.cls.lookup(name);
  return found?.kind === 'property' ? undefined : found;
};

export function cellAttribute(cell: Value, name: string, read: ReadAttribute): Value | undefined {
  const layer = layerOf(cell);
  const declared = layer?.definition?.attributes?.[name];
  const own = cell.kind === 'instance' && (cell.attributes.has(name) || cell.cls.lookup(name) !== undefined);
  return layer && declared && !own ? declared(layer.args, layer) : read(cell, name);
}

/** Whether the object surely has no attribute of that name. */
export function surelyLacks(object: InstanceValue, name: string): boolean {
  if (object.cls.unknownBase || object.attributes.has(name) || object.cls.lookup(name)) return false;
  return (
    layerOf(object)?.definition?.attributes?.[name] === undefined &&
    object.cls.lookup('__getattr__')?.kind !== 'function'
  );
}

export function stateSizesOf(cell: Value, read: ReadAttribute): readonly StateSizes[] {
  const value = cellAttribute(cell, 'state_size', read);
  if (!value) throw new Undecided('the state size of the cell is not known');
  const sizes = sizesOf(value);
  return typeof sizes === 'object' && 'length' in sizes ? sizes : [sizes];
}

/** `output_size` where the cell has one, else the size of its first state. Keras 2 takes nested sizes too. */
export function outputSizeOf(cell: Value, read: ReadAttribute, kerasVersion: 2 | 3 = 3): Size {
  const value = cellAttribute(cell, 'output_size', read);
  if (value && value.kind !== 'none') {
    const size = sizeOf(value);
    if (size !== undefined) return size;
    if (isUndetermined(value) || kerasVersion === 2) throw new Undecided('the output size of the cell is not known');
    throw new LayerError('bad-cell', words`output_size of the cell must be an integer, but it is ${described(value)}.`);
  }
  const [first] = stateSizesOf(cell, read);
  if (first === undefined || isNested(first)) throw new Undecided('the output size of the cell is not known');
  return first;
}

export const isNested = (sizes: StateSizes | undefined): sizes is readonly StateSizes[] =>
  typeof sizes === 'object' && 'length' in sizes;

function sizesOf(value: Value): StateSizes {
  if (value.kind === 'list' || value.kind === 'tuple') {
    if (value.kind === 'list' && value.summary) throw new Undecided(value.summary.reason);
    return value.items.map(sizesOf);
  }
  const size = sizeOf(value);
  if (size === undefined) throw new Undecided('the state size of the cell is not known');
  return size;
}
