import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maximumDepth } from '../../../../server/python/syntax/lowering.ts';
import { pythonParser } from '../../../support/parser.ts';

const parser = await pythonParser();

/** Levels of objects below a value, found without recursion. */
function depthOf(value: unknown): number {
  let depth = 0;
  const pending: { value: unknown; level: number }[] = [{ value, level: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    depth = Math.max(depth, next.level);
    for (const part of Object.values(next.value as object)) {
      if (typeof part === 'object' && part !== null)
        pending.push({ value: part, level: next.level + (Array.isArray(part) ? 0 : 1) });
    }
  }
  return depth;
}

const deep: Readonly<Record<string, string>> = {
  parentheses: `x = ${'('.repeat(10_000)}1${')'.repeat(10_000)}\n`,
  brackets: `x = ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`,
  'a long sum': `x = a${' + b'.repeat(5000)}\n`,
  'a long mix of `^` and `&`': `x = a${' ^ b & c'.repeat(3000)}\n`,
  'a long `and`': `x = a${' and b'.repeat(5000)}\n`,
  'a chain of calls': `x = f${'(1)'.repeat(5000)}\n`,
  signs: `x = ${'-'.repeat(5000)}1\n`,
  conditions: `x = ${'a if b else '.repeat(3000)}c\n`,
  'a long `elif`': `if a:\n  x = 1\n${'elif b:\n  x = 2\n'.repeat(3000)}`,
  blocks: `${Array.from({ length: 400 }, (_, level) => `${' '.repeat(level)}if a:\n`).join('')}${' '.repeat(400)}x = 1\n`,
  patterns: `match x:\n  case ${'['.repeat(1000)}${']'.repeat(1000)}:\n    pass\n`,
  types: `x: ${'A | '.repeat(5000)}B\n`,
  'open parentheses': `x = ${'('.repeat(5000)}\n`,
};

for (const [name, source] of Object.entries(deep)) {
  test(`deep nesting is cut off: ${name}`, () => {
    const { body } = parser.parse(`${source}y = 1\n`);
    assert.equal(body.at(-1)?.kind, 'Assign', 'what follows is read');
    assert.ok(depthOf(body) <= 2 * maximumDepth + 20); // a dictionary's or an argument's level has two objects
  });
}
