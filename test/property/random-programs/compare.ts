import { runPython, UNKNOWN } from '../../unit/python/library/run-python.ts';
import type { PythonParser } from '../../../server/python/syntax/parser.ts';
import { type Outcome, runInCPython } from './cpython.ts';
import { randomProgram } from './program.ts';

export interface Difference {
  readonly seed: number;
  readonly source: string;
  readonly line: number;
  readonly expected: string | undefined;
  readonly actual: string | undefined;
  readonly errors: readonly string[];
}

export interface Comparison {
  programs: number;
  lines: number;
  /** Lines in which something is unknown here. */
  unknown: number;
  /** Programs whose first difference comes after something unknown: it may have decided what runs. */
  undecided: number;
  readonly differences: Difference[];
}

/** Runs programs by CPython and by the evaluator, and compares what they print, line by line. */
export function compareRange(python: PythonParser, firstSeed: number, count: number, batch = 250): Comparison {
  const result: Comparison = { programs: 0, lines: 0, unknown: 0, undecided: 0, differences: [] };
  for (let start = firstSeed; start < firstSeed + count; start += batch) {
    const seeds = Array.from({ length: Math.min(batch, firstSeed + count - start) }, (_, index) => start + index);
    const sources = seeds.map(randomProgram);
    const outcomes = runInCPython(sources);
    for (const [index, source] of sources.entries())
      compareOne(python, seeds[index]!, source, outcomes[index]!, result);
  }
  return result;
}

function compareOne(
  python: PythonParser,
  seed: number,
  source: string,
  { lines: expected, error }: Outcome,
  result: Comparison,
): void {
  const { lines, errors } = runPython(python, source);
  result.programs++;
  let unknownBefore = false;
  for (let line = 0; line < Math.max(expected.length, lines.length); line++) {
    result.lines++;
    const actual = lines[line];
    if (actual === expected[line]) continue;
    // An exception that nothing catches ends the program in CPython; here it ends only its statement.
    if (line >= expected.length && error !== null && errors.some((caught) => caught.startsWith(error.split(':')[0]!)))
      return;
    if (actual?.includes(UNKNOWN) && expected[line] !== undefined) {
      result.unknown++;
      unknownBefore = true;
      continue;
    }
    if (unknownBefore) result.undecided++;
    else result.differences.push({ seed, source, line, expected: expected[line], actual, errors });
    return;
  }
}
