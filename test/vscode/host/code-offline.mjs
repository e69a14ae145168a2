#!/usr/bin/env node
// Stands in for the VS Code executable: give its path to runTests({ vscodeExecutablePath }).
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'node:util';
import { openWorkbench, startServer } from './host.mjs';

const opt = {},
  extensions = [],
  paths = [],
  pass = [];
for (const arg of process.argv.slice(2)) {
  const [, key, value] = /^--([^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
  if (!key) paths.push(resolve(arg));
  else if (key === 'extensionDevelopmentPath') extensions.push(value);
  else if (['enable-proposed-api', 'log'].includes(key)) pass.push(arg);
  else opt[key] = value ?? true;
}
const web = opt.extensionDevelopmentKind === 'web';
const scratch = mkdtempSync(join(tmpdir(), 'host-run-')),
  passed = join(scratch, 'passed'),
  missing = join(scratch, 'workspace-missing');
const limit = +(process.env.HOST_TIMEOUT_S ?? 180);
let server,
  bench,
  ending,
  proof = false;

async function end(code, why) {
  if (ending) return;
  ending = true;
  if (code && process.env.HOST_SHOT) await bench?.page.screenshot({ path: process.env.HOST_SHOT }).catch(() => {});
  if (why) console.error(why);
  await bench?.close().catch(() => {});
  await server?.stop().catch(() => {});
  rmSync(scratch, { recursive: true, force: true });
  setTimeout(() => process.exit(code), 200); // runTests stops reading at 'exit': let it drain first
}
for (const [signal, n] of Object.entries({ SIGINT: 2, SIGTERM: 15, SIGHUP: 1 })) process.on(signal, () => end(128 + n));
setTimeout(() => end(124, `no result within ${limit} s`), limit * 1000).unref();

const NOISE =
  /^(Resolv(ing|ed) connection|Creating a socket|Ignoring fetching|Updating additional|Creation of workbench|Loading development|Request to .*package\.nls|\[(reconnection|remote-connection|AgentHost|AccountPolicy|Service Worker|DefaultAccount))|^Canceled: |ENOPRO: No file system provider|^CodeExpectedError/;
// The two native modules that setup.mjs leaves unbuilt.
const UNBUILT = /spdlog\.node|build\/Release\/watchdog/;
const show = (type, args) => {
  const text = format(...args);
  if (text === 'HOST-PASSED')
    proof = true; // web tests print this last
  else if (process.env.HOST_VERBOSE || (!NOISE.test(text) && !UNBUILT.test(text)))
    (type === 'error' ? process.stderr : process.stdout).write(text + '\n');
};
try {
  server = await startServer({
    log: process.env.HOST_LOG,
    userDataDir: opt['user-data-dir'],
    args: [...pass, ...(opt['extensions-dir'] ? ['--extensions-dir', opt['extensions-dir']] : [])],
    env: {
      HOST_TESTS: opt.extensionTestsPath,
      HOST_PASSED: passed,
      ...(paths.length > 0 ? { HOST_WORKSPACE_MISSING: missing } : {}),
    },
  });
  server.child.once('exit', (code) => end(71, `VS Code server ended (${code})`));
  const start = () =>
    openWorkbench(server, {
      extensions,
      web,
      onLog: show,
      tests: web ? opt.extensionTestsPath : fileURLToPath(new URL('tests-guard.cjs', import.meta.url)),
      workspace: paths.find((p) => p.endsWith('.code-workspace')),
      folder: paths.find((p) => existsSync(p) && statSync(p).isDirectory()),
      payload: opt['disable-extensions'] ? [['disableExtensions', 'true']] : [],
    });
  bench = await start();
  let code = await bench.exited;
  for (let again = 0; again < 2 && existsSync(missing); again++) {
    console.error('It is started again.');
    rmSync(missing);
    await bench.close();
    bench = await start();
    code = await bench.exited;
  }
  const proved = proof || existsSync(passed);
  await end(code || (proved ? 0 : 73), code || proved ? '' : 'the extension host ended before the tests did');
} catch (e) {
  await end(72, e);
}
