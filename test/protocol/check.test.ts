/**
 * `layerlens check` over many files, from outside: the same with any number of threads, whatever the files are, and
 * however the reader behaves.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { workspaceFiles, writeWorkspace } from '../support/workspace/workspace.ts';
import { cli } from './language-client.ts';

const folder = mkdtempSync(join(tmpdir(), 'layer-lens-check-'));
after(() => rmSync(folder, { recursive: true }));

before(() => {
  writeWorkspace(folder, workspaceFiles(160, 40, 7));
  const more: Record<string, string | Uint8Array> = {
    'package_01/binary.py': new Uint8Array([0, 1, 2, 3]),
    'package_01/latin.py': new Uint8Array([0x23, 0xe9, 0x0a]),
    'package_02/broken.ipynb': '{"cells": [',
    'package_02/half_typed.py': 'import keras\nx = keras.Input((3,\n',
    'package_02/without_keras.py': 'def broken(:\n',
    'package_03/huge.py': new Uint8Array(8_000_001),
    'package_03/book.ipynb': JSON.stringify({
      cells: [{ cell_type: 'code', source: 'import keras\nkeras.layers.LSTM(2)(keras.Input((4,)))' }],
      metadata: {},
      nbformat: 4,
      nbformat_minor: 5,
    }),
  };
  for (const [name, content] of Object.entries(more)) writeFileSync(join(folder, name), content);
  mkdirSync(join(folder, 'package_03', 'folder.py'));
  symlinkSync('nowhere', join(folder, 'link.py'));
});

interface Run {
  readonly status: number | null;
  readonly out: string;
  readonly error: string;
}

/** Runs the command line in the folder; `meanwhile` may do something to it at the first that it writes. */
function layerlens(args: readonly string[], meanwhile?: (child: ReturnType<typeof spawn>) => void): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [cli, ...args], {
      cwd: folder,
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let error = '';
    child.stdout.once('data', () => meanwhile?.(child));
    child.stdout.on('data', (bytes) => {
      out += bytes;
    });
    child.stderr.on('data', (bytes) => {
      error += bytes;
    });
    child.once('close', (status) => resolve({ status, out, error }));
  });
}

const NAMED = ['link.py', 'missing.py', 'package_03/folder.py', 'package_02/without_keras.py', '.'];

for (const format of ['text', 'json', 'sarif']) {
  test(`${format}: the same with any number of threads`, async () => {
    const [one, ...others] = await Promise.all(
      ['1', '3'].map((threads) =>
        layerlens(['check', '--format', format, '--severity', 'hint', '--threads', threads, ...NAMED]),
      ),
    );
    // How long it took stands in the last line of text.
    const timeless = (run: Run): Run => ({ ...run, error: run.error.replace(/, [\d.]+ s$/m, '') });
    for (const other of others) assert.deepEqual(timeless(other), timeless(one!));
    assert.equal(one!.status, 1);
    // The file of a folder without Keras has no problems; the one that is named has.
    assert.equal(one!.out.split('without_keras.py').length - 1, 1);
    const unreadable = one!.error
      .trimEnd()
      .split('\n')
      .flatMap((line) => /^layerlens: ([^:]*): /.exec(line)?.[1] ?? []);
    assert.deepEqual(unreadable, [
      'link.py',
      'missing.py',
      'package_01/binary.py',
      'package_01/latin.py',
      'package_02/broken.ipynb',
      'package_03/huge.py',
    ]);
  });
}

test('what imports a builder is looked into, and so are half a program and a notebook', async () => {
  const { out } = await layerlens(['check', '.']);
  const files = [
    ...new Set(
      out
        .trimEnd()
        .split('\n')
        .map((line) => line.replace(/:.*$/, '')),
    ),
  ];
  assert.ok(
    files.some((file) => /train_\d+\.py$/.test(file)),
    out,
  );
  assert.ok(
    files.some((file) => /network_\w+\.py$/.test(file)),
    out,
  );
  for (const file of ['package_02/half_typed.py', 'package_03/book.ipynb']) assert.ok(files.includes(file), file);
  assert.deepEqual(files, files.toSorted());
});

test('JSON and SARIF are whole', async () => {
  const [text, json, sarif] = await Promise.all(
    ['text', 'json', 'sarif'].map((format) => layerlens(['check', '--format', format, '.'])),
  );
  const problems = JSON.parse(json!.out) as { file: string }[];
  const log = JSON.parse(sarif!.out) as {
    runs: { results: { ruleId: string; ruleIndex: number }[]; tool: { driver: { rules: { id: string }[] } } }[];
  };
  const run = log.runs[0];
  assert.equal(problems.length, text!.out.trimEnd().split('\n').length);
  assert.equal(run!.results.length, problems.length);
  for (const { ruleId, ruleIndex } of run!.results) assert.equal(run!.tool.driver.rules[ruleIndex]!.id, ruleId);
  const nothing = ['--problem', 'syntax=off', 'package_02/without_keras.py'];
  assert.deepEqual(await layerlens(['check', '--format', 'json', ...nothing]), { status: 0, out: '[]\n', error: '' });
  assert.deepEqual(
    (JSON.parse((await layerlens(['check', '--format', 'sarif', ...nothing])).out) as { runs: { results: unknown }[] })
      .runs[0]!.results,
    [],
  );
});

describe('a reader that has seen enough', () => {
  for (const format of ['text', 'json']) {
    test(format, async () => {
      const { status, error } = await layerlens(['check', '--format', format, '.'], (child) => child.stdout!.destroy());
      assert.deepEqual([status, error.replace(/^(?:layerlens: package.*|\d+ errors?, .*)\n/gm, '')], [0, '']);
    });
  }
});

test('Ctrl-C: it ends, says how far it was, and with the status that shells have for it', {
  skip: process.platform === 'win32' ? 'Windows has no signals' : false,
}, async () => {
  const { status, error } = await layerlens(['check', '.', ...Array<string>(40).fill('.')], (child) =>
    child.kill('SIGINT'),
  );
  assert.equal(status, 130);
  const [, checked, all] = /layerlens: stopped after ([\d,]+) of ([\d,]+) files\n$/.exec(error) ?? [];
  assert.ok(Number(checked!.replaceAll(',', '')) < Number(all!.replaceAll(',', '')), error);
});

test('a number of threads that makes no sense is refused', async () => {
  for (const threads of ['0', '257', 'many', '-1']) {
    const { status, error } = await layerlens(['check', '--threads', threads, '.']);
    assert.equal(status, 2);
    assert.match(error, /--threads/);
  }
});
