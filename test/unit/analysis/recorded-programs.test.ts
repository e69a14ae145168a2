/**
 * Programs of tf.keras 2.15 and of TensorFlow's pipelines (2.15 and 2.21) against what they did when they ran: rows,
 * arrays, totals and printed values are as recorded, or not known. How much is known may only grow.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { analyze } from '../../../server/analysis/analyze.ts';
import { exactJson } from '../../../server/features/exact-json.ts';
import { factsJson } from '../../../server/features/facts-json.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { pythonParser } from '../../support/parser.ts';

interface Weight {
  readonly name: string;
  readonly shape: unknown;
}
interface Row {
  readonly name: string;
  readonly class: string;
  readonly output_shape: unknown;
  readonly params: unknown;
  readonly weights: readonly Weight[];
}
interface Model {
  readonly variable: string | null;
  readonly line: number;
  readonly name: string;
  readonly unbuilt?: unknown;
  readonly layers: readonly Row[];
  readonly total: unknown;
  readonly trainable: unknown;
  readonly non_trainable: unknown;
}
interface Value {
  readonly line: number;
  readonly text: string;
  readonly value: unknown;
  readonly unknown?: boolean;
}
interface Facts {
  readonly models: readonly Model[];
  readonly values: readonly Value[];
}
interface Recorded extends Facts {
  readonly keras: string;
  readonly error: object | null;
}
interface Found extends Facts {
  readonly problems: readonly { readonly line: number; readonly severity: string; readonly message: string }[];
}

/** What is answered and what is not, over all programs. */
const counted = { wrong: [] as string[], right: 0, unknown: 0 };

/** So many rows, totals and values are right. */
const RIGHT_AT_LEAST = 4320;

const folder = new URL('../../truth/recorded/', import.meta.url);
const text = (value: unknown): string => JSON.stringify(value) ?? 'undefined';
/** A name or a formula stands for what is not decided; `?` for what has no name. */
const isOpen = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) ? value.some(isOpenSize) : typeof value === 'string');
const isOpenSize = (value: unknown): boolean =>
  Array.isArray(value) ? value.some(isOpenSize) : typeof value === 'string';

function say(isRight: boolean, isUnknown: boolean, what: () => string): void {
  if (isRight) counted.right++;
  else if (isUnknown) counted.unknown++;
  else counted.wrong.push(what());
}

/** Other objects are recorded by their text, sets in any order; tuples are lists. */
function isSame(mine: unknown, recorded: unknown): boolean {
  if (typeof mine === 'number' && typeof recorded === 'number')
    return Math.abs(mine - recorded) <= 1e-6 * Math.max(1, Math.abs(mine), Math.abs(recorded));
  if (Array.isArray(mine) && Array.isArray(recorded))
    return mine.length === recorded.length && mine.every((one, index) => isSame(one, recorded[index]));
  if (typeof recorded === 'object' && recorded !== null && !Array.isArray(recorded)) {
    if ('str' in recorded) return typeof mine === 'string' && spaceless(mine) === spaceless(String(recorded.str));
    if ('set' in recorded) return true;
    const [a, b] = [mine as Record<string, unknown>, recorded as Record<string, unknown>];
    return (
      typeof mine === 'object' &&
      mine !== null &&
      Object.keys(a).length === Object.keys(b).length &&
      Object.keys(b).every((key) => isSame(a[key], b[key]))
    );
  }
  return mine === recorded || (typeof mine === 'string' && mine === String(recorded));
}
const spaceless = (shown: string): string => shown.replaceAll(' ', '');

function compareModels(name: string, want: Recorded, got: Found): void {
  const left = [...got.models];
  for (const model of want.models) {
    if (model.unbuilt) continue;
    const at = [
      (one: Model) => one.line === model.line && one.name === model.name && one.variable === model.variable,
      (one: Model) => one.line === model.line && one.name === model.name,
      (one: Model) => one.variable === model.variable && one.name === model.name,
    ]
      .map((fits) => left.findIndex(fits))
      .find((index) => index >= 0);
    if (at === undefined) {
      counted.unknown += model.layers.length;
      continue;
    }
    const [mine] = left.splice(at, 1) as [Model];
    for (const key of ['total', 'trainable', 'non_trainable'] as const)
      say(mine[key] === model[key], isOpen(mine[key]), () => `${name} ${model.name} ${key}: ${text(mine[key])}`);
    model.layers.forEach((row, index) => {
      const own = mine.layers[index];
      if (own === undefined) counted.unknown++;
      else compareRow(`${name} ${model.name} row ${index}`, row, own);
    });
    if (mine.layers.length > model.layers.length) counted.wrong.push(`${name} ${model.name}: too many rows`);
  }
}

function compareRow(place: string, row: Row, own: Row): void {
  const shapes = (of: Row): unknown => of.weights.map(({ shape }) => shape);
  const differences = [
    own.name !== row.name && 'name',
    own.class !== row.class && 'class',
    row.output_shape !== 'multiple' && !isSame(own.output_shape, row.output_shape) && 'output_shape',
    own.params !== row.params && 'params',
    text(shapes(own)) !== text(shapes(row)) && 'weights',
  ].filter((key) => key !== false);
  const open = differences.every(
    (key) =>
      (key === 'name' && own.name.includes('?')) ||
      (key === 'output_shape' && isOpen(own.output_shape)) ||
      (key === 'params' && typeof own.params !== 'number') ||
      (key === 'weights' && (own.params === null || isOpen(shapes(own)))),
  );
  say(differences.length === 0, open, () => `${place} ${differences.join(', ')}: ${text(own)}, not ${text(row)}`);
}

function compareValues(name: string, want: Recorded, got: Found): void {
  const seen = new Map<string, number>();
  for (const { line, text: source, value } of want.values) {
    const key = `${line} ${source}`;
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    const mine = got.values.filter((one) => one.line === line && one.text === source)[nth];
    if (mine === undefined || mine.unknown) counted.unknown++;
    else
      say(
        isSame(mine.value, value),
        typeof mine.value === 'string' || isOpenSize(mine.value),
        () => `${name} line ${line} ${source}: ${text(mine.value)}, not ${text(value)}`,
      );
  }
}

test('recorded programs', async (t) => {
  const parser = await pythonParser();
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.py'))
    .map((name) => name.slice(0, -3));
  assert.ok(names.length >= 95);
  for (const name of names) {
    const source = readFileSync(new URL(`${name}.py`, folder), 'utf8');
    const want = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Recorded;
    const options = { kerasRelease: want.keras.startsWith('2') ? want.keras : undefined };
    const got = JSON.parse(exactJson(factsJson(name, analyze(parser, ProgramText.ofFile(source), options)))) as Found;
    if (want.error === null) {
      compareModels(name, want, got);
      for (const { severity, line, message } of got.problems)
        if (severity === 'error') counted.wrong.push(`${name} line ${line}: a false alarm: ${message}`);
    }
    compareValues(name, want, got);
  }
  assert.deepEqual(counted.wrong, []);
  t.diagnostic(`${counted.right} right, ${counted.unknown} not known`);
  assert.ok(counted.right >= RIGHT_AT_LEAST, `${counted.right} right, ${counted.unknown} not known`);
});
