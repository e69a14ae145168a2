import type { Value } from './value.ts';

/** Whether it is a shape of TensorFlow's, which is no tuple to Python. */
export const isTensorShape = (value: Value): boolean =>
  value.kind === 'tuple' && value.namedBy?.qualifiedName === 'tensorflow.TensorShape';
