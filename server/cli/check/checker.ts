/** Checks one file after the other, in whichever thread this runs. */
import { pathToFileURL } from 'node:url';
import type { Severity } from '../../analysis/analysis.ts';
import { diagnostics, type Severities } from '../../features/diagnostics.ts';
import { type ReportedProblem, reportedProblem } from '../../features/reported-problem.ts';
import { words, type Message, type Text } from '../../words/message.ts';
import { createFileAnalyses } from '../analyses.ts';
import { type FoundFile, readSource } from '../sources.ts';

export interface CheckOptions {
  /** As given on the command line: what programs import is read there too. */
  readonly paths: readonly string[];
  readonly keras: string;
  readonly severities: Severities;
  /** The others are left out. */
  readonly shown: readonly Severity[];
}

export interface FileReport {
  readonly file: string;
  readonly problems: readonly ReportedProblem[];
  /** Why there is nothing to say of the file. */
  readonly error?: Text;
  /**
   * The parser needed much memory for it, some 150 bytes for each byte of the file, and keeps that as long as its
   * thread lives.
   */
  readonly isLarge?: boolean;
}

/** In UTF-16 units. */
const LARGE = 1_000_000;

/** One program that the analysis fails on must not take the others with it. */
export const failure = (error: unknown): Message =>
  words`The analysis failed, which it never should: ${error instanceof Error ? error.message : String(error)}`;

/** Gives what checks a file. Files must not change while it is used. Never throws for what a file contains. */
export async function createChecker({
  paths,
  keras,
  severities,
  shown,
}: CheckOptions): Promise<(file: FoundFile) => FileReport> {
  const { analyses, reach } = await createFileAnalyses(paths, keras);
  return ({ file, named, error: unreadable }) => {
    if (unreadable !== undefined) return { file, problems: [], error: unreadable };
    const { program, error } = readSource(file);
    if (program === undefined) return { file, problems: [], error };
    try {
      // Of all that is in a folder, only what can come to Keras is looked into.
      if (!named && !reach.reaches(program.text.text, pathToFileURL(file).href)) return { file, problems: [] };
      const problems = diagnostics(analyses.of(program), severities).filter(({ severity }) => shown.includes(severity));
      return {
        file,
        problems: problems.map((problem) => reportedProblem(problem, program.text)),
        isLarge: program.text.text.length > LARGE,
      };
    } catch (thrown) {
      return { file, problems: [], error: failure(thrown) };
    } finally {
      analyses.forgetAll();
    }
  };
}
