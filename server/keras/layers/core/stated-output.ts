import type { Value } from '../../../python/domain/value.ts';
import { mapNest } from '../../nests.ts';
import type { LayerCall, Nest, TensorSpec } from '../definition.ts';
import { specsOfShapes } from '../values.ts';

const CALLED: ReadonlySet<Value['kind']> = new Set<Value['kind']>(['function', 'native', 'method', 'class']);

/** What `output_shape=` states: a function of the inputs' shapes, or a shape without the batch axis. */
export function statedShapes(stated: Value, call: LayerCall): Nest<TensorSpec> {
  if (CALLED.has(stated.kind)) return call.run(stated, 'shapes');
  const batch = call.list[0]?.shape?.[0] ?? null;
  return mapNest(specsOfShapes(stated), ({ shape }): TensorSpec => ({ shape: shape && [batch, ...shape] }));
}
