/**
 * Editing: after every edit the analysis that goes on from a checkpoint says the same as one that begins anew.
 * `EDIT_RUNS=20000` makes
 * more edits, `EDIT_SEED=7` other ones.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Analysis } from '../../server/analysis/analysis.ts';
import { analyze } from '../../server/analysis/analyze.ts';
import { IncrementalAnalysis } from '../../server/analysis/incremental.ts';
import { Place } from '../../server/python/syntax/place.ts';
import { ProgramText } from '../../server/python/syntax/program-text.ts';
import { pythonParser } from '../support/parser.ts';
import { Editing } from './edits.ts';
import { SHARED_STATE } from './shared-state.ts';

const RUNS = Number(process.env['EDIT_RUNS'] ?? 1_000);
const SEED = Number(process.env['EDIT_SEED'] ?? 1);
/** Edits of one program, from its opening on. */
const SESSION = 25;
/** Sessions that are told of together. */
const CHUNK = 10;
/** Longer programs take too long for so many runs. */
const LONGEST = 6_000;

const parser = await pythonParser();
const parse = (text: string) => parser.parse(text);
/** The clock stands still: how far a program gets within its time is not what is compared. */
const options = { parse, now: () => 0 };
/** At every chance others are heard, in the middle of statements too. */
const interrupted = { ...options, pauseAfter: 0 };

const folder = new URL('../truth/programs/', import.meta.url);
const programs = readdirSync(folder)
  .filter((name) => name.endsWith('.py'))
  .sort()
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))
  .filter((text) => text.length <= LONGEST);

/** All facts as one text. */
function written({ text: _, file: __, ...facts }: Analysis): string {
  return JSON.stringify(facts, (_key, value: unknown) => {
    if (typeof value === 'bigint') return String(value);
    if (value instanceof Map) return [...value];
    if (value instanceof Place) return { start: value.start, end: value.end };
    return typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      Object.getPrototypeOf(value) !== Object.prototype
      ? String(value)
      : value;
  });
}

function firstDifference(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return `…${a.slice(Math.max(0, at - 200), at + 120)}\nanew: …${b.slice(Math.max(0, at - 60), at + 120)}`;
}

const kinds = { 'programs of the truth': programs, 'programs that share state': SHARED_STATE };

for (const [kind, texts] of Object.entries(kinds))
  for (let first = 0; first < RUNS / 2 / SESSION; first += CHUNK) {
    const last = Math.min(first + CHUNK, Math.ceil(RUNS / 2 / SESSION));
    test(`${kind}: sessions ${first + 1} to ${last} of ${SESSION} edits, seed ${SEED}`, { timeout: 3_600_000 }, () => {
      for (let session = first; session < last; session++) {
        const editing = new Editing(SEED * 100_003 + session, texts);
        const incremental = new IncrementalAnalysis(parser, interrupted);
        incremental.of(ProgramText.ofFile(editing.text));
        for (let edit = 0; edit < SESSION; edit++) {
          const before = editing.text;
          editing.next();
          const text = ProgramText.ofFile(editing.text);
          // Who types on does not wait for the end of an analysis.
          if (edit % 3 === 1) {
            const steps = incremental.steps(text);
            for (let step = 0; step < (edit * 31) % 97; step++) steps.next();
            continue;
          }
          const [after, anew] = [written(incremental.of(text)), written(analyze(parser, text, options))];
          assert.ok(
            after === anew,
            `session ${session}, edit ${edit + 1}:\n${firstDifference(after, anew)}\n--- the text before:\n${before}\n--- and after:\n${editing.text}`,
          );
        }
      }
    });
  }
