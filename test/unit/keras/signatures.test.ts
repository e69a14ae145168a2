/** The parameters of each layer's constructor, in order and with their defaults, against Keras 3.16's. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { REQUIRED, type Default } from '../../../server/keras/layers/definition.ts';
import { convolutionLayers } from '../../../server/keras/layers/convolution/index.ts';
import { locallyConnectedLayers } from '../../../server/keras/layers/convolution/locally-connected.ts';
import { coreLayers } from '../../../server/keras/layers/core/index.ts';
import { abstractCell } from '../../../server/keras/layers/recurrent/abstract-cell.ts';
import { recurrentLayers } from '../../../server/keras/layers/recurrent/index.ts';
import { definitionsByName } from '../../../server/keras/layers/registry.ts';
import { layerSignatures } from '../../support/truth.ts';
import { printed, reported } from './layers/in-programs.ts';

/** Defaults that mean the same and are spelled shorter: one pair of margins for each axis. */
const SHORTER: Readonly<Record<string, Default>> = {
  Cropping2D: [0, 0],
  Cropping3D: [1, 1, 1],
  ZeroPadding3D: [1, 1, 1],
};
const definitions = definitionsByName();
const signatures = layerSignatures().filter(({ layer }) => definitions.has(layer));

for (const { layer, parameters } of signatures) {
  test(`the parameters of ${layer}`, () => {
    const definition = definitions.get(layer)!;
    const own = Object.entries(definition.parameters);
    const star = own.findIndex(([name]) => name === '*');
    const byPosition = (star < 0 ? own : own.slice(0, star)).map(([name, value]) =>
      value === REQUIRED ? [name] : [name, value],
    );
    const byName = (star < 0 ? [] : own.slice(star + 1)).map(([name, value]) => [name, value]);
    const common = (definition.commonByPosition ?? []).map((name) => [name, null]);
    const keras = parameters.map(([name, ...value]) =>
      layer in SHORTER && Array.isArray(value[0]) ? [name, SHORTER[layer]] : [name, ...value],
    );
    // What else is declared is taken by name only: from base classes, or as older versions did.
    assert.deepEqual([...byPosition, ...common, ...byName].slice(0, keras.length), keras);
  });
}

test('the parameters of call()', () => {
  const differ = signatures.flatMap(({ layer, call }) => {
    const own = definitions.get(layer)!.callParameters ?? ['inputs'];
    return call && call.length > 0 && JSON.stringify(own) !== JSON.stringify(call)
      ? [`${layer}: ${own.join(', ')} for ${call.join(', ')}`]
      : [];
  });
  assert.deepEqual(differ, []);
});

test('every layer is in the folder of its family', () => {
  for (const [family, layers] of Object.entries({
    core: coreLayers,
    recurrent: [...recurrentLayers, abstractCell],
    convolution: [...convolutionLayers, ...locallyConnectedLayers],
  })) {
    assert.deepEqual(
      layers.filter((layer) => layer.family !== family).map(({ name }) => name),
      [],
    );
  }
});

test('every layer of Keras is declared', () => {
  assert.deepEqual(
    layerSignatures()
      .map(({ layer }) => layer)
      .filter((layer) => !definitions.has(layer)),
    ['FeatureSpace', 'InputSpec', 'Layer'],
  );
});

test('a name or a type by position, where Keras takes it there', () => {
  const source =
    'x = Input((8, 8, 3))\nx = layers.MaxPooling2D(2, 2, "valid", None, "pool")(x)\nlayer = layers.SpatialDropout2D(0.5, None, None, "drop", "float64")\n';
  assert.deepEqual(reported(`${source}layer(x)`), []);
  assert.deepEqual(
    printed(
      `${source}y = layer(x)\nprint(x.shape)\nprint(layer.name)\nprint(y.dtype)\nprint(Model(x, y).layers[1].name)`,
    ),
    ['(None, 4, 4, 3)', 'drop', 'float64', 'drop'],
  );
  assert.match(
    reported('layers.MaxPooling2D(2, 2, "valid", None, "pool", name="twice")')[0] ?? '',
    /^1: repeated-argument: /,
  );
  assert.match(
    reported('layers.MaxPooling2D(2, 2, "valid", None, "pool", "float32")')[0] ?? '',
    /^1: too-many-arguments: .*at most 5/,
  );
});
