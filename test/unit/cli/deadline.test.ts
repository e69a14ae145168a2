/** Every command ends a file that takes too long, says what it was at, and goes on with the next one. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { giveInput, layerlens, lines, LSTM } from './command.ts';

/** Takes many seconds: each of the loops is all that a loop may be. */
const SLOW = `import keras
${Array.from({ length: 30 }, (_, number) => `for i in range(10**9):\n    a${number} = (i * 2 + 1) % 7\n`).join('')}`;
const STOPPED =
  /^layerlens: slow\.py: stopped after 1 s, at (line \d+|a fix that it tried); --timeout gives it longer$/m;

describe('a file that takes too long', () => {
  before(() => {
    writeFileSync('slow.py', SLOW);
    giveInput('ValueError: all is well');
  });

  for (const [command, ...more] of [
    ['summary', 'lstm.py'],
    ['hints', 'lstm.py'],
    ['check', 'mistake.py'],
    ['check', '--fix', '--diff', 'lstm.py'],
    ['coverage', 'lstm.py'],
    ['migrate', 'lstm.py'],
    ['analyze', 'lstm.py'],
    ['graph'],
    ['explain-error'],
  ] as const) {
    test(`${command} ${more.join(' ')}`, async () => {
      const { status, out, error } = await layerlens(command, '--timeout', '1', 'slow.py', ...more);
      assert.equal(status, 1);
      assert.match(error, STOPPED);
      const next = {
        summary: /│ lstm \(LSTM\)/,
        hints: /→ \(None, 2\)/,
        coverage: /3 {2}lstm\.py/,
        analyze: /lstm {2}/,
      };
      if (command in next) assert.match(out, next[command as keyof typeof next]);
      if (command === 'check' && more[0] === 'mistake.py') assert.match(out, /^mistake\.py:5:13: error/);
    });
  }

  test('explain', async () => {
    const { status, error } = await layerlens('explain', '--timeout', '1', 'slow.py:3');
    assert.equal(status, 1);
    assert.match(error, STOPPED);
  });

  test('analyze --json: in its line', async () => {
    const { status, out } = await layerlens('analyze', '--json', '--timeout', '1', 'slow.py', 'lstm.py');
    const [slow, lstm] = lines(out);
    assert.equal(status, 1);
    assert.match(slow.error, /^stopped after 1 s, at line \d+/);
    assert.equal(lstm.models[0].total, 59);
  });

  test('nothing of it was written', () => {
    assert.equal(readFileSync('slow.py', 'utf8'), SLOW);
    assert.equal(readFileSync('lstm.py', 'utf8'), LSTM);
  });
});
