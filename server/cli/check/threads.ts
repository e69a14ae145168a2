/** Many files, checked by several threads. What comes out does not depend on how many there are. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { words, type Text } from '../../words/message.ts';
import type { FoundFile } from '../sources.ts';
import { type CheckOptions, failure, type FileReport } from './checker.ts';
import type { Answer, Batch, WorkerData } from './worker.ts';

/**
 * A thread has so many megabytes for what lasts, and so many for what it has just made. The parser's memory comes on
 * top.
 */
const MEGABYTES = 768;
const MEGABYTES_JUST_MADE = 48;
/** A file may take so long, in seconds: several times what the analysis allows itself. */
const SECONDS = 120;
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

interface Limits {
  readonly megabytes: number;
  readonly seconds: number;
}

export interface ThreadOptions {
  /** The program that runs as `startCheckWorker` in a worker thread. */
  readonly entry: URL;
  readonly threads: number;
  /** What a thread may take for a file, instead of the usual. */
  readonly limits?: Limits;
  /** Ends it early: no more reports come. */
  readonly stop?: AbortSignal | undefined;
}

/** One file and its place among all. */
interface Task {
  readonly number: number;
  readonly file: FoundFile;
}

/**
 * Gives the reports of the files in their order. A file that ends the thread which checks it has a report that says so.
 */
export async function* checkFiles(
  files: readonly FoundFile[],
  options: CheckOptions,
  { entry, threads, limits = { megabytes: MEGABYTES, seconds: SECONDS }, stop }: ThreadOptions,
): AsyncGenerator<FileReport> {
  const crew = new Crew(files, (ends) => new CheckThread(entry, options, limits, ends));
  const stopped = (): void => crew.wake();
  stop?.addEventListener('abort', stopped);
  try {
    for (let count = 0; count < Math.min(threads, files.length); count++) crew.start([]);
    for (let next = 0; next < files.length && stop?.aborted !== true; ) {
      const report = crew.reportOf(next);
      if (report === undefined) {
        await new Promise<void>((resolve) => {
          crew.wake = resolve;
        });
        continue;
      }
      next++;
      yield report;
    }
  } finally {
    stop?.removeEventListener('abort', stopped);
    await crew.stop();
  }
}

/** What a thread tells: a report, and its end (see `CheckThread`). */
interface ThreadEvents {
  readonly reported: (task: Task, report: FileReport) => void;
  readonly ended: (reason: Text | undefined) => void;
}

/** The threads at work, the files that are handed out to them, and the reports whose turn has not come. */
class Crew {
  /** Called when there is a new report, or a thread less. */
  wake = (): void => {};
  readonly #reports = new Map<number, FileReport>();
  readonly #threads = new Set<CheckThread>();
  readonly #files: readonly FoundFile[];
  readonly #startThread: (events: ThreadEvents) => CheckThread;
  #handedOut = 0;

  constructor(files: readonly FoundFile[], startThread: (events: ThreadEvents) => CheckThread) {
    this.#files = files;
    this.#startThread = startThread;
  }

  /** The report of the file whose turn it is; undefined until it is there. All threads have work then. */
  reportOf(next: number): FileReport | undefined {
    this.#supply(next);
    const report = this.#reports.get(next);
    this.#reports.delete(next);
    return report;
  }

  /** Starts a thread with what one before it has left. */
  start(tasks: readonly Task[]): void {
    const thread = this.#startThread({
      reported: ({ number }, report) => {
        this.#reports.set(number, report);
        this.wake();
      },
      ended: (reason) => this.#goOn(thread, reason),
    });
    this.#threads.add(thread);
    if (tasks.length > 0) thread.give(tasks);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#threads].map((thread) => thread.stop()));
  }

  #goOn(thread: CheckThread, reason: Text | undefined): void {
    this.#threads.delete(thread);
    const left = thread.left();
    // What ended the thread may be what it still held of other files: only a thread that has done nothing else is
    // sure.
    if (reason !== undefined && thread.begun <= 1) {
      const guilty = left.shift();
      if (guilty !== undefined)
        this.#reports.set(guilty.number, { file: guilty.file.file, problems: [], error: reason });
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

/** A worker thread with what it has to do. */
class CheckThread {
  /** What it was given and has not reported, in its order. */
  tasks: Task[] = [];
  /** So many files it has reported. */
  #reported = 0;
  readonly #begun = new Int32Array(new SharedArrayBuffer(4));
  readonly #worker: Worker;
  readonly #ended: (reason: Text | undefined) => void;
  readonly #seconds: number;
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;

  /**
   * `ended` hears of an end that was not asked for, and why; without a reason where it has taken so much memory for a
   * file that another shall go on.
   */
  constructor(entry: URL, options: CheckOptions, { megabytes, seconds }: Limits, { reported, ended }: ThreadEvents) {
    this.#ended = ended;
    this.#seconds = seconds;
    this.#worker = new Worker(entry, {
      workerData: { options, begun: this.#begun } satisfies WorkerData,
      resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: MEGABYTES_JUST_MADE },
    });
    this.#worker.on('message', (report: Answer) => {
      // What it still says when it is over, another thread does again.
      if (this.#isOver) return;
      const task = this.tasks.shift();
      this.#reported++;
      this.#watch();
      if (task !== undefined) reported(task, report);
      if (report.isLarge === true) this.#end(undefined);
    });
    this.#worker.once('error', (error) =>
      this.#end(
        'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? words`The analysis takes more memory than the ${megabytes} MB that it has.`
          : failure(error),
      ),
    );
    this.#worker.once('exit', (status) =>
      this.#end(words`The analysis failed, which it never should: its thread ended with ${Number(status)}`),
    );
  }

  /** So many files it has begun with. */
  get begun(): number {
    return Atomics.load(this.#begun, 0);
  }

  /**
   * What it was given and has not reported: first the file that it is at, then all others, those included whose reports
   * have not arrived.
   */
  left(): Task[] {
    const current = Math.max(0, this.begun - 1 - this.#reported);
    return [
      ...this.tasks.slice(current, current + 1),
      ...this.tasks.slice(0, current),
      ...this.tasks.slice(current + 1),
    ];
  }

  give(tasks: readonly Task[]): void {
    const isIdle = this.tasks.length === 0;
    this.tasks.push(...tasks);
    if (isIdle) this.#watch();
    this.#worker.postMessage(tasks.map(({ file }) => file) satisfies Batch);
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    clearTimeout(this.#timer);
    await this.#worker.terminate();
  }

  #watch(): void {
    clearTimeout(this.#timer);
    if (this.tasks.length > 0)
      this.#timer = setTimeout(
        () => this.#end(words`The analysis takes longer than the ${this.#seconds} s that it has.`),
        this.#seconds * 1_000,
      );
  }

  #end(reason: Text | undefined): void {
    if (this.#isOver) return;
    void this.stop();
    this.#ended(reason);
  }
}
