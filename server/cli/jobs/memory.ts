/** What a step of each model of a file takes, and which batch fits into which card. */
import type { JsonValue } from '../../analysis/analysis.ts';
import { toPlainText } from '../../explain/document/plain-text.ts';
import { type BatchSize, batchOf } from '../../explain/memory/batch.ts';
import { CARDS } from '../../explain/memory/cards.ts';
import { memoryDocument } from '../../explain/memory/document.ts';
import { memoryJson } from '../../explain/memory/json.ts';
import { modelLabels } from '../../features/model-label.ts';
import type { Job } from '../work/jobs.ts';
import type { Whereabouts } from '../work/whereabouts.ts';
import { type Spoken, spokenBy } from './language.ts';
import { Reader, type ReaderOptions } from './reader.ts';

export interface MemoryOptions extends ReaderOptions {
  /** undefined: that of fit(). */
  readonly batch: number | undefined;
  /** In GiB; undefined: all sizes that are sold. */
  readonly card: number | undefined;
  readonly columns: number;
  readonly language: Spoken;
}

/** Both are empty where no model is built. */
export interface MemoryAnswer {
  /** One for each model. */
  readonly facts: readonly JsonValue[];
  readonly text: string;
}

export async function memoryJob(
  { batch, card, columns, language, ...options }: MemoryOptions,
  at: Whereabouts,
): Promise<Job<MemoryAnswer>> {
  const reader = await Reader.create(options, at);
  const spoken = spokenBy(language);
  const cards = card === undefined ? CARDS : [card];
  return (program, found) => {
    if (!reader.isMeant(program, found)) return { facts: [], text: '' };
    const analysis = reader.withCallers(program);
    const labels = modelLabels(analysis);
    const models = analysis.models.map((model, index) => ({
      model,
      label: labels[index]!.text,
      size: batch === undefined ? batchOf(analysis, model) : ({ size: batch, from: 'asked' } satisfies BatchSize),
    }));
    const documents = models.map(({ model, label, size }) => memoryDocument(model, { label, batch: size, cards }));
    return {
      facts: models.map(({ model, size }) => memoryJson(model, size, cards) as JsonValue),
      text: documents.map((document) => toPlainText(document, columns, spoken)).join('\n\n'),
    };
  };
}
