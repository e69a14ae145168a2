/** The VS Code of machines without a desktop (test/vscode/host): gets everything it needs, or says what is missing. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { environment, isInstalled, root, run } from './setup.mjs';

export const hostFolder = join(root, 'test', 'vscode', 'host');

/** A desktop has a VS Code of its own, which @vscode/test-electron downloads; elsewhere the host stands in. */
export const needsHost = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;

/** Installs VS Code's server and the browser where they are missing. */
export function setUpHost() {
  const vscodeModules = join(hostFolder, 'node_modules', 'code-server', 'lib', 'vscode', 'node_modules', '@microsoft');
  if (!isInstalled(hostFolder) || !existsSync(vscodeModules)) {
    console.log("Installing VS Code's server (once, about 250 MB) …");
    const options = { cwd: hostFolder, env: environment() };
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], options);
    run('node', ['setup.mjs'], options);
  }
  setUpChromium();
}

function setUpChromium() {
  if (existsSync(process.env.CHROMIUM ?? '/usr/bin/chromium')) return;
  if (process.env.CHROMIUM || process.getuid() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new Error(
      'The tests in VS Code need Chromium. Install it (Debian: apt-get install chromium), or set CHROMIUM to its path.',
    );
  }
  console.log('Installing chromium (apt-get) …');
  const quietly = {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
  };
  run('apt-get', ['update', '-qq'], quietly);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu'], quietly);
}
