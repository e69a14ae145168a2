/**
 * `npm run fold`: what a reader sees of each kind of hover before scrolling, measured on VS Code's page in an unchanged
 * editor. `-- table` prints it for three windows; `-- pictures` takes pictures of some, `-- faults` of programs whose
 * hints are hard to tell shortly. They go to .vscode-test/fold, or to the folder LAYER_LENS_FOLD.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from './build.mjs';
import { setUpHost } from './host.mjs';
import { environment, node24, partsAsked, root, setUp } from './setup.mjs';

const parts = ['table', 'pictures', 'faults'];
const asked = partsAsked(Object.fromEntries(parts.map((name) => [name, true])));
const folder = resolve(process.env.LAYER_LENS_FOLD ?? join(root, '.vscode-test', 'fold'));
mkdirSync(folder, { recursive: true });
setUp();
await build();
setUpHost();
const args = ['test/vscode/fold/report.mjs', ...(asked.length > 0 ? asked : parts)];
const options = { cwd: root, env: { ...environment(), LAYER_LENS_FOLD: folder }, stdio: 'inherit' };
process.exitCode = spawnSync(node24(), args, options).status ?? 1;
console.log(`\nWritten to ${folder}.`);
