import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editedModule } from '../../../../server/python/syntax/edited-module.ts';
import { complete } from '../../../../server/python/syntax/steps.ts';
import { parseProgram } from '../../../../server/python/syntax/parse-program.ts';
import { ProgramText } from '../../../../server/python/syntax/program-text.ts';
import { pythonParser } from '../../../support/parser.ts';
import { written } from './written.ts';

const parser = await pythonParser();
const programOf = (source: string) => {
  const text = ProgramText.ofFile(source);
  return { text, module: parseProgram(parser, text) };
};

test('after an edit the tree is that of the new text', () => {
  let before = programOf('import keras\n\ndef f(x):\n    y = Dense(10)(x)\n    return y\n\nz = f(1)\n');
  const edit = (from: string, to: string): void => {
    const source = before.text.text;
    const start = source.indexOf(from);
    assert.ok(start >= 0, from);
    const text = ProgramText.ofFile(source.slice(0, start) + to + source.slice(start + from.length));
    before = { text, module: complete(editedModule(parser, before, text)) };
    assert.deepEqual(before.module, parseProgram(parser, text));
  };
  edit('10', '2 + 3');
  edit('(x)\n', '(\n'); // half typed
  edit('Dense(2 + 3)(', 'Dense(2 + 3)(x)');
  edit('def f', '"😀"\ndef f');
  edit('return y', 'return (y,\n  y)');
  edit('import keras\n', '');
  edit('z = f(1)', '%time z = f(1)');
  edit('%time ', '!ls ');
  edit('"😀"', '"""');
});

test('the statements around an edit are those of the tree before; the ones behind it stand at their new places', () => {
  const before = programOf('a = 1\nb = f(2)\nc = [3]\nd = g(x=4)\n');
  const text = ProgramText.ofFile('a = 1\nb = f(2222)\nc = [3]\nd = g(x=4)\n');
  const after = complete(editedModule(parser, before, text));
  assert.equal(after.body[0], before.module.body[0]);
  assert.notEqual(after.body[1], before.module.body[1]);
  assert.equal(after.body[2], before.module.body[2]);
  assert.equal(after.body[3], before.module.body[3]);
  assert.equal(written(after), written(parseProgram(parser, text)));
  assert.equal(text.text.slice(after.body[3]!.start, after.body[3]!.end), 'd = g(x=4)');
});
