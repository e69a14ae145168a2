/**
 * The truth of some layers, a test for each record: mutation testing (scripts/mutation) runs only those that reach a
 * mutant. `npm test` compares all records at once.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runProgram } from '../../server/analysis/run.ts';
import type { LayerDefinition } from '../../server/keras/layers/definition.ts';
import { compareWithTruth, reportedErrors } from '../support/layer-truth.ts';
import { pythonParser } from '../support/parser.ts';
import { errorRecords, layerRecords } from '../support/truth.ts';
import { notKnown, notReported } from '../support/truth-gaps.ts';

const parser = await pythonParser();

/** A mutant that survives meets all of them: so many of each layer, evenly spaced, are enough. */
const MOST = 20;

export function truthOf(layers: readonly LayerDefinition[]): void {
  const names = new Set(layers.map(({ name }) => name));
  const { accepted, refused } = errorRecords();
  const built = [...names].flatMap((name) => {
    const records = layerRecords().get(name) ?? [];
    const step = Math.ceil(records.length / MOST);
    return records.filter((_, index) => index % step === 0);
  });
  for (const record of [...built, ...accepted]) {
    if (!names.has(record.layer) || notKnown(record.id) !== undefined) continue;
    test(record.id, () => {
      assert.deepEqual(compareWithTruth(parser, record), { verdict: 'right', reasons: [] });
    });
  }
  for (const record of refused) {
    if (!names.has(record.layer) || notReported(record.id) !== undefined) continue;
    test(record.id, () => {
      assert.notDeepEqual(reportedErrors(runProgram(parser, record.source, { kerasVersion: 3 })), []);
    });
  }
}
