/** The batches that arrays are cut into, as far as the shapes show it that a model is built with. */
import type { Value } from '../../python/domain/value.ts';
import type { TrainingMethod } from './training-methods.ts';
import type { Dimension } from '../../shapes/dimension.ts';

/** What decides the batches of arrays. undefined: not known. */
export interface Batching {
  /** 'whole': what is given is one batch, as train_on_batch() takes it. */
  readonly size: number | 'whole' | undefined;
  /** The part of the rows that is left for training. */
  readonly share: number | undefined;
  /** predict() builds a model on its first batch as it is. */
  readonly byFirst: boolean;
}

/** @param value the arguments by their names; undefined for one that is None or not given */
export function batchingOf(method: TrainingMethod, value: (name: string) => Value | undefined): Batching {
  const byFirst = method === 'predict';
  if (method.endsWith('on_batch')) return { size: 'whole', share: 1, byFirst };
  const [size, split] = [value('batch_size'), value('validation_split')];
  const isCounted = size === undefined && (value('steps_per_epoch') ?? value('steps')) !== undefined;
  return {
    size: size === undefined ? (isCounted ? undefined : 32) : size.kind === 'int' ? Number(size.value) : undefined,
    share:
      split === undefined || value('validation_data') !== undefined
        ? 1
        : split.kind === 'float' || split.kind === 'int'
          ? 1 - Number(split.value)
          : undefined,
    byFirst,
  };
}

/**
 * The first axis of what Keras 3 builds a model on: TensorFlow knows the size of the batches where all are of one,
 * which is where no rows are left over. In predict() it has the first batch. null for any size, also where the rows are
 * not known.
 * @param rows of the array, before a part is kept for validation
 */
export function batchAxis({ size, share, byFirst }: Batching, rows: Dimension | undefined): number | null {
  if (typeof rows !== 'number') return null;
  if (size === 'whole') return rows;
  if (size === undefined || share === undefined || size < 1) return null;
  if (byFirst) return rows > 0 ? Math.min(size, rows) : null;
  const trained = Math.floor(rows * share);
  return trained > 0 && trained % size === 0 ? size : null;
}
