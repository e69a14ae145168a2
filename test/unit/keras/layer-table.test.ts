import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { definitionsByName } from '../../../server/keras/layers/registry.ts';
import { layerTable } from '../../support/layer-table.ts';
import { pythonParser } from '../../support/parser.ts';

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
/** Records that are not of one declared layer: Keras's base classes, and operations. */
const NOT_DECLARED = new Set(['InputLayer', 'Layer', 'Model', 'ops']);

test('docs/layers.md is what the declarations give (else: npm run docs)', async () => {
  assert.equal(read('docs/layers.md'), layerTable(await pythonParser()));
});

test('every public class that Keras was asked about is declared', () => {
  const classes = readdirSync(new URL('../../truth/layers', import.meta.url)).map((file) => file.replace('.jsonl', ''));
  const declared = definitionsByName();
  assert.deepEqual(classes.filter((name) => !declared.has(name) && !NOT_DECLARED.has(name)), []);
  assert.ok(classes.length > 100);
});

test('the table knows all that does not depend on data, on another library or on functions of the program', () => {
  const sections = read('docs/layers.md').split('\n### ').slice(1);
  const notKnown = sections.filter((section) => section.includes('not known')).map((section) => section.slice(0, section.indexOf('\n')));
  assert.deepEqual(notKnown, ['FlaxLayer', 'JaxLayer', 'TFSMLayer', 'TorchModuleWrapper', 'Wrapper', 'KerasLayer', 'DenseVariational', 'DistributionLambda']);
});
