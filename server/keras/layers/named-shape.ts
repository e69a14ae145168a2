/**
 * Shapes that a program states by a name whose value is not known: their sizes are the name's items, as soon as a layer
 * says how many there are.
 */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { int, type Value } from '../../python/domain/value.ts';
import type { Dimension, Shape } from '../../shapes/dimension.ts';
import { KerasTensor } from '../graph/tensor.ts';
import type { TensorSpec } from './definition.ts';
import type { LayerState } from './layer-state.ts';
import { dimensionOf, sizeOf, specOf } from './values.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';

/**
 * How many axes (batch included) a layer's input has; undefined where it takes several numbers of them. Convolutions of
 * Keras 2 take more, which nobody states without saying so.
 */
export function exactRank(layer: LayerState): number | undefined {
  const { definition, args } = layer;
  if (!definition || layer.instance.cls.lookup('call')?.kind === 'function') return undefined;
  if (typeof definition.rank === 'number') return definition.rank;
  if (definition.name !== 'Bidirectional' && definition.name !== 'TimeDistributed') return undefined;
  const inside = args.layer('layer');
  const rank = inside && exactRank(inside);
  return rank && (definition.name === 'TimeDistributed' ? rank + 1 : rank);
}

/**
 * `input_shape[0]`, `input_shape[1]` … of a value that has a name; undefined for what may be something else than a
 * tuple.
 */
export function itemsOf(interpreter: Interpreter, value: Value, count: number | undefined): Dimension[] | undefined {
  if (
    !isUndetermined(value) ||
    value.integer ||
    value.alternatives ||
    value.name === undefined ||
    count === undefined ||
    count < 1
  )
    return undefined;
  const sizes = Array.from({ length: count }, (_, i) => sizeOf(interpreter.getItem(value, int(i))));
  return sizes.every((size) => size !== undefined) ? sizes : undefined;
}

/** What a tensor is to a layer that is called on it: `Input(input_shape)` has the rank that the layer takes. */
export function specFor(interpreter: Interpreter, layer: LayerState, value: Value): TensorSpec {
  const spec = specOf(value);
  const input = value instanceof KerasTensor && !spec.shape ? value.node?.operation.layer : undefined;
  if (input?.className !== 'InputLayer') return spec;
  const shape = statedShape(interpreter, input, exactRank(layer));
  return shape ? { ...spec, shape } : spec;
}

function statedShape(interpreter: Interpreter, { args }: LayerState, rank: number | undefined): Shape | undefined {
  const stated = (...names: string[]): Value | undefined =>
    names
      .filter((name) => args.given(name))
      .map((name) => args.value(name))
      .find((value) => value.kind !== 'none');
  if (rank === undefined || stated('tensor', 'input_tensor', 'type_spec')) return undefined;
  const whole = stated('batch_shape', 'batch_input_shape');
  if (whole) return itemsOf(interpreter, whole, rank);
  const size = stated('batch_size');
  const batch = size ? dimensionOf(size) : null;
  const shape = stated('shape', 'input_shape');
  const sizes = shape && itemsOf(interpreter, shape, rank - 1);
  return sizes && batch !== undefined ? [batch, ...sizes] : undefined;
}
