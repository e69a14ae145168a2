/** What a statement did is taken back with it: another in its place finds what a program finds that never had it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Analysis } from '../../../server/analysis/analysis.ts';
import { analyze } from '../../../server/analysis/analyze.ts';
import { IncrementalAnalysis } from '../../../server/analysis/incremental.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { pythonParser } from '../../support/parser.ts';

const parser = await pythonParser();
const HEAD = 'import keras\nimport numpy as np\nfrom keras import layers\n';
const found = ({ models, values, problems }: Analysis) => ({
  models: models.map(({ rows, total, optimizer }) => ({
    rows: rows.map(({ name, outputShape, params }) => [name, JSON.stringify(outputShape), String(params)]),
    total: String(total),
    optimizer: String(optimizer),
  })),
  values: values.map(({ shown, origins }) => [shown, origins?.all.map(({ kind, at }) => [kind, at?.start])]),
  problems: problems.map(({ message }) => message),
});

/** The statement at `@` becomes another one. */
const EDITS: Readonly<Record<string, readonly [program: string, before: string, after: string]>> = {
  'a model that is fitted on data that is not known': [
    'model = keras.Sequential([layers.Dense(3)])\nmodel.compile("adam", "mse")\n@\nmodel.fit(data, data)',
    'data = load()',
    'data = np.zeros((20, 5))',
  ],
  'an iterator that was perhaps read': [
    'import os\nit = iter([1, 2, 3])\n@\nrest = list(it)\nprint(5 * len(rest))',
    'if os.environ.get("A"): next(it)',
    'k = 1',
  ],
  'lists of which it was perhaps one': [
    'import os\na = [1]\nb = [2]\n@\nd.append(3)\nprint(len(a), len(b))',
    'if os.environ.get("A"): d = a\nelse: d = b',
    'd = a',
  ],
  'a function that became a method': [
    'class Base:\n    def __init__(self): self.n = 3\ndef start(self):\n    super(Box, self).__init__()\n@\nclass Box(Base):\n    __init__ = start\nprint(Box().n)',
    'class Other(Base):\n    __init__ = start',
    'k = 1',
  ],
  'a question about something unknown, by another name': [
    'y = np.load("y.npy")\nz = y\n@\nprint(np.max(y) + 1)',
    'print(np.max(z))',
    'print(1)',
  ],
  'a broken line, in the objects of others that a list has which it makes': [
    'x = keras.Input((4,))\n@\nmodel = keras.Model(x, y)\nfor layer in model.layers:\n    print(layer.name)',
    'y = layers.Dense(3)(x',
    'y = layers.Dense(3)(x)',
  ],
  'a variable that a layer has': [
    'import tensorflow as tf\nv = tf.Variable([3, 4])\n@\nv.assign([5, 6])\nprint(v.numpy()[0])',
    'class Holder(layers.Layer):\n    def __init__(self):\n        super().__init__()\n        self.v = v\nholder = Holder()',
    'k = 1',
  ],
  'which line of a block is broken': [
    'for n in (3, 4):\n    a = n\n    b = n\n@\nprint(a)\nprint(b)',
    '    b = b +',
    '',
  ],
};

for (const [what, [program, before, after]] of Object.entries(EDITS)) {
  test(`taken back: ${what}`, () => {
    const [first, then] = [before, after].map((statement) =>
      ProgramText.ofFile(HEAD + program.replace('@', statement)),
    ) as [ProgramText, ProgramText];
    const analysis = new IncrementalAnalysis(parser);
    for (const text of [first, then, first]) assert.deepEqual(found(analysis.of(text)), found(analyze(parser, text)));
  });
}
