/**
 * Programs of the package `keras` 1.2 to 2.3, each read as the releases that ran it: rows, arrays, totals and printed
 * values are as recorded, or not known; summaries are as printed; what a release refuses is told where it did.
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

/** So many rows, totals and values are right, so many summaries are the same, so many mistakes are told. */
const LEAST = { right: 2083, summaries: 113, caught: 35 };

const folder = new URL('../../truth/packaged/', import.meta.url);

/** Is an error told on a line where Keras raised it? */
function isCaught({ error }: Recorded, { problems }: Found): boolean {
  const lines = [error?.line, error?.called_from];
  return problems.some(
    ({ severity, line, end_line: end = line }) =>
      severity === 'error' && lines.some((one) => typeof one === 'number' && line <= one && one <= end),
  );
}

/** How many of the summaries are as printed; those of models with rows that are not known are left out. */
function sameSummaries(name: string, want: Recorded, got: Found): number {
  let same = 0;
  for (const model of want.models) {
    const mine = got.models.find((one) => one.name === model.name && one.variable === model.variable);
    if (!mine || mine.total === null || typeof model.summary_text !== 'string') continue;
    assert.equal(mine.summary_text?.trim(), model.summary_text.trim(), `${name} ${model.name}`);
    same++;
  }
  return same;
}

test('programs of the package keras up to 2.3', async (t) => {
  const parser = await pythonParser();
  const counted = new Comparison();
  const found = { summaries: 0, caught: 0, refused: 0 };
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  assert.ok(files.length >= 60);
  for (const file of files) {
    const [name, ...release] = file.slice(0, -'.json'.length).split('.') as [string, ...string[]];
    const source = readFileSync(new URL(`${name}.py`, folder), 'utf8');
    const want = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Recorded;
    const options = { kerasRelease: release.join('.') };
    const got = JSON.parse(exactJson(factsJson(name, analyze(parser, ProgramText.ofFile(source), options)))) as Found;
    counted.add(file, want, got);
    if (want.error === null) found.summaries += sameSummaries(file, want, got);
    else {
      found.refused++;
      if (isCaught(want, got)) found.caught++;
    }
  }
  assert.deepEqual(counted.wrong, []);
  const said = `${counted.right} right, ${counted.unknown} not known; ${found.summaries} summaries; ${found.caught} of ${found.refused} caught`;
  t.diagnostic(said);
  assert.ok(counted.right >= LEAST.right && found.summaries >= LEAST.summaries && found.caught >= LEAST.caught, said);
});
