import assert from 'node:assert/strict';
import { after, afterEach, describe, test } from 'node:test';
import type { WriteStream } from 'node:tty';
import { showProgress } from '../../../server/cli/check/progress.ts';

/** A terminal that keeps what is written to it. */
function terminal(isTTY: boolean): { readonly stream: WriteStream; readonly written: string[] } {
  const written: string[] = [];
  const nothing = () => true;
  const stream = {
    isTTY,
    columns: 80,
    write: (text: string) => written.push(text),
    cursorTo: nothing,
    moveCursor: nothing,
    clearLine: nothing,
  };
  return { stream: stream as unknown as WriteStream, written };
}

const { CI, TERM } = process.env;
const restore = () => {
  for (const [name, value] of Object.entries({ CI, TERM }))
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
};
const onPerson = () => {
  delete process.env['CI'];
  process.env['TERM'] = 'xterm';
};
/** A check that is at 50 files after each tenth of a second. */
function work(stream: WriteStream, total: number, seconds: number): void {
  let now = 0;
  const progress = showProgress(stream, total, undefined, () => now);
  for (let files = 50; now < seconds * 1_000; files += 50) {
    now += 100;
    progress.done(files);
  }
  progress.stop();
}

describe('progress of a check', () => {
  afterEach(restore);
  after(restore);

  test('on a terminal: how many files of how many', () => {
    onPerson();
    const { stream, written } = terminal(true);
    work(stream, 2_000_000, 10);
    const told = written.join('').match(/[\d,]+ of 2,000,000 files · 500 each second/g)!;
    assert.deepEqual(
      [told[0], told.at(-1)],
      ['250 of 2,000,000 files · 500 each second', '5,000 of 2,000,000 files · 500 each second'],
    );
    assert.ok(written.join('').endsWith('\u001B[?25h'), 'the cursor is shown again');
  });

  for (const [where, set, isTTY] of [
    ['where it is no terminal', onPerson, false],
    [
      'in CI',
      () => {
        process.env['CI'] = 'true';
      },
      true,
    ],
    [
      'on a terminal that can do nothing',
      () => {
        process.env['TERM'] = 'dumb';
        delete process.env['CI'];
      },
      true,
    ],
  ] as const) {
    test(`none ${where}`, () => {
      set();
      const { stream, written } = terminal(isTTY);
      work(stream, 2_000, 10);
      assert.deepEqual(written, []);
    });
  }

  test('none of what is over at once', () => {
    onPerson();
    const { stream, written } = terminal(true);
    work(stream, 200, 0.4);
    assert.deepEqual(written, []);
  });
});
