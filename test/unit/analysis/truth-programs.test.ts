/**
 * Whole programs against what Keras 3.16 did with them: models, rows, arrays, tensors, printed values and summaries.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { analyze } from '../../../server/analysis/analyze.ts';
import { factsJson } from '../../../server/features/facts-json.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { exactJson } from '../../../server/features/exact-json.ts';
import { pythonParser } from '../../support/parser.ts';

/**
 * Where an optimizer counts its steps, the sizes in bytes are the backend's: the programs were recorded with one that
 * counts in 32 bits, and TensorFlow takes 64.
 */
const withoutCounter = (summary: string): string =>
  (summary.includes('Optimizer params')
    ? summary.replace(/^( (Total|Optimizer) params: [\d,]+) \(.*\)$/gm, '$1')
    : summary
  ).trimEnd();

interface Row {
  name: string;
  class: string;
  output_shape: unknown;
  params: unknown;
  weights: { name: string; shape: unknown; trainable: boolean }[];
}
interface Model {
  variable: string | null;
  line: number;
  name: string;
  class: string;
  layers: Row[];
  total: unknown;
  trainable: unknown;
  non_trainable: unknown;
  summary_text: string;
}
interface Facts {
  models: Model[];
  tensors: { line: number; variable: string; shape: unknown }[];
  values: { line: number; text: string; value: unknown }[];
  problems?: { line: number; severity: string; message: string }[];
}

const folder = new URL('../../truth/programs/', import.meta.url);

/**
 * What is not reached, program by program: each entry is one difference and its reason. A difference that is not here
 * fails the test, and so does one that is gone.
 */
const NOT_REACHED: Readonly<Record<string, readonly [difference: RegExp, reason: string][]>> = {
  unet_plus_plus_grid: [
    [/^tensor line 43 grid/, 'a dict of tensors whose keys are tuples is not listed among the tensors'],
  ],
};

const text = (value: unknown): string => JSON.stringify(value);

function differences(want: Facts, got: Facts): string[] {
  const found: string[] = [];
  const left = [...got.models];
  for (const model of want.models) {
    const at = left.findIndex((one) => one.line === model.line && one.name === model.name);
    if (at < 0) {
      found.push(`model line ${model.line} ${model.name}: missing`);
      continue;
    }
    const [mine] = left.splice(at, 1) as [Model];
    for (const key of ['class', 'total', 'trainable', 'non_trainable'] as const)
      if (text(mine[key]) !== text(model[key]))
        found.push(`model ${model.name} ${key}: ${text(mine[key])}, not ${text(model[key])}`);
    const rows = (layers: Row[]) =>
      layers.map(({ name, class: cls, output_shape: shape, params, weights }) =>
        text([name, cls, shape, params, weights.map((weight) => [weight.name, weight.shape, weight.trainable])]),
      );
    const [mineRows, wantRows] = [rows(mine.layers), rows(model.layers)];
    wantRows.forEach((row, i) => {
      if (mineRows[i] !== row)
        found.push(`model ${model.name} row ${i}: ${mineRows[i]?.slice(0, 200)}, not ${row.slice(0, 200)}`);
    });
    if (mineRows.length !== wantRows.length)
      found.push(`model ${model.name}: ${mineRows.length} rows, not ${wantRows.length}`);
    if (withoutCounter(mine.summary_text) !== withoutCounter(model.summary_text))
      found.push(`model ${model.name}: another summary text`);
  }
  for (const tensor of want.tensors) {
    const mine = got.tensors.find((one) => one.line === tensor.line && one.variable === tensor.variable);
    if (text(mine?.shape) !== text(tensor.shape))
      found.push(`tensor line ${tensor.line} ${tensor.variable}: ${text(mine?.shape)}, not ${text(tensor.shape)}`);
  }
  want.values.forEach((value, i) => {
    const mine = got.values[i];
    if (mine?.line !== value.line || text(mine.value) !== text(value.value))
      found.push(`value line ${value.line} ${value.text}: ${text(mine?.value)}, not ${text(value.value)}`);
  });
  for (const problem of got.problems ?? [])
    if (problem.severity === 'error') found.push(`false alarm line ${problem.line}: ${problem.message}`);
  return found;
}

test('programs', async (t) => {
  const parser = await pythonParser();
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.py'))
    .map((name) => name.slice(0, -3));
  assert.ok(names.length >= 131);
  let equal = 0;
  for (const name of names) {
    await t.test(name, () => {
      const source = readFileSync(new URL(`${name}.py`, folder), 'utf8');
      const want = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Facts;
      const got = JSON.parse(exactJson(factsJson(name, analyze(parser, ProgramText.ofFile(source))))) as Facts;
      const known = NOT_REACHED[name] ?? [];
      const found = differences(want, got);
      assert.deepEqual(
        found.filter((one) => !known.some(([pattern]) => pattern.test(one))),
        [],
      );
      for (const [pattern, reason] of known)
        assert.ok(
          found.some((one) => pattern.test(one)),
          `reached now, take it off the list: ${reason}`,
        );
      if (found.length === 0) equal++;
    });
  }
  t.diagnostic(`${equal} of ${names.length} programs equal in everything`);
});
