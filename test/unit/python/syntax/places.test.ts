import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runProgram } from '../../../../server/analysis/run.ts';
import { editedModule } from '../../../../server/python/syntax/edited-module.ts';
import { parseProgram } from '../../../../server/python/syntax/parse-program.ts';
import { Piece, Place, SourceFile } from '../../../../server/python/syntax/place.ts';
import { ProgramText } from '../../../../server/python/syntax/program-text.ts';
import { complete } from '../../../../server/python/syntax/steps.ts';
import { walk } from '../../../../server/python/syntax/walk.ts';
import { pythonParser } from '../../../support/parser.ts';

const parser = await pythonParser();

test('who holds a place sees where its piece has come to stand', () => {
  const file = new SourceFile('model.py', 'x = 1\ny = f(2)\n');
  const piece = new Piece(file, 6);
  const place = new Place(piece, 4, 4);
  assert.equal(place.text, 'f(2)');
  file.text = `# more\n${file.text}`;
  piece.start += 7;
  assert.deepEqual([place.start, place.end, place.text], [17, 21, 'f(2)']);
  assert.equal(place.first(1).text, 'f');
  assert.equal(place.first(100).text, 'f(2)');
});

test('places are the same, or within each other, only in one file', () => {
  const [one, other] = [new SourceFile('a.py', 'abc'), new SourceFile('a.py', 'abc')];
  const whole = one.place({ start: 0, end: 3 });
  assert.ok(whole.isAt(new Place(new Piece(one, -2), 2, 3)));
  assert.ok(one.place({ start: 1, end: 3 }).isWithin(whole));
  assert.ok(whole.isWithin(whole));
  assert.ok(!whole.isWithin(one.place({ start: 1, end: 3 })));
  assert.ok(!whole.isAt(other.place({ start: 0, end: 3 })));
  assert.ok(!other.place({ start: 1, end: 2 }).isWithin(whole));
});

test('each top-level statement is a piece, which begins with its decorators; a broken one too', () => {
  for (const source of [
    'a = 1; b = 2\n@d\ndef f(x):\n    return x\nfor i in y:\n    i.z\n',
    '@d\ndef f(x:\n    return x\nb = 2\nif a\n    c(\n',
  ]) {
    const module = parseProgram(parser, ProgramText.ofFile(source), 'a.py');
    const pieces = module.body.map(({ piece }) => piece);
    assert.equal(new Set(pieces).size, pieces.length, source);
    for (const { piece, start } of module.body) assert.ok(piece.start <= start && piece.file === module.file, source);
    for (const statement of module.body)
      walk(statement, (node) => assert.equal(node.kind === 'Module' ? undefined : node.piece, statement.piece, source));
  }
});

test('an edit moves the places behind it, whoever holds them', () => {
  const text = ProgramText.ofFile('a = 1\n@d\ndef f(x):\n    return g(x)\n');
  const module = parseProgram(parser, text);
  const held: Place[] = [];
  for (const statement of module.body)
    walk(statement, (node) => {
      if (node.kind === 'Call') held.push(node);
    });
  const edited = ProgramText.ofFile('a = 1 + 234\n@d\ndef f(x):\n    return g(x)\n');
  complete(editedModule(parser, { text, module }, edited));
  assert.deepEqual(
    held.map(({ text }) => text),
    ['g(x)'],
  );
});

test('a class of another file is not taken for what stands at the same offset here', () => {
  const other = 'import keras\nclass Net(keras.layers.Layer):\n    pass\n';
  const module = parser.parse(other, { file: new SourceFile('net.py', other) });
  const { analysis } = runProgram(parser, 'from net import    Net\nx = Net()\n', {
    path: 'main.py',
    workspaceModule: (name) => (name === 'net' ? { path: 'net.py', module, isPackage: false } : undefined),
  });
  assert.deepEqual(
    analysis.constructors.map(({ span }) => span.text),
    ['Net()'],
  );
});
