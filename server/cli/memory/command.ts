/** `layerlens memory`: what a step of each model of a file takes, and which batch fits into which card. */
import type { Analysis } from '../../analysis/analysis.ts';
import type { Document } from '../../explain/document/document.ts';
import { type BatchSize, batchOf } from '../../explain/memory/batch.ts';
import { CARDS } from '../../explain/memory/cards.ts';
import { memoryDocument } from '../../explain/memory/document.ts';
import { memoryJson } from '../../explain/memory/json.ts';
import { exactJson } from '../../features/exact-json.ts';
import type { JsonObject } from '../../features/facts-json.ts';
import { modelLabels } from '../../features/model-label.ts';
import { words, type Text } from '../../words/message.ts';

export interface MemoryQuestion {
  /** undefined: that of fit(). */
  readonly batch: number | undefined;
  /** In GiB; undefined: all sizes that are sold. */
  readonly card: number | undefined;
  readonly json: boolean;
}

export interface MemoryAnswer {
  readonly file: string;
  readonly analysis: Analysis;
  readonly out: (text: string) => void;
  readonly plain: (document: Document) => string;
  readonly remark: (file: string, text: Text) => void;
}

/** Gives false where no model is built. */
export function memory(
  { batch, card, json }: MemoryQuestion,
  { file, analysis, out, plain, remark }: MemoryAnswer,
): boolean {
  const labels = modelLabels(analysis);
  const models = analysis.models.map((model, index) => ({ model, label: labels[index]! }));
  if (models.length === 0) {
    remark(file, words`no Keras model is built here, as far as the code tells`);
    return false;
  }
  const cards = card === undefined ? CARDS : [card];
  const sizeOf = (model: Analysis['models'][number]): BatchSize =>
    batch === undefined ? batchOf(analysis, model) : { size: batch, from: 'asked' };
  if (json) {
    const facts = models.map(({ model }) => memoryJson(model, sizeOf(model), cards));
    out(`${exactJson({ file, models: facts } as JsonObject)}\n`);
    return true;
  }
  const documents = models.map(({ model, label }) =>
    memoryDocument(model, { label: label.text, batch: sizeOf(model), cards }),
  );
  out(documents.map(plain).join('\n\n'));
  return true;
}
