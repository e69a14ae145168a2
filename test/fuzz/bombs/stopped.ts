/**
 * What every program that would take all time or memory there is must meet: it is stopped, and the lines after it are
 * still answered.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { LIMITS } from '../../../server/python/evaluate/fuel.ts';
import { type Taken, takenBy } from './bomb.ts';

const IMPORTS = 'import keras\nfrom keras import layers, Input, ops\nimport numpy as np\n';
const LAST = '\nlast = keras.layers.Dense(3)(keras.Input((2,)))\nprint(last.shape)\n';
/** Megabytes of the whole process: what a server may take for one program. */
const MOST_MEMORY = 2_000;
/** Wall time after which a program that does not end is given up, on a busy machine too. */
const ENDLESS = 120_000;

const isAll = process.env['BOMBS'] === 'all';
const [shard = 0, shards = 1] = (process.env['BOMBS_SHARD'] ?? '').split('/').filter(Boolean).map(Number);

/**
 * A test for each program. Their imports stand before them. `slow` ones, which take seconds of their fuel, run in `npm
 * run fuzz` (`BOMBS=all`): there each program has a process of
 * its own, since the memory of a process is measured at its highest, and what does not end is killed. The tests of
 * every day are sealed, and run the others in one process.
 */
export async function areStopped(
  programs: Readonly<Record<string, string>>,
  slow: Readonly<Record<string, string>>,
): Promise<void> {
  const asked = Object.entries(isAll ? { ...programs, ...slow } : programs).filter(
    (_, index) => index % shards === shard,
  );
  for (const [name, program] of asked) {
    test(`${name} is stopped, and the rest is answered`, async () => {
      const text = IMPORTS + program + LAST;
      const { last, steps, milliseconds, megabytes } = isAll ? apart(name, text) : await takenBy(text);
      assert.equal(last, '(None, 3)');
      assert.ok(steps <= LIMITS.steps + LIMITS.stepsPerLibraryCall, `${steps} steps`);
      assert.ok(milliseconds < 2 * LIMITS.milliseconds, `${milliseconds.toFixed(0)} ms of the processor`);
      assert.ok(megabytes < MOST_MEMORY, `${megabytes.toFixed(0)} MB`);
    });
  }
}

/** The program in a process of its own, which says in a line what it took. */
function apart(name: string, program: string): Taken {
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    [fileURLToPath(import.meta.resolve('./bomb.ts'))],
    { input: program, encoding: 'utf8', timeout: ENDLESS, killSignal: 'SIGKILL' },
  );
  if (status !== 0)
    assert.fail(
      `${signal === 'SIGKILL' ? `it has not ended after ${ENDLESS / 1000} s` : `it ended with ${signal ?? status}`}\n${stderr.slice(-2_000)}`,
    );
  const taken = JSON.parse(stdout) as Taken;
  console.log(`  ${name}: ${(taken.milliseconds / 1000).toFixed(1)} s, ${taken.megabytes.toFixed(0)} MB`);
  return taken;
}
