/** Counts what is known of the layers of many files. */
import { pathToFileURL } from 'node:url';
import { Bindings } from '../../analysis/coverage/bindings.ts';
import {
  type CallCoverage,
  type Cause,
  coverageOf,
  KNOWLEDGE,
  type Knowledge,
} from '../../analysis/coverage/coverage.ts';
import { writtenLayers } from '../../analysis/coverage/written-layers.ts';
import { parseProgram } from '../../python/syntax/parse-program.ts';
import type { ProgramText } from '../../python/syntax/program-text.ts';
import type { Text } from '../../words/message.ts';
import { createFileAnalyses } from '../analyses.ts';
import { failure } from '../check/checker.ts';
import { type FoundFile, readSource } from '../sources.ts';

/** How many calls of layers have numbers, formulas, …. */
export type Counts = Readonly<Record<Knowledge, number>>;

export interface FileCoverage {
  readonly file: string;
  readonly text: ProgramText | undefined;
  readonly calls: readonly CallCoverage[];
  readonly error?: Text;
}

/** Gives what counts a file. Never throws for what a file contains. */
export async function createCounter(
  paths: readonly string[],
  keras: string,
): Promise<(file: FoundFile) => FileCoverage> {
  const { analyses, reach, parser, modules } = await createFileAnalyses(paths, keras);
  let main = '';
  const seen = new Set<string>();
  const bindings = new Bindings((name, level, from) => modules.find(name, level, from ?? main, main, seen));
  return ({ file, named, error: unreadable }) => {
    const nothing = { file, text: undefined, calls: [] };
    if (unreadable !== undefined) return { ...nothing, error: unreadable };
    const { program, error } = readSource(file);
    if (program === undefined) return { ...nothing, error };
    main = pathToFileURL(file).href;
    try {
      if (!named && !reach.reaches(program.text.text, main)) return { ...nothing, text: program.text };
      const written = writtenLayers(parseProgram(parser, program.text, main), bindings);
      return { file, text: program.text, calls: coverageOf(analyses.withCallers(program).analysis, written) };
    } catch (thrown) {
      return { ...nothing, error: failure(thrown) };
    } finally {
      analyses.closed(main);
    }
  };
}

export function countsOf(calls: readonly CallCoverage[]): Counts {
  const counts = Object.fromEntries(KNOWLEDGE.map((one) => [one, 0])) as Record<Knowledge, number>;
  for (const { knowledge } of calls) counts[knowledge]++;
  return counts;
}

export interface CountedCause extends Cause {
  readonly count: number;
}

/** Why calls have no numbers, the commonest reason first. */
export function causesOf(calls: readonly CallCoverage[]): readonly CountedCause[] {
  const causes = new Map<string, CountedCause>();
  for (const { cause } of calls)
    if (cause !== undefined) causes.set(cause.key, { ...cause, count: (causes.get(cause.key)?.count ?? 0) + 1 });
  return [...causes.values()].sort((a, b) => b.count - a.count);
}
