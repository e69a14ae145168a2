/** What is heard of a program is paid for as well, or is no more for a larger value. Work is counted, not timed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hover } from '../../../server/features/hover.ts';
import { runProgram } from '../../../server/analysis/run.ts';
import type { Value } from '../../../server/python/domain/value.ts';
import { WITHOUT_PICTURES } from '../../support/analyse.ts';
import { COLLECTIONS, type Counter } from '../../support/counted-values.ts';
import { pythonParser } from '../../support/parser.ts';

const python = await pythonParser();
const SIZE = 500;
/** Of a larger collection no more than this is looked at. */
const MOST_LOOKS = 200;
const ITEMS_OF_A_STEP = 110;

const { evaluator } = runProgram(python, 'x = 1\nprint(x)\n', { now: () => 0 });
const { observer } = evaluator.environment;
const span = evaluator.main.place({ start: 0, end: 1 });

const HEARD: Readonly<Record<string, (value: Value) => void>> = {
  assigned: (value) => observer?.assigned?.('x', span, value, false),
  read: (value) => observer?.read?.('x', span, value, false),
  evaluated: (value) => observer?.evaluated?.(span, value, false),
  printed: (value) => observer?.printed?.(span, value, false),
};

function costOf(hear: (value: Value) => void, kind: string, size: number): { work: number; steps: number } {
  const counter: Counter = { looks: 0 };
  const value = COLLECTIONS[kind]!(counter, size);
  evaluator.fuel.refill();
  const before = evaluator.fuel.spent;
  counter.looks = 0;
  hear(value);
  return { work: counter.looks, steps: evaluator.fuel.spent - before };
}

for (const [what, hear] of Object.entries(HEARD)) {
  test(`what is ${what} is paid for`, () => {
    const unpaid = Object.keys(COLLECTIONS).flatMap((kind) => {
      const [one, two, four] = [SIZE, 2 * SIZE, 4 * SIZE].map((size) => costOf(hear, kind, size)) as [
        ReturnType<typeof costOf>,
        ReturnType<typeof costOf>,
        ReturnType<typeof costOf>,
      ];
      const isFew = four.work <= MOST_LOOKS;
      const isPaid = four.steps - one.steps >= Math.floor((four.work - one.work) / ITEMS_OF_A_STEP);
      const isLinear = two.work <= 2.2 * one.work && four.work <= 4.4 * one.work;
      return isFew || (isPaid && isLinear)
        ? []
        : [`${kind}: work ${one.work}, ${two.work}, ${four.work}, steps ${one.steps} to ${four.steps}`];
    });
    assert.deepEqual(unpaid, []);
  });
}

const lengthOf = (found: unknown): number =>
  JSON.stringify(found ?? '', (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)).length;

/** Programs whose names stand for more the larger the size is. What a hover says of them is not longer for that. */
const HOVERED: Readonly<Record<string, (size: number) => string>> = {
  'an array': (size) =>
    `import keras, numpy as np\nx = np.zeros((${size}, 2)) + np.arange(${size}).reshape(-1, 1)\nprint(x)\n`,
  'a name that stands for many shapes': (size) =>
    `import keras, numpy as np\nx = 0\nfor i in range(${size}):\n    x = np.zeros((i, 2))\nprint(x)\n`,
  'a layer called many times': (size) =>
    `import keras\nx = keras.layers.Dense(4)\nfor i in range(${size}):\n    y = x(keras.Input((4,)))\n`,
};

for (const [what, program] of Object.entries(HOVERED)) {
  test(`a hover over ${what} is no longer for more of them`, () => {
    const lengths = [50, 100, 200].map((size) => {
      const source = program(size);
      const { analysis } = runProgram(python, source, { now: () => 0 });
      return lengthOf(hover(analysis, source.lastIndexOf('x = '), WITHOUT_PICTURES));
    });
    assert.ok(Math.max(...lengths) <= 1.3 * Math.min(...lengths) + 200, String(lengths));
  });
}
