import type { Interpreter } from '../../python/values/interpreter.ts';
import { mapNest } from '../nests.ts';
import type { KerasSession } from '../session.ts';
import { describeCall, inferDeclared } from './call.ts';
import type { Nest, TensorSpec } from './definition.ts';
import type { LayerState } from './layer-state.ts';

/** What a layer would give for inputs of these specs, without a call: `compute_output_shape`. */
export function inferredOutput(session: KerasSession, interpreter: Interpreter, layer: LayerState, inputs: Nest<TensorSpec>): Nest<TensorSpec> {
  const call = describeCall(session, interpreter, layer, inputs, new Map());
  const row = layer.model as { functional?: unknown; infer?: (inputs: Nest<TensorSpec>, one: (inner: LayerState, specs: Nest<TensorSpec>) => Nest<TensorSpec>) => Nest<TensorSpec> } | undefined;
  if (row?.infer && !row.functional) return row.infer(inputs, (inner, specs) => inferredOutput(session, interpreter, inner, specs));
  return mapNest(inferDeclared(session, interpreter, layer, inputs, call), (tensor) => tensor.spec);
}
