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
import { failure } from './check/checker.ts';
import { whyUnknown } from '../workspace/saved/analyse.ts';
import { analysesOfSaved } from '../workspace/saved/analyse.ts';
import { savedModel } from '../workspace/saved/saved-model.ts';

export interface Told {
  readonly fail: (file: string, error: Text) => void;
  readonly remark: (file: string, text: Text) => void;
}

/** The facts of the model in a file; undefined where there are none, which was said then. */
export async function savedFacts(file: string, { fail, remark }: Told): Promise<Analysis | undefined> {
  const reader = new DataReader(storedData);
  const saved = savedModel(reader, pathToFileURL(resolve(file)).href);
  if ('error' in saved) {
    fail(file, saved.error);
    return undefined;
  }
  const parser = await loadPythonParser(readParserBytes());
  try {
    const analysis = (await analysesOfSaved(parser, reader, saved, workClock())).of(saved.program);
    if (analysis.models.length === 0) {
      fail(file, whyUnknown(analysis));
      return undefined;
    }
    if (saved.remark !== undefined) remark(file, saved.remark);
    return analysis;
  } catch (thrown) {
    fail(file, failure(thrown));
    return undefined;
  }
}
