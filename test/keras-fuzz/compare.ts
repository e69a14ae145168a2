/** What Layer Lens says of a program, beside what Keras did with it. */
import type { JsonValue } from '../../server/analysis/analysis.ts';
import { factsJson } from '../../server/features/facts-json.ts';
import type { JsonObject } from '../../server/features/problem-json.ts';
import { analyze } from '../../server/analysis/analyze.ts';
import { ProgramText } from '../../server/python/syntax/program-text.ts';
import { pythonParser } from '../support/parser.ts';
import type { Recorded, RecordedModel } from './recorded.ts';

/** `unknown` is none of the others: Layer Lens says nothing. */
export type Kind = 'alarm' | 'missed' | 'row' | 'count' | 'summary' | 'value' | 'unknown' | 'crash';

export interface Difference {
  readonly kind: Kind;
  readonly said: string;
}

interface Facts {
  readonly models: readonly (Omit<RecordedModel, 'total' | 'layers'> & {
    readonly total: JsonValue;
    readonly layers: readonly (Omit<RecordedModel['layers'][number], 'weights'> & {
      readonly weights: readonly { readonly shape: JsonValue }[];
    })[];
  })[];
  readonly values: readonly {
    readonly line: number;
    readonly text: string;
    readonly value: JsonValue;
    readonly unknown?: true;
  }[];
  readonly problems: readonly { readonly line: number; readonly severity: string; readonly message: string }[];
}

export async function differences(program: string, recorded: Recorded, version: 2 | 3): Promise<readonly Difference[]> {
  let facts: Facts;
  try {
    facts = factsJson(
      'program.py',
      analyze(await pythonParser(), ProgramText.ofFile(program), { kerasVersion: version }),
    ) as JsonObject as unknown as Facts;
  } catch (thrown) {
    return [{ kind: 'crash', said: String(thrown) }];
  }
  const errors = facts.problems.filter(({ severity }) => severity === 'error');
  return [
    ...(recorded.error === null
      ? errors.map(({ line, message }): Difference => ({ kind: 'alarm', said: `line ${line}: ${message}` }))
      : errors.some(({ line }) => line === recorded.error!.line)
        ? []
        : [{ kind: 'missed' as const, said: `line ${recorded.error.line}: ${recorded.error.message}` }]),
    ...(recorded.error === null ? modelDifferences(facts, recorded) : []),
    ...valueDifferences(facts, recorded),
  ];
}

const isOpen = (value: JsonValue): boolean =>
  value === null || typeof value === 'string' || (Array.isArray(value) && value.some((one) => typeof one === 'string'));

function* modelDifferences(facts: Facts, { models }: Recorded): Iterable<Difference> {
  for (const wanted of models) {
    const found = facts.models.find(({ variable, name }) => variable === wanted.variable && name === wanted.name);
    if (found === undefined) {
      yield { kind: 'unknown', said: `no model ${wanted.variable}` };
      continue;
    }
    if (found.total !== wanted.total)
      yield {
        kind: typeof found.total === 'number' ? 'count' : 'unknown',
        said: `${wanted.variable} has ${wanted.total}, not ${String(found.total)}`,
      };
    for (const [index, row] of wanted.layers.entries()) {
      const other = found.layers[index];
      const told = JSON.stringify([row.name, row.class, row.output_shape, row.params, row.weights]);
      if (other === undefined) {
        yield { kind: 'unknown', said: `${wanted.variable} has no row ${told}` };
        continue;
      }
      const weights = (other.weights ?? []).map(({ shape }) => shape);
      const got = JSON.stringify([other.name, other.class, other.output_shape, other.params, weights]);
      if (got === told) continue;
      const open = [other.output_shape, other.params as JsonValue, ...weights].some(isOpen) || other.name.includes('?');
      yield { kind: open ? 'unknown' : 'row', said: `${wanted.variable}: ${told}, not ${got}` };
    }
    if (found.layers.length > wanted.layers.length) yield { kind: 'row', said: `${wanted.variable} has more rows` };
    else if (found.summary_text.trim() !== wanted.summary_text)
      yield { kind: 'summary', said: `the summary of ${wanted.variable}` };
  }
}

function* valueDifferences(facts: Facts, { values }: Recorded): Iterable<Difference> {
  const left = [...facts.values];
  for (const { line, text, value } of values) {
    const at = left.findIndex((one) => one.line === line && one.text === text);
    const [found] = at < 0 ? [] : left.splice(at, 1);
    const said = `line ${line}: ${text} is ${JSON.stringify(value)}`;
    if (found === undefined || found.unknown === true) yield { kind: 'unknown', said };
    else if (!isSame(found.value, value)) yield { kind: 'value', said: `${said}, not ${JSON.stringify(found.value)}` };
  }
}

/** A class that is not compared is the same as anything. */
function isSame(a: JsonValue, b: JsonValue): boolean {
  if (typeof b === 'object' && b !== null && !Array.isArray(b) && 'other' in b) return true;
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b));
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one: JsonValue, index: number) => isSame(one, b[index] as JsonValue));
  return JSON.stringify(a) === JSON.stringify(b);
}
