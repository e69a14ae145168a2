/** `layerlens check`. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { folder, layerlens, LSTM } from './command.ts';

describe('check', () => {
  test('text', async () => {
    const { status, out } = await layerlens('check', 'lstm.py', 'mistake.py', 'ignored.py');
    assert.equal(status, 1);
    assert.match(out, /^mistake\.py:5:13: error: x has no value here\.[^\n]*\[undefined-name\]\n$/);
    const well = await layerlens('check', 'lstm.py', 'ignored.py');
    assert.deepEqual([well.status, well.out], [0, '']);
    assert.match(well.error, /^no problems in 2 files, \d+\.\d s\n$/);
  });

  test('json', async () => {
    const { status, out } = await layerlens('check', '--format', 'json', 'lstm.py', 'mistake.py');
    assert.equal(status, 1);
    assert.deepEqual(
      JSON.parse(out).map(({ file, line, code }: Record<string, unknown>) => [file, line, code]),
      [['mistake.py', 5, 'undefined-name']],
    );
  });

  test('the places of the story, in JSON and SARIF', async () => {
    writeFileSync('feeder.py', LSTM.replace('x = LSTM(2)(inputs)', 'h = LSTM(3)(inputs)\nx = LSTM(2)(h)'));
    const [problem] = JSON.parse((await layerlens('check', '--format', 'json', 'feeder.py')).out);
    assert.deepEqual(
      [problem.line, problem.code, problem.related],
      [6, 'rank-mismatch', [{ line: 5, message: 'LSTM "lstm" gives (None, 3)' }]],
    );
    const { runs } = JSON.parse((await layerlens('check', '--format', 'sarif', 'feeder.py')).out);
    const [result] = runs[0].results;
    assert.deepEqual(
      result.relatedLocations.map(
        ({
          physicalLocation,
          message,
        }: {
          physicalLocation: { region: { startLine: number } };
          message: { text: string };
        }) => [physicalLocation.region.startLine, message.text],
      ),
      [[5, 'LSTM "lstm" gives (None, 3)']],
    );
    const rule = runs[0].tool.driver.rules[result.ruleIndex];
    assert.equal(rule.id, 'rank-mismatch');
    assert.match(rule.help.markdown, /expected ndim=3[^]*```python/);
  });

  test('SARIF is as its schema demands', async () => {
    const require = createRequire(import.meta.url);
    const schema = JSON.parse(
      readFileSync(
        join(dirname(require.resolve('@microsoft/jest-sarif/package.json')), 'lib/schemas/sarif-2.1.0-rtm.5.json'),
        'utf8',
      ),
    );
    const ajv = new AjvDraft04.default({ strict: false, unicodeRegExp: false });
    addFormats.default(ajv);
    const validate = ajv.compile(schema);
    for (const paths of [
      ['lstm.py'],
      ['mistake.py'],
      ['feeder.py'],
      ['book.ipynb', 'mistake.py', join(folder, 'mistake.py')],
    ]) {
      const { out } = await layerlens('check', '--format', 'sarif', ...paths);
      assert.ok(validate(JSON.parse(out)), JSON.stringify(validate.errors, null, 1));
    }
    const { runs } = JSON.parse((await layerlens('check', '--format', 'sarif', 'mistake.py')).out);
    assert.deepEqual(runs[0].results[0].locations[0].physicalLocation, {
      artifactLocation: { uri: 'mistake.py' },
      region: { startLine: 5, startColumn: 13, endLine: 5, endColumn: 14 },
    });
  });

  test('less severe problems when they are asked for, and too many warnings', async () => {
    const pasted = LSTM.replace('from keras.layers import LSTM, Dense', '');
    writeFileSync('pasted.py', pasted);
    assert.equal((await layerlens('check', 'pasted.py')).out, '');
    assert.match((await layerlens('check', '--severity', 'hint', 'pasted.py')).out, /hint: LSTM is not imported/);
    assert.equal((await layerlens('check', '--max-warnings', '0', 'pasted.py')).status, 0);
    assert.match(
      (await layerlens('check', '--problem', 'not-imported=warning', 'pasted.py')).out,
      /warning: LSTM is not imported/,
    );
    assert.equal(
      (await layerlens('check', '--problem', 'not-imported=warning', '--max-warnings', '0', 'pasted.py')).status,
      1,
    );
    const off = await layerlens('check', '--problem', 'undefined-name=off', 'mistake.py');
    assert.deepEqual([off.status, off.out], [0, '']);
  });

  test('a file that cannot be read', async () => {
    const { status, error } = await layerlens('check', 'nowhere.py');
    assert.equal(status, 1);
    assert.match(
      error,
      /^layerlens: nowhere\.py: There is no such file\.\nno problems in 0 files \(1 not checked\), [\d.]+ s\n$/,
    );
  });
});
