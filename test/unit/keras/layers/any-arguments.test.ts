/** Whatever a declaration is asked, it answers, refuses, or says that it is undecided: nothing else is thrown. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BoundArguments } from '../../../../server/keras/layers/bound-arguments.ts';
import {
  LayerError,
  listOf,
  tupleOf,
  Undecided,
  type LayerCall,
  type LayerDefinition,
  type Nest,
  type TensorSpec,
} from '../../../../server/keras/layers/definition.ts';
import type { LayerState } from '../../../../server/keras/layers/layer-state.ts';
import { LAYERS } from '../../../../server/keras/layers/registry.ts';
import { Axes } from '../../../../server/shapes/axes.ts';
import { axesOf, knownTerms } from '../../../../server/keras/layers/spec-axes.ts';
import { flatten } from '../../../../server/keras/nests.ts';
import { bool, Float, int, ListValue, NONE, str, tuple, type Value } from '../../../../server/python/domain/value.ts';
import { Expression } from '../../../../server/shapes/expression.ts';
import type { Dimension, Shape } from '../../../../server/shapes/dimension.ts';
import { message } from '../../../../server/words/message.ts';
import { Top, undetermined } from '../../../../server/python/domain/undetermined.ts';

const symbol = Expression.symbol('n', { nonNegative: true });
const values: readonly Value[] = [
  NONE,
  int(0),
  int(1),
  int(3),
  int(-1),
  int(10n ** 20n),
  new Float(0.5),
  new Float(4),
  bool(true),
  bool(false),
  str('same'),
  str('concat'),
  str('one_hot'),
  str('channels_first'),
  str(''),
  tuple(),
  tuple(int(1), int(2)),
  tuple(NONE, int(2)),
  new ListValue([int(2), int(2), int(2)]),
  new ListValue([], new Top('open')),
  tuple(str('a'), str('b')),
  tuple(tuple(int(1), int(1)), tuple(int(0), int(2))),
  new Top('not known'),
  undetermined('a size', { name: 'n', integer: true, size: symbol }),
];
const dimensions: readonly Dimension[] = [null, 0, 1, 2, 7, 64, symbol];

/** A small generator of numbers below 2³², so that a failure comes again. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Whether the work was not refused. */
function attempt(work: () => unknown, describe: () => string): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (error instanceof Undecided) return true;
    if (error instanceof LayerError) return false;
    assert.fail(`${describe()}: ${error instanceof Error ? error.stack : String(error)}`);
  }
}

type Below = (below: number) => number;

const oneOf = <T>(random: Below, items: readonly T[]): T => items[random(items.length)]!;

const anySpec = (random: Below): TensorSpec =>
  random(12) === 0
    ? { shape: undefined }
    : {
        shape: Array.from({ length: random(6) }, () => oneOf(random, dimensions)),
        dtype: oneOf(random, ['float32', 'int32', undefined]),
      };

/** A call on inputs of which nothing is worked out. */
function anyCall(inputs: Nest<TensorSpec>, random: Below): LayerCall {
  const list = flatten(inputs);
  const more = random(2) === 0 ? anySpec(random) : undefined;
  return {
    inputs,
    list,
    terms: {},
    on: oneOf(random, ['symbols', 'arrays', 'unknown']),
    asksStated: oneOf(random, ['yes', 'no', 'perhaps']),
    get input() {
      const [only] = list;
      if (list.length !== 1 || !only) throw new LayerError('expects-one-input', message('several'));
      return only;
    },
    get axes() {
      return axesOf(this.input);
    },
    get shape() {
      const { shape } = this.input;
      if (!shape) throw new Undecided('no shape');
      return shape;
    },
    tensors: () => more,
    argument: () => undefined,
    infer: () => ({ shape: undefined }),
    attribute: () => undefined,
    run: () => ({ shape: undefined }),
  };
}

function askAnything(definition: LayerDefinition, random: (below: number) => number): void {
  const pick = <T>(items: readonly T[]): T => oneOf(random, items);
  const bound = new Map<string, Value>();
  const given = new Set<string>();
  for (const name of Object.keys(definition.parameters)) {
    if (name === '*') continue;
    given.add(name);
    bound.set(name, pick(values));
  }
  const args = new BoundArguments(
    definition.name,
    { values: bound, given, common: new Map() },
    pick(['channels_last', 'channels_first']),
    () => undefined,
  );
  const spec = (): TensorSpec => anySpec(random);
  const inputs: Nest<TensorSpec> = pick([
    spec,
    spec,
    () => listOf([spec(), spec()]),
    () => tupleOf([spec(), spec(), spec()]),
  ])();
  const list = flatten(inputs);
  const layer = {
    buildInput: random(2) === 0 ? undefined : inputs,
    kept: new Map(),
    dtype: { compute: 'float32', variable: 'float32' },
    weights: [],
    children: [],
  } as unknown as LayerState;
  const call = anyCall(inputs, random);
  const describe = (): string =>
    `${definition.name} ${JSON.stringify([...bound].map(([name, value]) => [name, value.kind]))} on ${JSON.stringify(list.map(({ shape }) => shape?.map(String)))}`;
  if (!attempt(() => definition.validate?.(args), describe)) return;
  attempt(() => definition.seeds?.(args), describe);
  const shape: Shape | undefined = list[0]?.shape;
  if (shape) {
    attempt(() => {
      const terms = knownTerms(definition.terms?.(args, Axes.of(shape), inputs) ?? {});
      definition.arrays?.(args, terms, Axes.of(shape));
      definition.fixedAxes?.(args, shape);
      definition.multiplyAccumulates?.(terms, shape);
    }, describe);
  }
  attempt(() => definition.output(args, call, layer), describe);
  for (const read of Object.values(definition.attributes ?? {})) attempt(() => read(args, layer), describe);
}

for (const definition of LAYERS) {
  test(`${definition.name} answers, refuses or is undecided`, () => {
    const random = generator(7);
    for (let round = 0; round < 150; round++) askAnything(definition, random);
  });
}
