/** What fit() takes, in two sentences. */
import type { MethodFact } from '../../analysis/analysis.ts';
import { join, say, strong, type Inline } from '../document/document.ts';
import { batchOfFit } from './batch.ts';
import { fitting, trainingBytes, type WholePlan, wholePlan } from './cards.ts';
import { bytesText } from './document.ts';
import { planMemory } from './plan.ts';

/** The card that people have who ask, in GiB. */
const USUAL_CARD = 8;

/** Below this it fits anywhere, and nobody asks. */
const WORTH_TELLING = 64 * 2 ** 20;

/** undefined where the batch, or a part of what it takes, is not known, or where it is little. */
export function fitMemory(method: MethodFact): Inline | undefined {
  const batch = batchOfFit(method);
  const plan = batch && wholePlan(planMemory(method.model));
  if (batch === undefined || plan === undefined) return undefined;
  const bytes = trainingBytes(plan, batch.size);
  if (bytes < WORTH_TELLING) return undefined;
  const needed = strong(bytesText(bytes));
  return join([say`A step takes about ${needed} of memory.`, cardSentence(plan, USUAL_CARD)], ' ');
}

/** The largest batches for one card. */
export function cardSentence(plan: WholePlan, card: number): Inline {
  const { should, cannotAbove } = fitting(plan, card);
  if (cannotAbove === undefined) return say`On ${card} GB a batch of ${should} should fit.`;
  if (cannotAbove === 0) return say`On ${card} GB no batch fits.`;
  return should === 0
    ? say`On ${card} GB not even a batch of 1 is sure to fit, and more than ${cannotAbove} cannot.`
    : say`On ${card} GB a batch of ${should} should fit, and more than ${cannotAbove} cannot.`;
}
