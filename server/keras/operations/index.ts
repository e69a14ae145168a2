/** Everything that acts on tensors: `keras.ops`, `keras.activations`, `keras.backend`, `tf.*`, and Python's operators. */
import type { Value } from '../../python/values/value.ts';
import type { TensorOperators } from '../graph/tensor.ts';
import type { KerasSession } from '../session.ts';
import { createBackend, createTensorflowFunctions } from './functions/former.ts';
import { createKerasFunctions } from './functions/keras.ts';
import { createOperators } from './operators.ts';

export interface Operations {
  /** Members by the dotted path of their namespace. */
  readonly modules: Readonly<Record<string, ReadonlyMap<string, Value>>>;
  readonly operators: TensorOperators;
}

export function createOperations(session: KerasSession): Operations {
  const operators = createOperators(session);
  return { modules: { ...createKerasFunctions(session), 'keras.backend': createBackend(session), ...createTensorflowFunctions(session) }, operators };
}
