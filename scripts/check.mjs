/** `npm run check`: types and lint. Exit status 1 where something is wrong. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { isMain, modules, node24, root, setUp } from './setup.mjs';

const tsc = join(modules, 'typescript', 'bin', 'tsc');
const biome = join(modules, '@biomejs', 'biome', 'bin', 'biome');

const checks = [
  ['types', [tsc, '-p', 'tsconfig.json']],
  ['types of the part that runs anywhere', [tsc, '-p', 'tsconfig.pure.json']],
  ['types of the part that runs in a browser', [tsc, '-p', 'tsconfig.web.json']],
  ['types of the webviews', [tsc, '-p', 'tsconfig.webview.json']],
  ['lint', [biome, 'check', '--error-on-warnings', '--max-diagnostics=50']],
];

/** Gives how many checks passed and failed. */
export async function check() {
  const counts = { passed: 0, failed: 0 };
  const count = (name, passed) => {
    counts[passed ? 'passed' : 'failed'] += 1;
    console.log(`${passed ? '✓' : '✗'} ${name}`);
  };
  for (const [name, args] of checks) {
    const { status } = spawnSync(node24(), args, { cwd: root, stdio: 'inherit' });
    count(name, status === 0);
  }
  // Its parser is a package: there once it is set up.
  const { complaintsOfForm } = await import('./lines.mjs');
  const complaints = complaintsOfForm();
  if (complaints.length > 0) console.log(complaints.join('\n'));
  count('lengths of lines, functions and files', complaints.length === 0);
  return counts;
}

if (isMain(import.meta.url)) {
  setUp();
  process.exitCode = (await check()).failed === 0 ? 0 : 1;
}
