/** The batch that a program trains with. */
import type { Analysis, KnownShape, MethodFact, ModelFact } from '../../analysis/analysis.ts';
import { flatten } from '../nest-text.ts';
import { exactCount } from '../count-text.ts';

/** Where a batch size is from. */
export type BatchSource = 'asked' | 'fit' | 'data' | 'default';
export interface BatchSize {
  readonly size: number;
  readonly from: BatchSource;
}

/** Keras's own, where none is given. */
const DEFAULT: BatchSize = { size: 32, from: 'default' };

/** That of the last fit() of the model: as it says, as the data set has it, or Keras's own. */
export function batchOf({ methods }: Pick<Analysis, 'methods'>, model: ModelFact): BatchSize {
  const fit = methods.findLast((method) => method.name === 'fit' && isSameModel(method.model, model));
  return (fit && batchOfFit(fit)) ?? DEFAULT;
}

/** undefined: it is not known. */
export function batchOfFit({ settings, data, complete }: MethodFact): BatchSize | undefined {
  const given = settings.get('batch_size');
  if (given !== undefined && given !== 'None')
    return /^[1-9]\d*$/.test(given) ? { size: Number(given), from: 'fit' } : undefined;
  const x = data.find(({ name }) => name === 'x');
  if (x?.batches) {
    const [first] = x.shape === undefined ? [] : flatten<KnownShape>(x.shape);
    const size = exactCount(first?.[0] ?? undefined);
    return size === undefined ? undefined : { size: Number(size), from: 'data' };
  }
  return complete ? DEFAULT : undefined;
}

const isSameModel = (a: ModelFact, b: ModelFact): boolean => a === b || (a.span === b.span && a.name === b.name);
