/**
 * Threads that end in the middle of their work, and the files of the others. The threads are made up: what they do
 * stands in the names of the files.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { CheckOptions } from '../../../server/cli/jobs/check.ts';
import { inEnglish } from '../../../server/words/language.ts';
import { defaultThreads, Threads, work, type WorkOptions } from '../../../server/cli/work/threads.ts';

const folder = mkdtempSync(join(tmpdir(), 'layer-lens-threads-'));
after(() => rmSync(folder, { recursive: true }));

const OPTIONS: CheckOptions = { paths: ['.'], keras: 'auto', severities: new Map(), shown: ['error'], fixing: 'none' };
const MEGABYTES = 48;

/** A program that is a thread: `kept` holds memory of the file before for the next one. */
const FAKE = `
import { parentPort, workerData } from 'node:worker_threads';
let kept = [];
const megabytes = (count) => Array.from({ length: count }, () => new Array(131_072).fill().map((_, index) => index + 0.5));
const doings = {
  exit: () => process.exit(3),
  throw: () => { throw new Error('a mistake in the thread'); },
  hang: () => { for (;;); },
  memory: () => { kept = megabytes(200); },
  keep: () => { kept.push(megabytes(14)); },
};
let large = 0;
parentPort.on('message', ({ job, files }) => {
  if (job !== undefined) {
    parentPort.postMessage({ isReady: true });
    return;
  }
  for (const { file } of files) {
    Atomics.add(workerData, 0, 1);
    doings[file.split('-')[0]]?.();
    const isLarge = file.startsWith('large');
    // It is over after a large file.
    if (large > 0) throw new Error('this thread has had a large file');
    large += Number(isLarge);
    parentPort.postMessage({ file, answer: { problems: [] }, isLarge });
    if (isLarge) return;
  }
});
`;
const fake = join(folder, 'fake.mjs');
writeFileSync(fake, FAKE);

/** What is said of these files: \`undefined\` where all is well. */
async function check(
  names: readonly string[],
  threads: number,
  how: WorkOptions = {},
  entry = fake,
): Promise<(string | undefined)[]> {
  const said: (string | undefined)[] = [];
  const files = names.map((file) => ({ file, named: true }));
  const pool = new Threads(pathToFileURL(entry), MEGABYTES);
  for await (const { file, error } of work(pool, 'check', OPTIONS, files, { threads, ...how })) {
    assert.equal(file, names[said.length], 'outcomes come in the order of the files');
    said.push(error && inEnglish(error));
  }
  return said;
}

const well = (count: number, from = 0): string[] => Array.from({ length: count }, (_, index) => `well-${from + index}`);

for (const threads of [1, 3]) {
  describe(`${threads} threads`, () => {
    for (const [doing, message, seconds] of [
      ['exit', /^The analysis failed, which it never should: its thread ended with 3$/, 120],
      ['throw', /^The analysis failed, which it never should: a mistake in the thread$/, 120],
      ['memory', /^The analysis takes more memory than the 48 MB that it has\.$/, 120],
      ['hang', /^stopped after 1 s, at the reading of it; --timeout gives it longer$/, 1],
    ] as const) {
      test(`a file that makes its thread end (${doing}) is told, and all others are reported`, async () => {
        const names = [...well(21), `${doing}-1`, ...well(40, 21), `${doing}-2`];
        const said = await check(names, threads, { seconds });
        assert.deepEqual(
          said.map((error) => error !== undefined),
          names.map((name) => name.startsWith(doing)),
        );
        for (const error of said) if (error !== undefined) assert.match(error, message);
      });
    }

    test('files that only together take too much memory are well', async () => {
      const names = [...well(3), 'keep-1', 'keep-2', ...well(3, 3), 'keep-3', 'keep-4', 'keep-5', 'keep-6'];
      assert.deepEqual(
        await check(names, threads),
        names.map(() => undefined),
      );
    });

    test('after a large file, another thread goes on', async () => {
      const names = ['large-1', 'large-2', ...well(30), 'large-3', ...well(3, 30), 'large-4'];
      assert.deepEqual(
        await check(names, threads),
        names.map(() => undefined),
      );
    });

    test('when it is stopped, no more reports come, and it ends', async () => {
      const stop = new AbortController();
      const files = ['well-0', 'hang-1', ...well(50)].map((file) => ({ file, named: true }));
      const reported: string[] = [];
      const pool = new Threads(pathToFileURL(fake), MEGABYTES);
      for await (const { file } of work(pool, 'check', OPTIONS, files, { threads, stop: stop.signal })) {
        reported.push(file);
        stop.abort();
      }
      assert.deepEqual(reported, ['well-0']);
    });

    test('when nobody wants more reports, it ends', async () => {
      const files = well(5_000).map((name) => ({ file: name, named: true }));
      for await (const { file } of work(new Threads(pathToFileURL(fake)), 'check', OPTIONS, files, { threads })) {
        assert.equal(file, 'well-0');
        break;
      }
    });

    test('more files than may wait', async () => {
      const names = well(5_000);
      assert.deepEqual(
        await check(names, threads),
        names.map(() => undefined),
      );
    });
  });
}

test('real files: one that takes too much memory is told, the others are reported', async () => {
  const cli = new URL('../../../server/cli.ts', import.meta.url);
  const mistake = 'import keras\nx = keras.layers.LSTM(2)(keras.Input((4,)))\n';
  const texts: Record<string, string> = {
    'a.py': mistake,
    'b.py': mistake,
    'large.py': `import keras\nx = [${'a[0].b(c, "d"), '.repeat(60_000)}]\n`,
    'y.py': mistake,
    'z.py': 'import keras\n',
  };
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
  const files = Object.keys(texts).map((name) => ({ file: join(folder, name), named: false }));
  const said: (readonly string[])[] = [];
  for await (const { answer, error } of work(new Threads(cli, 64), 'check', { ...OPTIONS, paths: [folder] }, files, {
    threads: 1,
    seconds: 120,
  })) {
    said.push(error === undefined ? answer.problems.map(({ code }) => code) : [inEnglish(error)]);
  }
  assert.deepEqual(said, [
    ['rank-mismatch'],
    ['rank-mismatch'],
    ['The analysis takes more memory than the 64 MB that it has.'],
    ['rank-mismatch'],
    [],
  ]);
});

test('a program that is no thread of it is said to be none, for every file', async () => {
  const names = well(3);
  const said = await check(names, 2, {}, join(folder, 'none.mjs'));
  for (const error of said) assert.match(error!, /Cannot find module/);
});

test('a thread that is done is kept for the next work, and is no more guilty than a new one', async () => {
  const pool = new Threads(pathToFileURL(fake), MEGABYTES);
  const run = async (...names: string[]) => {
    const said: (string | undefined)[] = [];
    const files = names.map((file) => ({ file, named: true }));
    for await (const { error } of work(pool, 'check', OPTIONS, files, { threads: 1 }))
      said.push(error && inEnglish(error));
    return said;
  };
  const first = pool.take();
  await pool.giveBack(first);
  assert.deepEqual(await run('well-1', 'keep-1', 'keep-2'), [undefined, undefined, undefined]);
  const kept = pool.take();
  assert.equal(kept, first);
  await pool.giveBack(kept);
  assert.deepEqual(await run('keep-3', 'keep-4', 'well-2'), [undefined, undefined, undefined]);
  assert.match((await run('throw-1'))[0]!, /a mistake in the thread/);
});

test('no files', async () => assert.deepEqual(await check([], 4), []));

test('few files have one thread, many one for each core', () => {
  assert.deepEqual([0, 1, 199].map(defaultThreads), [1, 1, 1]);
  assert.ok(defaultThreads(1_000_000) >= 1);
});
