/**
 * `npm run vscode`: VS Code with the extension on examples/. Without a desktop, VS Code's server, to be opened in a
 * browser.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { setUpHost } from './host.mjs';
import { pack } from './package.mjs';
import { node24, root, run, setUp } from './setup.mjs';

const examples = join(root, 'examples');
const windows = process.platform === 'win32'; // there `code` is a batch file, which only a shell can start

async function serve() {
  const { installExtension, startServer } = await import('../test/vscode/host/host.mjs');
  const folder = mkdtempSync(join(tmpdir(), 'layer-lens-'));
  const extensions = join(folder, 'extensions');
  installExtension(await pack(join(folder, 'layer-lens.vsix')), extensions);
  const server = await startServer({
    dataDir: join(folder, 'data'),
    args: ['--extensions-dir', extensions],
    lasting: true,
  });
  console.log(
    `\nVS Code with Layer Lens: ${server.origin}/?folder=${encodeURI(examples)}\nOpen lstm.py there. Ctrl-C ends it.`,
  );
  const end = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
    process.exit();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, end);
}

setUp();
if (node24() !== process.execPath) run(node24(), [fileURLToPath(import.meta.url)]);
else {
  await build();
  if (spawnSync('code', ['--version'], { shell: windows, stdio: 'ignore' }).status === 0) {
    run('code', [`--extensionDevelopmentPath=${root}`, '--new-window', examples, join(examples, 'lstm.py')], {
      shell: windows,
    });
  } else {
    setUpHost();
    await serve();
  }
}
