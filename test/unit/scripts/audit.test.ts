/** `node scripts/audit.mjs` with registries that are made up: npm itself asks them. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const root = join(import.meta.dirname, '..', '..', '..');
const PACKAGE = 'picomatch';
const { version } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages[
  `node_modules/${PACKAGE}`
] as { version: string };

/** npm remembers vulnerabilities. */
const cache = mkdtempSync(join(tmpdir(), 'layer-lens-audit-'));
after(() => rmSync(cache, { recursive: true }));

/** Runs the audit against a registry that answers questions about vulnerabilities with this; undefined: not at all. */
async function audit(answer: object | undefined): Promise<{ status: number | null; out: string; error: string }> {
  const registry = createServer((request, response) => {
    request.resume();
    const name = decodeURIComponent(request.url!.slice(1));
    // Of a package, and of those that need it, npm wants to know which versions there are.
    const body =
      request.method === 'POST'
        ? answer
        : { name, 'dist-tags': { latest: version }, versions: { [version]: { name, version, dist: {} } } };
    response.writeHead(body === undefined ? 405 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body ?? {}));
  });
  await new Promise<void>((resolve) => {
    registry.listen(0, '127.0.0.1', resolve);
  });
  const address = registry.address();
  assert.ok(typeof address === 'object' && address !== null);
  const env = {
    ...process.env,
    npm_config_registry: `http://127.0.0.1:${address.port}/`,
    npm_config_update_notifier: 'false',
    npm_config_cache: cache,
  };
  try {
    return await new Promise((resolve) => {
      const child = spawn(process.execPath, [join(root, 'scripts', 'audit.mjs')], {
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let out = '';
      let error = '';
      child.stdout.on('data', (bytes) => {
        out += bytes;
      });
      child.stderr.on('data', (bytes) => {
        error += bytes;
      });
      child.once('close', (status) => resolve({ status, out, error }));
    });
  } finally {
    registry.close();
  }
}

const advisory = (severity: string) => ({
  [PACKAGE]: [
    {
      id: severity.length,
      url: 'https://example.org/1',
      title: 'It can be made slow',
      severity,
      vulnerable_versions: `<=${version}`,
      cwe: [],
      cvss: { score: 7.5, vectorString: null },
    },
  ],
});

test('without vulnerabilities all is well', async () =>
  assert.deepEqual(await audit({}), { status: 0, out: '', error: '' }));

test('a vulnerability of level high fails', async () => {
  const { status, error } = await audit(advisory('high'));
  assert.equal(status, 1);
  assert.match(
    error,
    new RegExp(
      `^${PACKAGE} .* has a vulnerability of level high: It can be made slow \\(https://example\\.org/1\\)\\.`,
      'm',
    ),
  );
});

test('one of a lower level is said, and no failure', async () => {
  const { status, out } = await audit(advisory('moderate'));
  assert.equal(status, 0);
  assert.match(out, /of a lower level/);
});

test('a registry that cannot answer is said, and no failure', async () => {
  const { status, out } = await audit(undefined);
  assert.equal(status, 0);
  assert.match(out, /^The registry cannot say whether packages have known vulnerabilities, so nobody looked: 405/);
});
