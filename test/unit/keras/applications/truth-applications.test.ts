/**
 * Every architecture of keras.applications against what Keras 3.16 built: layers in order with their names, shapes,
 * counts.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ModelFact } from '../../../../server/analysis/analysis.ts';
import { runProgram } from '../../../../server/analysis/run.ts';
import type { PythonParser } from '../../../../server/python/syntax/parser.ts';
import { applicationCalls, type ApplicationRecord, applicationLayers } from '../../../support/application-truth.ts';
import { pythonParser } from '../../../support/parser.ts';

/** Only calls that match, as in `TRUTH=ResNet node --test …`. */
const wanted = new RegExp(process.env['TRUTH'] ?? '');

interface Built {
  readonly model: ModelFact;
  readonly milliseconds: number;
}

function build(parser: PythonParser, call: string): Built {
  const source = `import keras\nmodel = ${call}\n`;
  const begun = performance.now();
  const { analysis } = runProgram(parser, source);
  const milliseconds = performance.now() - begun;
  assert.deepEqual(analysis.problems, [], call);
  const [model, ...more] = analysis.models;
  assert.ok(model && more.length === 0, `${call}: one model`);
  assert.equal(model.variable, 'model');
  assert.equal(source.slice(model.span.start, model.span.end), call);
  return { model, milliseconds };
}

/** Keras's `.layers`: the rows of the summary but for operations. */
const layersOf = (model: ModelFact) =>
  model.rows
    .filter(({ layer }) => layer !== undefined)
    .map(({ name, className, outputShape, params }) => [name, className, outputShape, params]);

function compare(model: ModelFact, record: ApplicationRecord): void {
  const layers = layersOf(model);
  assert.deepEqual(
    {
      name: model.name,
      output_shape: model.rows.at(-1)?.outputShape,
      total: model.total,
      trainable: model.trainable,
      non_trainable: model.nonTrainable,
      n_layers: layers.length,
    },
    {
      name: record.name,
      output_shape: record.output_shape,
      total: record.total,
      trainable: record.trainable,
      non_trainable: record.non_trainable,
      n_layers: record.n_layers,
    },
    record.call,
  );
}

test('the architectures, layer by layer', async (t) => {
  const parser = await pythonParser();
  const lines: string[] = [];
  for (const record of applicationLayers().filter(({ call }) => wanted.test(call))) {
    const { model, milliseconds } = build(parser, record.call);
    compare(model, record);
    assert.deepEqual(layersOf(model), record.layers, record.call);
    lines.push(
      `${record.name.padEnd(22)} ${String(record.n_layers).padStart(5)} ${record.total.toLocaleString('en').padStart(13)} ${milliseconds.toFixed(0).padStart(6)} ms`,
    );
  }
  t.diagnostic(['name, layers, parameters, time', ...lines].join('\n'));
});

test('their arguments', async (t) => {
  const parser = await pythonParser();
  let calls = 0;
  for (const record of applicationCalls().filter(({ call }) => wanted.test(call))) {
    const { model } = build(parser, record.call);
    compare(model, record);
    assert.equal(
      model.rows.reduce((sum, { weights }) => sum + weights.length, 0),
      record.n_weights,
      record.call,
    );
    calls++;
  }
  t.diagnostic(`${calls} calls`);
});
