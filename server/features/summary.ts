import type { Analysis } from '../analysis/analysis.ts';
import { summaryText } from '../explain/summary/summary-text.ts';

/**
 * The summaries of a program's models one after the other, or of one of them (its index); empty where there is none.
 * `lineLength` is in characters.
 */
export function summaries(analysis: Analysis, lineLength: number, model?: number): string {
  const chosen = model === undefined ? analysis.models : analysis.models.slice(model, model + 1);
  return chosen.map((one) => summaryText(one, { lineLength })).join('\n');
}
