/**
 * What every script needs first. Runs on any Node from 20 on, with nothing installed yet, so it imports only what Node
 * has.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const modules = join(root, 'node_modules');

/**
 * Are the installed packages those of the lockfile? Packages for other systems are absent on purpose: they are
 * optional.
 */
export function isInstalled(folder = root) {
  const installedFile = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const wanted = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const present = installed[path];
    if (present === undefined) return optional === true;
    return present.version === version && existsSync(join(folder, path));
  });
}

/** The parts that are named on the command line; ends with what there is where one is not among `parts`. */
export function partsAsked(parts) {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !(name in parts));
  if (unknown.length === 0) return asked;
  console.error(`No such part: ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}

/** Runs a command and shows what it prints; throws where it fails. */
export function run(command, args, options = {}) {
  // On Windows npm is a batch file, which only a shell can start.
  const shell = process.platform === 'win32' && command === 'npm';
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell, ...options });
  if (result.error) throw result.error;
  if (result.status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${result.status ?? result.signal}`);
}

/** Installs the packages of the lockfile where they are missing or not up to date. */
export function setUp() {
  if (isInstalled()) return;
  console.log('Installing packages (npm ci) …');
  // npm ignores the optional packages of other systems by itself; an outer npm's settings must not leave out ours.
  run('npm', [
    'ci',
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
}

/** The newest Node at hand: this one from 24 on, else the one among the packages. It runs TypeScript as it is. */
export function node24() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  const system = process.platform === 'win32' ? 'win' : process.platform;
  for (const name of [`node-${system}-${process.arch}`, `node-bin-${system}-${process.arch}`]) {
    const file = join(modules, name, 'bin', system === 'win' ? 'node.exe' : 'node');
    if (existsSync(file)) return file;
  }
  throw new Error(
    `The tests need Node 24 or newer. This is ${process.version}, and there is no package of Node 24 for ${system} ${process.arch}.`,
  );
}

/** The environment of a child process in which `node` is Node 24. */
export function environment() {
  return { ...process.env, PATH: dirname(node24()) + delimiter + process.env.PATH };
}

/** Runs a script with Node 24 and gives its exit status and what it printed; `show` also prints it as it comes. */
export function runNode(args, { show = false, env = {}, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(node24(), args, { cwd, env: { ...environment(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const take = (stream) => (bytes) => {
      output += bytes;
      if (show) stream.write(bytes);
    };
    child.stdout.on('data', take(process.stdout));
    child.stderr.on('data', take(process.stderr));
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, output }));
  });
}

/** Was this file started by itself, and not imported? */
export const isMain = (url) => process.argv[1] !== undefined && fileURLToPath(url) === process.argv[1];
