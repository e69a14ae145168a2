/** Saved models on the command line: their summary, their graph, and two models side by side. */
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { folder, layerlens } from './command.ts';

const stored = new URL('../../truth/saved/', import.meta.url);
const TWO = `import keras
from keras import layers

def make(units):
    first = keras.Input((10, 4), name="seq")
    x = layers.LSTM(units, return_sequences=True, name="lstm")(first)
    x = layers.Bidirectional(layers.GRU(3))(x)
    second = keras.Input((5,))
    y = layers.concatenate([x, second])
    y = layers.Dense(8)(y)
    y = layers.add([y, layers.Dense(8)(y)])
    return keras.Model([first, second], [layers.Dense(1)(y), y], name="two")

same = make(2)
wider = make(5)

def other(n):
    return keras.Sequential([keras.Input((n,)), layers.Dense(2)])
`;

before(() => {
  for (const name of ['two-3.15.1.keras', 'two-2.15.0.keras', 'own-3.15.1.keras', 'nested-3.15.1.keras'])
    copyFileSync(new URL(name, stored), join(folder, name));
  writeFileSync(join(folder, 'two.py'), TWO);
});

test('the summary of a saved model is as the release that wrote it prints it', async () => {
  const { status, out, error } = await layerlens('summary', 'two-3.15.1.keras', 'two-2.15.0.keras');
  assert.deepEqual([status, error], [0, '']);
  assert.match(out, /│ bidirectional {15}│ \(None, 6\) {15}│ {12}126 │ lstm\[0\]\[0\]/);
  assert.match(out, /Total params: 359 \(1\.40 KB\)\n Trainable/);
  assert.match(out, /bidirectional \(Bidirectiona {2}\(None, 6\) {21}126 {7}\['lstm\[0\]\[0\]'\]/);
});

test('its forms for other programs name no lines', async () => {
  const { out } = await layerlens('summary', '--format', 'json', 'nested-3.15.1.keras');
  const model = JSON.parse(out);
  assert.deepEqual([model.name, model.line, model.total], ['nested', null, 114]);
  const graph = await layerlens('graph', 'nested-3.15.1.keras');
  assert.match(graph.out, /^<svg [^]*encoder/);
});

test('classes that the file does not have are named', async () => {
  const { status, out, error } = await layerlens('summary', 'own-3.15.1.keras');
  assert.equal(status, 0);
  assert.match(error, /What is made of classes of the program's own is not in the file: Linear\./);
  assert.match(out, /linear \(Linear\) +│ \(None, 6\) +│ +\? │/);
  assert.match(out, /dense_1 \(Dense\) +│ \(None, 3\) +│ +21 │/);
});

test('two releases write the same model', async () => {
  const { status, out } = await layerlens('diff', 'two-2.15.0.keras', 'two-3.15.1.keras', '--exit-code');
  assert.equal(status, 0);
  assert.match(out, /The models have the same layers, shapes and counts\.\n$/);
});

test('a file beside a variable, a function, a line of a program', async () => {
  for (const other of ['two.py:same', 'two.py:14'])
    assert.match((await layerlens('diff', 'two-3.15.1.keras', other)).out, /The models have the same layers/);
  const { status, out } = await layerlens('diff', 'two-3.15.1.keras', 'two.py:make', '--only-different', '--exit-code');
  assert.equal(status, 1);
  const [title, , ...rows] = out.split('\n');
  assert.match(title!, /^ {2}two-3\.15\.1\.keras · two \(Functional\) +│ {2}two\.py:make · two \(Functional\)$/);
  assert.deepEqual(
    rows.slice(0, 3).map((line) => line.replaceAll(/ +/g, ' ')),
    [
      '≠ lstm (LSTM) (None, 10, 2) 56 │ lstm (LSTM) (None, 10, 5) 200',
      ' differs: shape, parameters, arrays',
      ' kernel (4, 8) → (4, 20), recurrent_kernel (2, 8) → (5, 20), bias (8,) → (20,)',
    ],
  );
  assert.match(out, /\nLayers that differ: 2; only in the first: 0; only in the second: 0; not known: 0\.\n$/);
});

test('layers that one of them has alone, and what is open, as JSON', async () => {
  const { out } = await layerlens('diff', 'two.py:other', 'nested-3.15.1.keras', '--json');
  const { verdict, rows, totals } = JSON.parse(out);
  assert.equal(verdict, 'different');
  assert.deepEqual(
    rows.map(({ left, right, differs, unknown }: Record<string, { name: string } | null>) => [
      left?.name ?? null,
      right?.name ?? null,
      differs,
      unknown,
    ]),
    [
      [null, 'input_layer_1', [], []],
      [null, 'encoder', [], []],
      [null, 'e1', [], []],
      [null, 'e2', [], []],
      [null, 'dense', [], []],
      [null, 'subtract', [], []],
      ['dense_6', 'dense_1', [], ['params', 'arrays']],
    ],
  );
  assert.deepEqual(totals[0], { name: 'total', left: '2·n + 2', right: '114', verdict: 'unknown' });
});

test('a model that is not there is said', async () => {
  const { status, error } = await layerlens('diff', 'two.py:nothing', 'two-3.15.1.keras');
  assert.equal(status, 1);
  assert.match(error, /two\.py: there is no model or function that makes one named nothing; there are: same/);
});

/** One member of an archive, deflated. */
function archive(members: Readonly<Record<string, string>>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(members)) {
    const content = deflateRawSync(text);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(content.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    directory.push(entry, Buffer.from(name));
    parts.push(local, Buffer.from(name), content);
    at += 30 + name.length + content.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, list, end]);
}
const sequential = (layers: string): string =>
  `{"module": "keras", "class_name": "Sequential", "config": {"name": "s", "layers": [${layers}]}, "registered_name": null}`;
let deep = sequential('');
for (let level = 0; level < 10_000; level++) deep = sequential(deep);

const HOSTILE: readonly (readonly [name: string, content: string | Buffer, said: RegExp])[] = [
  ['text', 'no archive', /it is not a ZIP archive, or not all of one/],
  ['empty', archive({ '../../elsewhere': 'x' }), /the archive has no config\.json/],
  ['broken', archive({ 'config.json': '{"class_name": "Sequ' }), /config\.json cannot be read/],
  ['number', archive({ 'config.json': '5' }), /config\.json is not that of a model/],
  ['brackets', archive({ 'config.json': '['.repeat(100_000) + ']'.repeat(100_000) }), /config\.json/],
  ['bomb', archive({ 'config.json': ' '.repeat(60_000_000) }), /damaged, or too large/],
  ['deep', archive({ 'config.json': deep }), /The model in the file is not known/],
  [
    'strange',
    archive({
      'config.json': '{"module": null, "class_name": "Mine\\n\\u202e", "config": {}, "registered_name": "a>b"}',
    }),
    /of the class Mine \S*, which is the program's own/,
  ],
];
for (const [name, content, said] of HOSTILE)
  test(`a file that is none is told in words: ${name}`, async () => {
    writeFileSync(join(folder, `${name}.keras`), content);
    const { status, out, error } = await layerlens('summary', `${name}.keras`);
    assert.deepEqual([status, out], [1, '']);
    assert.match(error, said);
  });

test('folders, links and what is not there', async () => {
  mkdirSync(join(folder, 'folder.keras'));
  symlinkSync('/etc/hostname', join(folder, 'link.keras'));
  for (const [name, said] of [
    ['folder.keras', /This is a folder/],
    ['link.keras', /it is a link that leads elsewhere/],
    ['nothing.keras', /There is no such file/],
  ] as const)
    assert.match((await layerlens('summary', name)).error, said);
});
