import { type Dimension, formatAxes, formatDimension, sameDimension, type Shape, toldApart } from './dimension.ts';

/** Stands for an axis of which nothing is known: it may be None, a number, or what the program names. */
export const UNKNOWN_AXIS: unique symbol = Symbol('an axis that is not known');
export type Axis = Dimension | typeof UNKNOWN_AXIS;

/**
 * What is known of the axes of a tensor. Where their number is known, each of them is known or not. Where it is not,
 * the first and the last ones may be known, and there are at least `leastRank` of them: one axis may be counted from
 * both sides.
 *
 * It stands for a set of shapes: all that have so many axes, and what is known where it is known. What an edit gives
 * stands for the edits of all of them. Axes are counted as Python does: 0 is the first, -1 the last. An edit takes it
 * that the axis is there, since Keras refuses it elsewhere; where it surely is not, nothing is known of what it gives.
 */
export class Axes {
  /** The number of axes; undefined where it is not known. */
  readonly rank: number | undefined;
  /** There are at least so many axes. */
  readonly leastRank: number;
  /** From the first one on, as far as they are known. */
  readonly #front: readonly Axis[];
  /** From the last one back, as far as they are known; not filled where the number of axes is known. */
  readonly #back: readonly Axis[];

  private constructor(front: readonly Axis[], back: readonly Axis[], leastRank: number, rank: number | undefined) {
    this.#front = front;
    this.#back = back;
    this.leastRank = leastRank;
    this.rank = rank;
  }

  /** Nothing is known, not even the number of axes. */
  static readonly UNKNOWN: Axes = new Axes([], [], 0, undefined);

  /** A shape that is known as a whole; nothing where it is undefined. */
  static of(shape: Shape | undefined): Axes {
    return shape === undefined ? Axes.UNKNOWN : Axes.ranked(shape);
  }

  /** So many axes, each of them known or not. */
  static ranked(axes: readonly Axis[]): Axes {
    return new Axes(axes, [], axes.length, axes.length);
  }

  /** Any number of axes, at least `leastRank`, of which these are the first and those the last. */
  static around(first: readonly Axis[], last: readonly Axis[], leastRank: number = first.length + last.length): Axes {
    return Axes.#open(first, last.toReversed(), leastRank);
  }

  /** No more is kept of either side than there surely are axes. */
  static #open(front: readonly Axis[], back: readonly Axis[], leastRank: number): Axes {
    const [first, last] = [trimmed(front.slice(0, leastRank)), trimmed(back.slice(0, leastRank))];
    return leastRank === 0 ? Axes.UNKNOWN : new Axes(first, last, leastRank, undefined);
  }

  /** Neither an axis nor anything about their number is known. */
  get isUnknown(): boolean {
    return this === Axes.UNKNOWN;
  }

  /** Whether an axis is known. */
  get hasKnown(): boolean {
    return this.known.length > 0;
  }

  /** The axes that are known, from either end; those that are known from both are there twice. */
  get known(): readonly Dimension[] {
    return [...this.#front, ...this.#back].filter((axis) => axis !== UNKNOWN_AXIS);
  }

  /** The shape, where the number of axes and each of them is known. */
  get shape(): Shape | undefined {
    return this.rank !== undefined && !this.#front.includes(UNKNOWN_AXIS) ? (this.#front as Shape) : undefined;
  }

  /** All of them in order; undefined where their number is not known. */
  get all(): readonly Axis[] | undefined {
    return this.rank === undefined ? undefined : this.#front;
  }

  /** An axis; not known either where there is none of that number. */
  at(index: number): Axis {
    const axis =
      this.rank !== undefined ? this.#front.at(index) : index < 0 ? this.#back[-1 - index] : this.#front[index];
    return axis === undefined ? UNKNOWN_AXIS : axis;
  }

  // ------------------------------------------------------------ what is learned

  /** There are so many axes. Where that cannot be, nothing is learned of it. */
  withRank(rank: number): Axes {
    if (this.rank !== undefined || rank < this.leastRank) return this;
    return Axes.ranked(
      Array.from({ length: rank }, (_, index) => {
        const axis = this.at(index);
        return axis === UNKNOWN_AXIS ? this.at(index - rank) : axis;
      }),
    );
  }

  /** There are at least, and at most, so many axes. */
  withRankWithin(least: number, most: number = Number.POSITIVE_INFINITY): Axes {
    if (this.rank !== undefined || this.leastRank > most) return this;
    if (Math.max(least, this.leastRank) === most) return this.withRank(most);
    return least <= this.leastRank ? this : new Axes(this.#front, this.#back, least, undefined);
  }

  // ------------------------------------------------------------ edits

  /** As it is. */
  keep(): Axes {
    return this;
  }

  /** With another size at an axis. */
  set(index: number, axis: Axis): Axes {
    if (this.rank !== undefined) {
      const place = index < 0 ? index + this.rank : index;
      return place < 0 || place >= this.rank ? Axes.UNKNOWN : Axes.ranked(this.#front.with(place, axis));
    }
    if (index < 0)
      return this.#mirrored()
        .set(-1 - index, axis)
        .#mirrored();
    const least = Math.max(this.leastRank, index + 1);
    // Counted from behind, it may be any of those that are so far from the end.
    const back = this.#back.map((one, place) => (place + 1 >= least - index ? either(one, axis) : one));
    return Axes.#open(padded(this.#front, index, axis), back, least);
  }

  /** With a size at an axis that comes of the one that is there; not known where that is not. */
  change(index: number, edit: (dimension: Dimension) => Axis): Axes {
    return this.set(index, ofAxis(this.at(index), edit));
  }

  /** Without an axis. */
  drop(index: number): Axes {
    if (this.rank !== undefined) {
      const place = index < 0 ? index + this.rank : index;
      return place < 0 || place >= this.rank ? Axes.UNKNOWN : Axes.ranked(this.#front.toSpliced(place, 1));
    }
    if (index < 0)
      return this.#mirrored()
        .drop(-1 - index)
        .#mirrored();
    const least = Math.max(this.leastRank, index + 1);
    return Axes.#open(this.#front.toSpliced(index, 1), this.#back.slice(0, least - index - 1), least - 1);
  }

  /** With one more axis, which has this number in what comes of it: -1 puts it behind all others. */
  insert(index: number, axis: Axis): Axes {
    if (this.rank !== undefined) {
      const place = index < 0 ? index + this.rank + 1 : index;
      return place < 0 || place > this.rank ? Axes.UNKNOWN : Axes.ranked(this.#front.toSpliced(place, 0, axis));
    }
    if (index < 0)
      return this.#mirrored()
        .insert(-1 - index, axis)
        .#mirrored();
    const least = Math.max(this.leastRank, index);
    const front = [...padded(this.#front, index, axis).slice(0, index + 1), ...this.#front.slice(index)];
    return Axes.#open(front, this.#back.slice(0, least - index), least + 1);
  }

  /** Those from one axis up to another one, as Python slices a tuple: with fewer where there are not so many. */
  slice(from: number, to?: number): Axes {
    if (this.rank !== undefined) return Axes.ranked(this.#front.slice(from, to));
    if (to === undefined) return from < 0 ? this.#mirrored().#first(-from).#mirrored() : this.#without(from);
    if (to < 0) return this.slice(from).#mirrored().#without(-to).#mirrored();
    return from < 0 ? Axes.UNKNOWN : this.#without(from).#first(to - from);
  }

  /** The others behind these. */
  concat(other: Axes): Axes {
    const [first, last] = [this.all, other.all];
    if (first && last) return Axes.ranked([...first, ...last]);
    return Axes.#open(
      first ? [...first, ...other.#front] : this.#front,
      last ? [...last.toReversed(), ...this.#back] : other.#back,
      this.leastRank + other.leastRank,
    );
  }

  /** With these behind. */
  append(...axes: readonly Axis[]): Axes {
    return this.concat(Axes.ranked(axes));
  }

  /** Each axis that is known by itself as another one. */
  map(edit: (dimension: Dimension) => Axis): Axes {
    const each = (axis: Axis): Axis => ofAxis(axis, edit);
    if (this.rank !== undefined) return Axes.ranked(this.#front.map(each));
    return Axes.#open(this.#front.map(each), this.#back.map(each), this.leastRank);
  }

  #first(count: number): Axes {
    if (count <= 0) return Axes.ranked([]);
    if (this.rank !== undefined) return Axes.ranked(this.#front.slice(0, count));
    if (this.leastRank < count) return Axes.#open(this.#front, [], this.leastRank);
    return Axes.ranked(Array.from({ length: count }, (_, index) => this.at(index)));
  }

  #without(count: number): Axes {
    if (this.rank !== undefined) return Axes.ranked(this.#front.slice(count));
    const least = Math.max(0, this.leastRank - count);
    return Axes.#open(this.#front.slice(count), this.#back, least);
  }

  /** In the opposite order. */
  #mirrored(): Axes {
    if (this.rank !== undefined) return Axes.ranked(this.#front.toReversed());
    return this.isUnknown ? this : new Axes(this.#back, this.#front, this.leastRank, undefined);
  }

  // ------------------------------------------------------------ the lattice

  /** What stands for the shapes of both: what they have in common from either side. */
  join(other: Axes): Axes {
    if (this === other) return this;
    const [a, b] = [this.all, other.all];
    if (a && b && a.length === b.length) return Axes.ranked(a.map((axis, index) => either(axis, b[index]!)));
    const least = Math.min(this.leastRank, other.leastRank);
    const common = (at: (index: number) => number): Axis[] =>
      Array.from({ length: least }, (_, index) => either(this.at(at(index)), other.at(at(index))));
    return Axes.#open(
      common((index) => index),
      common((index) => -1 - index),
      least,
    );
  }

  /** Whether it stands for no shape that the other one does not stand for. */
  isAtMost(other: Axes): boolean {
    if (this === other || other.isUnknown) return true;
    if (this.leastRank < other.leastRank || (other.rank !== undefined && this.rank !== other.rank)) return false;
    const has = (axis: Axis, index: number): boolean => axis === UNKNOWN_AXIS || areSame(axis, this.at(index));
    return (
      other.#front.every((axis, index) => has(axis, index)) && other.#back.every((axis, index) => has(axis, -1 - index))
    );
  }

  equals(other: Axes): boolean {
    return this.isAtMost(other) && other.isAtMost(this);
  }

  // ------------------------------------------------------------ in words

  /**
   * `(None, ?, 64)`, `(None, ..., 64)`, and `?` where nothing is known. As in NumPy and einops, `...` stands for any
   * number of axes.
   */
  format(each: (dimension: Dimension) => string = formatDimension): string {
    const text = (axis: Axis): string => (axis === UNKNOWN_AXIS ? '?' : each(axis));
    if (this.rank !== undefined) return formatAxes(toldApart(this.#front).map(text));
    // One that may as well be counted from behind is said once.
    const first = trimmed(this.#front.slice(0, Math.max(0, this.leastRank - this.#back.length)));
    if (first.length + this.#back.length === 0) return '?';
    return formatAxes([...first.map(text), '...', ...this.#back.toReversed().map(text)]);
  }
}

/** The shape in what is known of one; undefined where it is not known as a whole. */
export const wholeOf = (known: Shape | Axes | undefined): Shape | undefined =>
  known instanceof Axes ? undefined : known;

/** What comes of an axis; not known where that is not. */
export const ofAxis = (axis: Axis, edit: (dimension: Dimension) => Axis): Axis =>
  axis === UNKNOWN_AXIS ? axis : edit(axis);

const areSame = (a: Axis, b: Axis): boolean =>
  a === b || (a !== UNKNOWN_AXIS && b !== UNKNOWN_AXIS && sameDimension(a, b) === 'same');

const either = (a: Axis, b: Axis): Axis => (areSame(a, b) ? a : UNKNOWN_AXIS);

/** With an axis at a place that there may be none at yet. */
const padded = (axes: readonly Axis[], index: number, axis: Axis): Axis[] =>
  Array.from({ length: Math.max(axes.length, index + 1) }, (_, place) =>
    place === index ? axis : axes[place] === undefined ? UNKNOWN_AXIS : axes[place],
  );

/** Without the last axes that are not known. */
function trimmed(axes: readonly Axis[]): readonly Axis[] {
  const last = axes.findLastIndex((axis) => axis !== UNKNOWN_AXIS);
  return last + 1 === axes.length ? axes : axes.slice(0, last + 1);
}
