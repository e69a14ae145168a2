/** A thread that works: it is told a job, and then files, of each of which it sends what came of it. */
import { parentPort, workerData } from 'node:worker_threads';
import { type Text, words } from '../../words/message.ts';
import { type FoundFile, readSource } from '../sources.ts';
import { type Job, type JobMaker, type JobName, JOBS, NoAnswer } from './jobs.ts';
import { Whereabouts } from './whereabouts.ts';

/** To a thread: first what it shall do, then the files to do it with, in this order. */
export type Order =
  | { readonly job: JobName; readonly options: unknown }
  | { readonly job?: undefined; readonly files: readonly FoundFile[] };

/** What came of a file: an answer, or why there is none. */
export type Outcome<Answer> = {
  readonly file: string;
  /**
   * The parser needed much memory for it, some 150 bytes for each byte of the file, and keeps that as long as its
   * thread lives.
   */
  readonly isLarge?: boolean;
} & ({ readonly answer: Answer; readonly error?: undefined } | { readonly error: Text; readonly answer?: undefined });

/** From a thread: that it is ready for files; then their outcomes, one by one, in the same order. */
export type Report = { readonly isReady: true } | ({ readonly isReady?: undefined } & Outcome<unknown>);

/** In UTF-16 units. */
const LARGE = 1_000_000;

/** One program that the analysis fails on must not take the others with it. */
export const failure = (error: unknown): Text =>
  words`The analysis failed, which it never should: ${error instanceof Error ? error.message : String(error)}`;

export function startWorker(): void {
  const port = parentPort;
  if (port === null) throw new Error('this is no worker thread');
  const at = new Whereabouts(workerData as Int32Array);
  const report = (what: Report): void => port.postMessage(what);
  let job: Promise<Job<unknown>> | undefined;
  let before: Promise<void> = Promise.resolve();
  const obey = async (order: Order): Promise<void> => {
    if (order.job !== undefined) {
      job = jobOf(order.job, order.options, at);
      await job;
      report({ isReady: true });
      return;
    }
    const work = await job;
    if (work === undefined) return;
    for (const found of order.files) {
      at.beginFile();
      const outcome = await outcomeOf(found, work, at);
      try {
        report(outcome);
      } catch (error) {
        report({ file: found.file, error: failure(error) });
      }
    }
  };
  // One order after the other; one that fails ends the thread.
  port.on('message', (order: Order) => {
    before = before.then(() => obey(order));
  });
}

async function jobOf(name: JobName, options: unknown, at: Whereabouts): Promise<Job<unknown>> {
  const make = (await JOBS[name]()) as JobMaker<unknown, unknown>;
  return make(options, at);
}

/** Never throws for what a file contains. */
async function outcomeOf(found: FoundFile, work: Job<unknown>, at: Whereabouts): Promise<Outcome<unknown>> {
  const { file } = found;
  if (found.error === undefined && work.ofFile !== undefined) {
    try {
      const own = work.ofFile(found);
      if (own !== undefined) return { file, answer: await own };
    } catch (thrown) {
      return { file, error: thrown instanceof NoAnswer ? thrown.reason : failure(thrown) };
    }
  }
  const { program, error } = found.error === undefined ? readSource(found) : { error: found.error };
  if (program === undefined) return { file, error };
  try {
    at.doing('analysing');
    return { file, answer: work(program, found), isLarge: program.text.text.length > LARGE };
  } catch (thrown) {
    return { file, error: failure(thrown) };
  }
}
