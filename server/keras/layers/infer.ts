import type { Interpreter } from '../../python/domain/interpreter.ts';
import type { Value } from '../../python/domain/value.ts';
import { KerasTensor } from '../graph/tensor.ts';
import { mapNest } from '../nests.ts';
import type { KerasSession } from '../session.ts';
import { describeCall, inferDeclared } from './call.ts';
import type { Nest, TensorSpec } from './definition.ts';
import type { LayerState } from './layer-state.ts';
import { valueOfNest } from './values.ts';

/**
 * What a layer would give for inputs of these specs, without a call: `compute_output_shape`. `more`: other call
 * arguments by name.
 */
export function inferredOutput(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  inputs: Nest<TensorSpec>,
  more: ReadonlyMap<string, Nest<TensorSpec>> = new Map(),
): Nest<TensorSpec> {
  const symbols = (nest: Nest<TensorSpec>): Value =>
    valueOfNest(
      interpreter,
      nest,
      (spec) =>
        new KerasTensor(
          { shape: spec.shape, dtype: spec.dtype ?? layer.dtype.compute },
          { operators: session.operators },
        ),
    );
  const call = describeCall(
    session,
    interpreter,
    layer,
    inputs,
    new Map([...more].map(([name, nest]) => [name, symbols(nest)])),
  );
  const row = layer.model as
    | {
        functional?: unknown;
        infer?: (
          inputs: Nest<TensorSpec>,
          one: (inner: LayerState, specs: Nest<TensorSpec>) => Nest<TensorSpec>,
        ) => Nest<TensorSpec>;
      }
    | undefined;
  if (row?.infer && !row.functional)
    return row.infer(inputs, (inner, specs) => inferredOutput(session, interpreter, inner, specs));
  return mapNest(inferDeclared(session, interpreter, layer, inputs, call), (tensor) => tensor.spec);
}
