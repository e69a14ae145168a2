import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnostics } from '../../../server/features/diagnostics.ts';
import { readSettings } from '../../../server/protocol/settings.ts';
import { analyse } from '../../support/analyse.ts';

const program = 'from keras import Input, layers\nx = layers.LSTM(8)(Input((16,)))\n';
const shown = async (severity: unknown): Promise<readonly (readonly [string, string])[]> => {
  const { problems } = readSettings({ problems: { severity } }, { pictures: false });
  return diagnostics(await analyse(program), problems.severity).map((problem) => [problem.code, problem.severity]);
};

test('the settings give a code another severity, or leave it out', async () => {
  assert.deepEqual(await shown(undefined), [['rank-mismatch', 'error']]);
  assert.deepEqual(await shown({ 'rank-mismatch': 'hint', 'bad-axis': 'off' }), [['rank-mismatch', 'hint']]);
  assert.deepEqual(await shown({ 'rank-mismatch': 'off' }), []);
});

test('what is no severity changes nothing', async () => {
  for (const value of ['error', 3, null, { 'rank-mismatch': 'fatal' }, { 'rank-mismatch': 1 }])
    assert.deepEqual(await shown(value), [['rank-mismatch', 'error']]);
});
