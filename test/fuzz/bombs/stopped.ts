/** What every program that would take all time or memory there is must meet: it is stopped, and the lines after it are still answered. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runProgram } from '../../../server/analysis/run.ts';
import { LIMITS } from '../../../server/python/evaluate/fuel.ts';
import { pythonParser } from '../../support/parser.ts';

const IMPORTS = 'import keras\nfrom keras import layers, Input, ops\nimport numpy as np\n';
const LAST = '\nlast = keras.layers.Dense(3)(keras.Input((2,)))\nprint(last.shape)\n';
/** Megabytes of the whole process, the tests before it included: what a server may take for one program. */
const MOST_MEMORY = 2_000;

/** The processor's time in milliseconds: a busy machine does not lengthen it. */
const now = (): number => process.cpuUsage().user / 1000;

/** A test for each program. Their imports stand before them. `slow` ones, which take seconds of their fuel, run in `npm run fuzz` (`BOMBS=all`). */
export async function areStopped(programs: Readonly<Record<string, string>>, slow: Readonly<Record<string, string>>): Promise<void> {
  const parser = await pythonParser();
  for (const [name, program] of Object.entries(process.env['BOMBS'] === 'all' ? { ...programs, ...slow } : programs)) {
    test(`${name} is stopped, and the rest is answered`, () => {
      const start = process.cpuUsage();
      const { analysis, evaluator } = runProgram(parser, IMPORTS + program + LAST, { now });
      const { user, system } = process.cpuUsage(start);
      assert.equal(analysis.values.at(-1)?.shown, '(None, 3)');
      assert.ok(evaluator.fuel.spent <= LIMITS.steps + LIMITS.stepsPerLibraryCall, `${evaluator.fuel.spent} steps`);
      const milliseconds = (user + system) / 1000;
      assert.ok(milliseconds < 2 * LIMITS.milliseconds, `${milliseconds.toFixed(0)} ms of the processor`);
      const memory = process.resourceUsage().maxRSS / 1024;
      assert.ok(memory < MOST_MEMORY, `${memory.toFixed(0)} MB`);
    });
  }
}
