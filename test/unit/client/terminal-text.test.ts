import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CommandOutput, plainLines, tracebackEndingWith } from '../../../client/terminal-text.ts';
import { concernsKeras, tellsOfKeras } from '../../../server/explain/errors/concerns-keras.ts';
import { readTraceback } from '../../../server/explain/errors/traceback.ts';

describe('what a terminal shows', () => {
  const shown = (text: string) => plainLines(text).join('|');

  test('without colours, titles and marks of the shell', () => {
    assert.equal(shown('\u001b[1;31mValueError\u001b[0m: no\r\n'), 'ValueError: no|');
    assert.equal(shown('\u001b]0;title\u0007a\u001b]633;C\u0007b\u001b]8;;http://x\u001b\\c'), 'abc');
    assert.equal(shown('\u001b[?25la\u001b(Bb\u001b='), 'ab');
  });

  test('what is written over is what is there in the end', () => {
    assert.equal(shown('1/3 [==>\r2/3 [====>\r3/3\u001b[K\nnext'), '3/3|next');
    assert.equal(shown('12/12\b\b\b\b\b 9/12\nb'), ' 9/12|b');
    assert.equal(shown('abc\r\r\n'), 'abc|');
    assert.equal(shown('abc\rx'), 'xbc');
  });

  test('of a long output the end is kept, in pieces of any size', () => {
    const output = new CommandOutput();
    for (let line = 0; line < 100_000; line++) output.add(`epoch ${line}\r\n`);
    output.add('Value');
    output.add('Error: no');
    const lines = output.lines();
    assert.deepEqual(lines.slice(-2), ['epoch 99999', 'ValueError: no']);
    assert.ok(lines.length < 20_000, String(lines.length));
    output.add('x'.repeat(1_000_000));
    assert.ok(output.lines().join('\n').length < 420_000);
  });
});

const KERAS = `Traceback (most recent call last):
  File "/home/ana/train.py", line 5, in <module>
    x = LSTM(2)(LSTM(3)(inputs))
  File "/home/ana/venv/lib/python3.11/site-packages/keras/src/utils/traceback_utils.py", line 122, in error_handler
    raise e.with_traceback(filtered_tb) from None
ValueError: Input 0 of layer "lstm" is incompatible with the layer: expected ndim=3, found ndim=2.

Arguments received by LSTM.call():
  • training=None`;
const PLAIN =
  'Traceback (most recent call last):\n  File "train.py", line 2, in <module>\n    open("x")\nFileNotFoundError: [Errno 2] No such file';

describe('the traceback that ends with a line', () => {
  const found = (line: string, text: string) => tracebackEndingWith(line, text.split('\n'));

  test('from where it begins, with its whole message', () => {
    assert.equal(
      found(
        'ValueError: Input 0 of layer "lstm" is incompatible with the layer: expected ndim=3, found ndim=2.',
        `epoch 1\n${KERAS}\n`,
      ),
      KERAS,
    );
    assert.equal(found('FileNotFoundError: [Errno 2] No such file  ', `${KERAS}\n${PLAIN}\n`), PLAIN);
  });

  test('the last of several, and of a chain the one that is named', () => {
    const chain = `${PLAIN}\n\nDuring handling of the above exception, another exception occurred:\n\n${KERAS}`;
    assert.equal(found('FileNotFoundError: [Errno 2] No such file', chain), PLAIN);
    assert.equal(
      found(
        'ValueError: Input 0 of layer "lstm" is incompatible with the layer: expected ndim=3, found ndim=2.',
        chain,
      ),
      KERAS,
    );
    assert.equal(found('FileNotFoundError: [Errno 2] No such file', `${PLAIN}\n${PLAIN}`), PLAIN);
  });

  test('only of lines that end one', () => {
    for (const line of ['    open("x")', 'Traceback (most recent call last):', 'KeyError: 3', ''])
      assert.equal(found(line, PLAIN), undefined, line);
    assert.equal(found('ValueError: no', 'ValueError: no'), undefined);
  });

  test('what of it is about Keras', () => {
    assert.ok(tellsOfKeras(KERAS));
    assert.ok(
      tellsOfKeras(
        'ValueError: Input 0 of layer "lstm" is incompatible with the layer: expected ndim=3, found ndim=2.',
      ),
    );
    assert.ok(concernsKeras(readTraceback(KERAS.replace(/ValueError: .*/, 'KeyError: 3'))!), 'Keras raised it');
    for (const text of [
      PLAIN,
      "NameError: name 'x' is not defined",
      'IndexError: list index out of range',
      'TypeError: f() got an unexpected keyword argument',
      'no error',
    ])
      assert.ok(!tellsOfKeras(text), text);
  });
});
