/**
 * Everything that acts on tensors: `keras.ops`, `keras.activations`, `keras.backend`, `tf.*`, and Python's operators.
 */
import type { TensorOperators } from '../graph/tensor.ts';
import { type MembersByPath, once } from '../namespaces.ts';
import type { KerasSession } from '../session.ts';
import { createBackend, createTensorflowFunctions, TENSORFLOW_NAMESPACES } from './functions/former.ts';
import { createKerasFunctions } from './functions/keras.ts';
import { createOperators } from './operators.ts';

export interface Operations {
  readonly modules: MembersByPath;
  readonly operators: TensorOperators;
}

export function createOperations(session: KerasSession): Operations {
  const operators = createOperators(session);
  const tensorflow = once(() => createTensorflowFunctions(session));
  const inTensorflow = Object.fromEntries(TENSORFLOW_NAMESPACES.map((path) => [path, () => tensorflow()[path]!]));
  return {
    modules: { ...createKerasFunctions(session), 'keras.backend': () => createBackend(session), ...inTensorflow },
    operators,
  };
}
