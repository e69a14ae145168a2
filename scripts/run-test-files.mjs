/** What the scripts that run test files have in common. */
import { globSync } from 'node:fs';
import { run } from 'node:test';
import report from './test-reporter.mjs';

/** The files that the arguments name, PATTERN... !PATTERN...; throws where what is left out is not there. */
export function filesAsked() {
  const asked = process.argv.slice(2);
  const found = (patterns) => globSync(patterns).map((file) => file.replaceAll('\\', '/'));
  const files = found(asked.filter((pattern) => !pattern.startsWith('!')));
  const without = new Set();
  for (const pattern of asked.filter((one) => one.startsWith('!')).map((one) => one.slice(1))) {
    const left = found([pattern]).filter((file) => files.includes(file));
    if (left.length === 0) throw new Error(`No such test: ${pattern}`);
    for (const file of left) without.add(file);
  }
  return files.filter((file) => !without.has(file)).sort();
}

/** Runs them, tells what came of it, and sets the exit code. */
export function runFiles(files, options) {
  const stream = run({ files, timeout: 300_000, ...options });
  stream.on('test:fail', ({ details }) => {
    if (details.error?.failureType !== 'subtestsFailed') process.exitCode = 1;
  });
  stream.compose(report).pipe(process.stdout);
}
