/**
 * `npm run docs`: writes docs/problems and docs/reference from the declarations of problems and layers,
 * docs/settings.md from the manifest, and there the
 * setting for severities. TypeScript runs as it is, so this needs the Node that the tests have.
 */
import { spawnSync } from 'node:child_process';
import { environment, node24, root, setUp } from './setup.mjs';

setUp();
const write = `
  import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
  import { GENERATED_FOLDERS, generatedFiles } from './test/support/generated-docs.ts';
  const files = await generatedFiles();
  for (const folder of GENERATED_FOLDERS) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
  }
  for (const [path, text] of files) writeFileSync(path, text);
`;
process.exitCode =
  spawnSync(node24(), ['--input-type=module', '--eval', write], { cwd: root, env: environment(), stdio: 'inherit' })
    .status ?? 1;
