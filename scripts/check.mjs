/** `npm run check`: types, lint, format and lengths. Exit status 1 where something is wrong. */
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
  ['lengths of lines, functions and files', [join(root, 'scripts', 'lines.mjs')]],
];

/** Gives how many checks passed and failed. */
export function check() {
  const counts = { passed: 0, failed: 0 };
  for (const [name, args] of checks) {
    const { status } = spawnSync(node24(), args, { cwd: root, stdio: 'inherit' });
    const passed = status === 0;
    counts[passed ? 'passed' : 'failed'] += 1;
    console.log(`${passed ? '✓' : '✗'} ${name}`);
  }
  return counts;
}

if (isMain(import.meta.url)) {
  setUp();
  process.exitCode = check().failed === 0 ? 0 : 1;
}
