// Real VS Code: the server inside the npm package code-server, shown by Debian's chromium.
import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, normalize, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

/** VS Code's server; runs on the Node 24 that runs this. */
export const SERVER = fileURLToPath(new URL('node_modules/code-server/lib/vscode/out/server-main.js', import.meta.url));

export const quiet = {
  'chat.disableAIFeatures': true, // no Chat view, no Copilot status
  'workbench.secondarySideBar.defaultVisibility': 'hidden', // or an empty column stays on the right
  'workbench.startupEditor': 'none',
  'workbench.editorAssociations': { '*.ipynb': 'jupyter-notebook' }, // or an early open shows raw JSON
  'extensions.ignoreRecommendations': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'telemetry.telemetryLevel': 'off',
  'update.showReleaseNotes': false,
  'git.enabled': false,
};

/** Installs a .vsix into a folder of extensions, as a user's VS Code does. */
export function installExtension(vsix, extensionsDir) {
  const dataDir = mkdtempSync(join(tmpdir(), 'host-data-'));
  try {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        SERVER,
        '--accept-server-license-terms',
        '--server-data-dir',
        dataDir,
        '--extensions-dir',
        extensionsDir,
        '--install-extension',
        vsix,
      ],
      { encoding: 'utf8', env: { ...process.env, EXTENSIONS_GALLERY: '{}' } },
    );
    if (status !== 0 || !stdout.includes('successfully installed'))
      throw new Error(`${vsix} was not installed:\n${stdout}${stderr}`);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Beside those that are there already; gives the file. */
function writeSettings(userData, settings) {
  const user = join(userData, 'User'),
    settingsFile = join(user, 'settings.json');
  mkdirSync(user, { recursive: true });
  let old = {};
  try {
    old = JSON.parse(readFileSync(settingsFile, 'utf8'));
  } catch {
    /* none yet */
  }
  writeFileSync(settingsFile, JSON.stringify({ ...quiet, ...old, ...settings }, null, 1));
  return settingsFile;
}

/** Where the server listens, as it says; all that it says goes into `sink`. */
function portOf(child, sink) {
  let text = '';
  return new Promise((ok, fail) => {
    const on = (b) => {
      sink?.write(b);
      if (text.length > 1e5) return;
      text += b;
      const m = /Extension host agent listening on (\d+)/.exec(text);
      if (m) ok(+m[1]);
    };
    child.stdout.on('data', on);
    child.stderr.on('data', on);
    child.once('exit', (code) => fail(new Error(`VS Code server ended (${code})\n${text}`)));
  });
}

/** lasting: the server stays while nobody is connected, instead of ending after five minutes. */
export async function startServer({
  settings = {},
  dataDir,
  userDataDir,
  log,
  args = [],
  env = {},
  lasting = false,
} = {}) {
  const own = !dataDir;
  dataDir ??= mkdtempSync(join(tmpdir(), 'host-data-'));
  const settingsFile = writeSettings(userDataDir ?? join(dataDir, 'data'), settings);
  const clean = Object.entries(process.env).filter(([k]) => !/^(VSCODE_(?!TEST)|ELECTRON_|NODE_OPTIONS$)/.test(k));
  const child = spawn(
    process.execPath,
    [
      SERVER,
      '--host',
      '127.0.0.1',
      '--port',
      '0',
      '--without-connection-token',
      '--accept-server-license-terms',
      ...(lasting ? [] : ['--enable-remote-auto-shutdown']),
      '--reconnection-grace-time',
      '30',
      '--disable-telemetry',
      '--disable-workspace-trust',
      '--server-data-dir',
      dataDir,
      ...(userDataDir ? ['--user-data-dir', userDataDir] : []),
      ...args,
    ],
    {
      // EXTENSIONS_GALLERY={}: no look-ups at open-vsx.org; XDG_RUNTIME_DIR: sockets go where they get removed
      env: { ...Object.fromEntries(clean), EXTENSIONS_GALLERY: '{}', XDG_RUNTIME_DIR: dataDir, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    },
  ); // detached: Ctrl-C reaches only us, and we stop it
  const sink = log && createWriteStream(log);
  const port = await portOf(child, sink);
  const stop = () =>
    new Promise((ok) => {
      const done = () => {
        if (own) rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
        ok();
      };
      if (child.exitCode !== null || child.signalCode) return done();
      child.once('exit', done);
      child.kill();
      setTimeout(() => child.kill('SIGKILL'), 5000).unref();
    });
  return { port, child, stop, settingsFile, origin: `http://127.0.0.1:${port}` };
}

const mime = { '.js': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml', '.css': 'text/css' };

/** A browser without a window, without what it fetches by itself. */
export function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

async function develop(context, development) {
  // Options the workbench is created with. (route.fulfill on the page itself would not do: chromium's
  // Local Network Access checks then block the page's WebSocket to 127.0.0.1.)
  await context.addInitScript((given) => {
    const get = Element.prototype.getAttribute;
    Element.prototype.getAttribute = function (name) {
      const value = get.call(this, name);
      if (this.id !== 'vscode-workbench-web-configuration' || name !== 'data-settings') return value;
      const config = JSON.parse(value);
      Object.assign(config.developmentOptions, given);
      return JSON.stringify(config);
    };
  }, development);
}

async function serveFiles(context, server) {
  // The web host reads the extension from the page's own origin, so neither CSP nor CORS is in the way.
  await context.route(`${server.origin}/__dev/**`, (route) => {
    const file = normalize(decodeURI(new URL(route.request().url()).pathname.slice('/__dev'.length)));
    try {
      return route.fulfill({
        body: readFileSync(file),
        contentType: mime[extname(file)] ?? 'application/octet-stream',
      });
    } catch {
      return route.fulfill({ status: 404, body: '' });
    }
  });
}

/** extensions, tests, open: file-system paths. web: run extensions and tests in the web worker host. */
export async function openWorkbench(
  server,
  {
    folder,
    workspace,
    extensions = [],
    tests,
    open,
    web = false,
    payload = [],
    viewport = { width: 1200, height: 750 },
    onLog = (_type, args) => console.log(...args),
  } = {},
) {
  const browser = await openBrowser();
  const context = await browser.newContext({ viewport });
  const authority = `127.0.0.1:${server.port}`;
  const at = (path) =>
    web
      ? { scheme: 'http', authority, path: '/__dev' + resolve(path) }
      : { scheme: 'vscode-remote', authority, path: resolve(path) };
  await develop(context, { extensions: extensions.map(at), extensionTestsPath: tests && at(tests) });
  await serveFiles(context, server);
  const page = await context.newPage();
  let end;
  const exited = new Promise((ok) => {
    end = ok;
  });
  await page.exposeFunction('codeAutomationLog', onLog);
  await page.exposeFunction('codeAutomationExit', (code) => end(code));
  page.on('crash', () => end(70));
  const query = new URLSearchParams(workspace ? { workspace } : folder ? { folder: resolve(folder) } : { ew: 'true' });
  query.set(
    'payload',
    JSON.stringify([
      ['skipWelcome', 'true'],
      ['skipReleaseNotes', 'true'],
      ...(open ? [['openFile', `vscode-remote://${authority}${encodeURI(resolve(open))}`]] : []),
      ...payload,
    ]),
  );
  await page.goto(`${server.origin}/?${query}`);
  await page.locator('.monaco-workbench').waitFor({ timeout: 60000 });
  return { browser, page, exited, close: () => browser.close() };
}
