/**
 * What threads do with files: a job for each command, loaded in the thread that does it. Options and answers are plain
 * data, which one thread can give to another.
 */
import type { Text } from '../../words/message.ts';
import type { Program } from '../../workspace/program.ts';
import type { FoundFile } from '../sources.ts';
import type { Whereabouts } from './whereabouts.ts';

/** May throw, for no file but this one. */
export type Job<Answer> = ((program: Program, found: FoundFile) => Answer) & {
  /** Of a file that it reads itself, since it is no program; undefined where it is one. Throws `NoAnswer` too. */
  readonly ofFile?: (found: FoundFile) => Promise<Answer> | undefined;
};

/** Why there is no answer. */
export class NoAnswer extends Error {
  readonly reason: Text;
  constructor(reason: Text) {
    super();
    this.reason = reason;
  }
}

/** Gives what does the job, with these options, in the thread that it is called in. */
export type JobMaker<Options, Answer> = (options: Options, at: Whereabouts) => Promise<Job<Answer>>;

export const JOBS = {
  analyze: async () => (await import('../jobs/analyze.ts')).analyzeJob,
  check: async () => (await import('../jobs/check.ts')).checkJob,
  coverage: async () => (await import('../jobs/coverage.ts')).coverageJob,
  diff: async () => (await import('../jobs/diff.ts')).diffJob,
  explain: async () => (await import('../jobs/explain.ts')).explainJob,
  explainError: async () => (await import('../jobs/explain-error.ts')).explainErrorJob,
  graph: async () => (await import('../jobs/graph.ts')).graphJob,
  hints: async () => (await import('../jobs/hints.ts')).hintsJob,
  memory: async () => (await import('../jobs/memory.ts')).memoryJob,
  migrate: async () => (await import('../jobs/migrate.ts')).migrateJob,
  shapes: async () => (await import('../jobs/shapes.ts')).shapesJob,
  summary: async () => (await import('../jobs/summary.ts')).summaryJob,
} satisfies Record<string, () => Promise<JobMaker<never, unknown>>>;

export type JobName = keyof typeof JOBS;
type Maker<Name extends JobName> = Awaited<ReturnType<(typeof JOBS)[Name]>>;
export type OptionsOf<Name extends JobName> = Parameters<Maker<Name>>[0];
export type AnswerOf<Name extends JobName> = ReturnType<Awaited<ReturnType<Maker<Name>>>>;
