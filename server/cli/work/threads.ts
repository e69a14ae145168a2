/** Many files, each worked on by one of several threads. What comes out does not depend on how many there are. */
import { availableParallelism } from 'node:os';
import type { FoundFile } from '../sources.ts';
import type { AnswerOf, JobName, OptionsOf } from './jobs.ts';
import { type End, type Task, WorkThread } from './thread.ts';
import type { Outcome } from './worker.ts';

/** A thread has so many megabytes for what lasts. The parser's memory comes on top. */
const MEGABYTES = 768;
/** A file may take so long, in seconds, unless somebody says otherwise. */
export const DEFAULT_SECONDS = 10;
/** Files that are handed out together: so few that no thread is left with much when the others are done. */
const BATCH = 8;
/** Batches that a thread has at a time: the next one is there when it is done with one. */
const AHEAD = 2;
/**
 * Files behind the first that is not reported: reports are held until their turn comes, and no more of them than this.
 */
const MOST_HELD = 2_048;
/** Below so many files for each, another thread costs more than it brings. */
const FILES_WORTH_A_THREAD = 100;

/** One for each core, fewer for few files. */
export const defaultThreads = (files: number): number =>
  Math.max(1, Math.min(availableParallelism(), Math.floor(files / FILES_WORTH_A_THREAD)));

export interface WorkOptions {
  /** A file may take so long. */
  readonly seconds?: number | undefined;
  /** So many files are worked on at the same time. */
  readonly threads?: number | undefined;
  /** Ends it early: no more outcomes come. */
  readonly stop?: AbortSignal | undefined;
}

/** The threads of a process. One that has nothing to do is kept: what it has loaded, the next work need not load. */
export class Threads {
  readonly #entry: URL;
  readonly #megabytes: number;
  #free: WorkThread | undefined;

  /** `entry`: the program that runs as `startWorker` in a worker thread. */
  constructor(entry: URL, megabytes = MEGABYTES) {
    this.#entry = entry;
    this.#megabytes = megabytes;
  }

  take(): WorkThread {
    const free = this.#free;
    this.#free = undefined;
    return free?.isFree === true ? free : new WorkThread(this.#entry, this.#megabytes);
  }

  async giveBack(thread: WorkThread): Promise<void> {
    if (!thread.isFree || this.#free !== undefined) {
      await thread.stop();
      return;
    }
    thread.rest();
    this.#free = thread;
  }

  async stop(): Promise<void> {
    await this.#free?.stop();
  }
}

/**
 * Gives what comes of the files in their order. A file that ends the thread which is at it has an outcome that says so.
 */
export async function* work<Name extends JobName>(
  pool: Threads,
  job: Name,
  options: OptionsOf<Name>,
  files: readonly FoundFile[],
  { seconds = DEFAULT_SECONDS, threads = defaultThreads(files.length), stop }: WorkOptions = {},
): AsyncGenerator<Outcome<AnswerOf<Name>>> {
  const crew = new Crew(files, pool, { order: { job, options }, seconds });
  const stopped = (): void => crew.wake();
  stop?.addEventListener('abort', stopped);
  try {
    for (let count = 0; count < Math.min(threads, files.length); count++) crew.start([]);
    for (let next = 0; next < files.length && stop?.aborted !== true; ) {
      const outcome = crew.outcomeOf(next);
      if (outcome === undefined) {
        await new Promise<void>((resolve) => {
          crew.wake = resolve;
        });
        continue;
      }
      next++;
      yield outcome as Outcome<AnswerOf<Name>>;
    }
  } finally {
    stop?.removeEventListener('abort', stopped);
    await crew.stop();
  }
}

type CrewWork = Pick<Parameters<WorkThread['begin']>[0], 'order' | 'seconds'>;

/** The threads at work, the files that are handed out to them, and the outcomes whose turn has not come. */
class Crew {
  /** Called when there is a new outcome, or a thread less. */
  wake = (): void => {};
  readonly #outcomes = new Map<number, Outcome<unknown>>();
  readonly #threads = new Set<WorkThread>();
  readonly #files: readonly FoundFile[];
  readonly #pool: Threads;
  readonly #work: CrewWork;
  #handedOut = 0;

  constructor(files: readonly FoundFile[], pool: Threads, work: CrewWork) {
    this.#files = files;
    this.#pool = pool;
    this.#work = work;
  }

  /** The outcome of the file whose turn it is; undefined until it is there. All threads have work then. */
  outcomeOf(next: number): Outcome<unknown> | undefined {
    this.#supply(next);
    const outcome = this.#outcomes.get(next);
    this.#outcomes.delete(next);
    return outcome;
  }

  /** Starts a thread with what one before it has left. */
  start(tasks: readonly Task[]): void {
    const thread = this.#pool.take();
    this.#threads.add(thread);
    thread.begin({
      ...this.#work,
      reported: ({ number }, outcome) => {
        this.#outcomes.set(number, outcome);
        this.wake();
      },
      ended: (end) => this.#goOn(thread, end),
    });
    if (tasks.length > 0) thread.give(tasks);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#threads].map((thread) => this.#pool.giveBack(thread)));
  }

  #goOn(thread: WorkThread, { reason, isOfFile }: End): void {
    this.#threads.delete(thread);
    const left = thread.left();
    // What ended the thread may be what it still held of other files: only of one that has done nothing else, or where
    // it is a matter of time, it is sure.
    if (reason !== undefined && (isOfFile || thread.hasDoneNothingElse)) {
      const guilty = left.shift();
      if (guilty !== undefined) this.#outcomes.set(guilty.number, { file: guilty.file.file, error: reason });
    }
    if (left.length > 0 || this.#handedOut < this.#files.length) this.start(left);
    this.wake();
  }

  #supply(next: number): void {
    for (const thread of this.#threads)
      while (thread.tasks.length <= BATCH * (AHEAD - 1)) {
        const tasks = this.#takeBatch(next);
        if (tasks.length === 0) return;
        thread.give(tasks);
      }
  }

  #takeBatch(next: number): readonly Task[] {
    const first = this.#handedOut;
    const end = Math.min(this.#files.length, first + BATCH, next + MOST_HELD);
    this.#handedOut = Math.max(first, end);
    return this.#files.slice(first, end).map((file, index) => ({ number: first + index, file }));
  }
}
