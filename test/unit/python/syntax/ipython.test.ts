import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pythonParser } from '../../../support/parser.ts';
import { written } from './written.ts';

const parser = await pythonParser();

function cell(source: string, expected: string): void {
  const module = parser.parse(source, { cell: true });
  assert.deepEqual(module.syntaxErrors, [], source);
  assert.equal(module.end, source.length);
  assert.equal(written(module), expected, source);
}

test('line magics and shell commands do nothing', () => {
  cell('%matplotlib inline\n!pip install -q "keras>=3"\nx = 1\n', 'pass\npass\nx = 1');
  cell('!pip install a \\\n    b\nx = 1\n', 'pass\nx = 1');
  cell('!ls\r\nx = 1\r\n', '0\nx = 1');
  cell("# it's\n%cd data\n!echo it's\nx = 1\n", 'pass\npass\nx = 1');
});

test('in a block they are its body', () => {
  cell('if a:\n    !ls -l\nelse:\n    %reset -f\nx = 1\n', 'if a:\n    pass\nelse:\n    pass\nx = 1');
});

test('what they give is not known', () => {
  cell('files = !ls -l "data\nx = 1\n', 'files = ???\nx = 1');
  cell('a, b = %sql select\n', '(a, b) = ???');
});

test('the statement behind %time runs', () => {
  cell('%time model = build(3)\nx = 1\n', '0\nmodel = build(3)\nx = 1');
  cell('def f():\n    %time x = g()\n    return x\n', 'def f():\n    0\n    x = g()\n    return x');
});

test('help', () => {
  cell('?keras\nkeras.layers.LSTM??\nmodel.fit?\nx = 1\n', 'pass\npass\npass\nx = 1');
});

test('commands without a sign', () => {
  cell('pip install keras\ncd ..\nx = 1\n', 'pass\npass\nx = 1');
  cell('ls -l /usr/share/fonts/\ncp -r a b\n', 'pass\npass');
  cell('ls = 3\ncat in x\nls -l\n', 'ls = 3\n(cat in x)\n(ls - l)');
});

test("a cell magic's cell is Python, or it is none", () => {
  cell('%%time\nx = 1\n', 'x = 1');
  cell('%%capture out\n%%timeit -n 3\nx = 1\n', 'x = 1');
  cell('\n%%bash\nfor f in *; do echo "$f\ndone\n', '');
  cell('%%writefile model.py\nimport keras\nx = LSTM(2)\n', '');
  cell('%%javascript\nvar x = {"a": [1}\n', '');
  cell("%%html\n<b>it's</b>\n", '');
  cell('#@title Set-up\n%%capture\nx = 1\n', 'x = 1');
  cell('# A page.\n\n# Its script:\n%%html\n<script>let t = {a: 1}</script>\n', '');
  cell('x = 1 # not\n%%html\n', 'x = 1\npass');
});

test('percent and question marks of Python stay', () => {
  cell(
    'x = (a\n% b)\ny = "a =%d?" % x\n"""\n%time x\n!ls\n"""\n',
    'x = (a % b)\ny = ("a =%d?" % x)\n"\\n%time x\\n!ls\\n"',
  );
  cell('x = f(\n    a != b)\nx %= 3\n', 'x = f((a != b))\nx %= 3');
  cell('print("loss =%.2f" %x)\n', 'print(("loss =%.2f" % x))');
});

test('in a file they are harmless too', () => {
  const module = parser.parse('%matplotlib inline\nx = 1\n');
  assert.deepEqual(module.syntaxErrors, []);
  assert.equal(written(module), 'pass\nx = 1');
});

test('a cell that begins indented loses the blanks of its first line on each line that has them', () => {
  cell('  x = 1\n  if x:\n    y = 2\nz = 3\n', 'x = 1\nif x:\n    y = 2\nz = 3');
  cell('\n\t# first\n\tx = 1\ny = 2\n', 'x = 1\ny = 2');
  cell('    x = [1,\n    2]\n    %time y = 3\n', 'x = [1, 2]\n0\ny = 3');
  const file = parser.parse('  x = 1\ny = 2\n');
  assert.notDeepEqual(file.syntaxErrors, []);
});
