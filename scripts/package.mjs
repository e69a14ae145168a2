/** `npm run package`: builds and packs layer-lens-VERSION.vsix, which VS Code installs with "Install from VSIX…". */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { isMain, modules, root, runNode, setUp } from './setup.mjs';
import { LIMITS } from './sizes.mjs';

/** Gives the path of the .vsix. */
export async function pack(
  file = join(root, `layer-lens-${JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version}.vsix`),
) {
  const vsce = join(modules, '@vscode', 'vsce', 'vsce');
  // VS Code shows a README with no pictures but those on a web server, and this project has none.
  const readme = join('dist', 'README.md');
  writeFileSync(join(root, readme), readFileSync(join(root, 'README.md'), 'utf8').replace(/^!\[.*\n\n/gm, ''));
  const options = [
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--readme-path',
    readme,
  ];
  const { status, output } = await runNode([vsce, 'package', ...options, '--out', file]);
  if (status !== 0) throw new Error(`vsce failed:\n${output}`);
  const size = statSync(file).size;
  console.log(`${file} (${Math.round(size / 1000)} kB)`);
  if (size > LIMITS.package) throw new Error(`The package has ${size} bytes, and ${LIMITS.package} are allowed.`);
  return file;
}

if (isMain(import.meta.url)) {
  setUp();
  await build();
  await pack();
}
