/**
 * Where a value comes from, where that is not the code alone. Most values come from code and nothing else: theirs is
 * the empty set, which is one object, so that it costs nothing. How sure a problem is follows from what it comes from
 * (problems/spelled.ts).
 */
import type { Message } from '../../words/message.ts';
import type { Place } from '../syntax/place.ts';

/** Each with its bit in `Origins.kinds`. */
const KINDS = {
  /** What a condition chose that the program does not decide. */
  condition: 1,
  /** Whether an exception comes that the program waits for. */
  exception: 2,
  /** Which of a few values something is, where no condition of the program chooses it. */
  choice: 4,
  /** What whoever calls a function passes, which nothing in the file does. */
  uncalled: 8,
  /** What was made of a statement that fails, or that cannot be read. */
  recovered: 16,
  /** What a comment states. */
  comment: 32,
  /** What the stored output of a notebook shows. */
  output: 64,
  /** What another file says that is no code. */
  file: 128,
  /** Which cells of a notebook ran before. */
  cells: 256,
  /** Data that comes when the program runs. */
  data: 512,
  /** Which release of Keras runs the program. */
  release: 1024,
  /** What a file of data holds, or a folder. */
  stored: 2048,
} as const;
export type OriginKind = keyof typeof KINDS;

/** Of these a value stands for all that there may be: what is so of it is so whatever is chosen. */
const COVERED = KINDS.condition | KINDS.exception | KINDS.choice;

/** One thing beside the code that a value comes from. */
export interface Origin {
  readonly kind: OriginKind;
  /** Where it is written: a node of the tree, which moves with edits. */
  readonly at: Place | undefined;
  /** What it is known by where it has no place in the tree: the name that a comment is about, a file. */
  readonly name: string | undefined;
  /** What of it counts most: how many rows and columns a table has. */
  readonly detail?: Message | undefined;
  /** Its place in the order of a set. */
  readonly number: number;
}

/** More are not told apart: people are told of the first ones, and the kinds of the others are kept. */
const MOST = 8;

/**
 * A set of origins. Immutable, and interned: sets of the same origins are one object. Nothing holds a set whose origins
 * nobody has any more.
 */
export class Origins {
  /** Bits of KINDS. */
  readonly kinds: number;
  /** In the order of their numbers. */
  readonly all: readonly Origin[];
  /** The sets that have one more, behind all of these. */
  #longer: WeakMap<Origin, Origins> | undefined;
  /** The sets that have the same and, of origins that are not told apart, these kinds. */
  #more: Map<number, Origins> | undefined;

  private constructor(all: readonly Origin[], kinds: number) {
    this.all = all;
    this.kinds = kinds;
  }

  /** Of what comes from code alone. */
  static readonly code = new Origins([], 0);

  static of(...origins: readonly Origin[]): Origins {
    return origins.reduce((set: Origins, origin) => set.union(Origins.code.#with(origin)), Origins.code);
  }

  get isCode(): boolean {
    return this.kinds === 0;
  }
  has(kind: OriginKind): boolean {
    return (this.kinds & KINDS[kind]) !== 0;
  }

  /** What is taken to be so, and may be otherwise: without the choices, of which a value stands for every outcome. */
  get taken(): Origins {
    if ((this.kinds & COVERED) === 0) return this;
    let set = Origins.code;
    for (const origin of this.all) if ((KINDS[origin.kind] & COVERED) === 0) set = set.#with(origin);
    return set.#withKinds(this.kinds & ~COVERED);
  }

  union(other: Origins): Origins {
    if (other === this || other.kinds === 0) return this;
    if (this.kinds === 0) return other;
    const all = merged(this.all, other.all);
    let set = Origins.code;
    for (const origin of all) set = set.#with(origin);
    return set.#withKinds(this.kinds | other.kinds);
  }

  #with(origin: Origin): Origins {
    const known = this.#longer?.get(origin);
    if (known) return known;
    const made = new Origins([...this.all, origin], this.kinds | KINDS[origin.kind]);
    this.#longer ??= new WeakMap();
    this.#longer.set(origin, made);
    return made;
  }

  #withKinds(kinds: number): Origins {
    if (kinds === this.kinds) return this;
    const known = this.#more?.get(kinds);
    if (known) return known;
    const made = new Origins(this.all, kinds);
    this.#more ??= new Map();
    this.#more.set(kinds, made);
    return made;
  }
}

/** Both in order, each once; the first MOST of them. */
function merged(a: readonly Origin[], b: readonly Origin[]): readonly Origin[] {
  const found: Origin[] = [];
  let [i, j] = [0, 0];
  while (found.length < MOST && (i < a.length || j < b.length)) {
    const [x, y] = [a[i], b[j]];
    if (y === undefined || (x !== undefined && x.number <= y.number)) {
      found.push(x!);
      i++;
      if (x === y) j++;
    } else {
      found.push(y);
      j++;
    }
  }
  return found;
}

let made = 0;

/** An origin that is not written anywhere in the tree. */
export const originNamed = (kind: OriginKind, name?: string, detail?: Message): Origin => ({
  kind,
  at: undefined,
  name,
  detail,
  number: made++,
});

const written = new WeakMap<Place, Map<OriginKind, Origin>>();

/** The origin that is written there: one for each node. */
export function originAt(kind: OriginKind, at: Place): Origin {
  let here = written.get(at);
  if (here === undefined) written.set(at, (here = new Map()));
  let origin = here.get(kind);
  if (origin === undefined) here.set(kind, (origin = { kind, at, name: undefined, number: made++ }));
  return origin;
}

/** The set of what is written there. */
export const writtenAt = (kind: OriginKind, at: Place): Origins => Origins.of(originAt(kind, at));

export const CODE = Origins.code;
export const CHOICE = Origins.of(originNamed('choice'));
export const UNCALLED = Origins.of(originNamed('uncalled'));
export const OUTPUT = Origins.of(originNamed('output'));
export const CELLS = Origins.of(originNamed('cells'));
export const RELEASE = Origins.of(originNamed('release'));
export const DATA = Origins.of(originNamed('data'));
