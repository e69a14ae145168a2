/** Programs that say behind a line which shape its tensor has: `y = ops.mean(x, axis=1)  # (None, 4)`. */
import { Axes } from '../../server/shapes/axes.ts';
import assert from 'node:assert/strict';
import { runProgram } from '../../server/analysis/run.ts';
import type { ShownShape, TensorFact } from '../../server/analysis/analysis.ts';
import type { Nest } from '../../server/keras/layers/definition.ts';
import { isDict, isList } from '../../server/keras/nests.ts';
import { formatShape, type Shape } from '../../server/shapes/dimension.ts';
import { pythonParser } from './parser.ts';

export interface Options {
  readonly kerasVersion?: 2 | 3;
}

/**
 * Runs the program, and compares each assignment that has a comment `# (…)`, with a dtype behind the shape where one is
 * written.
 */
export async function assertShapes(source: string, options: Options = {}): Promise<void> {
  const program = runProgram(await pythonParser(), source, options);
  const errors = program.analysis.problems.filter(({ severity }) => severity === 'error');
  assert.deepEqual(
    errors.map(({ message }) => message),
    [],
  );
  const wrong: string[] = [];
  let checked = 0;
  let offset = 0;
  for (const line of source.split('\n')) {
    const end = offset + line.length;
    const expected = /# (\(.*|\[.*)$/.exec(line)?.[1];
    if (expected !== undefined) {
      const facts = program.analysis.tensors.filter(({ span }) => span.start >= offset && span.end <= end);
      const found = facts.map((fact) => textOf(fact, expected));
      checked++;
      if (found.length === 0 || found.some((text) => text !== expected))
        wrong.push(`${line.trim()}\n    found ${found.join(' | ') || 'no tensor'}`);
    }
    offset = end + 1;
  }
  assert.equal(wrong.length, 0, `\n${wrong.join('\n')}`);
  assert.ok(checked > 0, 'no line says a shape');
}

function textOf(fact: TensorFact, expected: string): string {
  const shape = textOfNest(fact.shape);
  return / [a-z]+\d*$/.test(expected) ? `${shape} ${fact.dtype}` : shape;
}

function textOfNest(nest: Nest<ShownShape>): string {
  if (isList(nest)) return `[${nest.items.map(textOfNest).join(', ')}]`;
  if (isDict(nest)) return 'a dict';
  if (nest instanceof Axes) return nest.format();
  return nest ? formatShape(nest as Shape) : 'unknown';
}

/** Name and class of each row of the program's last model. */
export async function rowsOf(source: string, options: Options = {}): Promise<readonly string[]> {
  const { analysis } = runProgram(await pythonParser(), source, options);
  return analysis.models.at(-1)?.rows.map(({ name, className }) => `${name} (${className})`) ?? [];
}

/** The messages of the program's errors, with their codes. */
export async function refusalsOf(source: string, options: Options = {}): Promise<readonly string[]> {
  const { analysis } = runProgram(await pythonParser(), source, options);
  return analysis.problems
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${code}: ${message}`);
}
