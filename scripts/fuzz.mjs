/**
 * `npm run fuzz`: the tests at random, longer than in `npm test`, at every level: bytes → parser, programs → analysis,
 * edits → analysis, the memory that
 * edits leave in use, messages → server, and all the programs that would take all time or memory. Each level runs in
 * shards with seeds of their own, as many
 * at once as there are cores. It takes 15 minutes or more on two cores. `npm run fuzz -- 7` takes other seeds, `npm run
 * fuzz -- 7 0.1` runs a tenth of it.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { environment, node24, root, setUp } from './setup.mjs';

const seed = Number(process.argv[2] ?? 1);
const share = Number(process.argv[3] ?? 1);

/** `runs` over all shards; the names of the settings are those of the tests. */
const LEVELS = [
  { title: 'bytes → parser', file: 'test/fuzz/bytes.test.ts', name: 'BYTES', runs: 60_000, shards: 6 },
  {
    title: 'broken programs → analysis',
    file: 'test/fuzz/mutated-programs.test.ts',
    name: 'FUZZ',
    runs: 50_000,
    shards: 8,
  },
  {
    title: 'edits → the same as anew',
    file: 'test/property/incremental.test.ts',
    name: 'EDIT',
    runs: 20_000,
    shards: 8,
  },
  { title: 'memory over edits', file: 'test/property/soak.test.ts', name: 'SOAK', runs: 20_000, shards: 1 },
  {
    title: 'messages → server',
    file: 'test/protocol/random-messages.test.ts',
    name: 'MESSAGE',
    runs: 20_000,
    shards: 4,
  },
  { title: 'programs without measure: Python', file: 'test/fuzz/bombs/python.test.ts', name: 'BOMBS', shards: 2 },
  { title: 'programs without measure: Keras', file: 'test/fuzz/bombs/keras.test.ts', name: 'BOMBS', shards: 2 },
  { title: 'programs without measure: texts', file: 'test/fuzz/bombs/texts.test.ts', name: 'BOMBS', shards: 1 },
];

setUp();
await build();
const folder = mkdtempSync(join(tmpdir(), 'layer-lens-fuzz-'));
const started = Date.now();
const totals = new Map(LEVELS.map(({ title }) => [title, { passed: 0, failed: 0, shards: 0, seconds: 0 }]));
const waiting = LEVELS.flatMap((level) => Array.from({ length: level.shards }, (_, shard) => ({ ...level, shard })));
const count = waiting.length;
let done = 0;

/** The shards of a level have seeds that no other seed of a run has. */
function settings({ name, runs, shards, shard }) {
  if (runs === undefined) return { [name]: 'all', [`${name}_SHARD`]: `${shard}/${shards}` };
  return {
    [`${name}_RUNS`]: String(Math.max(1, Math.ceil((runs * share) / shards))),
    [`${name}_SEED`]: String(seed * 1_000 + shard),
  };
}

function run(task) {
  return new Promise((resolve) => {
    const counts = join(folder, `${done}-${task.title.length}-${task.shard}-${Math.random()}.json`);
    const env = { ...environment(), ...settings(task), LAYER_LENS_TEST_COUNTS: counts };
    const begun = Date.now();
    const reporter = [
      `--test-reporter=${join(root, 'scripts', 'test-reporter.mjs')}`,
      '--test-reporter-destination=stdout',
    ];
    const child = spawn(node24(), ['--test', ...reporter, '--test-timeout=7200000', task.file], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (bytes) => {
      // Each of these programs takes seconds, and says what it took.
      if (task.runs === undefined) process.stdout.write(bytes);
      else output += bytes;
    });
    child.once('close', (status) => {
      const found = existsSync(counts) ? JSON.parse(readFileSync(counts, 'utf8')) : { passed: 0, failed: 1 };
      if (status !== 0 && found.failed === 0) found.failed = 1;
      const total = totals.get(task.title);
      total.passed += found.passed;
      total.failed += found.failed;
      total.shards += 1;
      total.seconds += (Date.now() - begun) / 1000;
      done += 1;
      if (found.failed > 0) console.log(output);
      const minutes = (Date.now() - started) / 60_000;
      console.log(
        `${found.failed === 0 ? '✓' : '✗'} ${task.title}, ${total.shards} of ${task.shards}  (${done} of ${count}, ${minutes.toFixed(1)} min)`,
      );
      resolve();
    });
  });
}

async function worker() {
  for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) await run(task);
}
await Promise.all(Array.from({ length: Math.max(1, availableParallelism()) }, worker));
rmSync(folder, { recursive: true });

console.log();
const sum = { passed: 0, failed: 0 };
for (const { title, runs } of LEVELS) {
  const { passed, failed, seconds } = totals.get(title);
  sum.passed += passed;
  sum.failed += failed;
  const what =
    runs === undefined ? `${passed + failed} programs` : `${Math.round(runs * share).toLocaleString('en')} runs`;
  console.log(
    `${failed === 0 ? '✓' : '✗'} ${title}: ${what}, ${passed} of ${passed + failed} passed, ${seconds.toFixed(0)} s`,
  );
}
console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed === 0 ? 0 : 1;
