import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { cli, example } from './language-client.ts';

const folder = mkdtempSync(join(tmpdir(), 'layer-lens-cli-'));
after(() => rmSync(folder, { recursive: true }));
/** A file with this content, for the command line to read. */
function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
const layerlens = (...args: string[]) => layerlensIn('C', ...args);
const layerlensIn = (locale: string, ...args: string[]) => {
  const env = { ...process.env, LC_ALL: locale };
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    encoding: 'utf8',
    timeout: 30_000,
    env,
  });
  return { status, out: stdout, error: stderr };
};
interface Facts {
  models: { variable: string; total: number; layers: { weights: { name: string; shape: number[] }[] }[] }[];
  values: { line: number; value: unknown }[];
  problems: { line: number; severity: string }[];
  error?: string;
}
const facts = (out: string) =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Facts);

test('analyze: the arrays of the LSTM, and 56 + 3 = 59', () => {
  const { status, out } = layerlens('analyze', '--json', example('lstm.py'));
  const [program] = facts(out);
  assert.equal(status, 0);
  assert.deepEqual(
    program!.models[0]!.layers[1]!.weights.map(({ name, shape }) => [name, shape]),
    [
      ['kernel', [4, 8]],
      ['recurrent_kernel', [2, 8]],
      ['bias', [8]],
    ],
  );
  assert.equal(program!.models[0]!.total, 59);
  assert.deepEqual(
    program!.values.map(({ line, value }) => [line, value]),
    [
      [10, [8]],
      [11, [4, 8]],
      [12, [2, 8]],
    ],
  );
  assert.deepEqual(program!.problems, []);
});

test('analyze: with the mistake, the same numbers and one error', () => {
  const [program] = facts(layerlens('analyze', '--json', example('lstm_with_mistake.py')).out);
  assert.equal(program!.models[0]!.total, 59);
  assert.deepEqual(
    program!.problems.filter(({ severity }) => severity === 'error').map(({ line }) => line),
    [3],
  );
});

test('analyze: a file that cannot be read is told, and the others still come', () => {
  const { status, out } = layerlens('analyze', '--json', join(folder, 'none.py'), example('lstm.py'));
  const [none, program] = facts(out);
  assert.equal(status, 1);
  assert.ok(none!.error);
  assert.equal(program!.models[0]!.total, 59);
});

test('hints: the program with its hints', () => {
  const { status, out } = layerlens('hints', example('lstm.py'));
  assert.equal(status, 0);
  assert.match(out, /^x = LSTM\(2\)\(inputs\) .*\(None, 2\).*56/m);
});

test('explain: the hover of a place', () => {
  const { status, out } = layerlens('explain', `${example('lstm.py')}:5:5`);
  assert.equal(status, 0);
  for (const part of ['recurrent_kernel', '(2, 8)', 'units 2 × (gates 4 · units 2)'])
    assert.ok(out.includes(part), out);
});

test("explain: in the terminal's language, or in another one", () => {
  const place = `${example('lstm.py')}:1`;
  const chinese = /第 1 行/;
  assert.match(layerlensIn('zh_CN.UTF-8', 'explain', place).error, chinese);
  assert.match(layerlens('explain', '--lang', 'zh-cn', place).error, chinese);
  assert.doesNotMatch(layerlensIn('zh_CN.UTF-8', 'explain', '--lang', 'en', place).error, /\p{Script=Han}/u);
});

test('summary: of a notebook too', () => {
  for (const name of ['lstm.py', 'notebook.ipynb']) {
    const { status, out } = layerlens('summary', example(name));
    assert.equal(status, 0);
    assert.match(out, /^ Total params: 59 \(236\.00 B\)$/m);
  }
});

test('check: exit status 0 without an error, 1 with one, 2 for what is no command', () => {
  assert.equal(layerlens('check', example('lstm.py')).status, 0);
  const found = layerlens('check', example('lstm_with_mistake.py'));
  assert.equal(found.status, 1);
  assert.match(found.out, /lstm_with_mistake\.py:3:13/);
  assert.equal(layerlens('check').status, 2);
  assert.equal(layerlens('explode', 'x.py').status, 2);
});

for (const [what, content] of [
  ['empty', ''],
  ['half typed', 'import keras\nx = keras.Input((3,\n'],
  ['binary', Uint8Array.from({ length: 5_000 }, (_, index) => (index * 7919) % 256)],
  ['not UTF-8', Uint8Array.from([...Buffer.from('import keras\ns = "'), 0xff, 0xfe, ...Buffer.from('"\n')])],
] as const) {
  test(`a file that is ${what} gets an answer`, () => {
    const { status, out, error } = layerlens('analyze', '--json', file(`${what.replaceAll(' ', '_')}.py`, content));
    assert.ok(status === 0 || status === 1, error);
    assert.equal(facts(out).length, 1);
  });
}
