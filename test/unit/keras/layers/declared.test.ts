import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definitionsByName, LAYERS } from '../../../../server/keras/layers/registry.ts';
import { layerRecords } from '../../../support/truth.ts';

/** Files of the truth data that are about no declared class. */
const NO_CLASSES = new Set(['Layer', 'Model', 'ops']);

test('every public layer class of the truth data is declared', () => {
  const declared = definitionsByName();
  assert.deepEqual(
    [...layerRecords().keys()].filter((name) => !NO_CLASSES.has(name) && !declared.has(name)),
    [],
  );
});

test('no name is declared twice', () => {
  const names = LAYERS.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
  assert.deepEqual(
    names.filter((name, index) => names.indexOf(name) !== index),
    [],
  );
});

test('every base class is declared', () => {
  const declared = definitionsByName();
  assert.deepEqual(
    LAYERS.filter(({ base }) => base !== undefined && !declared.has(base)).map(({ name }) => name),
    [],
  );
});
