/** A second, independent implementation of Keras's layers gives the same shapes and counts. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { runProgram } from '../../server/analysis/run.ts';
import { KerasTensor } from '../../server/keras/graph/tensor.ts';
import { layerOf } from '../../server/keras/layers/tracking.ts';
import { allWeights, countOf } from '../../server/keras/layers/weights.ts';
import { pythonParser } from '../support/parser.ts';
import { type Configuration, configurations, type LayerSetting, type Setting } from './configurations.ts';

const SEED = 20240229;
const EACH = 14;
/** So many layers in one program. */
const AT_ONCE = 40;

interface Outcome {
  readonly shape: unknown;
  readonly params: unknown;
}
const isLayer = (setting: Setting): setting is LayerSetting =>
  typeof setting === 'object' && setting !== null && 'layer' in setting;

function python(setting: Setting): string {
  if (setting === null) return 'None';
  if (typeof setting === 'boolean') return setting ? 'True' : 'False';
  if (typeof setting === 'string') return `"${setting}"`;
  if (typeof setting === 'number') return String(setting);
  if (!isLayer(setting)) return `(${setting.map((item) => `${python(item)},`).join(' ')})`;
  return `${setting.layer}(${Object.entries(setting.settings)
    .map(([name, value]) => `${name}=${python(value)}`)
    .join(', ')})`;
}

const inputsText = ({ inputs }: Configuration): string => {
  const tensors = inputs.map((shape) => `Input(${python(shape)})`);
  return tensors.length === 1 ? String(tensors[0]) : `[${tensors.join(', ')}]`;
};

async function here(configured: readonly Configuration[]): Promise<Outcome[]> {
  const lines = configured.map(
    (configuration, index) =>
      `layer_${index} = ${python(configuration)}\noutput_${index} = layer_${index}(${inputsText(configuration)})`,
  );
  const {
    scope: { variables },
  } = runProgram(await pythonParser(), `from keras import Input\nfrom keras.layers import *\n${lines.join('\n')}\n`);
  return configured.map((_, index): Outcome => {
    const output = variables.get(`output_${index}`);
    const value = variables.get(`layer_${index}`);
    const layer = value && layerOf(value);
    return {
      shape: output instanceof KerasTensor ? output.shape : undefined,
      params: layer && countOf(allWeights(layer)),
    };
  });
}

const require = createRequire(import.meta.url);
require('@tensorflow/tfjs-backend-cpu');
const tfjs = require('@tensorflow/tfjs-layers') as typeof import('@tensorflow/tfjs-layers');

interface TfjsLayer {
  apply(inputs: unknown): { readonly shape: unknown };
  countParams(): number;
}
/** `tf.layers.maxPooling2d` and the like, by name without regard to case: tfjs is not of one mind there. */
const factories = new Map(
  Object.entries(tfjs.layers).map(([name, make]) => [name.toLowerCase(), make as (settings: object) => TfjsLayer]),
);
const camelCase = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

function tfjsLayer({ layer, settings }: LayerSetting): TfjsLayer {
  const make = factories.get(layer.toLowerCase());
  assert.ok(make, `tfjs has no ${layer}`);
  const given = Object.entries(settings).filter(([setting]) => setting !== 'reset_after');
  return make(
    Object.fromEntries(
      given.map(([setting, value]) => [
        camelCase(setting),
        isLayer(value) ? tfjsLayer(value) : setting === 'data_format' ? camelCase(String(value)) : value,
      ]),
    ),
  );
}

function there(configuration: Configuration): Outcome {
  const inputs = configuration.inputs.map((shape) => tfjs.input({ shape: [...shape] }));
  const layer = tfjsLayer(configuration);
  const { shape } = layer.apply(inputs.length === 1 ? inputs[0] : inputs);
  return { shape, params: layer.countParams() };
}

test('tfjs-layers gives the same shapes and counts for at least 500 random configurations', async () => {
  const all = configurations(SEED, EACH);
  assert.ok(all.length >= 500);
  for (let start = 0; start < all.length; start += AT_ONCE) {
    const some = all.slice(start, start + AT_ONCE);
    const found = await here(some);
    some.forEach((configuration, index) => {
      assert.deepEqual(found[index], there(configuration), `${python(configuration)} on ${inputsText(configuration)}`);
    });
  }
});
