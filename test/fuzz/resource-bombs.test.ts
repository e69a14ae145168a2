/** Programs that would take all time or memory there is: each is stopped, and the lines after it are still answered. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runProgram } from '../../server/analysis/run.ts';
import { LIMITS } from '../../server/python/evaluate/fuel.ts';
import { pythonParser } from '../support/parser.ts';

const BOMBS: Readonly<Record<string, string>> = {
  'an endless loop': 'while True: pass',
  'an endless loop that does something': 'n = 1\nwhile n:\n    n += 1',
  'an endless loop of doubling': 'n = 1\nwhile True:\n    n *= 2',
  'a loop of 10¹² passes': 't = 0\nfor i in range(10**12):\n    t += i',
  'a list of 10¹² items': 'a = list(range(10**12))',
  'a sum of 10¹² items': 'a = sum(range(10**12))',
  'exponential recursion': 'def f(n):\n    return f(n - 1) + f(n - 1) if n else 1\na = f(60)',
  'endless recursion': 'def f(n):\n    return f(n + 1)\na = f(0)',
  'a list doubled 60 times': 'a = [0]\nfor _ in range(60):\n    a = a + a',
  'a list doubled in place': 'a = [0]\nfor _ in range(60):\n    a += a',
  'a list multiplied': 'a = [0] * 10**11',
  'nested multiplied lists': 'a = [[[0] * 10**5] * 10**5] * 10**5\nb = str(a)',
  'a nest that shares its parts': 'a = [0]\nfor _ in range(60):\n    a = [a, a]\nprint(a)',
  'a text of 100 MB': 'a = "x" * 100_000_000',
  'a text doubled 60 times': 'a = "x"\nfor _ in range(60):\n    a += a',
  'a text padded': 'a = "x".rjust(10**11)\nb = f"{1:>99999999999}"\nc = "%99999999999d" % 1',
  'a large power': 'a = 9 ** 9 ** 9',
  'a large shift': 'a = 1 << 10**12',
  'a large factorial': 'import math\na = math.factorial(10**7)',
  'an endless iterator': 'import itertools\na = list(itertools.count())',
  'a large product': 'import itertools\na = list(itertools.product(range(100), repeat=20))',
  permutations: 'import itertools\na = list(itertools.permutations(range(30)))',
  'an endless generator': 'def g():\n    while True:\n        yield 1\na = list(g())',
  '10,000 layers in a loop':
    'from keras import layers, Input\nx = Input((4,))\nfor _ in range(10_000):\n    x = layers.Dense(4)(x)',
  '2³¹ indices for unknown words':
    'from keras import layers, Input\na = layers.IntegerLookup(vocabulary=[7], num_oov_indices=2**31, output_mode="one_hot")(Input((3,), dtype="int64"))',
  'the weights of many layers, looked at one by one':
    'import keras\nfrom keras import layers\nm = keras.Sequential([keras.Input((4,)), *[layers.Dense(4) for _ in range(1500)]])\nfor _ in range(20):\n    a = [w.name for w in m.weights]',
  'parentheses in parentheses': `a = ${'('.repeat(20_000)}1${')'.repeat(20_000)}`,
  'lists in lists': `a = ${'['.repeat(5_000)}${']'.repeat(5_000)}`,
  'signs before signs': `a = ${'-'.repeat(20_000)}1`,
  'a long sum': `a = ${'1 + '.repeat(20_000)}1`,
  'calls of calls': `a = f${'()'.repeat(10_000)}`,
  'ifs in ifs':
    Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}if x${depth}:`).join('\n') +
    `\n${' '.repeat(300)}a = 1`,
  'a literal of many digits': `a = ${'9'.repeat(200_000)}`,
  'a literal of many items': `a = [${'0, '.repeat(200_000)}]`,
  'a literal text of 2 MB': `a = "${'x'.repeat(2_000_000)}"`,
  'a large array': 'import numpy as np\na = np.zeros((10**6, 10**6)).tolist()\nb = np.arange(10**12) + 1',
};

const parser = await pythonParser();
for (const [name, bomb] of Object.entries(BOMBS)) {
  test(`${name} is stopped, and the rest is answered`, () => {
    const start = performance.now();
    const { analysis, evaluator } = runProgram(
      parser,
      `${bomb}\nfrom keras import Input, layers\nlast = layers.Dense(3)(Input((2,)))\nprint(last.shape)\n`,
    );
    const milliseconds = performance.now() - start;
    assert.equal(analysis.values.at(-1)?.shown, '(None, 3)');
    assert.ok(evaluator.fuel.spent <= LIMITS.steps + LIMITS.stepsPerLibraryCall, `${evaluator.fuel.spent} steps`);
    assert.ok(milliseconds < 2 * LIMITS.milliseconds, `${milliseconds.toFixed(0)} ms`);
  });
}
