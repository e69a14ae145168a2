/**
 * The package for npm, in dist/npm: the command line and the language server, without the extension. Its manifest is
 * made of that of the extension.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';

const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));

/** Gives the folder. The bundles must be built. */
export function writeNpmPackage() {
  const folder = join(root, 'dist', 'npm');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'dist'), { recursive: true });
  const files = readdirSync(join(root, 'dist')).filter((file) => /\.(js|wasm)$|^LICENSES\.txt$/.test(file));
  for (const file of files) cpSync(join(root, 'dist', file), join(folder, 'dist', file));
  for (const file of ['LICENSE', 'CHANGELOG.md']) cpSync(join(root, file), join(folder, file));
  // What the code of a problem leads to, and what tells of the commands.
  cpSync(join(root, 'docs'), join(folder, 'docs'), {
    recursive: true,
    filter: (path) => !/[\\/](images|walkthrough|pictures|design)([\\/]|$)/.test(path),
  });
  // Pictures are shown from a web server only, and this project has none.
  const readme = readFileSync(join(root, 'README.md'), 'utf8').replace(/^!\[.*\n\n/gm, '');
  writeFileSync(join(folder, 'README.md'), readme);
  const { name, version, license, type, engines, bin, keywords, repository, homepage, bugs } = read('package.json');
  const manifest = {
    name,
    version,
    description: read('package.nls.json').description,
    license,
    type,
    keywords,
    ...(repository ? { repository, homepage, bugs } : {}),
    engines: { node: engines.node },
    bin,
    files: ['dist', 'docs', 'CHANGELOG.md'],
    publishConfig: { access: 'public', provenance: true },
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  return folder;
}
