/** Every layer against what Keras 3.16 did: shapes, dtypes, arrays, counts, and what it refuses. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runProgram } from '../../../server/analysis/run.ts';
import { compareWithTruth, reportedErrors, statementLines, type Verdict } from '../../support/layer-truth.ts';
import { pythonParser } from '../../support/parser.ts';
import { errorRecords, layerRecords, type LayerRecord } from '../../support/truth.ts';
import { notKnown, notReported } from '../../support/truth-gaps.ts';

/** Only records whose id matches, as in `TRUTH=LSTM node --test …`. */
const wanted = new RegExp(process.env['TRUTH'] ?? '');

interface Row {
  right: number;
  wrong: number;
  unknown: number;
}

async function compareAll(
  t: { diagnostic(message: string): void },
  groups: ReadonlyMap<string, readonly LayerRecord[]>,
): Promise<void> {
  const parser = await pythonParser();
  const failures: string[] = [];
  const lines: string[] = [];
  const sum: Row = { right: 0, wrong: 0, unknown: 0 };
  for (const [name, records] of groups) {
    const row: Row = { right: 0, wrong: 0, unknown: 0 };
    for (const record of records.filter(({ id }) => wanted.test(id))) {
      const { verdict, reasons } = compareWithTruth(parser, record);
      row[verdict]++;
      sum[verdict]++;
      const isExpected = verdict === 'unknown' && notKnown(record.id) !== undefined;
      if (verdict !== 'right' && !isExpected) failures.push(`${record.id} ${verdict}: ${reasons.join('; ')}`);
    }
    if (row.right + row.wrong + row.unknown > 0) lines.push(`${name.padEnd(44)} ${cells(row)}`);
  }
  t.diagnostic(['right, wrong, unknown'.padStart(66), ...lines, `${'all'.padEnd(44)} ${cells(sum)}`].join('\n'));
  assert.equal(failures.length, 0, `\n${failures.join('\n')}`);
}

const cells = (row: Row): string =>
  (['right', 'wrong', 'unknown'] as const satisfies readonly Verdict[])
    .map((verdict) => String(row[verdict]).padStart(6))
    .join(' ');

test('what Keras builds', async (t) => {
  await compareAll(t, layerRecords());
});

test('what Keras accepts beside what it refuses', async (t) => {
  await compareAll(t, new Map([['neighbours', errorRecords().accepted]]));
});

test('what Keras refuses', async (t) => {
  const parser = await pythonParser();
  const missed: string[] = [];
  const elsewhere: string[] = [];
  let reported = 0;
  for (const record of errorRecords().refused.filter(({ id }) => wanted.test(id))) {
    const program = runProgram(parser, record.source, { kerasVersion: 3 });
    const lines = reportedErrors(program).map(({ line }) => line);
    const isReported = [record.line, record.called_from ?? record.line].some((where) => {
      const [first, last] = statementLines(program, where);
      return lines.some((line) => line >= first && line <= last);
    });
    if (isReported) reported++;
    else if (lines.length === 0) missed.push(record.id);
    else elsewhere.push(`${record.id}: line ${lines.join(', ')}, not ${record.line}`);
  }
  t.diagnostic(
    `${reported} reported, ${missed.length} missed:\n${missed.map((id) => `${id} ${notReported(id) ?? ''}`).join('\n')}`,
  );
  assert.deepEqual(elsewhere, []);
  assert.deepEqual(
    missed.filter((id) => notReported(id) === undefined),
    [],
  );
  assert.ok(reported >= 543 || process.env['TRUTH'], `${reported} of 551`);
});
