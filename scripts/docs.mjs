/**
 * `npm run docs`: writes docs/layers.md from the declarations of the layers, and docs/problems.md and the setting for severities from those of the problems. TypeScript runs as it is, so
 * this needs the Node that the tests have.
 */
import { spawnSync } from 'node:child_process';
import { environment, node24, root, setUp } from './setup.mjs';

setUp();
const write = `
  import { readFileSync, writeFileSync } from 'node:fs';
  import { problemsPage } from './server/problems/page.ts';
  import { layerTable } from './test/support/layer-table.ts';
  import { pythonParser } from './test/support/parser.ts';
  import { withProblemSettings, withProblemWords } from './test/support/problem-settings.ts';
  writeFileSync('docs/layers.md', layerTable(await pythonParser()));
  writeFileSync('docs/problems.md', problemsPage());
  writeFileSync('package.json', withProblemSettings(readFileSync('package.json', 'utf8')));
  writeFileSync('package.nls.json', withProblemWords(readFileSync('package.nls.json', 'utf8')));
`;
process.exitCode = spawnSync(node24(), ['--input-type=module', '--eval', write], { cwd: root, env: environment(), stdio: 'inherit' }).status ?? 1;
