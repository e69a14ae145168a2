/** The same as plain data, for programs. Bytes, and batches. */
import type { ModelFact } from '../../analysis/analysis.ts';
import { inEnglish } from '../../words/language.ts';
import { bytesAt, mostAt } from './amount.ts';
import type { BatchSize } from './batch.ts';
import { CARDS, fitting, leastBytes, trainingBytes, wholePlan } from './cards.ts';
import { planMemory, type Planned } from './plan.ts';

export type MemoryJson = Readonly<Record<string, unknown>>;

export function memoryJson(model: ModelFact, batch: BatchSize, cards: readonly number[] = CARDS): MemoryJson {
  const plan = planMemory(model);
  const whole = wholePlan(plan);
  const { inference, data, weights } = plan;
  return {
    model: model.name,
    batch: batch.size,
    batch_from: batch.from,
    weights: 'unknown' in weights ? reason(weights) : weights.bytes,
    gradients: 'unknown' in weights ? null : weights.trained,
    optimizer: 'unknown' in plan.optimizer ? reason(plan.optimizer) : plan.optimizer.bytes,
    training:
      whole === undefined
        ? reason(plan.training)
        : {
            data: bytesAt(whole.training.data, batch.size),
            activations: mostAt(whole.training.peaks, batch.size) - whole.training.gradients,
            total: trainingBytes(whole, batch.size),
            least: leastBytes(whole, batch.size),
            layers: whole.training.kept.map(({ row, amount }) => ({ name: row, kept: bytesAt(amount, batch.size) })),
            cards: cards.map((card) => {
              const { should, cannotAbove } = fitting(whole, card);
              return { gib: card, should_fit: should, cannot_fit_above: cannotAbove ?? null };
            }),
          },
    prediction:
      'unknown' in inference || 'unknown' in data || 'unknown' in weights
        ? reason(inference)
        : weights.bytes + bytesAt(data.amount, batch.size) + mostAt(inference.peaks, batch.size),
    largest: plan.largest === undefined ? null : { layer: plan.largest.row, bytes: plan.largest.bytes * batch.size },
  };
}

const reason = (planned: Planned<unknown>): { readonly unknown: string } | null =>
  typeof planned === 'object' && planned !== null && 'unknown' in planned
    ? { unknown: inEnglish((planned as { readonly unknown: Parameters<typeof inEnglish>[0] }).unknown) }
    : null;
