/**
 * A statement that takes long lets others be heard in its middle, may be left there, and finds the same as one that
 * nobody interrupts.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Analysis } from '../../../server/analysis/analysis.ts';
import { analyze } from '../../../server/analysis/analyze.ts';
import { IncrementalAnalysis } from '../../../server/analysis/incremental.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { pythonParser } from '../../support/parser.ts';

const parser = await pythonParser();
const HEAD = 'import keras\nfrom keras import layers\n';
const found = ({ models, values, problems }: Analysis) => ({
  totals: models.map(({ total }) => String(total)),
  values: values.map(({ value }) => JSON.stringify(value)),
  problems: problems.map(({ message }) => message),
});
const anew = (text: ProgramText) => found(analyze(parser, text));

/** How often it stops, where it does so at every chance, and what it finds. */
function interrupted(source: string): { readonly pauses: number; readonly facts: ReturnType<typeof found> } {
  const steps = new IncrementalAnalysis(parser, { pauseAfter: 0 }).steps(ProgramText.ofFile(HEAD + source));
  for (let pauses = 0; ; pauses++) {
    const step = steps.next();
    if (step.done) return { pauses, facts: found(step.value) };
  }
}

const LONG: Readonly<Record<string, string>> = {
  'a loop': 'x = keras.Input((3,))\nfor n in range(50):\n    x = layers.Dense(n + 1)(x)\nmodel = keras.Model(x, x)',
  'a while loop with a break':
    'n = 0\nwhile True:\n    n += 1\n    if n > 60:\n        break\nelse:\n    n = 0\nmodel = keras.Sequential([keras.Input((n,)), layers.Dense(2)])\nprint(n)',
  'a function that is called':
    'def count(n):\n    total = 0\n    for k in range(n):\n        total += k\n    return total\nn = count(60)\nprint(n)',
  'a call among the arguments of another':
    'def count(n):\n    for k in range(n):\n        pass\n    return n\nprint(len([count(50)]), abs(count(70)))',
  'calls in a list, a sum and a choice':
    'def count(n):\n    for k in range(n):\n        pass\n    return n\nn = [1, (2, count(30))][1][1] + count(20) if count(20) else 0\nprint(n)',
  'the condition of an if, and what is added':
    'def count(n):\n    for k in range(n):\n        pass\n    return n\nn = 1\nif count(30) > 3:\n    n += count(30)\nprint(n)',
  'calls that are compared, negated and joined by and, or':
    'def count(n):\n    for k in range(n):\n        pass\n    return n\nn = 0\nif not count(0) and (count(3) < count(20) < count(30) or count(1)):\n    n = -count(5)\nprint(n, count(9) == 9, count(0) or count(4))',
  'calls in a dict and behind a star':
    'def count(n):\n    for k in range(n):\n        pass\n    return n\nsizes = {count(3): [*range(count(4)), count(20)], **{"a": count(30)}}\nprint(sizes)',
  'both sides of a choice that is open':
    'import sys\ndef count(n):\n    for k in range(n):\n        pass\n    return n\nn = count(30) if len(sys.argv) > 1 else count(29)\nlong = len(sys.argv) > 1 and count(20)\nprint(n, long)',
  'the condition of an open while':
    'import sys\ndef count(n):\n    for k in range(n):\n        pass\n    return n\nn = 0\nwhile len(sys.argv) > count(3):\n    n = count(20)\nprint(count(4))',
  'a lambda':
    'def count(n):\n    for k in range(n):\n        pass\n    return n\nboth = lambda n: count(n) + count(n)\nprint(both(30))',
  'a method of what a call gives':
    'def words(n):\n    text = ""\n    for k in range(n):\n        text += "ab "\n    return text\nprint(len(words(50).strip().split()[2:]))',
  'a constructor':
    'class Sizes:\n    def __init__(self, n):\n        self.all = []\n        for k in range(n):\n            self.all.append(k)\nsizes = Sizes(60)\nprint(len(sizes.all))',
  'a comprehension':
    'def half(n):\n    return n // 2\nsizes = [half(n) for n in range(60)]\nprint(sum(sizes))\nnames = {n: half(n) for n in range(60)}\nprint(len(names))',
  'two ways': 'import os\nif os.path.exists("a"):\n    for n in range(60):\n        pass\nelse:\n    n = 59\nprint(n)',
  'a body with a handler':
    'try:\n    for n in range(60):\n        if n == 55:\n            raise ValueError("n")\nexcept ValueError:\n    n = 7\nfinally:\n    m = n\nprint(m)',
  with: 'with open("a") as file:\n    for n in range(60):\n        pass\nprint(n)',
  'a match': 'match 60:\n    case 60:\n        for n in range(60):\n            pass\nprint(n)',
  'a function that nobody calls':
    'def build(units):\n    x = keras.Input((3,))\n    for n in range(60):\n        x = layers.Dense(units)(x)\n    return x',
};

for (const [what, source] of Object.entries(LONG)) {
  test(`interrupted: ${what}`, () => {
    const { pauses, facts } = interrupted(source);
    // Between the statements alone there would be a dozen.
    assert.ok(pauses > 45, `${pauses} pauses`);
    assert.deepEqual(facts, anew(ProgramText.ofFile(HEAD + source)));
  });

  test(`left in the middle, and gone on with: ${what}`, () => {
    const text = ProgramText.ofFile(HEAD + source);
    const expected = anew(text);
    for (const after of [12, 25, 44]) {
      const analysis = new IncrementalAnalysis(parser, { pauseAfter: 0 });
      const left = analysis.steps(text);
      for (let step = 0; step < after; step++) left.next();
      assert.deepEqual(found(analysis.of(text)), expected, `left after ${after} steps`);
      const edited = ProgramText.ofFile(`${text.text}\nprint(4 + 3)`);
      const again = analysis.steps(edited);
      for (let step = 0; step < after; step++) again.next();
      assert.deepEqual(found(analysis.of(text)), expected, `left again after ${after} steps`);
      assert.deepEqual(found(analysis.of(edited)), anew(edited));
    }
  });
}

test('what others do in the pauses is not the time of the program', () => {
  let now = 0;
  const text = ProgramText.ofFile(`${HEAD}n = 0\nfor k in range(3_000):\n    n += 1\nprint(n)`);
  const steps = new IncrementalAnalysis(parser, { pauseAfter: 0, now: () => now }).steps(text);
  for (;;) {
    const step = steps.next();
    now += 1_000;
    if (!step.done) continue;
    assert.deepEqual(found(step.value).values, ['3000']);
    break;
  }
});

test('a function that calls itself without an end, as while its end is being typed, ends at once wherever it does that', () => {
  const again = {
    'a sum': 'net(n - 1) + net(n - 2)',
    'a text': 'f"{net(n - 1)} {net(n - 2)}"',
    'a comprehension': '[net(k) for k in (n - 1, n - 2) if net(k)]',
    'a key': 'sorted([n, n], key=net)',
    'a lambda': '(lambda k: [net(k), net(k)])(n)',
  };
  for (const [what, expression] of Object.entries(again)) {
    const steps = new IncrementalAnalysis(parser, { now: () => 0, pauseAfter: 0 }).steps(
      ProgramText.ofFile(`${HEAD}def net(n):\n    return ${expression}\nout = net(4)\nprint(7)`),
    );
    let pauses = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) pauses++;
    assert.ok(pauses < 2_000, `${what}: ${pauses} pauses`);
    assert.deepEqual(found(step.value).values, ['7']);
  }
});
