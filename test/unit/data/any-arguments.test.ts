/** Whatever library functions are given, they answer, or raise as Python does: the evaluator never breaks. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createDataFunctions } from '../../../server/keras/data/index.ts';
import { definitionsByName } from '../../../server/keras/layers/registry.ts';
import { KERAS_3 } from '../../../server/keras/releases.ts';
import { KerasSession } from '../../../server/keras/session.ts';
import { numpyModules } from '../../../server/python/library/numpy/index.ts';
import { pythonParser } from '../../support/parser.ts';
import { checkProgram } from './expectations.ts';

const parser = await pythonParser();
const setting = `
import numpy as np
import pandas as pd
import keras
import tensorflow as tf
unknown = np.load('x')
big = np.zeros((1000, 1000))
small = np.arange(6).reshape(2, 3)
opened = [np.zeros(3) for _ in unknown]
frame = pd.DataFrame({'a': [1, 2], 'b': ['x', 'y']})
symbolic = np.zeros((unknown.shape[0], 3))
tensor = tf.zeros((2, 3))
data = tf.data.Dataset.from_tensor_slices((small, small))
`;
const values = [
  'unknown',
  'unknown.shape[0]',
  'big',
  'small',
  'small[0]',
  'small[0, 0]',
  'opened',
  'frame',
  "frame['a']",
  'symbolic',
  'tensor',
  'data',
  'None',
  '0',
  '-1',
  '3',
  '2.5',
  "'text'",
  '(2, 3)',
  '[]',
  '[[1, 2], [3]]',
  '[1, 2]',
  '(None, 3)',
  '{}',
  'True',
  'lambda v: v',
  'np.float32',
  '[unknown, 1]',
  'slice(1, None)',
  '...',
  "[('a', 1)]",
  '(-1, 2)',
  '10**30',
];

/** A fixed sequence that looks random. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

function calls(path: string, name: string, random: () => number): string[] {
  const pick = (): string => values[Math.floor(random() * values.length)]!;
  const lists = [
    [],
    [pick()],
    [pick(), pick()],
    [pick(), pick(), pick()],
    [pick(), `axis=${pick()}`],
    [pick(), pick(), `dtype=${pick()}`],
  ];
  return lists.map(
    (given) =>
      `try:\n    r = ${path}.${name}(${given.join(', ')})\n    str(r), r.shape, r[0], len(r), r + 1, r == r\nexcept Exception:\n    pass`,
  );
}

function assertSound(source: string): void {
  assert.doesNotThrow(() => {
    checkProgram(parser, setting + source);
  });
}

describe('functions of any arguments', () => {
  for (const [module, make] of Object.entries(numpyModules)) {
    it(module, () => {
      const random = sequence(module.length);
      const names = [...make().attributes]
        .filter(([, value]) => value.kind === 'native' || value.kind === 'class')
        .map(([name]) => name);
      for (const name of names) assertSound(`import ${module} as m\n${calls('m', name, random).join('\n')}`);
    });
  }
  for (const [space, members] of Object.entries(createDataFunctions(new KerasSession(definitionsByName(), KERAS_3)))) {
    it(space, () => {
      const random = sequence(space.length);
      const table = members();
      for (const name of table.keys()) {
        const value = table.get(name);
        if (value?.kind === 'native' || value?.kind === 'class')
          assertSound(`import ${space} as m\n${calls('m', name, random).join('\n')}`);
      }
    });
  }
});

describe('methods and operators of any arguments', () => {
  const methods = [
    'reshape',
    'transpose',
    'sum',
    'mean',
    'max',
    'argmax',
    'astype',
    'squeeze',
    'swapaxes',
    'repeat',
    'dot',
    'clip',
    'round',
    'tolist',
    'item',
    'copy',
    'flatten',
    'std',
    'take',
    'sort',
    'fill',
    'drop',
    'head',
    'batch',
    'map',
    'take',
    'shuffle',
    'window',
    'iloc.__getitem__',
  ];
  it('methods', () => {
    const random = sequence(7);
    for (const method of methods) {
      for (const object of ['small', 'big', 'symbolic', 'tensor', 'frame', 'data', "frame['a']"])
        assertSound(calls(object, method, random).join('\n'));
    }
  });
  it('indices and operators', () => {
    const lines: string[] = [];
    for (const object of ['small', 'big', 'symbolic', 'tensor', 'frame', 'data', 'frame.iloc', "frame['a']"]) {
      for (const value of values) {
        for (const form of [
          `${object}[${value}]`,
          `${object}[${value}, 0]`,
          `${object}[:, ${value}]`,
          `${object} + ${value}`,
          `${value} / ${object}`,
          `${object} @ ${value}`,
          `${object} == ${value}`,
          `${value} in ${object}`,
        ]) {
          lines.push(`try:\n    ${form}\nexcept Exception:\n    pass`);
        }
        lines.push(
          `try:\n    c = ${object}.copy()\n    c[${value}] = ${value}\n    c += ${value}\nexcept Exception:\n    pass`,
        );
      }
    }
    for (let start = 0; start < lines.length; start += 200) assertSound(lines.slice(start, start + 200).join('\n'));
  });
});
