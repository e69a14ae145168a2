import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits, codeActions } from '../../../server/features/code-actions.ts';
import { diagnostics } from '../../../server/features/diagnostics.ts';
import { analyze } from '../../../server/analysis/analyze.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { analyse } from '../../support/analyse.ts';
import { pythonParser } from '../../support/parser.ts';
import { complete } from '../../../server/python/syntax/steps.ts';
import { inOneStep } from '../../support/in-one-step.ts';
import { inEnglish } from '../../../server/words/language.ts';

const mistake = `from keras import Input, Model
from keras.layers import LSTM
inputs = Input(shape=(100, 4))
x = LSTM(2)(x)
`;
const errors = async (source: string) =>
  diagnostics(await analyse(source))
    .filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);

test('a comment on its line silences a problem, all of them or those it names', async () => {
  assert.deepEqual(await errors(mistake), ['undefined-name']);
  const commented = (comment: string) => mistake.replace('(x)', `(x)  # ${comment}`);
  assert.deepEqual(await errors(commented('layerlens: ignore')), []);
  assert.deepEqual(await errors(commented('layerlens: ignore[bad-axis, undefined-name]')), []);
  assert.deepEqual(await errors(commented('layerlens: ignore[bad-axis]')), ['undefined-name']);
  assert.deepEqual(await errors(mistake.replace('inputs =', '# layerlens: ignore\ninputs =')), ['undefined-name']);
});

test('a fix is offered where the repaired program has the problem no more', async () => {
  const parser = await pythonParser();
  const analysis = await analyse(mistake);
  const actions = complete(
    codeActions(
      analysis,
      { start: 0, end: mistake.length },
      inOneStep((text: ProgramText) => analyze(parser, text)),
    ),
  );
  assert.deepEqual(
    actions.map(({ title, preferred }) => [inEnglish(title), preferred]),
    [['Change to inputs', true]],
  );
  assert.equal(applyEdits(analysis.text, actions[0]!.edits).text, mistake.replace('(x)', '(inputs)'));
});

test('a fix that does not help, or makes a new problem, is not offered', async () => {
  const analysis = await analyse(mistake);
  const range = { start: 0, end: mistake.length };
  assert.deepEqual(
    complete(
      codeActions(
        analysis,
        range,
        inOneStep(() => analysis),
      ),
    ),
    [],
  );
  const other = { ...analysis, problems: analysis.problems.map((problem) => ({ ...problem, code: 'bad-axis' })) };
  assert.deepEqual(
    complete(
      codeActions(
        analysis,
        range,
        inOneStep(() => other),
      ),
    ),
    [],
  );
});

test('nothing is offered for problems elsewhere', async () => {
  assert.deepEqual(
    complete(codeActions(await analyse(mistake), { start: 0, end: 4 }, () => assert.fail('not tried'))),
    [],
  );
});

test('edits in the cells of a notebook', () => {
  const text = ProgramText.ofNotebook([
    { index: 0, text: 'a = 1' },
    { index: 2, text: 'b = a' },
  ]);
  const edited = applyEdits(text, [
    { span: { start: 4, end: 5 }, newText: '10' },
    { span: { start: 10, end: 11 }, newText: 'c' },
  ]);
  assert.deepEqual(
    edited.cells.map(({ index, text: cell }) => [index, cell]),
    [
      [0, 'a = 10'],
      [2, 'b = c'],
    ],
  );
});
