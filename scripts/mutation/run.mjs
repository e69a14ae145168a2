/**
 * `node scripts/mutation/run.mjs PART`, in Node 24: mutates a part of the server and keeps what its tests do not notice
 * (see scripts/mutation.mjs).
 */
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stryker } from '@stryker-mutator/core';
import { root } from '../setup.mjs';
import { endsProcess, folder, LIVING, parts, resultsOf } from './parts.mjs';

const part = process.argv[2];
const { mutate, tests } = parts[part];
mkdirSync(folder, { recursive: true });
if (existsSync(resultsOf(part))) forgetUnsure(resultsOf(part));
await new Stryker({
  mutate,
  mutationTests: tests.flatMap((pattern) => globSync(pattern, { cwd: root }).sort()),
  plugins: [fileURLToPath(new URL('plugins.mjs', import.meta.url))],
  testRunner: 'in-process',
  ignorers: ['prose'],
  coverageAnalysis: 'perTest',
  concurrency: Number(process.env.MUTATION_CONCURRENCY ?? 1),
  timeoutMS: 4000,
  timeoutFactor: 3,
  incremental: true,
  incrementalFile: resultsOf(part),
  // What the sandbox needs, and nothing else.
  ignorePatterns: [
    '**',
    '!server/**',
    ...['unit', 'mutation', 'support', 'truth'].map((name) => `!test/${name}/**`),
    '!package.json',
  ],
  tempDirName: '.mutation/sandbox',
  reporters: process.stdout.isTTY ? ['progress'] : ['progress-append-only'],
  warnings: { unknownOptions: false, slow: false },
}).runMutationTest();

/**
 * Stryker does not see that a new test reaches what is evaluated while a module is loaded, nor that other lines of a
 * file have changed: such survivors are tried again,
 * as is what could not be tested.
 */
function forgetUnsure(file) {
  const results = JSON.parse(readFileSync(file, 'utf8'));
  for (const [path, one] of Object.entries(results.files)) {
    const changed = !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== one.source;
    const unsure = ({ status, static: early }) => LIVING.has(status) && (early || changed);
    one.mutants = one.mutants.filter(
      (mutant) => !unsure(mutant) && (mutant.status !== 'RuntimeError' || endsProcess(mutant)),
    );
  }
  writeFileSync(file, JSON.stringify(results));
}
