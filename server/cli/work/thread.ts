import { Worker } from 'node:worker_threads';
import { type Text, words } from '../../words/message.ts';
import type { FoundFile } from '../sources.ts';
import { failure, type Order, type Outcome, type Report } from './worker.ts';
import { Whereabouts } from './whereabouts.ts';

/** For what a thread has just made; what lasts comes on top. */
const MEGABYTES_JUST_MADE = 48;

/** One file and its place among all. */
export interface Task {
  readonly number: number;
  readonly file: FoundFile;
}

/** Why a thread has ended. */
export interface End {
  /** undefined where it has taken so much memory for a file that another shall go on. */
  readonly reason: Text | undefined;
  /** It is what the thread was at that ended it, whatever it has done before. */
  readonly isOfFile: boolean;
}

export interface ThreadEvents {
  readonly reported: (task: Task, outcome: Outcome<unknown>) => void;
  /** An end that was not asked for. */
  readonly ended: (end: End) => void;
}

export interface ThreadWork extends ThreadEvents {
  readonly order: Order;
  /** A file may take so long. */
  readonly seconds: number;
}

/** A worker thread with what it has to do. */
export class WorkThread {
  /** What it was given and has not reported, in its order. */
  tasks: Task[] = [];
  #reported = 0;
  #isReady = false;
  #isOver = false;
  /** It has done other work before. */
  #isUsed = false;
  #timer: NodeJS.Timeout | undefined;
  #work: ThreadWork | undefined;
  readonly #at = new Whereabouts();
  readonly #worker: Worker;

  /** `entry`: the program that runs as `startWorker` in a worker thread, and has `megabytes` for what lasts. */
  constructor(entry: URL, megabytes: number) {
    this.#worker = new Worker(entry, {
      workerData: this.#at.numbers,
      resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: MEGABYTES_JUST_MADE },
    });
    this.#worker.on('message', (report: Report) => this.#hear(report));
    this.#worker.once('error', (error) =>
      this.#end({
        reason:
          'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? words`The analysis takes more memory than the ${megabytes} MB that it has.`
            : failure(error),
        isOfFile: false,
      }),
    );
    this.#worker.once('exit', (status) =>
      this.#end({
        reason: words`The analysis failed, which it never should: its thread ended with ${Number(status)}`,
        isOfFile: false,
      }),
    );
  }

  /** What ends it now is of the one file that it has had, or is at for the first time. */
  get hasDoneNothingElse(): boolean {
    return !this.#isUsed && this.#at.begun <= 1;
  }

  get isFree(): boolean {
    return !this.#isOver && this.tasks.length === 0;
  }

  begin(work: ThreadWork): void {
    this.#worker.ref();
    this.#work = work;
    this.#reported = 0;
    this.#isReady = false;
    this.#at.beginAnew();
    this.#worker.postMessage(work.order);
  }

  give(tasks: readonly Task[]): void {
    const isIdle = this.tasks.length === 0;
    this.tasks.push(...tasks);
    if (isIdle) this.#watch();
    this.#worker.postMessage({ files: tasks.map(({ file }) => file) } satisfies Order);
  }

  /**
   * What it was given and has not reported: first the file that it is at, then all others, those included whose reports
   * have not arrived.
   */
  left(): Task[] {
    const current = Math.max(0, this.#at.begun - 1 - this.#reported);
    return [
      ...this.tasks.slice(current, current + 1),
      ...this.tasks.slice(0, current),
      ...this.tasks.slice(current + 1),
    ];
  }

  /** Its work is done. It keeps no process alive, and may begin with other work. */
  rest(): void {
    clearTimeout(this.#timer);
    this.#work = undefined;
    this.#isUsed = true;
    this.#worker.unref();
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    clearTimeout(this.#timer);
    await this.#worker.terminate();
  }

  #hear(report: Report): void {
    // What it still says when it is over, another thread does again.
    if (this.#isOver) return;
    if (report.isReady) {
      this.#isReady = true;
      this.#watch();
      return;
    }
    const task = this.tasks.shift();
    this.#reported++;
    this.#watch();
    if (task !== undefined) this.#work?.reported(task, report);
    if (report.isLarge === true) this.#end({ reason: undefined, isOfFile: false });
  }

  /** The time of a file begins where the one before is reported, and that of the first where the job is loaded. */
  #watch(): void {
    clearTimeout(this.#timer);
    const seconds = this.#work?.seconds;
    if (seconds === undefined || this.tasks.length === 0 || !this.#isReady) return;
    this.#timer = setTimeout(() => {
      const reason = words`stopped after ${seconds} s, at ${this.#at.text}; --timeout gives it longer`;
      this.#end({ reason, isOfFile: true });
    }, seconds * 1_000);
  }

  #end(end: End): void {
    if (this.#isOver) return;
    void this.stop();
    this.#work?.ended(end);
  }
}
