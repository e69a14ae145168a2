import type { Ledger } from '../python/evaluate/statement-record.ts';
import { type Mutable, snapshot } from '../python/domain/journal.ts';
import { defineState, kept, map, type State } from '../python/domain/state.ts';

/** Answers given before: the same few classes are asked for all the time. */
const prefixes = new Map<string, string>();
const MOST_PREFIXES = 1_000;

/** `LSTM` → `lstm`, `Conv2DTranspose` → `conv2d_transpose`: the prefix of an automatic name. */
export function snakeCase(className: string): string {
  let prefix = prefixes.get(className);
  if (prefix !== undefined) return prefix;
  prefix = inSnakeCase(className);
  if (prefixes.size < MOST_PREFIXES) prefixes.set(className, prefix);
  return prefix;
}

function inSnakeCase(className: string): string {
  return className
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/** The same up to Keras 2.3, where a digit ends no word: `conv_lst_m2d` of ConvLSTM2D. */
export const formerSnakeCase = (className: string): string =>
  className
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z0-9]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();

/** Where what ran before is not decided, a name has a question mark for its number: `dense_?`, then `dense_?+1`. */
export const isUndecidedName = (name: string): boolean => /(^|_)\?/.test(name);

/** Stands for a name that the program gives and that is not known, or for one that is made of it. */
export const isPlaceholder = (name: string): boolean => /^\?\d+/.test(name);

interface Counters {
  readonly counts: Map<string, number>;
  readonly undecided: Map<string, number>;
  readonly unnamed: number;
  readonly allLost: boolean;
  readonly scratch: Scratch | undefined;
}

/** The names in the graph of one call; undefined: ways that may both have run have given different ones. */
interface Scratch {
  readonly counts: ReadonlyMap<string, number> | undefined;
}

/** Of one prefix: how many names were given, and since it is not decided how many those are. */
type Count = readonly [count: number | undefined, undecided: number | undefined];
/** What a statement found and left, by prefix; or of all prefixes, where it did more than give names. */
interface Account {
  readonly found: ReadonlyMap<string, Count>;
  readonly left: ReadonlyMap<string, Count>;
  readonly unnamed: readonly [number, number];
  readonly all: readonly [Counters, Counters] | undefined;
}

/** Keras's automatic names: `dense`, `dense_1`, … counted over the whole program until clear_session(). */
export class Naming implements Mutable, Ledger<Account> {
  readonly accounted = true;
  private counts = new Map<string, number>();
  /** Prefixes whose count differs between branches that may both have run: how many names were given since. */
  private undecided = new Map<string, number>();
  private unnamed = 0;
  /** Code that is not known may have given any names: those of prefixes without a count here are not decided either. */
  private allLost = false;
  private readonly fromOne: boolean;
  /** Set while a layer is called on symbolic tensors in Keras 2. */
  private scratch: Scratch | undefined;

  /** `fromOne`: the package keras up to 2.3 also numbers the first, `dense_1`. */
  constructor(fromOne = false) {
    this.fromOne = fromOne;
  }

  /**
   * In Keras 2 a layer that is called on symbolic tensors is built and run in a graph of its own, in which names are
   * counted from the beginning: what is made there takes no number outside of it.
   */
  inScratchGraph<T>(work: () => T): T {
    if (this.scratch !== undefined) return work();
    this.scratch = { counts: new Map() };
    try {
      return work();
    } finally {
      this.scratch = undefined;
    }
  }
  private inScratch(prefix: string, { counts }: Scratch): number | undefined {
    const number = counts?.get(prefix) ?? 0;
    if (counts) this.scratch = { counts: new Map([...counts, [prefix, number + 1]]) };
    return counts && number;
  }

  unique(prefix: string): string {
    if (this.scratch && !this.fromOne) {
      const number = this.inScratch(prefix, this.scratch);
      return number === undefined ? `${prefix}_?` : number === 0 ? prefix : `${prefix}_${number}`;
    }
    if (this.fromOne || this.allLost || this.undecided.has(prefix)) return this.counted(prefix);
    this.note(prefix);
    const used = this.counts.get(prefix);
    this.counts.set(prefix, (used ?? 0) + 1);
    return used === undefined ? prefix : `${prefix}_${used}`;
  }

  /** Always with its number, from 1 on: Keras 2's `input_1`. */
  counted(prefix: string): string {
    if (this.scratch) {
      const number = this.inScratch(prefix, this.scratch);
      return number === undefined ? `${prefix}_?` : `${prefix}_${number + 1}`;
    }
    this.note(prefix);
    const since = this.undecided.get(prefix) ?? (this.allLost ? 0 : undefined);
    if (since !== undefined) {
      this.undecided.set(prefix, since + 1);
      return since === 0 ? `${prefix}_?` : `${prefix}_?+${since}`;
    }
    const number = (this.counts.get(prefix) ?? 0) + 1;
    this.counts.set(prefix, number);
    return `${prefix}_${number}`;
  }

  /** In place of a name that the program gives and that is not known. */
  unknown(): string {
    return `?${++this.unnamed}`;
  }

  /** Names with this prefix were given that the program does not tell: from here on their numbers are not decided. */
  lose(prefix: string): void {
    this.note(prefix);
    if (!this.undecided.has(prefix)) this.undecided.set(prefix, 0);
  }

  loseAll(): void {
    this.noteAll();
    this.allLost = true;
  }

  clear(): void {
    this.noteAll();
    this.allLost = false;
    this.counts.clear();
    this.undecided.clear();
  }
  get state(): State {
    return COUNTERS;
  }
  become(state: Counters): void {
    this.noteAll();
    this.put(state);
  }
  private put({ counts, undecided, unnamed, allLost, scratch }: Counters): void {
    this.allLost = allLost;
    this.scratch = scratch;
    this.counts = new Map(counts);
    this.undecided = new Map(undecided);
    this.unnamed = unnamed;
  }
  // ------------------------------------------------------------ what a statement does to it

  private found = new Map<string, Count>();
  private all: Counters | undefined;
  private unnamedBefore = 0;

  private countOf(prefix: string): Count {
    return [this.counts.get(prefix), this.undecided.get(prefix)];
  }
  private note(prefix: string): void {
    if (!this.found.has(prefix)) this.found.set(prefix, this.countOf(prefix));
  }
  private noteAll(): void {
    this.all ??= this.before();
  }
  /** The state before the statement. */
  private before(): Counters {
    const state = snapshot(this) as Counters;
    for (const [prefix, count] of this.found) setCount(state.counts, state.undecided, prefix, count);
    return { ...state, unnamed: this.unnamedBefore };
  }

  begin(): void {
    this.found = new Map();
    this.all = undefined;
    this.unnamedBefore = this.unnamed;
  }
  end(): Account {
    const left = new Map([...this.found.keys()].map((prefix) => [prefix, this.countOf(prefix)]));
    return {
      found: this.found,
      left,
      unnamed: [this.unnamedBefore, this.unnamed],
      all: this.all && [this.all, snapshot(this) as Counters],
    };
  }
  undo({ found, unnamed, all }: Account): void {
    if (all) {
      this.put(all[0]);
      return;
    }
    for (const [prefix, count] of found) setCount(this.counts, this.undecided, prefix, count);
    this.unnamed = unnamed[0];
  }
  holds({ found, unnamed, all }: Account): boolean {
    if (all)
      return (
        isSame(all[0].counts, this.counts) &&
        isSame(all[0].undecided, this.undecided) &&
        all[0].unnamed === this.unnamed &&
        all[0].allLost === this.allLost
      );
    if (unnamed[0] !== unnamed[1] && unnamed[0] !== this.unnamed) return false;
    for (const [prefix, [count, undecided]] of found)
      if (this.counts.get(prefix) !== count || this.undecided.get(prefix) !== undecided) return false;
    return true;
  }
  redo({ left, unnamed, all }: Account): void {
    if (all) {
      this.put(all[1]);
      return;
    }
    for (const [prefix, count] of left) setCount(this.counts, this.undecided, prefix, count);
    this.unnamed += unnamed[1] - unnamed[0];
  }
}

/** Where the branches have counted differently, the numbers that follow are not decided. */
function joinCounters(a: Counters, b: Counters): Counters {
  const undecided = new Map(a.undecided);
  for (const [prefix, since] of b.undecided) undecided.set(prefix, Math.max(since, undecided.get(prefix) ?? 0));
  for (const prefix of new Set([...a.counts.keys(), ...b.counts.keys()])) {
    if (a.counts.get(prefix) !== b.counts.get(prefix) && !undecided.has(prefix)) undecided.set(prefix, 0);
  }
  return {
    counts: new Map([...a.counts, ...b.counts]),
    undecided,
    unnamed: Math.max(a.unnamed, b.unnamed),
    allLost: a.allLost || b.allLost,
    scratch: joinScratch(a.scratch, b.scratch),
  };
}

function joinScratch(a: Scratch | undefined, b: Scratch | undefined): Scratch | undefined {
  if (a === b) return a;
  return a?.counts && b?.counts && isSame(a.counts, b.counts) ? a : { counts: undefined };
}

const COUNTERS = defineState<Counters>(
  { counts: map(), undecided: map(), unnamed: kept(), allLost: kept(), scratch: kept() },
  { join: joinCounters, put: (naming, state) => (naming as Naming).become(state) },
);

function setCount(
  counts: Map<string, number>,
  undecided: Map<string, number>,
  prefix: string,
  [count, since]: Count,
): void {
  if (count === undefined) counts.delete(prefix);
  else counts.set(prefix, count);
  if (since === undefined) undecided.delete(prefix);
  else undecided.set(prefix, since);
}

const isSame = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean =>
  a.size === b.size && [...a].every(([prefix, count]) => b.get(prefix) === count);
