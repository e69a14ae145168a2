/**
 * A program of steps on buffers, and what of it is alive at the same time. Each buffer counts once, however many steps
 * keep it.
 */
import { type Amount, largest, minus, NOTHING, plus, sum } from './amount.ts';

/** Memory of one tensor; what is only seen in another shape shares the buffer. */
export class Buffer {
  readonly amount: Amount;
  /** The layer that made it. */
  readonly row: string;
  /** A gradient flows back to it. */
  readonly flows: boolean;
  /** It is there as long as the step: the batch that the program gives. */
  readonly isGiven: boolean;

  constructor(amount: Amount, row: string, { flows = false, isGiven = false } = {}) {
    this.amount = amount;
    this.row = row;
    this.flows = flows;
    this.isGiven = isGiven;
  }
}

export interface Step {
  readonly row: string;
  readonly reads: readonly Buffer[];
  readonly makes: readonly Buffer[];
  /** Buffers that the backward pass needs. */
  readonly saves: readonly Buffer[];
  /** What it needs besides, where no two operations are made one. */
  readonly keeps: Amount;
  /** The part of `saves` and `keeps` that any way of computing it needs. */
  readonly mustSave: readonly Buffer[];
  readonly mustKeep: Amount;
  /** While it runs, forwards and backwards. */
  readonly scratch: Amount;
  /** The result may take the place of what is read. */
  readonly inPlace: boolean;
}

/** What of a row stays for the backward pass. */
export interface Kept {
  readonly row: string;
  readonly amount: Amount;
}

/** The amounts that were alive at once; of them the largest count. */
export interface Walked {
  readonly peaks: readonly Amount[];
  /** The same with what any way of computing needs, and nothing else. */
  readonly least: readonly Amount[];
  readonly kept: readonly Kept[];
}

/** What a walk counts: all, or what cannot be done without. */
interface Counting {
  readonly saves: (step: Step) => readonly Buffer[];
  readonly keeps: (step: Step) => Amount;
  readonly scratch: (step: Step) => Amount;
  /** The result may take the place of what is read. */
  readonly replaces: (step: Step) => boolean;
}
const LIKELY: Counting = {
  saves: ({ saves }) => saves,
  keeps: ({ keeps }) => keeps,
  scratch: ({ scratch }) => scratch,
  replaces: ({ inPlace }) => inPlace,
};
const LEAST: Counting = {
  saves: ({ mustSave }) => mustSave,
  keeps: ({ mustKeep }) => mustKeep,
  scratch: () => NOTHING,
  replaces: () => true,
};

export class Tape {
  readonly steps: Step[] = [];
  /** Gradients are reckoned. */
  readonly isTraining: boolean;

  constructor(isTraining: boolean) {
    this.isTraining = isTraining;
  }

  /** The forward pass alone. */
  forward(outputs: readonly Buffer[]): readonly Amount[] {
    return largest(this.#forward(LIKELY, new Set(), outputs).points);
  }

  /** Forward and backward; the gradients of weights are not among it. */
  training(): Walked {
    const saved = this.#saved(LIKELY);
    return { peaks: this.#walk(LIKELY), least: this.#walk(LEAST), kept: keptByRow(this.steps, saved) };
  }

  #saved({ saves }: Counting): ReadonlySet<Buffer> {
    return new Set(this.steps.flatMap(saves));
  }

  #walk(counting: Counting): readonly Amount[] {
    const saved = this.#saved(counting);
    const { points, alive } = this.#forward(counting, saved, []);
    return largest([...points, ...this.#backward(counting, saved, alive)]);
  }

  #forward(
    { keeps, scratch, replaces }: Counting,
    saved: ReadonlySet<Buffer>,
    outputs: readonly Buffer[],
  ): { readonly points: readonly Amount[]; readonly alive: Amount } {
    const lastRead = new Map<Buffer, number>();
    this.steps.forEach((step, index) => {
      for (const buffer of [...step.makes, ...step.reads]) lastRead.set(buffer, index);
    });
    const stays = new Set<Buffer>([...saved, ...outputs]);
    const made = new Set<Buffer>();
    const points: Amount[] = [];
    let alive = NOTHING;
    this.steps.forEach((step, index) => {
      const fresh = step.makes.filter((buffer) => !made.has(buffer));
      for (const buffer of fresh) made.add(buffer);
      const dying = [...new Set([...step.reads, ...step.makes])].filter(
        (buffer) => made.has(buffer) && lastRead.get(buffer) === index && !stays.has(buffer),
      );
      const replaced = replaces(step) ? dying.filter((buffer) => step.reads.includes(buffer)).slice(0, 1) : [];
      const during = plus(minus(alive, total(replaced)), total(fresh));
      points.push(plus(plus(during, keeps(step)), scratch(step)));
      alive = plus(minus(plus(alive, total(fresh)), total(dying)), keeps(step));
    });
    return { points, alive };
  }

  #backward({ saves, keeps, scratch, replaces }: Counting, saved: ReadonlySet<Buffer>, start: Amount): Amount[] {
    // A saved buffer is free once the first step that saves it has gone backwards.
    const freedBy = new Map<number, Buffer[]>();
    const seen = new Set<Buffer>();
    this.steps.forEach((step, index) => {
      for (const buffer of saves(step))
        if (!seen.has(buffer)) {
          seen.add(buffer);
          if (saved.has(buffer)) freedBy.set(index, [...(freedBy.get(index) ?? []), buffer]);
        }
    });
    const points: Amount[] = [];
    const gradients = new Set<Buffer>();
    let alive = start;
    for (let index = this.steps.length - 1; index >= 0; index--) {
      const step = this.steps[index]!;
      if (!step.makes.some(({ flows }) => flows)) continue;
      const fresh = [...new Set([...step.makes, ...step.reads])].filter(
        (buffer) => buffer.flows && !gradients.has(buffer),
      );
      for (const buffer of fresh) gradients.add(buffer);
      const done = step.makes.filter((buffer) => gradients.has(buffer));
      const isReplaced = replaces(step) && fresh.some((buffer) => step.reads.includes(buffer)) && done.length > 0;
      alive = plus(alive, total(fresh));
      points.push(plus(isReplaced ? minus(alive, total(done.slice(0, 1))) : alive, scratch(step)));
      alive = minus(minus(minus(alive, total(done)), total(freedBy.get(index) ?? [])), keeps(step));
    }
    return points;
  }
}

const total = (buffers: readonly Buffer[]): Amount =>
  sum(buffers.filter(({ isGiven }) => !isGiven).map(({ amount }) => amount));

function keptByRow(steps: readonly Step[], saved: ReadonlySet<Buffer>): readonly Kept[] {
  const rows = new Map<string, Amount>();
  const put = (row: string, amount: Amount): void => {
    rows.set(row, plus(rows.get(row) ?? NOTHING, amount));
  };
  for (const { row, keeps } of steps) put(row, keeps);
  for (const buffer of saved) if (!buffer.isGiven) put(buffer.row, buffer.amount);
  return [...rows].map(([row, amount]) => ({ row, amount }));
}
