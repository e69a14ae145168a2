/**
 * Programs of tf.keras 2.15 and of TensorFlow's pipelines (2.15 and 2.21) against what they did when they ran: rows,
 * arrays, totals and printed values are as recorded, or not known. How much is known may only grow.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { analyze } from '../../../server/analysis/analyze.ts';
import { exactJson } from '../../../server/features/exact-json.ts';
import { factsJson } from '../../../server/features/facts-json.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { pythonParser } from '../../support/parser.ts';
import { Comparison, type Found, type Recorded } from '../../support/recorded-programs.ts';

/** So many rows, totals and values are right. */
const RIGHT_AT_LEAST = 5600;

const folder = new URL('../../truth/recorded/', import.meta.url);

test('recorded programs', async (t) => {
  const counted = new Comparison();
  const parser = await pythonParser();
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.py'))
    .map((name) => name.slice(0, -3));
  assert.ok(names.length >= 95);
  for (const name of names) {
    const source = readFileSync(new URL(`${name}.py`, folder), 'utf8');
    const want = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Recorded;
    const options = { kerasRelease: want.keras.startsWith('2') ? want.keras : undefined };
    const got = JSON.parse(exactJson(factsJson(name, analyze(parser, ProgramText.ofFile(source), options)))) as Found;
    counted.add(name, want, got);
  }
  assert.deepEqual(counted.wrong, []);
  t.diagnostic(`${counted.right} right, ${counted.unknown} not known`);
  assert.ok(counted.right >= RIGHT_AT_LEAST, `${counted.right} right, ${counted.unknown} not known`);
});
