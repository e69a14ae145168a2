/** The numbers of a training step for a batch. */
import type { AmountView, MemoryView } from '../../../server/explain/model-view.ts';

type Known = NonNullable<MemoryView['known']>;

const bytesAt = ({ fixed, perSample }: AmountView, batch: number): number => fixed + perSample * batch;

export function atBatch({ weights, optimizer, gradients, data, peaks }: Known, batch: number) {
  const given = bytesAt(data, batch);
  const most = Math.max(...peaks.map((one) => bytesAt(one, batch)));
  return { data: given, activations: most - gradients, total: weights + optimizer + given + most };
}

export const fits = ({ should }: Known['cards'][number], batch: number): boolean => batch <= should;

/** `2.10 GB`, in units of 1,024. */
export function bytesText(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${(bytes / 1024 ** power).toFixed(power === 0 ? 0 : 2)} ${units[power]}`;
}
