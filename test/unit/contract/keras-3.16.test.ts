/**
 * What Keras 3.16 itself did with these programs, on its NumPy backend (fit() as evaluate() of the same data): null
 * where it ran, else the line
 * that raised and the exception's type. Their repaired forms all ran. Left out: programs that need TensorFlow, or
 * files.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { problemDefinition } from '../../../server/problems/index.ts';
import { cases } from './cases.ts';

const recorded = JSON.parse(readFileSync(new URL('keras-3.16.json', import.meta.url), 'utf8')) as Readonly<
  Record<string, { readonly line: number; readonly type: string } | null>
>;
const all = new Map(cases().map((one) => [one.name, one]));
/** On a CPU it raises; a GPU goes on with other numbers. */
const ON_A_CPU = new Set(['an Embedding with too few rows']);
/** What compile() was given wrong is reported where it is written, not where fit() finds it. */
const FROM_COMPILE = new Set(['compile-argument', 'unknown-function']);

for (const [name, raised] of Object.entries(recorded)) {
  test(`${name}: an error where Keras 3.16 raises, and none where it ran`, () => {
    const program = all.get(name);
    assert.ok(program, 'it is not in programs/ any more');
    const errors = program.versions.includes(3)
      ? program.expected.filter(
          ({ version, code }) => (version ?? 3) === 3 && problemDefinition(code).severity === 'error',
        )
      : [];
    if (ON_A_CPU.has(name)) return assert.equal(errors.length, 0);
    assert.equal(errors.length > 0, raised !== null);
    const [first] = errors;
    if (raised && first && !FROM_COMPILE.has(first.code)) assert.equal(first.line, raised.line);
    else if (raised && first) assert.ok(first.line <= raised.line);
  });
}

test('most of the programs are recorded', () => {
  assert.ok(Object.keys(recorded).length > 60);
});
