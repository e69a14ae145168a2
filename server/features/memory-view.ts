/** What the summary's page shows of a model's memory. */
import type { Analysis, ModelFact } from '../analysis/analysis.ts';
import { batchOf } from '../explain/memory/batch.ts';
import { CARDS, fitting, wholePlan } from '../explain/memory/cards.ts';
import { planMemory } from '../explain/memory/plan.ts';
import type { MemoryView } from '../explain/model-view.ts';
import type { Text } from '../words/message.ts';

export function memoryView(analysis: Analysis, model: ModelFact, say: (text: Text) => string): MemoryView {
  const batch = batchOf(analysis, model);
  const plan = planMemory(model);
  const whole = wholePlan(plan);
  if (whole === undefined) {
    const missing = [plan.weights, plan.training, plan.optimizer].find((part) => 'unknown' in part);
    return { batch: batch.size, unknown: missing !== undefined && 'unknown' in missing ? say(missing.unknown) : '' };
  }
  const { weights, optimizer, training } = whole;
  return {
    batch: batch.size,
    known: {
      weights,
      optimizer,
      gradients: training.gradients,
      data: training.data,
      peaks: training.peaks,
      cards: CARDS.map((card) => fitting(whole, card)),
    },
  };
}
