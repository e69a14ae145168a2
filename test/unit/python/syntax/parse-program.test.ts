import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseProgram } from '../../../../server/python/syntax/parse-program.ts';
import { ProgramText } from '../../../../server/python/syntax/program-text.ts';
import { pythonParser } from '../../../support/parser.ts';
import { written } from './written.ts';

const parser = await pythonParser();

test('the cells of a notebook are one program', () => {
  const program = ProgramText.ofNotebook([
    { index: 0, text: '%%time\nx = Input((3,))' },
    { index: 2, text: '%%bash\nls' },
    { index: 3, text: 'y = Dense(2)(x)\n' },
  ]);
  const module = parseProgram(parser, program);
  assert.equal(written(module), 'x = Input((3,))\ny = Dense(2)(x)');
  const [, second] = module.body;
  assert.equal(program.text.slice(second?.start, second?.end), 'y = Dense(2)(x)');
  assert.deepEqual(program.positionAt(second?.start ?? 0), { cell: 3, line: 0, character: 0 });
  assert.deepEqual([module.start, module.end], [0, program.text.length]);
});

test('an error stays within its cell, and is found there', () => {
  const program = ProgramText.ofNotebook([
    { index: 0, text: 'x = f(\n"""' },
    { index: 1, text: 'y = 1' },
    { index: 2, text: 'z = "' },
  ]);
  const module = parseProgram(parser, program);
  assert.equal(written(module), 'x = f(???)\n???\ny = 1\nz = ???');
  assert.deepEqual(
    module.syntaxErrors.map(({ start }) => program.positionAt(start).cell),
    [0, 0, 2],
  );
});

test('a cell may be indented as a whole', () => {
  const module = parseProgram(
    parser,
    ProgramText.ofNotebook([{ index: 0, text: '    x = 1\n    if x:\n        y = 2\n    z = 3' }]),
  );
  assert.equal(written(module), 'x = 1\nif x:\n    y = 2\nz = 3');
  assert.deepEqual(module.syntaxErrors, []);
});
