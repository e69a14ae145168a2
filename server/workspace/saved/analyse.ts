/** The facts of a saved model, as the release that wrote it has them. */
import type { Analysis } from '../../analysis/analysis.ts';
import type { DataReader } from '../../data/reader.ts';
import { loadSavingCode } from '../../keras/saving/loaded.ts';
import type { PythonParser } from '../../python/syntax/parser.ts';
import { type Message, words } from '../../words/message.ts';
import { createAnalyses } from '../analyser.ts';
import type { Analyses } from '../analyses.ts';
import { NO_FILES } from '../files.ts';
import type { SavedModel } from './saved-model.ts';

/** `now`: the clock that ends what takes too long, in milliseconds. */
export async function analysesOfSaved(
  parser: PythonParser,
  reader: DataReader,
  { release, kerasVersion }: SavedModel,
  now: (() => number) | undefined,
): Promise<Analyses> {
  await loadSavingCode();
  return createAnalyses(parser, {
    files: NO_FILES,
    folders: () => [],
    kerasVersion: () => kerasVersion,
    kerasRelease: release,
    data: () => reader,
    ...(now ? { now } : {}),
  });
}

/** What is said where nothing is known of the model. */
export function whyUnknown({ values }: Analysis): Message {
  const reason = values.at(-1)?.unknown;
  return reason === undefined
    ? words`The model in the file is not known.`
    : words`The model in the file is not known, because ${reason}.`;
}
