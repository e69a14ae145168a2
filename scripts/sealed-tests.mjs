/**
 * Runs test files as `node --test` does, each in a process that may read files and do nothing else: start no process,
 * write no file, load no
 * native code, open no connection. So nothing of a program that is read can be run.
 *
 *     node scripts/sealed-tests.mjs PATTERN... !FILE...
 */
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { run } from 'node:test';
import report from './test-reporter.mjs';

const SEALED = ['--permission', '--allow-fs-read=*', `--import=${new URL('no-network.mjs', import.meta.url)}`];

const asked = process.argv.slice(2);
const except = asked.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
const files = globSync(asked.filter((pattern) => !pattern.startsWith('!')))
  .map((file) => file.replaceAll('\\', '/'))
  .sort();
const missing = except.filter((file) => !files.includes(file));
if (missing.length > 0) throw new Error(`No such test: ${missing.join(', ')}`);

// As many at a time as there are processors: `true` would leave one to this process, which only waits.
const stream = run({
  files: files.filter((file) => !except.includes(file)),
  execArgv: SEALED,
  timeout: 300_000,
  concurrency: availableParallelism(),
});
stream.on('test:fail', ({ details }) => {
  if (details.error?.failureType !== 'subtestsFailed') process.exitCode = 1;
});
stream.compose(report).pipe(process.stdout);
