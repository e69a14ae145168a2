/** `npm run keras-fuzz`: test/keras-fuzz/main.ts with the Node that runs TypeScript. */
import { spawn } from 'node:child_process';
import { environment, node24, root, setUp } from './setup.mjs';

setUp();
spawn(node24(), ['test/keras-fuzz/main.ts', ...process.argv.slice(2)], {
  cwd: root,
  env: environment(),
  stdio: 'inherit',
}).once('close', (status) => {
  process.exitCode = status ?? 1;
});
