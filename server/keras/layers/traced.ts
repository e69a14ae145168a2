import { KerasTensor } from '../graph/tensor.ts';
import type { KerasSession } from '../session.ts';
import type { TensorSpec } from './definition.ts';

/** A tensor that stands for a real one: operations on it leave no rows. */
export const traced = (session: KerasSession, spec: TensorSpec & { readonly dtype: string }): KerasTensor =>
  new KerasTensor(spec, { traced: true, operators: session.operators });
