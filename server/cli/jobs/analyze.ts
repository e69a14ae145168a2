import { factsJson } from '../../features/facts-json.ts';
import type { JsonObject } from '../../features/problem-json.ts';
import type { Job } from '../work/jobs.ts';
import type { Whereabouts } from '../work/whereabouts.ts';
import { Reader, type ReaderOptions } from './reader.ts';

export interface AnalyzeOptions extends ReaderOptions {
  /** With what the programs around a file pass to its functions. */
  readonly callers: boolean;
}

/** All facts of a file. */
export async function analyzeJob({ callers, ...options }: AnalyzeOptions, at: Whereabouts): Promise<Job<JsonObject>> {
  const reader = await Reader.create(options, at);
  return (program, { file }) => {
    const analysis = callers ? reader.withCallers(program) : reader.of(program);
    const facts = factsJson(file, analysis, callers);
    reader.files.analyses.closed(program.uri);
    return facts;
  };
}
