/**
 * compile(loss={…}) and metrics={…} beside the names of the outputs: CompileLoss.build and CompileMetrics of Keras
 * 3.16, map_to_output_names of tf_keras.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from '../../../server/analysis/analyze.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { pythonParser } from '../../support/parser.ts';

const parser = await pythonParser();
const HEAD =
  'import numpy as np\nimport keras\nfrom keras import Input, Model, layers\ni = Input((8,))\na, b = layers.Dense(1, name="price")(i), layers.Dense(3, name="kind")(i)\n';
const said = (model: string, compile: string, kerasVersion: 2 | 3, train = 'm.fit(data)'): string[] =>
  analyze(parser, ProgramText.ofFile(`${HEAD}m = ${model}\nm.compile(${compile})\n${train}\n`), { kerasVersion })
    .problems.filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${code}: ${message}`);

test('a key that is no output', () => {
  for (const version of [2, 3] as const) {
    assert.match(
      said('Model(i, [a, b])', '"adam", loss={"price": "mse", "type": "mse"}', version)[0] ?? '',
      /^output-name: compile: loss names "type", but the model ".*" \(line 6\) has no such output: its outputs are "price", "kind"\./,
    );
    assert.match(
      said('Model(i, [a, b])', '"adam", loss="mse", metrics={"pric": ["mae"]}', version)[0] ?? '',
      /^output-name: compile: metrics names "pric"/,
    );
    assert.match(
      said('Model(i, a)', '"adam", loss={"dense": "mse"}', version, 'm.evaluate(data)')[0] ?? '',
      /its output is "price"/,
    );
    for (const loss of ['{"price": "mse", "kind": "mse"}', '["mse", "mse"]', '"mse"', 'dict(open("losses"))'])
      assert.deepEqual(said('Model(i, [a, b])', `"adam", loss=${loss}, metrics={"kind": ["mae"]}`, version), [], loss);
  }
});

test('nothing where names are made by counting, outputs are a dict, or nothing is trained', () => {
  assert.deepEqual(said('Model(i, layers.Dense(1)(i))', '"adam", loss={"dense_7": "mse"}', 3), []);
  assert.deepEqual(said('Model(i, {"x": a, "y": b})', '"adam", loss={"x": "mse", "y": "mse"}', 3), []);
  assert.deepEqual(said('Model(i, [a, b])', '"adam", loss={"type": "mse"}', 3, 'm.summary()'), []);
});
