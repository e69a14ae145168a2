import { basename } from 'node:path';
import { toPlainText } from '../../explain/document/plain-text.ts';
import { explainError } from '../../features/explain-error.ts';
import { complete } from '../../python/syntax/steps.ts';
import type { Job } from '../work/jobs.ts';
import type { Whereabouts } from '../work/whereabouts.ts';
import { type Spoken, spokenBy } from './language.ts';
import { Reader, type ReaderOptions } from './reader.ts';

export interface ExplainErrorOptions extends ReaderOptions {
  /** The traceback. */
  readonly pasted: string;
  readonly columns: number;
  readonly language: Spoken;
}

/** The explanation; undefined where what was pasted is no error. */
export async function explainErrorJob(
  { pasted, columns, language, ...options }: ExplainErrorOptions,
  at: Whereabouts,
): Promise<Job<string | undefined>> {
  const reader = await Reader.create(options, at);
  const spoken = spokenBy(language);
  return (program, { file }) => {
    const analysis = reader.withCallers(program);
    const tried = explainError(analysis, pasted, basename(file), (changed) => reader.ofChanged(program, changed));
    const found = complete(tried);
    return found && toPlainText(found.content, columns, spoken);
  };
}
