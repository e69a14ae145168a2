/**
 * The laws of the abstract domain, over values and states of every kind, some of them shared: a join stands for both,
 * in either order, however they are grouped, and for nothing more where both are the same; widening ends.
 * `LAW_RUNS=100000` takes more of them, `LAW_SEED=7` others.
 */
import { SourceFile } from '../../server/python/syntax/place.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Evaluator } from '../../server/python/evaluate/evaluator.ts';
import { joinStates, joinValues } from '../../server/python/evaluate/join.ts';
import { ArrayValue } from '../../server/python/library/arrays/array-value.ts';
import { createBuiltins } from '../../server/python/library/index.ts';
import { from, originsOf } from '../../server/python/domain/carried.ts';
import { originNamed, Origins } from '../../server/python/domain/origins.ts';
import { restore, snapshot } from '../../server/python/domain/journal.ts';
import { isUndetermined, OneOf, Top, undetermined } from '../../server/python/domain/undetermined.ts';
import {
  BoundMethod,
  Bytes,
  bool,
  ClassValue,
  Complex,
  DictValue,
  ELLIPSIS,
  Float,
  InstanceValue,
  int,
  ListValue,
  NativeFunction,
  NONE,
  NOT_IMPLEMENTED,
  RangeValue,
  SetValue,
  SliceValue,
  str,
  TupleValue,
  type Value,
} from '../../server/python/domain/value.ts';
import { Expression } from '../../server/shapes/expression.ts';
import { contentLessOrEqual, equivalent, lessOrEqual } from '../support/domain-order.ts';
import { Random } from './random-programs/random.ts';

const RUNS = Number(process.env['LAW_RUNS'] ?? 4_000);
const SEED = Number(process.env['LAW_SEED'] ?? 1);

const evaluator = new Evaluator(
  { builtins: createBuiltins(), libraryModule: () => undefined, now: () => 0, observer: {} },
  new SourceFile(undefined, ''),
);
const join = (a: Value, b: Value): Value => {
  evaluator.beginJoin();
  return joinValues(evaluator, a, b);
};
const widen = (a: Value, b: Value): Value => {
  evaluator.beginJoin();
  return joinValues(evaluator, a, b, true);
};

const Point = new ClassValue({ name: 'Point' });
const Pair = new ClassValue({ name: 'Pair' });
const native = new NativeFunction('f', () => NONE);

/** Objects that several values share, as the names of a program do. */
class World {
  readonly random: Random;
  readonly #shared: Value[] = [];
  readonly #symbols = ['n', 'k'].map((name) =>
    undetermined('it is read', { name, integer: true, size: Expression.symbol(name) }),
  );
  constructor(seed: number) {
    this.random = new Random(Math.imul(seed, 2_654_435_761) ^ (seed >>> 7));
    const point = new InstanceValue(Point);
    point.attributes.set('x', int(1));
    this.#shared.push(point);
    for (let i = 0; i < 3; i++) this.#shared.push(this.#container(1));
  }

  value(depth = 0): Value {
    const { random } = this;
    return random.choose<Value>(
      () => random.pick(this.#shared),
      () => random.pick(this.#symbols),
      () => this.#constant(),
      () => this.#constant(),
      () => this.#undetermined(depth),
      () => this.#array(),
      () => (depth > 1 ? this.#constant() : this.#tuple(depth)),
      () => (depth > 1 ? this.#constant() : this.#container(depth)),
    );
  }

  #constant(): Value {
    const { random } = this;
    return random.choose<Value>(
      () => int(random.integer(0, 3)),
      () => int(random.integer(0, 3)),
      () => bool(random.chance(0.5)),
      () => new Float(random.pick([0, -0, 1, Number.NaN])),
      () => new Complex(0, random.integer(0, 1)),
      () => str(random.pick(['', '0', 'relu'])),
      () => new Bytes(random.pick(['', '0'])),
      () => random.pick<Value>([NONE, ELLIPSIS, NOT_IMPLEMENTED, Point, Pair, native]),
      () => new RangeValue(0n, BigInt(random.integer(2, 3)), 1n),
      () => new SliceValue(NONE, int(random.integer(0, 1)), NONE),
      () => new BoundMethod(random.pick(this.#shared), native),
    );
  }
  #undetermined(depth: number): Value {
    const { random } = this;
    return random.choose<Value>(
      () => new Top('it is not followed'),
      () => new Top('it is not followed', { integer: true }),
      () => undetermined('it is read', { name: 'x' }),
      () =>
        new OneOf(
          'a condition chooses it',
          random.list(2, 4, () => (depth > 1 ? this.#constant() : this.value(2))),
        ),
      () => {
        const top = new Top('it is an item');
        top.pointsTo = random.list(1, 2, () => random.pick(this.#shared));
        return top;
      },
    );
  }
  #array(): Value {
    const { random } = this;
    const dimension = () => random.pick([2, 3, null]);
    return new ArrayValue({
      shape: random.chance(0.2) ? undefined : random.list(0, 2, dimension),
      dtype: random.pick(['float64', 'int64']),
      library: random.pick(['numpy', 'tensorflow']),
    });
  }
  #tuple(depth: number): Value {
    const { random } = this;
    return new TupleValue(
      random.list(0, 3, () => this.value(depth + 1)),
      random.pick([undefined, undefined, Pair]),
    );
  }
  #container(depth: number): Value {
    const { random } = this;
    const made = random.pick([new ListValue([]), new ListValue([]), new DictValue(), new SetValue()]);
    this.fill(made, depth);
    return made;
  }
  /** Puts anything into a container: items, a summary of further ones. */
  fill(container: ListValue | DictValue | SetValue, depth = 1): void {
    const { random } = this;
    container.summary = random.chance(0.3) ? (this.#undetermined(depth) as Top) : undefined;
    if (container.kind === 'list') container.items = random.list(0, 4, () => this.value(depth + 1));
    else if (container.kind === 'set')
      container.entries = new Map(random.list(0, 3, () => random.integer(0, 4)).map((key) => [`i${key}`, int(key)]));
    else
      container.entries = new Map(
        random
          .list(0, 3, () => random.integer(0, 4))
          .map((key) => [`i${key}`, [int(key), this.value(depth + 1)] as const]),
      );
  }
}

function told(value: Value, depth = 0): string {
  if (depth > 4) return '…';
  const each = (values: readonly Value[]): string => values.map((item) => told(item, depth + 1)).join(', ');
  if (isUndetermined(value))
    return `${value.kind}${value.integer ? ' integer' : ''} ${value.name ?? ''}(${each(value.alternatives ?? [])}) → ${each(value.pointsTo)}`;
  switch (value.kind) {
    case 'list':
      return `list[${each(value.items)}${value.summary ? ` … ${told(value.summary, depth + 1)}` : ''}]`;
    case 'tuple':
      return `${value.namedBy?.name ?? ''}(${each(value.items)})`;
    case 'host':
      return value instanceof ArrayValue ? `${value.library} array ${String(value.shape)} ${value.dtype}` : 'host';
    case 'int':
    case 'bool':
    case 'float':
    case 'str':
    case 'bytes':
      return `${value.kind} ${String(value.value)}`;
    default:
      return value.kind;
  }
}

function forValues(count: number, check: (...values: Value[]) => void): void {
  for (let run = 0; run < RUNS; run++) {
    const world = new World(SEED * 1_000_003 + run);
    const values = Array.from({ length: count }, () => world.value());
    check(...values);
  }
}

test('a join stands for both of its values', () => {
  forValues(2, (a, b) => {
    const joined = join(a!, b!);
    for (const one of [a!, b!])
      assert.ok(
        lessOrEqual(one, joined),
        `${told(one)}\nis not among\n${told(joined)}\nof ${told(a!)} and ${told(b!)}`,
      );
  });
});

test('a value and itself join to itself', () => {
  forValues(1, (a) => {
    const joined = join(a!, a!);
    assert.ok(equivalent(joined, a!), `${told(a!)} became ${told(joined)}`);
  });
});

test('equal constants of one class are one value', () => {
  for (let run = 0; run < RUNS; run++) {
    const seed = SEED * 1_000_003 + run;
    const [a, b] = [new World(seed).value(), new World(seed).value()];
    if (['complex', 'range', 'slice', 'int', 'float', 'str', 'bytes', 'bool', 'none'].includes(a.kind))
      assert.ok(equivalent(join(a, b), a), `${told(a)} twice became ${told(join(a, b))}`);
  }
});

test('the order of two values does not count', () => {
  forValues(2, (a, b) => {
    const [one, other] = [join(a!, b!), join(b!, a!)];
    assert.ok(equivalent(one, other), `${told(one)}\nis not\n${told(other)}\nof ${told(a!)} and ${told(b!)}`);
  });
});

test('how three values are grouped does not count', () => {
  forValues(3, (a, b, c) => {
    const [one, other] = [join(join(a!, b!), c!), join(a!, join(b!, c!))];
    assert.ok(
      equivalent(one, other),
      `${told(one)}\nis not\n${told(other)}\nof ${told(a!)}, ${told(b!)} and ${told(c!)}`,
    );
  });
});

test('widening stands for both, and ends', () => {
  forValues(6, (...values) => {
    let [state] = values as [Value];
    let changes = 0;
    for (let pass = 0; pass < 12; pass++) {
      const next = widen(state, values[pass % 6]!);
      assert.ok(
        lessOrEqual(state, next) && lessOrEqual(values[pass % 6]!, next),
        `${told(state)} became ${told(next)}`,
      );
      if (!equivalent(state, next)) changes++;
      state = next;
    }
    const last = widen(state, values[0]!);
    assert.ok(equivalent(last, state), `after ${changes} changes ${told(state)} still became ${told(last)}`);
  });
});

for (const kind of ['list', 'dict', 'set'] as const) {
  test(`states of one ${kind}: the join stands for both, in either order`, () => {
    for (let run = 0; run < RUNS; run++) {
      const world = new World(SEED * 1_000_003 + run);
      const object = kind === 'list' ? new ListValue([]) : kind === 'dict' ? new DictValue() : new SetValue();
      const [a, b] = [0, 1].map(() => {
        world.fill(object);
        return snapshot(object);
      });
      const joined = (x: unknown, y: unknown): readonly Value[] | undefined => {
        evaluator.beginJoin();
        restore(object, joinStates(evaluator, object, x, y, false));
        return undefined;
      };
      const content = (state: unknown): Pick<ListValue, 'items' | 'summary'> => {
        restore(object, state);
        return contentOf(object);
      };
      joined(a, b);
      const both = contentOf(object);
      joined(b, a);
      const turned = contentOf(object);
      for (const state of [a, b]) {
        const one = content(state);
        assert.ok(holds(both, one), `${shown(one)}\nis not among\n${shown(both)}`);
      }
      assert.ok(holds(both, turned) && holds(turned, both), `${shown(both)}\nis not\n${shown(turned)}`);
      joined(a, a);
      assert.ok(holds(contentOf(object), content(a)) && holds(content(a), contentOf(object)), 'joined with itself');
    }
  });
}

test('a union of origins stands for all of them, in any order and grouping', () => {
  const known = Array.from({ length: 14 }, (_, i) => originNamed(i % 2 === 0 ? 'comment' : 'recovered', String(i)));
  const random = new Random(SEED);
  const some = (): Origins => Origins.of(...random.list(0, 6, () => random.pick(known)));
  for (let run = 0; run < RUNS; run++) {
    const [a, b, c] = [some(), some(), some()];
    assert.equal(a.union(a), a);
    assert.equal(a.union(Origins.code), a);
    assert.equal(a.union(b), b.union(a));
    assert.equal(a.union(b).union(c), a.union(b.union(c)));
    assert.equal(a.union(b).union(a), a.union(b));
    assert.equal(a.union(b).isCode, a.isCode && b.isCode);
  }
});

/** There is only one of them: it carries nothing. */
const ONLY_ONE: ReadonlySet<Value['kind']> = new Set(['none', 'bool', 'ellipsis', 'not-implemented'] as const);

test('a join comes from where both of its values come from', () => {
  const known = ['a', 'b', 'c', 'd', 'e'].map((name) => Origins.of(originNamed('comment', name)));
  evaluator.grounds.carries = true;
  const random = new Random(SEED);
  forValues(2, (...values) => {
    const [a, b] = values.map((value) => from(value, random.pick(known))) as [Value, Value];
    const all = originsOf(a).union(originsOf(b));
    for (const joined of [join(a, b), join(b, a), widen(a, b)]) {
      if (ONLY_ONE.has(joined.kind)) continue;
      const origins = originsOf(joined);
      assert.equal(origins.union(all), origins, `${told(joined)}\nlost origins\nof ${told(a)} and ${told(b)}`);
    }
  });
  evaluator.grounds.carries = false;
});

type Content = Pick<ListValue, 'items' | 'summary'> & { readonly keys?: ReadonlyMap<string, Value> };

/** What a container holds: of a dictionary and a set by key. */
function contentOf(object: ListValue | DictValue | SetValue): Content {
  if (object.kind === 'list') return { items: object.items.slice(), summary: object.summary };
  const keys = new Map(
    [...object.entries].map(([key, entry]) => [key, Array.isArray(entry) ? (entry[1] as Value) : (entry as Value)]),
  );
  return { items: [...keys.values()], summary: object.summary, keys };
}

/** Whether what `one` says is among what `all` says. */
function holds(all: Content, one: Content): boolean {
  if (!all.keys || !one.keys) return contentLessOrEqual(one, all);
  for (const [key, value] of all.keys) {
    const other = one.keys.get(key);
    if (other === undefined || !lessOrEqual(other, value)) return false;
  }
  return all.summary !== undefined || (one.summary === undefined && one.keys.size === all.keys.size);
}

const shown = ({ items, summary: open }: Content): string => told(new ListValue([...items], open));
