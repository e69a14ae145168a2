/**
 * `npm run release`: makes both packages, as they would be published, and tries them; says what is still missing, which
 * only the owner has, and with `--complete` fails where something is. Publishes nothing:
 * `.github/workflows/release.yml` does, with the owner's tokens.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { writeNpmPackage } from './npm-package.mjs';
import { pack } from './package.mjs';
import { isMain, root, setUp } from './setup.mjs';

/** What the archive for npm must hold, and what must be in neither archive. */
const NEEDED = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'dist/cli.js', 'dist/LICENSES.txt'];
const FOREIGN = /(^|\/)(node_modules|test|\.git|\.ci|\.github|scripts|bench|server|client)\/|\.map$|\.ts$|\.env/;

/** What only the owner can give, as sentences. */
export function missing(manifest, environment) {
  const asked = [
    [manifest.repository, 'package.json names no repository: pictures and links of the README need its address.'],
    [manifest.bugs, 'package.json has no "bugs": where people report mistakes.'],
    [environment.VSCE_PAT, 'VSCE_PAT is not set: the token of the publisher for the Visual Studio Marketplace.'],
    [environment.OVSX_PAT, 'OVSX_PAT is not set: the token for Open VSX.'],
    [environment.NODE_AUTH_TOKEN, 'NODE_AUTH_TOKEN is not set: the token for npm.'],
  ];
  return asked.flatMap(([given, sentence]) => (given ? [] : [sentence]));
}

/** What is wrong with the contents of an archive, as sentences. `files`: by their paths in it. */
export function wrongContents(files, needed = NEEDED) {
  return [
    ...needed.filter((file) => !files.includes(file)).map((file) => `It lacks ${file}.`),
    ...files.filter((file) => FOREIGN.test(file)).map((file) => `It holds ${file}.`),
  ];
}

const npm = (args, folder) => {
  const shell = process.platform === 'win32';
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd: folder, encoding: 'utf8', shell });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed:\n${stderr}`);
  return stdout;
};

/** Packs for npm as it would be published; gives the archive. */
function packForNpm(scratch) {
  const folder = writeNpmPackage();
  const [{ filename, files, size }] = JSON.parse(npm(['pack', '--json', '--pack-destination', scratch], folder));
  const wrong = wrongContents(files.map(({ path }) => path));
  if (wrong.length > 0) throw new Error(`The archive for npm: ${wrong.join(' ')}`);
  npm(['publish', '--dry-run', '--provenance=false', '--ignore-scripts'], folder);
  console.log(`${filename}: ${files.length} files, ${Math.round(size / 1000)} kB; npm publish --dry-run is content`);
  return join(scratch, filename);
}

/** Installs the archive without a network, as `npx` from it does, and asks it something. */
function tryInstalled(archive, scratch) {
  const home = join(scratch, 'installed');
  mkdirSync(home);
  writeFileSync(join(home, 'package.json'), '{"private": true}');
  npm(['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', archive], home);
  const example = join(root, 'examples', 'lstm_with_mistake.py');
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(home, 'node_modules', 'layer-lens', 'dist', 'cli.js'), 'check', example],
    { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } },
  );
  if (status !== 1 || !stdout.includes('[undefined-name]')) throw new Error(`The installed command says: ${stdout}`);
  const version = npm(['exec', '--offline', '--', 'layerlens', '--version'], home).trim();
  console.log(`installed offline, layerlens ${version} finds the mistake of the example`);
}

export async function release() {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const scratch = mkdtempSync(join(tmpdir(), 'layer-lens-release-'));
  try {
    if (!readFileSync(join(root, 'CHANGELOG.md'), 'utf8').includes(`\n## ${manifest.version}\n`))
      throw new Error(`CHANGELOG.md has no heading for ${manifest.version}.`);
    await build();
    await pack();
    tryInstalled(packForNpm(scratch), scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  const left = missing(manifest, process.env);
  console.log(
    left.length === 0 ? 'Nothing is missing.' : `Still missing:\n${left.map((one) => `  ${one}`).join('\n')}`,
  );
}

if (isMain(import.meta.url)) {
  setUp();
  await release();
}
