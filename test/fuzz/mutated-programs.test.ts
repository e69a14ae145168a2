/**
 * Programs broken in every way: no exception, and no run above its fuel or its time. `FUZZ_RUNS=50000` runs longer,
 * `FUZZ_SEED=7` runs other ones.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runProgram } from '../../server/analysis/run.ts';
import { LIMITS } from '../../server/python/evaluate/fuel.ts';
import { pythonParser } from '../support/parser.ts';
import { Dice, mutated } from './mutations.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 1_500);
const SEED = Number(process.env['FUZZ_SEED'] ?? 1);
/** Runs that are told of together. */
const CHUNK = 250;
/** A library call's last steps come on top of the program's. */
const MOST_STEPS = LIMITS.steps + LIMITS.stepsPerLibraryCall;
/** Of the processor's time, which a busy machine does not lengthen. The clock is read between steps only. */
const MOST_MILLISECONDS = 2 * LIMITS.milliseconds;

const programs = ['../truth/programs/', '../../examples/'].flatMap((folder) => {
  const url = new URL(folder, import.meta.url);
  return readdirSync(url)
    .filter((name) => name.endsWith('.py'))
    .sort()
    .map((name) => readFileSync(new URL(name, url), 'utf8'));
});

/** What is wrong with the run of a program; undefined where nothing is. */
function complaint(parser: Awaited<ReturnType<typeof pythonParser>>, source: string): string | undefined {
  const start = process.cpuUsage();
  try {
    const { evaluator } = runProgram(parser, source);
    if (evaluator.fuel.spent > MOST_STEPS) return `${evaluator.fuel.spent} steps`;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const { user, system } = process.cpuUsage(start);
  const milliseconds = (user + system) / 1000;
  return milliseconds > MOST_MILLISECONDS ? `${milliseconds.toFixed(0)} ms` : undefined;
}

const parser = await pythonParser();
const dice = new Dice(SEED);
for (let first = 0; first < RUNS; first += CHUNK) {
  const last = Math.min(first + CHUNK, RUNS);
  test(`mutated programs ${first + 1} to ${last} of seed ${SEED}`, { timeout: 3_600_000 }, () => {
    const complaints: string[] = [];
    for (let run = first; run < last; run++) {
      const { how, source } = mutated(dice, programs);
      const found = complaint(parser, source);
      if (found !== undefined) complaints.push(`run ${run + 1} (${how.join(', ')}): ${found}\n${source}\n`);
    }
    assert.equal(complaints.length, 0, `\n${complaints.slice(0, 3).join('\n')}\n${complaints.length} in all`);
  });
}
