/** `npm run docs`: writes docs/layers.md from the declarations of the layers. TypeScript runs as it is, so this needs the Node that the tests have. */
import { spawnSync } from 'node:child_process';
import { environment, node24, root, setUp } from './setup.mjs';

setUp();
const write = `
  import { writeFileSync } from 'node:fs';
  import { layerTable } from './test/support/layer-table.ts';
  import { pythonParser } from './test/support/parser.ts';
  writeFileSync('docs/layers.md', layerTable(await pythonParser()));
`;
process.exitCode = spawnSync(node24(), ['--input-type=module', '--eval', write], { cwd: root, env: environment(), stdio: 'inherit' }).status ?? 1;
