/**
 * The server stays idle until it is asked: of a workspace of 2,000 files it looks at what the open program needs, and
 * at nothing else.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { workspaceFiles, writeWorkspace } from '../support/workspace/workspace.ts';
import { Editor } from './language-client.ts';

const folder = mkdtempSync(join(tmpdir(), 'layer-lens-idle-'));
after(() => rmSync(folder, { recursive: true }));
const files = workspaceFiles();
writeWorkspace(folder, files);

/**
 * Loaded before the server: each path below the workspace that any function of the file system is given is written on
 * standard error.
 */
const WATCH = `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { fileURLToPath } from 'node:url';
for (const functions of [fs, fs.promises]) for (const [name, original] of Object.entries(functions)) {
  if (typeof original !== 'function' || !/^[a-z]/.test(name) || name.startsWith('write')) continue;
  functions[name] = Object.assign(function (...args) {
    const path = args[0] instanceof URL ? fileURLToPath(args[0]) : String(args[0]);
    if (path.startsWith(${JSON.stringify(folder)})) fs.writeSync(2, 'looked at ' + path + '\\n');
    return original.apply(this, args);
  }, original);
}
syncBuiltinESMExports();
`;

/** An editor with the workspace open, and the files that its server has looked at, from the folder on. */
async function openWorkspace(): Promise<{ readonly editor: Editor; readonly lookedAt: () => readonly string[] }> {
  const editor = new Editor(`--import=data:text/javascript,${encodeURIComponent(WATCH)}`);
  let written = '';
  editor.server.stderr.removeAllListeners('data').on('data', (bytes) => {
    written += bytes;
  });
  await editor.start(undefined, pathToFileURL(folder).href);
  return {
    editor,
    lookedAt: () => [
      ...new Set([...written.matchAll(/^looked at (.*)$/gm)].map(([, path]) => path!.slice(folder.length + 1))),
    ],
  };
}
const address = (path: string) => pathToFileURL(join(folder, path)).href;

test('of a workspace that is opened, nothing is looked at', async () => {
  const { editor, lookedAt } = await openWorkspace();
  // When it answers this, it has done all that came before.
  await editor.connection.sendRequest('layerlens/ping');
  await editor.stop();
  assert.deepEqual(lookedAt(), []);
});

test('for a document that is opened, what it imports and what says which Keras it is for', async () => {
  const { editor, lookedAt } = await openWorkspace();
  const trainer = files.find(({ keras }) => keras === 'imported')!;
  const imported = /^from (\S+) import/m.exec(trainer.text.replace('import numpy', ''))![1]!.replaceAll('.', '/');
  // In the editor, a word must hint that there may be a model.
  await editor.open(address(trainer.path), `# A model.\n${trainer.text}`);
  assert.notEqual((await editor.hints(address(trainer.path))).length, 0);
  await editor.stop();
  assert.ok(lookedAt().includes(`${imported}.py`), lookedAt().join('\n'));
});

test('files whose texts the editor sends are not looked at', async () => {
  const { editor, lookedAt } = await openWorkspace();
  const models = files.filter(({ keras }) => keras === 'model').slice(0, 5);
  for (const { path, text } of models) await editor.open(address(path), text);
  for (const { path } of models) await editor.hints(address(path));
  await editor.stop();
  // Others are looked through for who calls their functions.
  assert.deepEqual(
    lookedAt().filter((path) => models.some((model) => model.path === path)),
    [],
  );
});
