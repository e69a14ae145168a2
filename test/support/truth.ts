/** What real Keras did, as test/truth records it (see the README there). */
import { readFileSync, readdirSync } from 'node:fs';

/** A shape, or lists, or objects of shapes. */
export type TruthNest<T> = T | readonly TruthNest<T>[] | { readonly [key: string]: TruthNest<T> };
export type TruthShape = readonly (number | null)[];

export interface TruthWeight {
  readonly name: string;
  readonly path: string;
  readonly shape: readonly number[];
  readonly trainable: boolean;
}

/** A program that Keras accepts. */
export interface LayerRecord {
  readonly id: string;
  readonly layer: string;
  readonly source: string;
  readonly output: TruthNest<TruthShape>;
  readonly output_dtype: TruthNest<string>;
  readonly outputs_structure?: 'list' | 'tuple' | 'dict';
  readonly weights: readonly TruthWeight[];
  readonly params: number;
  readonly trainable: number;
  readonly non_trainable: number;
  readonly seed_states?: number;
}

/** A program that Keras refuses. */
export interface ErrorRecord {
  readonly id: string;
  readonly layer: string;
  readonly source: string;
  readonly line: number;
  readonly called_from?: number;
  readonly error: { readonly type: string; readonly message: string };
  /** `raised`: the TensorFlow backend accepts it. */
  readonly backend_specific?: string;
  readonly raised_in: string;
}

const truth = new URL('../truth/', import.meta.url);

function records<T>(file: string): T[] {
  return readFileSync(new URL(file, truth), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

/** The records of layers/*.jsonl, by file name. */
export function layerRecords(): ReadonlyMap<string, readonly LayerRecord[]> {
  const files = readdirSync(new URL('layers/', truth))
    .filter((name) => name.endsWith('.jsonl'))
    .sort();
  return new Map(files.map((name) => [name.slice(0, -'.jsonl'.length), records<LayerRecord>(`layers/${name}`)]));
}

/** Programs that Keras refuses, and their repaired neighbours. */
export function errorRecords(): {
  readonly refused: readonly ErrorRecord[];
  readonly accepted: readonly LayerRecord[];
} {
  const all = records<ErrorRecord | LayerRecord>('errors.jsonl');
  return {
    refused: all.filter((record): record is ErrorRecord => 'error' in record),
    accepted: all.filter((record): record is LayerRecord => !('error' in record)),
  };
}

/**
 * A constructor: each parameter's name and, where it has one, its default. Lists stand for tuples; ["*"] starts those
 * that are taken by name only.
 */
export interface Signature {
  readonly layer: string;
  /** The parameters of `call` after self; absent where a class has none of its own. */
  readonly call?: readonly string[];
  readonly parameters: readonly (readonly [
    name: string,
    ...value: (null | boolean | number | string | readonly (number | string | null)[])[],
  ])[];
}

export const layerSignatures = (): readonly Signature[] => records<Signature>('signatures.jsonl');
