// After `npm ci --ignore-scripts`: the packages of the VS Code inside the package code-server, which has its own list
// of them.
// None is compiled: VS Code's log and watchdog modules stay unbuilt, and it only says so in the server's log.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const vscode = fileURLToPath(new URL('node_modules/code-server/lib/vscode', import.meta.url));
if (!existsSync(join(vscode, 'node_modules', '@microsoft'))) {
  const options = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['install', ...options], { cwd: vscode, stdio: 'inherit' });
}
