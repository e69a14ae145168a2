/**
 * How severe a problem is, and what its words say it rests on: each program beside its twin that code alone decides.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Requirement } from '../../../server/keras/releases.ts';
import { type NotebookRun, ProgramText } from '../../../server/python/syntax/program-text.ts';
import { analyze } from '../../../server/analysis/analyze.ts';
import type { Problem } from '../../../server/problems/problem.ts';
import { pythonParser } from '../../support/parser.ts';
import { reportedProblem } from '../../../server/features/reported-problem.ts';
import { analyse, hoverText } from '../../support/analyse.ts';

interface Told {
  readonly severity: string;
  readonly rests: string;
}

/** The problems of a program: `error`, or `warning` with what it rests on. */
async function told(code: string): Promise<readonly Told[]> {
  const { problems } = await analyse(code);
  return problems.map(toldOf);
}
const toldOf = ({ severity, message }: Problem): Told => ({
  severity,
  rests: /This rests on (.*)\.$/.exec(message)?.[1] ?? (/nothing in this file calls/.test(message) ? 'no call' : ''),
});
const ERROR: Told = { severity: 'error', rests: '' };
const warning = (rests: string): Told => ({ severity: 'warning', rests });

const START = `import sys
import numpy as np
from keras import Input, Model, layers
inputs = Input((8,))
`;

test('an undecided condition: inside, it rests on what the condition chose', async () => {
  const broken = `x = layers.Conv2D(3, 3)(inputs)`;
  assert.deepEqual(await told(`${START}${broken}\n`), [ERROR]);
  assert.deepEqual(await told(`${START}if sys.argv[1]:\n    ${broken}\n`), [
    warning('what the undecided condition in line 5 chose'),
  ]);
  assert.deepEqual(await told(`${START}if len(START) > 3 if False else True:\n    ${broken}\n`), [ERROR]);
  assert.deepEqual(
    await told(`${START}if sys.argv[1]:\n    pass\nelif sys.argv[2]:\n    if sys.argv[3]:\n        ${broken}\n`),
    [warning('what the undecided conditions in line 5 and line 7 and line 8 chose')],
  );
});

test('what every choice of a condition comes to is an error', async () => {
  const chosen = `units = 3 if sys.argv[1] else 5\nx = layers.Dense(units)(inputs)\n`;
  assert.deepEqual(await told(`${START}${chosen}y = layers.Conv2D(3, 3)(x)\n`), [ERROR]);
});

test('a case of a match', async () => {
  const broken = `layers.Conv2D(3, 3)(inputs)`;
  assert.deepEqual(await told(`${START}match sys.argv[1]:\n    case 'a':\n        x = ${broken}\n`), [
    warning('what the undecided condition in line 6 chose'),
  ]);
  assert.deepEqual(await told(`${START}match 'a':\n    case 'a':\n        x = ${broken}\n`), [ERROR]);
});

test('a comment that states a shape', async () => {
  const rest = `model = Model(inputs, layers.Dense(1)(inputs))\nmodel.compile('adam', 'mse')\nmodel.predict(X)\n`;
  assert.deepEqual(await told(`${START}X = np.zeros((100, 28, 28))\n${rest}`), [ERROR]);
  assert.deepEqual(await told(`${START}X = load(sys.argv[1])  # shape: X (100, 28, 28)\n${rest}`), [
    { severity: 'information', rests: '' },
    warning('the comment in line 5'),
  ]);
});

test('what is worked out of such a shape rests on it too', async () => {
  const stated = `X = sys.stdin\n# shape: X (100, 28, 28)\n`;
  for (const units of [
    'X.shape[0] - 100',
    'len(X) * -1',
    '(X / 255).reshape(-1, 784).shape[1] - 784',
    'int(X.ndim) - 3',
  ])
    assert.deepEqual(
      await told(`${START}${stated}layers.Dense(${units})\n`),
      [warning('the comment in line 6')],
      units,
    );
  assert.deepEqual(
    await told(`${START}${stated}width = X.shape[0]\nlayers.Dense(3)\nlayers.Dense(width - width - 1)\n`),
    [warning('the comment in line 6')],
  );
  // The same number from code is from code alone.
  assert.deepEqual(await told(`${START}${stated}width = X.shape[0]\nlayers.Dense(100 - 100)\n`), [ERROR]);
});

test('what was recovered after an error', async () => {
  const broken = `y = layers.Conv2D(3, 3)(x)\n`;
  assert.deepEqual(await told(`${START}x = layers.Dense(3)(inputs)\n${broken}`), [ERROR]);
  // A name that is likely meant.
  assert.deepEqual(await told(`${START}x = layrs.Dense(3)(inputs)\n${broken}`), [
    ERROR,
    warning('what was recovered after the error in line 5'),
  ]);
  // The next statement has nothing to do with it.
  assert.deepEqual(await told(`${START}x = layrs.Dense(3)(inputs)\ny = layers.Conv2D(3, 3)(inputs)\n`), [ERROR, ERROR]);
  assert.deepEqual(await told(`${START}def make():\n    return layrs.Dense(3)(inputs)\nx = make()\n${broken}`), [
    ERROR,
    warning('what was recovered after the error in line 6'),
  ]);
  // What is half typed.
  assert.deepEqual(await told(`${START}x = layers.Dense(3)(inputs)\ny = layers.Conv2D(3, 3)(x\n`), [
    warning('what was recovered after the error in line 6'),
    ERROR,
  ]);
});

test('a function that nothing in the file calls', async () => {
  const body = `def build():\n    return layers.Conv2D(3, 3)(inputs)\n`;
  assert.deepEqual(await told(`${START}${body}build()\n`), [ERROR]);
  assert.deepEqual(await told(`${START}${body}`), [warning('no call')]);
});

test('what the cells of a notebook set rests on their order', async () => {
  const program = `from keras import Input, layers\nx = layers.Dense(3)(inputs)\ninputs = Input((3,))\n`;
  assert.deepEqual(await told(program), [ERROR]);
  const { problems } = analyze(await pythonParser(), ProgramText.ofNotebook([{ index: 0, text: program }]));
  assert.deepEqual(problems.map(toldOf), [warning('the order in which the cells run')]);
});

test('the stored output of a notebook, and what the project asks for', async () => {
  // Keras 2 refuses the states where the layer is called, Keras 3 only where data comes.
  const program = `import tensorflow as tf
keras = tf.keras
keras.layers.LSTM(4)(keras.Input((5, 3)), initial_state=[keras.Input((7,)), keras.Input((7,))])
keras.layers.Conv2D(3, 3)(keras.Input((8,)))
`;
  const parser = await pythonParser();
  const shown = (text: string, run: NotebookRun | undefined, requirements: readonly Requirement[]): readonly Told[] =>
    analyze(parser, ProgramText.ofNotebook([{ index: 0, text }], run), { requirements }).problems.map(toldOf);
  const ran: NotebookRun = { pythonVersion: undefined, packages: [{ name: 'tensorflow', versions: '==2.9.0' }] };
  const asked: Requirement = { name: 'tensorflow', versions: '==2.9.0', file: 'requirements.txt' };
  assert.deepEqual(shown(program, ran, []), [warning('the stored output of the notebook'), ERROR]);
  assert.deepEqual(shown(program, undefined, [asked]), [warning('what requirements.txt asks for'), ERROR]);
  // Where the code says the same, it decides alone.
  const pinned = `!pip install tensorflow==2.9.0\n${program}`;
  assert.deepEqual(shown(pinned, undefined, []), [ERROR, ERROR]);
  assert.deepEqual(shown(pinned, ran, [asked]), [ERROR, ERROR]);
});

test('hovers say what a shape rests on', async () => {
  const program = `${START}units = 3 if sys.argv[1] else 5
hidden = layers.Dense(units)(inputs)
other = layers.Dense(4)(inputs)
X = sys.stdin
# shape: X (100, 28, 28)
flat = X.reshape(100, -1)
print(X.shape)
`;
  const condition = 'This rests on what the undecided condition in line 5 chose.';
  for (const [word, nth] of [
    ['hidden', 1],
    ['Dense', 1],
  ] as const)
    assert.ok((await hoverText(program, word, nth)).includes(condition), word);
  for (const [word, nth] of [
    ['other', 1],
    ['Dense', 2],
  ] as const)
    assert.ok(!(await hoverText(program, word, nth)).includes('This rests on'), word);
  for (const [word, nth] of [
    ['flat', 1],
    ['X.shape', 1],
  ] as const)
    assert.ok((await hoverText(program, word, nth)).includes('This rests on the comment in line 9.'), word);
});

test('what reads problems as data is told', async () => {
  const { problems, text } = await analyse(
    `${START}def make():\n    if sys.argv:\n        layers.Conv2D(3, 3)(inputs)\n`,
  );
  assert.deepEqual(
    problems.map((problem) => reportedProblem(problem, text).restsOn),
    [['what the undecided condition in line 6 chose', 'that nothing in this file calls this function']],
  );
  const sure = await analyse(`${START}layers.Conv2D(3, 3)(inputs)\n`);
  assert.deepEqual(
    sure.problems.map((problem) => reportedProblem(problem, sure.text).restsOn),
    [[]],
  );
});
