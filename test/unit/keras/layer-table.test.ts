import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { definitionsByName } from '../../../server/keras/layers/registry.ts';
import { layerPages } from '../../support/layer-table.ts';
import { pythonParser } from '../../support/parser.ts';

/** Records that are not of one declared layer: Keras's base classes, and operations. */
const NOT_DECLARED = new Set(['InputLayer', 'Layer', 'Model', 'ops']);

test('every public class that Keras was asked about is declared', () => {
  const classes = readdirSync(new URL('../../truth/layers', import.meta.url)).map((file) => file.replace('.jsonl', ''));
  const declared = definitionsByName();
  assert.deepEqual(
    classes.filter((name) => !declared.has(name) && !NOT_DECLARED.has(name)),
    [],
  );
  assert.ok(classes.length > 100);
});

test('the table knows all that does not depend on data, on another library or on functions of the program', async () => {
  const pages = [...layerPages(await pythonParser())].filter(([name]) => name !== 'README.md');
  const sections = pages.flatMap(([name, text]) =>
    text.split(name === 'other-packages.md' ? '\n### ' : '\n## ').slice(1),
  );
  const notKnown = sections
    .filter((section) => section.includes('not known'))
    .map((section) => section.slice(0, section.indexOf('\n')));
  assert.deepEqual(notKnown, [
    'FlaxLayer',
    'JaxLayer',
    'TFSMLayer',
    'TorchModuleWrapper',
    'Wrapper',
    'KerasLayer',
    'DenseVariational',
    'DistributionLambda',
  ]);
});
