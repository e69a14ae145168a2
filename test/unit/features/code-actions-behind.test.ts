/** Fixes where another mistake stands behind the one that is mended, which the refused call has hidden. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from '../../../server/analysis/analyze.ts';
import { applyEdits } from '../../../server/features/code-actions.ts';
import { fixAll } from '../../../server/features/fix-all.ts';
import type { Steps } from '../../../server/python/syntax/steps.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { pythonParser } from '../../support/parser.ts';

const parser = await pythonParser();
const HEAD = 'import keras\nfrom keras import layers\n';

/** The program with all that is surely mended. */
function mended(program: string): string {
  const analysis = analyze(parser, ProgramText.ofFile(HEAD + program), { kerasVersion: 3 });
  // biome-ignore lint/correctness/useYield: the steps of an analysis that is done in one.
  const steps = fixAll(analysis, function* (text): Steps<typeof analysis> {
    return analyze(parser, text, { kerasVersion: 3 });
  });
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value ? applyEdits(analysis.text, value.edits).text.slice(HEAD.length) : program;
  }
}

test('each of several mistakes in one statement is mended in its turn', () => {
  const row = (a: string, b: string) =>
    `m = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation="${a}"), layers.Dense(2, activation="${b}")])\n`;
  assert.equal(mended(row('sofmax', 'rleu')), row('softmax', 'relu'));
});

test('a row of recurrent layers is mended whole', () => {
  const row = (first: string, second: string) =>
    `m = keras.Sequential([keras.Input((9, 4)), layers.LSTM(32${first}), layers.LSTM(16${second}), layers.LSTM(8)])\n`;
  assert.equal(mended(row('', '')), row(', return_sequences=True', ', return_sequences=True'));
});

test('a mistake of a later statement does not keep the first one from being mended', () => {
  const row = (activation: string, metric: string) =>
    `m = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation="${activation}")])\nm.compile("adam", "mse", metrics=["${metric}"])\n`;
  assert.equal(mended(row('sofmax', 'accuracy')), row('softmax', 'accuracy'));
  assert.match(mended(row('sofmax', 'acuracy')), /softmax/);
});
