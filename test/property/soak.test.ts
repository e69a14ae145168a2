/**
 * Many edits of one program, as the server answers them: the memory in use stays where it is. `SOAK_RUNS=20000` makes
 * more edits.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { DEFAULT_EXPLAIN_OPTIONS } from '../../server/explain/options.ts';
import { diagnostics } from '../../server/features/diagnostics.ts';
import { hover } from '../../server/features/hover.ts';
import { ALL_HINTS, inlayHints } from '../../server/features/inlay-hints.ts';
import { createAnalyses } from '../../server/workspace/analyser.ts';
import { NO_FILES } from '../../server/workspace/files.ts';
import { programOfFile } from '../../server/workspace/program.ts';
import { pythonParser } from '../support/parser.ts';
import { Editing } from './edits.ts';

const EDITS = Number(process.env['SOAK_RUNS'] ?? 1_000);
/** Measured after each of so many parts but the first, in which functions are compiled and tables filled. */
const PARTS = 5;
/**
 * Bytes by which the memory in use may grow from the first measure to the last. Of 20,000 edits that are 250 bytes for
 * each; a program of this length takes 300,000.
 */
const MOST_GROWTH = 4_000_000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const programs = ['lstm', 'stacked_lstm', 'lstm_with_mistake'].map((name) =>
  readFileSync(new URL(`../../examples/${name}.py`, import.meta.url), 'utf8'),
);
const URI = 'file:///soak/model.py';

test(`the memory in use stays where it is over ${EDITS} edits`, { timeout: 3_600_000 }, async (context) => {
  const analyses = createAnalyses(await pythonParser(), { files: NO_FILES, folders: () => [] });
  const answer = (text: string): void => {
    const program = programOfFile(URI, text);
    const analysis = analyses.of(program);
    inlayHints(analysis, ALL_HINTS);
    diagnostics(analysis);
    hover(analysis, text.length >> 1, DEFAULT_EXPLAIN_OPTIONS);
  };
  /** The heap, and the parser's memory outside of it. Of one text, so that what is measured is the same. */
  const memoryInUse = (): number => {
    answer(programs[0]!);
    collectGarbage();
    collectGarbage();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const measured: number[] = [];
  let edit = 0;
  for (let session = 0; edit < EDITS; session++) {
    const editing = new Editing(session, programs);
    for (let more = 0; more < 50 && edit < EDITS; more++) {
      editing.next();
      answer(editing.text);
      edit++;
      if (edit % Math.floor(EDITS / PARTS) === 0 && edit > EDITS / PARTS) measured.push(memoryInUse());
    }
  }
  const megabytes = measured.map((bytes) => (bytes / 1e6).toFixed(2));
  context.diagnostic(`MB in use: ${megabytes.join(', ')}`);
  assert.ok(measured.at(-1)! - measured[0]! <= MOST_GROWTH, `MB in use grew: ${megabytes.join(', ')}`);
});
