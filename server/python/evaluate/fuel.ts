import type { Steps } from '../syntax/steps.ts';
import type { Boundary } from './boundary.ts';
import { type Message, type Text, words } from '../../words/message.ts';
import { reasonOf } from '../../words/reasons.ts';

/**
 * Every limit of the evaluator in one place. Past a limit the answer is "unknown", never a hang.
 * A step is about one expression or statement; 10⁶ steps take on the order of a second.
 */
export const LIMITS = {
  /** Steps of one top-level statement: a model of some 10,000 layers built in a loop fits. */
  stepsPerStatement: 2_000_000,
  /** Steps of a whole program, uncalled functions included. */
  steps: 6_000_000,
  /** Wall time of a whole program; the clock is read every 256 steps, and stands still in pauses. */
  milliseconds: 8_000,
  /** Wall time of one top-level statement, so that what follows a slow one is answered. */
  millisecondsPerStatement: 5_000,
  /** Nested calls of the user's functions: deeper than any model builder, shallower than the stack. */
  callDepth: 120,
  /** Nested expressions and statements being evaluated. */
  nesting: 900,
  /** Items of a generator that is run ahead of its consumer. */
  generatedItems: 4_096,
  /** Steps a generator may spend running ahead. */
  generatorSteps: 200_000,
  /** Undecided branches inside each other. */
  undecidedDepth: 12,
  /** Steps of one function that nobody calls. */
  stepsPerUncalledFunction: 60_000,
  /** Steps of one call of a library's own Python: the largest of Keras's applications takes some 60,000. */
  stepsPerLibraryCall: 400_000,
  /**
   * Steps of one loop, after which its body stands for all passes that are left. Loops over rows of data end so; a loop
   * that makes objects (layers) may take more.
   */
  stepsPerLoop: 600_000,
  stepsPerBuildingLoop: 1_500_000,
  /** Undecided jumps out of one loop: each costs every change that follows. */
  pendingJumps: 12,
} as const;

/** Thrown when fuel is used up; the evaluator turns it into "unknown" at the statement it belongs to. */
export class OutOfFuel extends Error {
  /** Said once there is room again: where it is thrown, the stack may be full. */
  readonly what: Text;
  constructor(what: Text) {
    super();
    this.what = what;
  }

  get reason(): Message {
    return words`the evaluation was stopped: ${reasonOf(this.what)}`;
  }
}

/**
 * Thrown where no more than a call is given up: that which opened the boundary `to`, or the innermost one of the
 * program's functions; the statement where there is none. What it gives is unknown.
 */
export class GivenUp extends OutOfFuel {
  readonly to: Boundary | undefined;
  constructor(what: Text, to?: Boundary) {
    super(what);
    this.to = to;
  }
}

/**
 * What an engine of JavaScript refuses for its size: nested too deeply, or a text, number or collection longer than
 * there can be. It is the
 * last resort, for what no limit of ours foresees; undefined for any other error.
 */
export function engineLimit(error: unknown): Message | undefined {
  if (!(error instanceof RangeError)) return undefined;
  // Not by a regular expression: where it is the stack that is full, there may be no room to make one.
  const { message } = error;
  if (message.includes('call stack')) return TOO_DEEP;
  return TOO_LARGE.some((part) => message.includes(part)) ? TOO_LARGE_VALUE : undefined;
}

const TOO_DEEP = words`too deeply nested`;
const TOO_LARGE_VALUE = words`too large a value`;

const TOO_LARGE: readonly string[] = ['string length', 'BigInt', 'array length', 'maximum size', 'count value'];

/** Steps between two looks at the clock: a look is cheap, and some steps are long. */
const CLOCK = 256;

/**
 * So long a statement goes on before others may be heard, in milliseconds: a moment that nobody notices, also with the
 * long step that ends it.
 */
const PAUSE_AFTER = 5;

export class Fuel {
  spent: number;
  /** Where the statement now running must stop. */
  private limit = LIMITS.stepsPerStatement as number;
  private total = LIMITS.steps as number;
  private deadline: number;
  private statementDeadline: number;
  private readonly now: () => number;
  private readonly pauseAfter: number;
  private readonly clock: number;
  private nextClock: number;
  /**
   * Something was stopped for what else took the program's time or steps: another run of the same code may get further.
   */
  timedOut = false;
  /** It is time to let others be heard. */
  isPauseDue = false;
  private pauseAt: number;

  /**
   * `spent`: what a part of the program that ran before has taken. `pauseAfter`: in milliseconds; 0 is at every chance.
   */
  constructor(
    { now, pauseAfter = PAUSE_AFTER }: { readonly now: () => number; readonly pauseAfter?: number | undefined },
    spent = 0,
  ) {
    this.now = now;
    this.pauseAfter = pauseAfter;
    this.spent = spent;
    this.clock = pauseAfter === 0 ? 0 : CLOCK;
    this.nextClock = spent + this.clock;
    const start = now();
    this.deadline = start + LIMITS.milliseconds;
    this.statementDeadline = start + LIMITS.millisecondsPerStatement;
    this.pauseAt = start + pauseAfter;
  }

  spend(steps: number): void {
    if (this.spent + steps > this.limit) {
      // What is too much to be done takes none of it.
      this.spent++;
      // What ran before has left it no more.
      if (this.limit >= this.total) this.timedOut = true;
      throw new OutOfFuel('too many steps');
    }
    this.spent += steps;
    if (this.spent > this.nextClock) {
      this.nextClock = this.spent + this.clock;
      const now = this.now();
      this.isPauseDue = now >= this.pauseAt;
      if (now > this.statementDeadline) {
        this.timedOut = true;
        throw new OutOfFuel('too much time');
      }
    }
  }

  /** For what is done already, where nothing may stop: the next step finds it spent. */
  charge(steps: number): void {
    this.spent += steps;
  }

  /** After a pause of so many milliseconds, in which others have worked. */
  slept(milliseconds: number): void {
    this.deadline += milliseconds;
    this.statementDeadline += milliseconds;
    this.isPauseDue = false;
    this.pauseAt = this.now() + this.pauseAfter;
  }

  /** Does `work` with at most `steps` more; gives what it gives. */
  *within<T>(steps: number, work: () => Steps<T>): Steps<T> {
    const outer = this.limit;
    this.limit = Math.min(outer, this.spent + steps);
    try {
      return yield* work();
    } finally {
      this.limit = outer;
    }
  }

  /** Runs `work` on an allowance of its own; the program pays a tenth of what it takes. */
  apart<T>(steps: number, work: () => T): T {
    const outer = { spent: this.spent, limit: this.limit };
    this.limit = this.spent + steps;
    try {
      return work();
    } finally {
      this.spent = outer.spent + Math.ceil((this.spent - outer.spent) / 10);
      this.limit = outer.limit;
      this.nextClock = Math.min(this.nextClock, this.spent + this.clock);
    }
  }

  /** A fresh allowance for the next top-level statement; false when the program's fuel is gone. */
  refill(): boolean {
    this.limit = Math.min(this.spent + LIMITS.stepsPerStatement, this.total);
    const now = this.now();
    this.isPauseDue = false;
    this.pauseAt = now + this.pauseAfter;
    this.statementDeadline = Math.min(now + LIMITS.millisecondsPerStatement, this.deadline);
    const isLeft = this.spent < this.total && now <= this.deadline;
    if (!isLeft) this.timedOut = true;
    return isLeft;
  }
}
