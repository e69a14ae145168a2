/** HDF5 files that h5py wrote, and such that nobody should have written. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { contentOf, type Hdf5Content } from '../../../server/data/hdf5/tree.ts';

const folder = new URL('../../truth/hdf5/', import.meta.url);
interface Recorded {
  readonly file: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly arrays: Readonly<Record<string, readonly [readonly number[], string]>>;
  readonly groups: readonly string[];
}
const truth = readFileSync(new URL('truth.jsonl', folder), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded);

function read(bytes: Uint8Array): { readonly content: Hdf5Content | undefined; readonly read: number } {
  let count = 0;
  const content = contentOf({
    bytes: bytes.length,
    read: (from, to) => {
      count += to - from;
      return bytes.subarray(from, to);
    },
  });
  return { content, read: count };
}
const stored = (name: string): Uint8Array => readFileSync(new URL(name, folder));

/** Groups with so many members that these are in a heap. */
const IN_HEAPS: Readonly<Record<string, readonly string[]>> = { 'latest.h5': ['kinds/'] };

for (const { file, attributes, arrays, groups } of truth)
  test(`${file} has what h5py finds in it`, () => {
    const { content } = read(stored(file));
    assert.ok(content);
    const isRead = (path: string): boolean => !(IN_HEAPS[file] ?? []).some((group) => path.startsWith(group));
    assert.deepEqual(
      Object.fromEntries([...content.arrays].map(([path, { shape, dtype }]) => [path, [shape, dtype]])),
      Object.fromEntries(Object.entries(arrays).filter(([path]) => isRead(path))),
    );
    assert.deepEqual([...content.groups].sort(), groups);
    assert.deepEqual(
      Object.fromEntries([...content.attributes].map(([name, text]) => [name, text.length < 100 ? text : text.length])),
      attributes,
    );
    assert.equal(content.whole, IN_HEAPS[file] === undefined && file !== 'cyclic.h5');
  });

test('of a large file the beginning and the headers are read', () => {
  const small = stored('earliest.h5');
  // What stands in arrays is of no interest, however long it is.
  const large = new Uint8Array(40_000_000);
  large.set(small);
  const { content, read: count } = read(large);
  assert.ok(content && count < 200_000, String(count));
});

test('what is no such file, or not all of one', () => {
  assert.equal(read(new Uint8Array(0)).content, undefined);
  assert.equal(read(new TextEncoder().encode('PK nothing of the kind'.repeat(100))).content, undefined);
  const whole = stored('earliest.h5');
  for (let length = 0; length < whole.length; length += 97) read(whole.subarray(0, length));
  assert.equal(read(whole.subarray(0, 700)).content, undefined);
});

/** A generator of numbers from 0 to below 1, always the same ones. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

for (const name of ['earliest.h5', 'latest.h5', 'ordered.h5', 'cyclic.h5'])
  test(`odd bytes in ${name} end in nothing, or in something, and soon`, () => {
    const whole = stored(name);
    const random = numbers(7);
    const begin = performance.now();
    for (let round = 0; round < 1500; round++) {
      const odd = Uint8Array.from(whole);
      const count = 1 + Math.floor(random() * 6);
      for (let change = 0; change < count; change++) {
        const at = Math.floor(random() * Math.min(odd.length, 8000));
        // Small numbers and neighbouring addresses lead further astray than others.
        odd[at] = random() < 0.5 ? Math.floor(random() * 256) : odd[(at + 8) % odd.length]!;
      }
      const { content } = read(odd);
      assert.ok(content === undefined || content.arrays.size <= 20_000);
    }
    assert.ok(performance.now() - begin < 60_000);
  });
