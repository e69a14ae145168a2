/**
 * `npm run fuzz`: the tests at random, longer than in `npm test`: mutated programs, edits against analyses that begin anew, messages to the server,
 * and the memory in use over many edits.
 * `npm run fuzz -- 7` takes other seeds. About an hour.
 */
import { spawnSync } from 'node:child_process';
import { build } from './build.mjs';
import { environment, node24, root, setUp } from './setup.mjs';

setUp();
await build();
const seed = process.argv[2] ?? '1';
const env = { ...environment(), FUZZ_RUNS: '50000', FUZZ_SEED: seed, EDIT_RUNS: '20000', EDIT_SEED: seed, MESSAGE_RUNS: '20000', MESSAGE_SEED: seed, SOAK_EDITS: '20000' };
const files = ['test/fuzz/mutated-programs.test.ts', 'test/property/incremental.test.ts', 'test/protocol/random-messages.test.ts', 'test/property/soak.test.ts'];
const { status } = spawnSync(node24(), ['--test', '--test-reporter=spec', '--test-timeout=7200000', ...files], { cwd: root, env, stdio: 'inherit' });
process.exitCode = status ?? 1;
