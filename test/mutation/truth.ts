/** The truth of some layers, a test for each record: mutation testing (scripts/mutation) runs only those that reach a mutant. `npm test` compares all records at once. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runProgram } from '../../server/analysis/run.ts';
import type { LayerDefinition } from '../../server/keras/layers/definition.ts';
import { compareWithTruth, reportedErrors } from '../support/layer-truth.ts';
import { pythonParser } from '../support/parser.ts';
import { errorRecords, layerRecords } from '../support/truth.ts';
import { notKnown, notReported } from '../support/truth-gaps.ts';

const parser = await pythonParser();

export function truthOf(layers: readonly LayerDefinition[]): void {
  const names = new Set(layers.map(({ name }) => name));
  const { accepted, refused } = errorRecords();
  for (const record of [...[...layerRecords().values()].flat(), ...accepted]) {
    if (!names.has(record.layer) || notKnown(record.id) !== undefined) continue;
    test(record.id, () => { assert.deepEqual(compareWithTruth(parser, record), { verdict: 'right', reasons: [] }); });
  }
  for (const record of refused) {
    if (!names.has(record.layer) || notReported(record.id) !== undefined) continue;
    test(record.id, () => { assert.notDeepEqual(reportedErrors(runProgram(parser, record.source, { kerasVersion: 3 })), []); });
  }
}
