import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pythonParser } from '../../../support/parser.ts';
import { written } from './written.ts';
import { inEnglish } from '../../../../server/words/language.ts';

const parser = await pythonParser();

/** Broken code, what is read of it, and the problems as `line: message`. */
function reads(source: string, expected: string, ...problems: readonly string[]): void {
  const module = parser.parse(source);
  assert.equal(written(module), expected, source);
  const found = module.syntaxErrors.map(
    ({ message, start }) => `${source.slice(0, start).split('\n').length}: ${inEnglish(message)}`,
  );
  assert.deepEqual(found, problems, source);
}

test('a bracket without an end costs its own line only, and what it would have held is not known', () => {
  reads('x = Dense(\ny = Conv(3)\nz = f(x)\n', 'x = Dense(???)\ny = Conv(3)\nz = f(x)', "1: '(' is never closed");
  reads('x = Dense(10\ny = 2\n', 'x = Dense(10, ???)\ny = 2', "1: '(' is never closed");
  reads(
    'x = LSTM(32, return_sequences=\ny = 2\n',
    'x = LSTM(32, return_sequences=???)\ny = 2',
    "1: '(' is never closed",
  );
  reads(
    'model.add(Dense(10\nmodel.summary()\n',
    'model.add(Dense(10, ???))\nmodel.summary()',
    "1: '(' is never closed",
  );
  reads(
    'x = [1, 2\ny = {"a": 1\nz = (3\nw = a[1\nv = 1\n',
    'x = [1, 2, ???]\ny = {"a": 1, **???}\nz = (3 + ???)\nw = a[(1, ???)]\nv = 1',
    "1: '[' is never closed",
    "2: '{' is never closed",
    "3: '(' is never closed",
    "4: '[' is never closed",
  );
});

test('a bracket without an end inside a block ends with the block', () => {
  reads(
    'def f(x):\n    y = Dense(\n    return y\n\nz = f(3)\n',
    'def f(x):\n    y = Dense(???)\n    return y\nz = f(3)',
    "2: '(' is never closed",
  );
  reads(
    'class A(B):\n    def f(self):\n        self.d = Dense(\n        self.e = Dense(3)\n    def g(self, x):\n        return self.e(x\n\na = A()\n',
    'class A(B):\n    def f(self):\n        self.d = Dense(???)\n        self.e = Dense(3)\n    def g(self, x):\n        return self.e(x, ???)\na = A()',
    "3: '(' is never closed",
    "6: '(' is never closed",
  );
  reads(
    'model = Sequential([\n    Dense(10),\n    Dense(5)\n\nmodel.compile()\n',
    'model = Sequential([Dense(10), Dense(5), ???])\nmodel.compile()',
    "1: '[' is never closed",
  );
});

test('brackets that are closed in the wrong order or once too often', () => {
  reads(
    'model = Sequential([\n    Dense(10,\n    Dense(5),\n])\ny = 1\n',
    'model = Sequential([Dense(10, Dense(5), ???)])\ny = 1',
    "4: '(' is not closed before this ']'",
  );
  reads('x = f(1))\ny = 2\n', 'x = f(1)\ny = 2', "1: Nothing is open that ')' could close");
  reads(
    'x = f(1\ny = g(2))\nz = 3\n',
    'x = f(1, ???)\ny = g(2)\nz = 3',
    "1: '(' is never closed",
    "2: Nothing is open that ')' could close",
  );
});

test('a missing comma between lines is taken to be there', () => {
  reads(
    'm = Sequential([\n    Dense(1)\n    Dense(2),\n])\n',
    'm = Sequential([Dense(1), Dense(2)])',
    "2: Expected ','",
  );
  reads('x = ["a"\n     "b"\n     f"c"]\n', 'x = [f"abc"]');
});

test('a line that ends too soon does not take the next one with it', () => {
  reads('x.\ny = 1\n', '???\ny = 1', "1: Expected a name after '.'");
  reads('x = 1 +\nf(3)\n', 'x = (1 + ???)\nf(3)', '1: Expected an expression');
  reads('x =\nDense(3)\n', 'x = ???\nDense(3)', '1: Expected an expression');
  reads('x: int =\ny = 2\n', 'x: int = ???\ny = 2', '1: Expected an expression');
  reads('return not\nx = 1\n', 'return (not ???)\nx = 1', '1: Expected an expression');
  reads('from keras import\nx = 1\n', 'from keras import \nx = 1', '1: Expected an expression');
  reads('a = b + \\\nc = 1\n', 'a = (b + ???)\nc = 1', '1: Expected an expression');
});

test('a string without an end ends with its line', () => {
  reads('x = "abc\ny = 2\n', 'x = ???\ny = 2', '1: This string has no end');
  reads("x = f('abc\ny = 2\n", 'x = f(???, ???)\ny = 2', '1: This string has no end');
  reads(
    'm = Sequential([\n    Dense(10, activation="relu),\n    Dense(5),\n])\ny = 1\n',
    'm = Sequential([Dense(10, ???, ???)])\ny = 1',
    '2: This string has no end',
  );
  reads('x = """abc\ny = 2\n', 'x = ???\ny = 2', '1: This string has no end');
});

test('one triple quote too few: the strings and the code below keep their places', () => {
  reads(
    '"""text\nx = 1\ndef f():\n    """More text."""\n    return 1\n',
    '???\nx = 1\ndef f():\n    "More text."\n    return 1',
    '1: This string has no end',
  );
});

test('headers without a colon, without an end, without a body', () => {
  reads(
    'if x\n    y = 1\nelse\n    y = 2\nz = 3\n',
    'if x:\n    y = 1\nelse:\n    y = 2\nz = 3',
    "1: Expected ':'",
    "3: Expected ':'",
  );
  reads('def f(\n\nx = 1\n', 'def f():\nx = 1', "1: '(' is never closed");
  reads('def f(a, b=\n    return a\nx = 1\n', 'def f(a, b=???):\n    return a\nx = 1', "1: '(' is never closed");
  reads('def f(a\n    """Text."""\n    return a\n', 'def f(a):\n    "Text."\n    return a', "1: '(' is never closed");
  reads('def f\n    return 1\n', 'def f():\n    return 1', "1: Expected ':'");
  reads(
    'class A(\n    def f(self): pass\nx = 1\n',
    'class A():\n    def f(self):\n        pass\nx = 1',
    "1: '(' is never closed",
  );
  reads('for i in\n    print(i)\nx = 1\n', 'for i in ???:\n    print(i)\nx = 1', '1: Expected an expression');
  reads('while True\n    x = 1\n', 'while True:\n    x = 1', "1: Expected ':'");
  reads('with open(a) as\n    x = 1\n', 'with open(a) as ???:\n    x = 1', '1: Expected an expression');
  reads(
    'try\n    a = 1\nexcept B as\n    b = 2\nc = 1\n',
    'try:\n    a = 1\nexcept B:\n    b = 2\nc = 1',
    "1: Expected ':'",
    '3: Expected an expression',
  );
  reads('if x:\ny = 1\n', 'if x:\ny = 1', '1: Expected an indented block');
  reads('def f():\n    # only a comment\nx = 1\n', 'def f():\nx = 1', '1: Expected an indented block');
  reads('@dec(\ndef f(x):\n    return x\n', '@dec(???)\ndef f(x):\n    return x', "1: '(' is never closed");
  reads('if x: y = f(\nz = 1\n', 'if x:\n    y = f(???)\nz = 1', "1: '(' is never closed");
});

test('a header that cannot be read keeps its body, under a condition that is not known', () => {
  reads(
    'if a b c:\n    x = 1\nelif d:\n    x = 2\ny = 3\n',
    'if ???:\n    x = 1\nelse:\n    if d:\n        x = 2\ny = 3',
    '1: Invalid syntax',
  );
  reads(
    'def f(a b):\n    return a\ny = f(1)\n',
    'def f(*args, **kwargs):\n    return a\ny = f(1)',
    '1: Invalid syntax',
  );
  reads('class A(b c):\n    x = 1\n', 'class A(*???):\n    x = 1', '1: Invalid syntax');
  reads('else:\n    x = 1\ny = 2\n', 'if ???:\n    x = 1\ny = 2', "1: 'else' belongs to no statement here");
});

test('match and case', () => {
  reads(
    'match x:\n    case 1:\n        y = (\n    case A(b c):\n        z = 2\n    case _:\n        w = 3\nv = 1\n',
    'match x:\n    case 1:\n        y = ???\n    case ???:\n        z = 2\n    case _:\n        w = 3\nv = 1',
    "3: '(' is never closed",
    '4: Invalid syntax',
  );
});

test('no-break spaces, as in texts copied from web pages, are read as blanks', () => {
  reads(
    'x = Dense(2,\u00a0name="a\u00a0b")\nif\u00a0x:\n    y = 1\n',
    'x = Dense(2, name="a\u00a0b")\nif x:\n    y = 1',
    '1: This is a no-break space, which is no blank for Python',
    '2: This is a no-break space, which is no blank for Python',
  );
});

test('what cannot be read still binds its names: their old values would be wrong ones', () => {
  reads('x = = 3\ny = 2\n', 'x = ???\ny = 2', '1: Invalid syntax');
  reads('a = b.c = d e\ny = 2\n', 'a = b.c = ???\ny = 2', '1: Invalid syntax');
  reads('a, (b, c) = d e f\n', '(a, (b, c)) = ???', '1: Invalid syntax');
  reads('x = 5 $ 3\ny = 2\n', 'x = ???\ny = 2', '1: Invalid syntax');
  reads('x = Dense(10 20)(y)\nz = 2\n', 'x = Dense(10, ???)(y)\nz = 2', '1: Invalid syntax');
});

test('indentation that fits nothing', () => {
  reads('x = 1\n    y = 2\nz = 3\n', 'x = 1\ny = 2\nz = 3', '2: Unexpected indent');
  reads(
    'def f():\n    x = 1\n  y = 2\n    return x\nz = 1\n',
    'def f():\n    x = 1\n    y = 2\n    return x\nz = 1',
    '3: This indentation fits no block above',
  );
  reads(
    'def f():\n\tx = 1\n        y = 2\nz = 1\n',
    'def f():\n    x = 1\n    y = 2\nz = 1',
    '3: Tabs and blanks are mixed',
  );
  reads(
    'class A:\n    def f(self):\n        return 1\nx.\n    def g(self):\n        return 2\n',
    'class A():\n    def f(self):\n        return 1\n    ???\n    def g(self):\n        return 2',
    '4: This indentation fits no block above',
    "4: Expected a name after '.'",
  );
});

test('the places of problems lie within the text', () => {
  for (const source of [
    'x = f(',
    'x = "',
    'if',
    'def',
    'x.',
    '@',
    'lambda',
    '"""',
    '(',
    ')',
    '\\',
    'x = \\',
    'for',
    '%',
    '?',
    '\0',
    'class A:',
    'try:',
  ]) {
    const module = parser.parse(source);
    for (const { start, end } of module.syntaxErrors)
      assert.ok(0 <= start && start <= end && end <= source.length, source);
  }
});

test('no text makes the parser throw', () => {
  const pieces = [
    'x = ',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '"""',
    ':',
    ',',
    '.',
    '\n',
    '    ',
    'def f',
    'if ',
    'else:',
    'f"{',
    '\\',
    '#',
    '*',
    '=',
    'match ',
    'case ',
  ];
  let state = 7;
  const next = (): number => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  for (let round = 0; round < 300; round++) {
    const source = Array.from({ length: 30 }, () => pieces[Math.floor(next() * pieces.length)]).join('');
    const module = parser.parse(source);
    assert.equal(module.end, source.length);
    written(module);
  }
});

test('after an argument by name, the pieces of a broken one are no arguments by position', () => {
  reads('x = Dense(units=n+, name="a")\n', 'x = Dense(units=???, name="a")', '1: Invalid syntax');
  reads('x = Dense(units=3, use_bias=, name="a")\n', 'x = Dense(units=3, name="a")', '1: Invalid syntax');
  reads('x = Dense(units=3, 4)\n', 'x = Dense(units=3, 4)');
});

test('the same text gives the same tree however busy the machine is', () => {
  // A program as it looks where the file says UTF-16 and half of its bytes are missing: tree-sitter, interrupted and
  // gone on, finds other mistakes in it.
  const source =
    's.e(c/,tii†牳⹃猠′Ⱐ⁰浥⁡渽≲產⤨ਠ⁹湶⡦ㄩ⡹牮⁬敲⤨祝⤊砬⁯㨊†ㄠ⡸ਠ⁬潷⁬湧㉄ਠ⁬潷⁢眬⁦楬†楦⁯敲‱㨊⁬潷⁨獳⡬潷⁦瑥†獥†捫⡬潷⁬潷⁢潴⁦瑥†異㈠牳⹕灓⡬潷⤊牮⁬献⤊晩汴敲猽㌩㨊†琨⡳攬⁳攬⤩ਠ⁬敲⡦㜬⁳朽≳汵⡩浧⤊捫⡸晩⁬慹†慴⁛崊†楮⁲来⡳㨊†砬⁯牤⁬敲⡦ㄬ⁡渽≲產⤨ਠ†湶⡊匬‱㵦≨索⤨ਠ†湤†楦‼ਠ†牳⹃潮⤨牳⹃潮⤨ਠ†本⁨瑭⁳瑡⤊灥⤊浳⠩牳⤩湴⡳畭⡩氬⁬湧㉄楮⁭敬⹬猩⤊汥⁳敤⠶㐬⁳ㄬ⁦爽㈩湴⡳汥⹣猨⤩汬⁭楮⹯畴⁦潲⁬汥⹬楦⁬敮⹯攩‽湴⡳汬⤊';
  const clock = Date.now;
  try {
    const read = [0, 0.9, 1.3, 2].map((milliseconds) => {
      let now = 0;
      Date.now = () => (now += milliseconds);
      return JSON.stringify(parser.parse(source), (_key, value: unknown) =>
        typeof value === 'bigint' ? `${value}n` : value,
      );
    });
    assert.equal(new Set(read).size, 1);
  } finally {
    Date.now = clock;
  }
});

test('a line break that is missing is told also where the parser makes one up, in a text with another mistake', () => {
  reads('x = 184model.y = 3\n', 'x = ???', '1: Invalid syntax');
  reads(
    'def f():\n    x = 184model.y = 3\nif a:\n    b = 1\n]\n    c = 3\n',
    'def f():\n    x = ???\nif a:\n    b = 1\n    c = 3',
    '2: Invalid syntax',
    '5: This indentation fits no block above',
    "5: Nothing is open that ']' could close",
  );
});
