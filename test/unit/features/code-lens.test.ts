import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeLenses } from '../../../server/features/code-lens.ts';
import { documentSymbols } from '../../../server/features/document-symbols.ts';
import { summaries } from '../../../server/features/summary.ts';
import { analyse } from '../../support/analyse.ts';

const two = `import keras
from keras.layers import Dense
a = keras.Sequential([keras.Input((4,)), Dense(3)])
b = keras.Sequential([keras.Input((2,)), Dense(1)], name="second")
`;

test('a line over each model, which knows its place among the models', async () => {
  const lenses = codeLenses(await analyse(two));
  assert.deepEqual(lenses.map(({ title, model }) => [title, model]), [['Layer Lens: a · 15 parameters · show summary', 0], ['Layer Lens: b · 3 parameters · show summary', 1]]);
});

test('one line for the models of a loop', async () => {
  const lenses = codeLenses(await analyse('import keras\nfor n in (1, 2):\n    m = keras.Sequential([keras.Input((4,)), keras.layers.Dense(n)])\n'));
  assert.deepEqual(lenses.map(({ title, model }) => [title, model]), [['Layer Lens: 2 models · last 10 parameters · show summary', undefined]]);
});

test('the summary of one model or of all', async () => {
  const analysis = await analyse(two);
  assert.equal(summaries(analysis, 100).match(/^Model: ".*"$/gm)?.join(), 'Model: "sequential",Model: "second"');
  assert.match(summaries(analysis, 100, 1), /^Model: "second"\n/);
  assert.equal(summaries(analysis, 100, 7), '');
});

test('the outline has the models and their layers', async () => {
  const symbols = documentSymbols(await analyse(two));
  assert.deepEqual(symbols.map(({ name, detail, children }) => [name, detail, children.map((child) => `${child.name}: ${child.detail}`)]), [
    ['a', 'Sequential · 15 parameters', ['dense: Dense (None, 3) · 15 parameters']],
    ['b', 'Sequential · 3 parameters', ['dense_1: Dense (None, 1) · 3 parameters']],
  ]);
  for (const { span, selection, children } of symbols) for (const inner of [selection, ...children.map((child) => child.span)]) assert.ok(span.start <= inner.start && inner.end <= span.end);
});
