/**
 * Runs the suite inside a real VS Code: `node run.mjs node | web | installed`, where `installed` packs the extension
 * and
 * installs it as a user does. VSCODE_EXECUTABLE names the VS Code to use; without it, one is downloaded.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { pack } from '../../scripts/package.mjs';
import { root } from '../../scripts/setup.mjs';

const kind = process.argv[2];
const scratch = mkdtempSync(join(tmpdir(), 'layer-lens-test-'));
try {
  const folder = join(scratch, 'examples');
  cpSync(join(root, 'examples'), folder, { recursive: true }); // a web VS Code saves by itself what the tests edit
  // The second folder is in memory: the tests register its file system.
  const workspace = join(scratch, 'test.code-workspace');
  writeFileSync(
    workspace,
    JSON.stringify({ folders: [{ path: 'examples' }, { uri: 'layerlens-memory:/project', name: 'project' }] }),
  );
  // VS Code finds the web host to run tests in by the extension that they lie in.
  const suite = join(root, '.vscode-test', 'suite.cjs');
  await build({
    entryPoints: [join(root, 'test/vscode/suite.ts')],
    outfile: suite,
    bundle: true,
    format: 'cjs',
    platform: kind === 'web' ? 'browser' : 'node',
    external: ['vscode', 'node:*'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  const profile = [`--user-data-dir=${join(scratch, 'user')}`];
  const vscodeExecutablePath = process.env.VSCODE_EXECUTABLE || undefined;
  const options = { vscodeExecutablePath, extensionTestsPath: suite };
  if (kind === 'installed') {
    const extensions = join(scratch, 'extensions');
    await install(await pack(join(scratch, 'layer-lens.vsix')), extensions, vscodeExecutablePath);
    // VS Code runs tests only while some extension is under development: this one is empty.
    const empty = join(scratch, 'empty');
    mkdirSync(empty);
    writeFileSync(
      join(empty, 'package.json'),
      JSON.stringify({ name: 'empty', publisher: 'empty', version: '0.0.1', engines: { vscode: '*' } }),
    );
    await runTests({
      ...options,
      extensionDevelopmentPath: empty,
      launchArgs: [workspace, `--extensions-dir=${extensions}`, ...profile],
    });
  } else {
    const host = kind === 'web' ? ['--extensionDevelopmentKind=web'] : [];
    await runTests({
      ...options,
      extensionDevelopmentPath: root,
      launchArgs: [workspace, '--disable-extensions', ...host, ...profile],
    });
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

async function install(vsix, extensions, executable) {
  if (executable !== undefined) {
    const { installExtension } = await import('./host/host.mjs');
    installExtension(vsix, extensions);
    return;
  }
  const [code, ...args] = resolveCliArgsFromVSCodeExecutablePath(await downloadAndUnzipVSCode());
  const windows = process.platform === 'win32';
  const { status } = spawnSync(code, [...args, '--extensions-dir', extensions, '--install-extension', vsix], {
    stdio: 'inherit',
    shell: windows,
  });
  if (status !== 0) throw new Error('VS Code did not install the package');
}
