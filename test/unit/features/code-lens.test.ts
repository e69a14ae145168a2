import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeLenses } from '../../../server/features/code-lens.ts';
import { documentSymbols } from '../../../server/features/document-symbols.ts';
import { summaries } from '../../../server/features/summary.ts';
import { inEnglish } from '../../../server/words/language.ts';
import { analyse } from '../../support/analyse.ts';

const two = `import keras
from keras.layers import Dense
a = keras.Sequential([keras.Input((4,)), Dense(3)])
b = keras.Sequential([keras.Input((2,)), Dense(1)], name="second")
`;

/** The lenses as `LINE TITLE`, and what they open. */
async function lenses(source: string): Promise<readonly (readonly [string, readonly number[]])[]> {
  const analysis = await analyse(source);
  return codeLenses(analysis).map(
    ({ span, title, opens }) =>
      [
        `${analysis.text.positionAt(span.start).line + 1} ${inEnglish(title)}`,
        opens.kind === 'summary' ? opens.models : [],
      ] as const,
  );
}

test('a line over each model, which knows its place among the models', async () => {
  assert.deepEqual(await lenses(two), [
    ['3 Layer Lens: a · 15 parameters · show summary', [0]],
    ['4 Layer Lens: b · 3 parameters · show summary', [1]],
  ]);
});

const BUILDER = `import keras
def make(units=64):
    inputs = keras.Input((784,))
    x = keras.layers.Dense(units)(inputs)
    return keras.Model(inputs, x)

`;

test('where a model is made, a lens for each call, which opens the model that it names; and one over each call', async () => {
  assert.deepEqual(
    await lenses(`${BUILDER}small = make(units=256)
large = make()
`),
    [
      ['5 Layer Lens: small · make(units=256) · line 7 · 201 k parameters', [0]],
      ['5 large · make() · line 8 · 50.2 k parameters', [1]],
      ['7 Layer Lens: small · 201 k parameters · show summary', [0]],
      ['8 Layer Lens: large · 50.2 k parameters · show summary', [1]],
    ],
  );
});

test('two calls of a line have two lenses', async () => {
  assert.deepEqual(
    (
      await lenses(`${BUILDER}small, large = make(1), make(2)
`)
    ).slice(2),
    [
      ['7 Layer Lens: small · 785 parameters · show summary', [0]],
      ['7 Layer Lens: large · 1,570 parameters · show summary', [1]],
    ],
  );
});

test('of many models of one place, one is to be chosen', async () => {
  const source =
    'import keras\nfor n in (1, 2, 3, 4):\n    m = keras.Sequential([keras.Input((4,)), keras.layers.Dense(n)])\n';
  assert.deepEqual(await lenses(source), [['3 Layer Lens: 4 models · choose one', [0, 1, 2, 3]]]);
});

test('the summary of one model or of all', async () => {
  const analysis = await analyse(two);
  assert.equal(
    summaries(analysis, 100)
      .match(/^Model: ".*"$/gm)
      ?.join(),
    'Model: "sequential",Model: "second"',
  );
  assert.match(summaries(analysis, 100, 1), /^Model: "second"\n/);
  assert.equal(summaries(analysis, 100, 7), '');
});

test('what decides a count is named where no number can be; of several models of one name one is chosen', async () => {
  const source = `import argparse, keras
from keras.layers import *
parser = argparse.ArgumentParser()
parser.add_argument('--units', type=int, required=True)
args = parser.parse_args()
model = keras.Sequential([keras.Input((4, 3)), LSTM(args.units), Dense(10)])
def make(units):
    return keras.Sequential([keras.Input((4,)), Dense(units)])
several = [make(units) for units in (2, 3)]
for network in several:
    network.summary()
`;
  assert.deepEqual(
    (await lenses(source)).map(([title]) => title),
    [
      '6 Layer Lens: model · parameters depend on args.units · show summary',
      '8 Layer Lens: network · make(units) · line 9 · 1 of 2 · 10 parameters',
      '8 network · make(units) · line 9 · 2 of 2 · 15 parameters',
      '9 Layer Lens: 2 models · choose one',
    ],
  );
});

test('the outline has the models and their layers', async () => {
  const symbols = documentSymbols(await analyse(two));
  assert.deepEqual(
    symbols.map(({ name, detail, children }) => [
      name,
      inEnglish(detail),
      children.map((child) => `${child.name}: ${inEnglish(child.detail)}`),
    ]),
    [
      ['a', 'Sequential · 15 parameters', ['dense: Dense (None, 3) · 15 parameters']],
      ['b', 'Sequential · 3 parameters', ['dense_1: Dense (None, 1) · 3 parameters']],
    ],
  );
  for (const { span, selection, children } of symbols)
    for (const inner of [selection, ...children.map((child) => child.span)])
      assert.ok(span.start <= inner.start && inner.end <= span.end);
});

test('over a function that nothing calls: what its sizes follow from, and the comment that states it', async () => {
  const analysis = await analyse(`import keras
from keras import layers

def build(input_shape, classes, width=8):
    inputs = keras.Input(input_shape)
    x = layers.Conv2D(width, 3)(inputs)
    return layers.Dense(classes)(x)

class Head(layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.dense = layers.Dense(units)

    def call(self, x):
        return self.dense(x)

def known(name):
    return layers.Dense(3, name=name)(keras.Input((2,)))
`);
  assert.deepEqual(
    codeLenses(analysis).map(({ title, opens }) => [inEnglish(title), opens]),
    [
      [
        'Layer Lens: the sizes follow from input_shape and classes, which nothing here passes · write an example',
        {
          kind: 'example',
          // biome-ignore lint/suspicious/noTemplateCurlyInString: the notation of snippets
          snippet: '# layerlens: input_shape=(${1:}, ${2:}, ${3:}), classes=${4:}',
        },
      ],
    ],
  );
});
