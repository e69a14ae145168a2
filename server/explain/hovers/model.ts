import type { ModelFact } from '../../analysis/analysis.ts';
import { exactCount, formatKnownCount, formatParameters } from '../count-text.ts';
import { code, codeBlock, heading, join, paragraph, say, strong, type Document, type Inline } from '../document/document.ts';
import { formatMemory, modelMemory } from '../summary/memory.ts';
import { summaryText } from '../summary/summary-text.ts';
import { shareTable, surprise } from './shares.ts';

/** Longer summaries are not for a hover. */
const MOST_ROWS = 24;

/** What one sees over a model: its total, where the parameters are, and the summary of a small one. `models` are its evaluations, in order. `changedLater`: it is described as it is here. */
export function explainModel(models: readonly ModelFact[], kerasVersion: 2 | 3, changedLater = false): Document {
  const model = models.at(-1);
  if (model === undefined) return [];
  const shares = shareTable(model);
  const remark = surprise(model);
  return [
    heading(say`${strong(model.className)} ${code(model.name)} · ${model.built ? strong(formatParameters(model.total)) : 'not built yet'}${partsText(model)}`),
    ...(models.length > 1 ? [paragraph(say`Built ${String(models.length)}× here; the last one is described.`)] : []),
    ...(changedLater ? [paragraph(say`As it is here: the program changes it later.`)] : []),
    ...(model.unknown === undefined ? [] : [paragraph(say`${strong('Not known here:')} ${model.unknown}.`)]),
    ...(model.speculative ? [paragraph(say`In a function that nothing in this file calls: its parameters stand for what it will be given.`)] : []),
    ...(shares === undefined ? [] : [shares]),
    ...(remark === undefined ? [] : [paragraph(remark)]),
    ...costText(model),
    ...(model.rows.length === 0 || model.rows.length > MOST_ROWS ? [] : [codeBlock(summaryText(model, { kerasVersion }).trimEnd())]),
  ];
}

function partsText(model: ModelFact): string {
  if (!model.built) return '';
  const frozen = exactCount(model.nonTrainable);
  const { trainable, nonTrainable } = modelMemory(model);
  const memory = trainable === undefined || nonTrainable === undefined ? '' : ` · ${formatMemory(trainable + nonTrainable)}`;
  return `${frozen === 0n ? '' : ` (${formatKnownCount(model.trainable)} trainable, ${formatKnownCount(model.nonTrainable)} not)`}${memory}`;
}

/** What one sample takes in time and memory, as far as it is known. */
function costText({ cost: { macs, activationBytes } }: ModelFact): Document {
  const bytes = exactCount(activationBytes);
  const parts: Inline[] = [
    ...(macs === undefined || exactCount(macs) === 0n ? [] : [say`${formatKnownCount(macs)} multiply-accumulates`]),
    ...(bytes === undefined || bytes === 0n ? [] : [say`${formatMemory(bytes * 8n)} for the outputs of all layers`]),
  ];
  return parts.length === 0 ? [] : [paragraph(say`One sample forward: ${join(parts, ', ')}.`)];
}
