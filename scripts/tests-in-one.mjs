/**
 * Runs test files as `node --test` does, all in this one process, which loads what they share once.
 *
 *     node scripts/tests-in-one.mjs PATTERN... !PATTERN...
 */
import { globSync } from 'node:fs';
import { run } from 'node:test';
import report from './test-reporter.mjs';

const asked = process.argv.slice(2);
const without = new Set(globSync(asked.filter((one) => one.startsWith('!')).map((one) => one.slice(1))));
const files = globSync(asked.filter((one) => !one.startsWith('!'))).filter((file) => !without.has(file));
const stream = run({ files: files.sort(), isolation: 'none', timeout: 300_000 });
stream.on('test:fail', ({ details }) => {
  if (details.error?.failureType !== 'subtestsFailed') process.exitCode = 1;
});
stream.compose(report).pipe(process.stdout);
