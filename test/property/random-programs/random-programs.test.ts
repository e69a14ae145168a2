/**
 * Random programs print the same in CPython and in the evaluator. The usual run is short; a longer one is asked for by
 * `RANDOM_PROGRAMS=20000 node --test test/property/random-programs/`, from another seed on with `RANDOM_PROGRAMS_SEED`.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pythonParser } from '../../unit/python/library/run-python.ts';
import { compareRange, type Difference } from './compare.ts';
import { pythonVersion } from './cpython.ts';

const count = Number(process.env['RANDOM_PROGRAMS'] ?? 1500);
const seed = Number(process.env['RANDOM_PROGRAMS_SEED'] ?? 1);

function describe({ seed: of, source, line, expected, actual, errors }: Difference): string {
  const shown = (text: string | undefined): string =>
    text === undefined ? 'nothing' : JSON.stringify(text).slice(0, 300);
  return `seed ${of}, line ${line + 1}: CPython prints ${shown(expected)}, here ${shown(actual)} ${errors.join('; ').slice(0, 200)}\n${source.slice(0, 4000)}`;
}

const version = pythonVersion();
if (version === undefined) {
  test('random programs are not run: there is no python3 on this machine to compare with', () => {
    assert.equal(version, undefined);
  });
} else {
  test(`${count} random programs print what they print in ${version}`, async (context) => {
    const result = compareRange(await pythonParser(), seed, count);
    context.diagnostic(
      `${result.programs} programs, ${result.lines} lines, ${result.unknown} unknown, ${result.differences.length} different`,
    );
    assert.equal(result.programs, count);
    assert.deepEqual(result.differences.slice(0, 3).map(describe), []);
    // What these programs print is all decided, so hardly anything may be unknown.
    assert.ok(
      result.unknown + result.undecided <= result.lines / 500,
      `${result.unknown} lines are unknown, ${result.undecided} programs undecided`,
    );
  });
}
