/**
 * `npm run bench`: Layer Lens beside pyright and beside tree-sitter alone; prints tables and writes docs/benchmarks.md.
 * About five minutes.
 */
import { spawnSync } from 'node:child_process';
import { build } from './build.mjs';
import { environment, node24, root, setUp } from './setup.mjs';

setUp();
await build();
const { status } = spawnSync(node24(), ['bench/main.mjs'], { cwd: root, env: environment(), stdio: 'inherit' });
process.exitCode = status ?? 1;
