/** Which batch fits into which card. */
import { bytesAt, mostAt } from './amount.ts';
import type { MemoryPlan, TrainingPlan } from './plan.ts';

export const GIB = 2 ** 30;
/** The sizes that are asked about, in GiB. */
export const CARDS: readonly number[] = [4, 8, 16, 24, 40, 80];

/** More than the reckoning by this is kept free: kernels' workspaces, pieces between tensors, other orders of steps. */
export const MARGIN = 0.3;
/** And this, for the driver and the libraries. */
export const OVERHEAD = GIB / 2;
/** No batch is looked for beyond: there are no larger ones. */
export const MOST = 1_000_000;

export interface Fitting {
  /** In GiB. */
  readonly card: number;
  /** The largest batch that should fit; 0: none. */
  readonly should: number;
  /** No larger batch can fit; undefined: not found within reason. */
  readonly cannotAbove: number | undefined;
}

/** A plan of which all is known. */
export interface WholePlan {
  readonly weights: number;
  readonly optimizer: number;
  readonly training: TrainingPlan;
}

export function wholePlan({ weights, optimizer, training }: MemoryPlan): WholePlan | undefined {
  return 'unknown' in weights || 'unknown' in optimizer || 'unknown' in training
    ? undefined
    : { weights: weights.bytes, optimizer: optimizer.bytes, training };
}

/** Bytes of a training step, about. */
export const trainingBytes = ({ weights, optimizer, training }: WholePlan, batch: number): number =>
  weights + optimizer + bytesAt(training.data, batch) + mostAt(training.peaks, batch);

/** Fewer than this it is in no way. */
export const leastBytes = ({ weights, optimizer, training }: WholePlan, batch: number): number =>
  weights + optimizer + bytesAt(training.data, batch) + mostAt(training.least, batch);

export const fitting = (plan: WholePlan, card: number): Fitting => ({
  card,
  should: lastWhere((batch) => trainingBytes(plan, batch) * (1 + MARGIN) + OVERHEAD <= card * GIB) ?? MOST,
  cannotAbove: lastWhere((batch) => leastBytes(plan, batch) <= card * GIB),
});

/** The last batch for which it holds, since it holds for all smaller ones; 0: none; undefined: all are. */
function lastWhere(fits: (batch: number) => boolean): number | undefined {
  if (fits(MOST)) return undefined;
  let [yes, no] = [0, MOST];
  while (no - yes > 1) {
    const middle = Math.floor((yes + no) / 2);
    if (fits(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}
