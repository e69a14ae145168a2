import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IncrementalAnalysis } from '../../../../server/analysis/incremental.ts';
import { cellText, placeText } from '../../../../server/python/syntax/place-text.ts';
import { ProgramText } from '../../../../server/python/syntax/program-text.ts';
import { inEnglish } from '../../../../server/words/language.ts';
import { pythonParser } from '../../../support/parser.ts';

const said = (text: ProgramText, offset: number, from?: number): string => inEnglish(placeText(text, offset, from));

test('a line of a file', () => {
  const text = ProgramText.ofFile('a = 1\nb = 2\n');
  assert.equal(said(text, 6), 'line 2');
  assert.equal(said(text, 6, 0), 'line 2');
});

test('a line of a cell, which has the name that VS Code gives it; seen from its own cell the line alone', () => {
  const text = ProgramText.ofNotebook([
    { index: 1, text: 'a = 1' },
    { index: 38, text: 'b = 2\nc = 3', executionCount: 18 },
  ]);
  assert.equal(said(text, 0), 'line 1 of Cell 2');
  assert.equal(said(text, 12), 'line 2 of Cell 39, [18]');
  assert.equal(said(text, 12, 0), 'line 2 of Cell 39, [18]');
  assert.equal(said(text, 12, 6), 'line 2');
  assert.equal(cellText({ index: undefined, executionCount: undefined }), '');
});

test('a cell that was run, and one that comes before it, give the cells other names in messages', async () => {
  const cells = (index: number, executionCount?: number) =>
    ProgramText.ofNotebook([
      { index: 0, text: 'import keras\nfrom keras import layers' },
      { index, text: 'x = layers.LSTM(8)(keras.Input((10, 4)))', executionCount },
      { index: index + 1, text: 'y = layers.LSTM(8)(x)' },
    ]);
  const analysis = new IncrementalAnalysis(await pythonParser());
  const feeder = (text: ProgramText) =>
    /\((line[^()]*)\) gives/.exec(analysis.of(text).problems[0]?.message ?? '')?.[1];
  assert.equal(feeder(cells(1)), 'line 1 of Cell 2');
  assert.equal(feeder(cells(1, 3)), 'line 1 of Cell 2, [3]');
  assert.equal(feeder(cells(1, 4)), 'line 1 of Cell 2, [4]');
  assert.equal(feeder(cells(2, 4)), 'line 1 of Cell 3, [4]');
});
