/**
 * The laws of what is known of axes, over values of every kind: a join stands for both, in either order, however they
 * are grouped; what an edit gives stands for the edits of all shapes; broadcasting too.
 * `LAW_RUNS=100000` takes more of them, `LAW_SEED=7` others.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Axes, type Axis, UNKNOWN_AXIS } from '../../server/shapes/axes.ts';
import { broadcastAxes, broadcastShapes } from '../../server/shapes/broadcasting.ts';
import type { Dimension, Shape } from '../../server/shapes/dimension.ts';
import { Expression } from '../../server/shapes/expression.ts';
import { Random } from './random-programs/random.ts';

const RUNS = Number(process.env['LAW_RUNS'] ?? 2_000);
const SEED = Number(process.env['LAW_SEED'] ?? 1);

const n = Expression.symbol('n', { nonNegative: true });
const DIMENSIONS: readonly Dimension[] = [null, 1, 3, 64, n];
const MOST = 5;

const randomShape = (random: Random, length: number): Shape => Array.from({ length }, () => random.pick(DIMENSIONS));

/** A value, and shapes that it stands for: what is known of them is read off one of them, so that there is one. */
function valueWithShapes(random: Random): { value: Axes; shapes: readonly Shape[] } {
  const length = random.integer(0, MOST);
  const shape = randomShape(random, length);
  const hide = (axes: readonly Dimension[]): Axis[] => axes.map((axis) => (random.chance(0.3) ? UNKNOWN_AXIS : axis));
  const value = random.choose(
    () => Axes.ranked(hide(shape)),
    () => Axes.of(shape),
    () => {
      const [first, last] = [random.integer(0, length), random.integer(0, length)];
      return Axes.around(hide(shape.slice(0, first)), hide(shape.slice(length - last)), random.integer(0, length));
    },
    () => Axes.UNKNOWN,
  );
  const others = Array.from({ length: 40 }, () => membersLike(random, value));
  const shapes = [shape, ...others].filter((one) => Axes.of(one).isAtMost(value));
  return { value, shapes };
}

/** A shape at random in which what the value knows from one side is put. */
function membersLike(random: Random, value: Axes): Shape {
  const length = value.rank ?? value.leastRank + random.integer(0, 3);
  return randomShape(random, length).map((dimension, index) => {
    const axis: Axis = value.at(index);
    const fromBehind: Axis = value.at(index - length);
    if (axis !== UNKNOWN_AXIS) return axis;
    return fromBehind === UNKNOWN_AXIS ? dimension : fromBehind;
  });
}

const shown = (shape: Shape): string => Axes.of(shape).format();
const assertHas = (value: Axes, shape: Shape, what: string): void =>
  assert.ok(Axes.of(shape).isAtMost(value), `${what}: ${value.format()} does not stand for ${shown(shape)}`);

function each(name: string, body: (random: Random) => void): void {
  test(name, () => {
    for (let run = 0; run < RUNS; run++) {
      const seed = SEED * 1_000_003 + run;
      try {
        body(new Random(seed));
      } catch (error) {
        throw new Error(`seed ${seed}`, { cause: error });
      }
    }
  });
}

each('a join stands for both, in either order, however they are grouped, and for itself alone', (random) => {
  const [a, b, c] = [valueWithShapes(random), valueWithShapes(random), valueWithShapes(random)];
  const joined = a.value.join(b.value);
  assert.ok(a.value.isAtMost(joined) && b.value.isAtMost(joined), `${a.value.format()} ⊔ ${b.value.format()}`);
  for (const shape of [...a.shapes, ...b.shapes]) assertHas(joined, shape, 'join');
  assert.ok(joined.equals(b.value.join(a.value)), 'commutative');
  assert.ok(a.value.join(a.value).equals(a.value), 'idempotent');
  assert.ok(joined.join(c.value).equals(a.value.join(b.value.join(c.value))), 'associative');
  if (a.value.isAtMost(b.value)) assert.ok(joined.equals(b.value), 'the greater one');
});

each('the order is one: transitive, and the same shapes where it goes both ways', (random) => {
  const [a, b, c] = [valueWithShapes(random), valueWithShapes(random), valueWithShapes(random)];
  assert.ok(a.value.isAtMost(a.value) && a.value.isAtMost(Axes.UNKNOWN));
  const upper = a.value.join(b.value);
  if (upper.isAtMost(c.value)) assert.ok(a.value.isAtMost(c.value));
  if (a.value.isAtMost(b.value)) for (const shape of a.shapes) assertHas(b.value, shape, 'order');
});

each('joined again and again, it comes to an end', (random) => {
  let value = valueWithShapes(random).value;
  let changes = 0;
  for (let i = 0; i < 2 * MOST; i++) {
    const next = value.join(valueWithShapes(random).value);
    if (!next.equals(value)) changes++;
    value = next;
  }
  assert.ok(changes <= MOST + 2);
});

const withAt = (shape: Shape, index: number, axis: Dimension): Shape =>
  shape.with(index < 0 ? index + shape.length : index, axis);

each('what an edit gives stands for the edits of all shapes', (random) => {
  const { value, shapes } = valueWithShapes(random);
  const index = random.integer(-MOST, MOST);
  const axis = random.pick(DIMENSIONS);
  const [from, to] = [random.integer(-3, 3), random.pick([undefined, -3, -2, -1, 0, 1, 2, 3])];
  const rank = random.integer(0, MOST);
  const [set, drop, insert] = [value.set(index, axis), value.drop(index), value.insert(index, axis)];
  for (const shape of shapes) {
    const length = shape.length;
    const isThere = index >= -length && index < length;
    const at = value.at(index);
    if (isThere && at !== UNKNOWN_AXIS) assert.ok(Axes.of([at]).equals(Axes.of([shape.at(index)!])));
    if (isThere) assertHas(set, withAt(shape, index, axis), `set ${index} of ${value.format()}`);
    if (isThere) assertHas(drop, shape.toSpliced(index, 1), `drop ${index} of ${value.format()}`);
    if (index >= -length - 1 && index <= length) {
      const place = index < 0 ? index + length + 1 : index;
      assertHas(insert, shape.toSpliced(place, 0, axis), `insert ${index} into ${value.format()}`);
    }
    assertHas(value.slice(from, to), shape.slice(from, to), `${value.format()}[${from}:${to}]`);
    assertHas(
      value.map((dimension) => (dimension === 3 ? 4 : dimension)),
      shape.map((dimension) => (dimension === 3 ? 4 : dimension)),
      'map',
    );
    if (length === rank) assertHas(value.withRank(rank), shape, `${value.format()} of rank ${rank}`);
    if (length >= rank) assertHas(value.withRankWithin(rank), shape, `${value.format()} of rank ≥ ${rank}`);
    if (length <= rank) assertHas(value.withRankWithin(0, rank), shape, `${value.format()} of rank ≤ ${rank}`);
  }
});

each('two behind each other stand for all pairs', (random) => {
  const [a, b] = [valueWithShapes(random), valueWithShapes(random)];
  const both = a.value.concat(b.value);
  for (const first of a.shapes.slice(0, 6))
    for (const second of b.shapes.slice(0, 6)) assertHas(both, [...first, ...second], 'concat');
});

each('what two broadcast to stands for all pairs that do', (random) => {
  const [a, b] = [valueWithShapes(random), valueWithShapes(random)];
  const both = broadcastAxes(a.value, b.value);
  for (const first of a.shapes.slice(0, 6)) {
    for (const second of b.shapes.slice(0, 6)) {
      const result = broadcastShapes(first, second);
      const what = `${shown(first)} and ${shown(second)} of ${a.value.format()} and ${b.value.format()}`;
      if (result.ok) assertHas(both, result.value, what);
    }
  }
});

each('edits of a shape that is known as a whole are exact', (random) => {
  const shape = randomShape(random, random.integer(1, MOST));
  const index = random.integer(-shape.length, shape.length - 1);
  const axis = random.pick(DIMENSIONS);
  const whole = Axes.of(shape);
  assert.deepEqual(whole.shape, shape);
  assert.deepEqual(whole.set(index, axis).shape, withAt(shape, index, axis));
  assert.deepEqual(whole.drop(index).shape, shape.toSpliced(index, 1));
  assert.deepEqual(whole.append(axis).shape, [...shape, axis]);
  assert.deepEqual(whole.slice(1).shape, shape.slice(1));
  assert.deepEqual(whole.slice(0, -1).shape, shape.slice(0, -1));
});
