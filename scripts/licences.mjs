/**
 * The licences of what is bundled, which ask to be given along: dist/LICENSES.txt, a part for each package that is in a
 * bundle.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';

/** The folders of the packages that the files are in, from the root, in the order of their names. */
export function packagesOf(files) {
  const folders = files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
  return [...new Set(folders)].sort();
}

/** `built`: what esbuild made; `more`: packages of which files were copied. Throws where one has no licence. */
export function writeLicences(built, more) {
  const inputs = built.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const parts = packagesOf([...inputs, ...more.map((name) => `node_modules/${name}/package.json`)]).map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const file = readdirSync(join(root, folder)).find((one) => /^licen[cs]e(\.(md|txt))?$/i.test(one));
    if (license === undefined) throw new Error(`${name} is bundled, and says no licence`);
    const text = file === undefined ? '' : `\n\n${readFileSync(join(root, folder, file), 'utf8').trim()}`;
    return `${name} ${version} (${license})${text}\n`;
  });
  const rule = `\n${'─'.repeat(80)}\n\n`;
  const first = 'Layer Lens is under the MIT licence (LICENSE). Its bundles hold parts of these packages:\n';
  writeFileSync(join(root, 'dist', 'LICENSES.txt'), [first, ...parts].join(rule));
}
