/**
 * `npm run mutation`: changes the server's rules in thousands of small ways, one at a time (a `+` becomes a `-`, a
 * condition `true`), and sees whether a test fails.
 * `npm run mutation -- core shapes` does only these parts. What was found before is kept in .mutation and only what
 * changed is run again.
 * At the end it writes docs/mutation.md. The exit status is 1 where a part is below its share, a survivor has no reason
 * in scripts/mutation/survivors.mjs, or a change could not be tested.
 */
import { spawnSync } from 'node:child_process';
import { parts } from './mutation/parts.mjs';
import { report } from './mutation/report.mjs';
import { environment, node24, partsAsked, root, setUp } from './setup.mjs';

const asked = partsAsked(parts);
setUp();
for (const part of asked.length > 0 ? asked : Object.keys(parts)) {
  console.log(`\n── ${part} ──`);
  const { status } = spawnSync(node24(), ['scripts/mutation/run.mjs', part], {
    cwd: root,
    env: environment(),
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}
process.exitCode = report() ? 0 : 1;
