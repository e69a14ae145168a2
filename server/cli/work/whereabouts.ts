/** What a thread is at, in numbers that the thread which waits for it sees too, however stuck it is. */
import { lineText } from '../../python/syntax/place-text.ts';
import { type Message, words } from '../../words/message.ts';

export type Activity = 'reading' | 'analysing' | 'callers' | 'fixing' | 'telling';
const ACTIVITIES: readonly Activity[] = ['reading', 'analysing', 'callers', 'fixing', 'telling'];

/** Places of the numbers. */
const BEGUN = 0;
const ACTIVITY = 1;
const LINE = 2;
const CELL = 3;

export class Whereabouts {
  readonly numbers: Int32Array<ArrayBufferLike>;

  constructor(numbers: Int32Array = new Int32Array(new SharedArrayBuffer(4 * Int32Array.BYTES_PER_ELEMENT))) {
    this.numbers = numbers;
  }

  /** So many files of its work it has begun with. What it has sent may not arrive when it ends, so only this tells. */
  get begun(): number {
    return Atomics.load(this.numbers, BEGUN);
  }

  /** Other work comes. */
  beginAnew(): void {
    Atomics.store(this.numbers, BEGUN, 0);
    this.doing('reading');
  }

  beginFile(): void {
    Atomics.add(this.numbers, BEGUN, 1);
    this.doing('reading');
  }

  doing(activity: Activity): void {
    Atomics.store(this.numbers, ACTIVITY, ACTIVITIES.indexOf(activity));
    this.at(0, undefined);
  }

  /** `line` from 1, within the `cell`, which is counted from 0. */
  at(line: number, cell: number | undefined): void {
    Atomics.store(this.numbers, LINE, line);
    Atomics.store(this.numbers, CELL, cell ?? -1);
  }

  get text(): Message {
    switch (ACTIVITIES[Atomics.load(this.numbers, ACTIVITY)]) {
      case 'analysing':
        return this.#place ?? words`the beginning of the program`;
      case 'callers':
        return words`the files that import it`;
      case 'fixing':
        return words`a fix that it tried`;
      case 'telling':
        return words`what is written of it`;
      default:
        return words`the reading of it`;
    }
  }

  get #place(): Message | undefined {
    const [line, cell] = [Atomics.load(this.numbers, LINE), Atomics.load(this.numbers, CELL)];
    return line === 0 ? undefined : lineText(line, cell < 0 ? undefined : { index: cell, executionCount: undefined });
  }
}
