/** `npm run images`: takes the pictures of docs/images again, by the tests that read VS Code's page. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build.mjs';
import { setUpHost } from './host.mjs';
import { environment, node24, root, setUp } from './setup.mjs';

setUp();
await build();
setUpHost();
const env = { ...environment(), LAYER_LENS_IMAGES: join(root, 'docs', 'images') };
process.exitCode =
  spawnSync(node24(), ['--test', '--test-concurrency=1', 'test/vscode/page*.test.mjs'], {
    cwd: root,
    env,
    stdio: 'inherit',
  }).status ?? 1;
