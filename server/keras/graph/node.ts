import type { CallArguments } from '../../python/domain/interpreter.ts';
import type { Place } from '../../python/syntax/place.ts';
import type { Nest, TensorSpec } from '../layers/definition.ts';
import type { LayerState } from '../layers/layer-state.ts';
import type { KerasTensor } from './tensor.ts';

/**
 * What made a symbolic tensor: a layer, or an operation such as Add or GetItem that Keras puts into the graph by
 * itself.
 */
export interface Operation {
  readonly operationName: string;
  readonly className: string;
  readonly layer: LayerState | undefined;
  /** Of an operation: its class in Keras 3, whatever Keras calls the row. */
  readonly computes?: string;
  readonly nodes: Node[];
  /** Of an operation: the layer that programs of Keras 2 see of it, once one asked for it. */
  asLayer?: LayerState;
}

/** One symbolic call of an operation. */
export interface Node {
  readonly operation: Operation;
  /** All symbolic tensors among the arguments, in order. */
  readonly inputs: readonly KerasTensor[];
  outputs: Nest<KerasTensor>;
  /** Of a layer: what it was called with. */
  call?: CallArguments;
  /** Index among the operation's nodes, as in `dense[0][0]`. */
  readonly index: number;
  readonly site: Place | undefined;
  /** The same call on inputs of other specs, in the order of `inputs`. */
  readonly run: (inputs: readonly TensorSpec[]) => Nest<TensorSpec>;
}
