/** Saved models that a command is about. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Analysis } from '../analysis/analysis.ts';
import { DataReader } from '../data/reader.ts';
import { storedData } from '../node/stored-data.ts';
import { readParserBytes } from '../node/wasm.ts';
import { workClock } from '../node/work-clock.ts';
import { loadPythonParser } from '../python/syntax/parser.ts';
import type { Text } from '../words/message.ts';
import { whyUnknown } from '../workspace/saved/analyse.ts';
import { analysesOfSaved } from '../workspace/saved/analyse.ts';
import { NoAnswer } from './work/jobs.ts';
import { savedModel } from '../workspace/saved/saved-model.ts';

/** The facts of the model in a file, and what is to be said of it; throws `NoAnswer` where there are none. */
export async function savedFacts(file: string): Promise<{ readonly analysis: Analysis; readonly remark?: Text }> {
  const reader = new DataReader(storedData);
  const saved = savedModel(reader, pathToFileURL(resolve(file)).href);
  if ('error' in saved) throw new NoAnswer(saved.error);
  const parser = await loadPythonParser(readParserBytes());
  const analysis = (await analysesOfSaved(parser, reader, saved, workClock())).of(saved.program);
  if (analysis.models.length === 0) throw new NoAnswer(whyUnknown(analysis));
  return saved.remark === undefined ? { analysis } : { analysis, remark: saved.remark };
}
