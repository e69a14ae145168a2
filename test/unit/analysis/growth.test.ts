/** What goes through a collection costs its size once: twice the program, twice the work. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runProgram } from '../../../server/analysis/run.ts';
import { pythonParser } from '../../support/parser.ts';

const python = await pythonParser();

const PROGRAMS: Readonly<Record<string, (size: number) => string>> = {
  'a list of pairs of arrays that grows by one each time': (size) => `import numpy as np
def pairs_of(a, b):
    pairs = []
    for i in range(${size}):
        pairs += [[a, b]]
    return np.array(pairs)
print(pairs_of(np.zeros((28, 28)), np.ones((28, 28))).shape)
`,
  'a namespace of which one name is touched in undecided branches': (size) => `import os
flag = os.environ.get('A')
${Array.from({ length: size }, (_, i) => `n${i} = ${i}`).join('\n')}
for k in range(${size}):
    if flag == str(k):
        n0 = k
print(n1)
`,
  'random.shuffle of numbers': (size) => `import random
x = list(range(${size}))
random.shuffle(x)
print(len(x))
`,
  'random.shuffle of lists': (size) => `import random
x = [[i, i + 1] for i in range(${size})]
random.shuffle(x)
print(len(x))
`,
  'random.sample of all': (size) => `import random
x = random.sample(list(range(${size})), ${size})
print(len(x))
`,
  'numpy.random.shuffle of lists': (size) => `import numpy as np
x = [[i, i + 1] for i in range(${size})]
np.random.shuffle(x)
print(len(x))
`,
};

interface Cost {
  readonly steps: number;
  readonly milliseconds: number;
}

function costOf(source: string): Cost {
  const before = process.cpuUsage();
  const { evaluator } = runProgram(python, source, { now: () => 0 });
  const { user } = process.cpuUsage(before);
  return { steps: evaluator.fuel.spent, milliseconds: user / 1000 };
}

/** Times below this are not compared: the engine's own work is as much. */
const LEAST = 60;

for (const [what, program] of Object.entries(PROGRAMS)) {
  test(`${what}: steps and time grow as its size does`, (context) => {
    costOf(program(500));
    const [one, two, four] = [2000, 4000, 8000].map((size) => costOf(program(size))) as [Cost, Cost, Cost];
    context.diagnostic(
      [one, two, four].map(({ steps, milliseconds }) => `${steps} steps, ${Math.round(milliseconds)} ms`).join('; '),
    );
    assert.ok(two.steps <= 2.2 * one.steps && four.steps <= 4.4 * one.steps, 'steps');
    // Four times the size takes sixteen times as long where it is gone through again for each of its items.
    assert.ok(
      four.milliseconds <= 9 * Math.max(one.milliseconds, LEAST),
      `${one.milliseconds} and ${four.milliseconds} ms`,
    );
  });
}
