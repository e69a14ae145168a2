/**
 * What a native goes through and makes is paid for in steps: each that is declared, on collections of one, two and four
 * times a size. Work is counted, not timed: looks at items of what it is given, and what is in what it gives.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runProgram } from '../../../../server/analysis/run.ts';
import { engineLimit, OutOfFuel } from '../../../../server/python/evaluate/fuel.ts';
import { createBuiltins, pythonModules } from '../../../../server/python/library/index.ts';
import { bytesMethods } from '../../../../server/python/library/methods/bytes-methods.ts';
import {
  counterMethods,
  dictMethods,
  orderedDictMethods,
} from '../../../../server/python/library/methods/dict-methods.ts';
import { iteratorMethods, rangeMethods } from '../../../../server/python/library/methods/iterator-methods.ts';
import { listMethods } from '../../../../server/python/library/methods/list-methods.ts';
import { setMethods } from '../../../../server/python/library/methods/set-methods.ts';
import { strMethods } from '../../../../server/python/library/methods/str-methods.ts';
import { tupleMethods } from '../../../../server/python/library/methods/tuple-methods.ts';
import { numpyModules } from '../../../../server/python/library/numpy/index.ts';
import { PythonError } from '../../../../server/python/domain/interpreter.ts';
import { type ClassValue, int, IteratorValue, str, type Value } from '../../../../server/python/domain/value.ts';
import { COLLECTIONS, contentsOf, type Counter } from '../../../support/counted-values.ts';
import { pythonParser } from '../../../support/parser.ts';

const SIZE = 100;
/** Items that are looked at or made in the time of a step. */
const ITEMS_OF_A_STEP = 110;
/** What only moves references up or down in a row looks at each twice, in no time. */
const ONLY_MOVES = /(?:^|\.)(?:insert|pop|popleft|appendleft|__delitem__|delitem)$/;
const MOVES_OF_A_STEP = 2_500;
/** What of a call is not worth going on with. */
const MOST_STEPS = 6_000;
const MOST_ITEMS = 2_000;

const KERAS = [
  'keras.ops',
  'keras.utils',
  'keras.backend',
  'keras.preprocessing.text',
  'tensorflow',
  'tensorflow.math',
  'tensorflow.keras.preprocessing.sequence',
];

const { evaluator, scope } = runProgram(await pythonParser(), 'f = lambda *a: 1\n', { now: () => 0 });
const builtins = createBuiltins();

/** Each native that is declared, once, by its first name. */
function natives(): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>();
  const seen = new Set<Value>();
  const add = (path: string, members: Iterable<readonly [string, Value]>): void => {
    for (const [name, value] of members) {
      if (seen.has(value) || (value.kind !== 'native' && value.kind !== 'class')) continue;
      seen.add(value);
      if (value.kind === 'native' || value.construct) found.set(path + name, value);
      if (value.kind === 'class') add(`${path}${name}.`, (value as ClassValue).attributes);
    }
  };
  add('', builtins);
  const tables = { listMethods, dictMethods, counterMethods, orderedDictMethods, setMethods, strMethods };
  const others = { bytesMethods, tupleMethods, iteratorMethods, rangeMethods };
  for (const [name, table] of Object.entries({ ...tables, ...others })) add(`${name.replace('Methods', '')}.`, table);
  for (const [name, make] of Object.entries(pythonModules)) add(`${name}.`, make?.(builtins).attributes ?? []);
  for (const [name, make] of Object.entries(numpyModules)) add(`${name}.`, make().attributes);
  for (const path of KERAS) {
    const module = evaluator.environment.libraryModule(path);
    if (!module) continue;
    for (const name of module.publicNames?.() ?? []) {
      const value = module.attributes.get(name) ?? module.resolve?.(name);
      if (value) add(`${path}.`, [[name, value]]);
    }
  }
  return found;
}

const OTHERS: typeof COLLECTIONS = {
  two: () => int(2),
  a: () => str('a'),
  f: () => scope.variables.get('f')!,
};

const MAKERS = { ...COLLECTIONS, ...OTHERS };

/** What each is called with. */
const CALLS: readonly (readonly string[])[] = [
  ...Object.keys(COLLECTIONS).flatMap((kind) => [[kind], [kind, 'two'], [kind, kind]]),
  ['f', 'list'],
  ['a', 'texts'],
  ['two', 'list'],
  ['list', 'two', 'list'],
  ['text', 'a', 'text'],
  ['array', 'two', 'array'],
  ['array', 'array', 'array'],
];

const crashes: string[] = [];

interface Cost {
  readonly work: number;
  readonly steps: number;
}

/** undefined: it refuses, or is stopped. */
function costOf(name: string, native: Value, kinds: readonly string[], size: number): Cost | undefined {
  const counter: Counter = { looks: 0 };
  const values = kinds.map((kind) => MAKERS[kind]!(counter, size));
  evaluator.fuel.refill();
  const before = evaluator.fuel.spent;
  counter.looks = 0;
  try {
    const steps = evaluator.fuel.apart(MOST_STEPS, () => {
      const result = evaluator.call(native, values);
      let made = 0;
      if (result instanceof IteratorValue) {
        // Who takes the items pays for each.
        for (let count = 0; count < MOST_ITEMS && result.next(); count++) evaluator.spend();
      } else if (!values.includes(result)) {
        // What lies in an argument is not made.
        const { looks } = counter;
        const given = new Set<unknown>();
        for (const value of values) contentsOf(value, given);
        made = contentsOf(result, given);
        counter.looks = looks;
      }
      counter.looks += made;
      return evaluator.fuel.spent - before;
    });
    return { work: counter.looks, steps };
  } catch (error) {
    if (error instanceof PythonError || error instanceof OutOfFuel) return undefined;
    if (error instanceof Error && engineLimit(error)) return undefined;
    const [, at] = (error as Error).stack?.split('\n') ?? [];
    crashes.push(
      `${name}(${kinds.join()}): ${(error as Error).message} ${at?.trim().replace(/\(.*server/, '(server')}`,
    );
    return undefined;
  } finally {
    evaluator.fuel.spent = before;
  }
}

const written = (name: string, kinds: readonly string[], one: Cost, four: Cost): string =>
  `${name}(${kinds.join()}): work ${one.work} to ${four.work}, steps ${one.steps} to ${four.steps}`;

const unpaid: string[] = [];
const growing: string[] = [];
let calls = 0;
const all = natives();
for (const [name, native] of all) {
  for (const kinds of CALLS) {
    const one = costOf(name, native, kinds, SIZE);
    if (!one || one.work < SIZE / 2) continue;
    const [two, four] = [costOf(name, native, kinds, 2 * SIZE), costOf(name, native, kinds, 4 * SIZE)];
    if (!two || !four) continue;
    calls++;
    const perStep = ONLY_MOVES.test(name) ? MOVES_OF_A_STEP : ITEMS_OF_A_STEP;
    const grown = four.work - one.work;
    if (grown >= SIZE && four.steps - one.steps < Math.floor(grown / perStep) && four.steps < four.work)
      unpaid.push(written(name, kinds, one, four));
    // What takes more than as much more is paid for as dearly: all pairs of two collections, a text in a text.
    const paidAs = Math.max(1.2, (2 * four.steps) / one.steps);
    if (four.work > 4.4 * one.work && four.work / one.work > paidAs && two.work > 2.2 * one.work)
      growing.push(written(name, kinds, one, four));
  }
}

test('what natives go through and make is paid for', (context) => {
  context.diagnostic(`${all.size} natives, ${calls} calls that go through what they are given`);
  assert.ok(all.size > 1_000 && calls > 500);
  assert.deepEqual(unpaid, []);
});

test('natives take as much more as they are given', () => {
  assert.deepEqual(growing, []);
});

test('what natives cannot do they refuse as Python does', () => {
  assert.deepEqual(crashes, []);
});
