/** What keras.applications of real Keras built (test/truth/applications, see the README there). */
import { readFileSync, readdirSync } from 'node:fs';

type Shape = readonly (number | null)[];

/** `weights=None` in all. */
export interface ApplicationRecord {
  readonly call: string;
  readonly name: string;
  readonly output_shape: Shape;
  readonly total: number;
  readonly trainable: number;
  readonly non_trainable: number;
  readonly n_layers: number;
}

/** A call with other arguments than the usual ones. */
export interface ApplicationCall extends ApplicationRecord {
  readonly n_weights: number;
}

/** The call with `weights=None` and nothing else. */
export interface ApplicationLayers extends ApplicationRecord {
  readonly layers: readonly (readonly [name: string, className: string, outputShape: Shape, params: number])[];
}

const folder = new URL('../truth/applications/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

export const applicationLayers = (): readonly ApplicationLayers[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(read(name)) as ApplicationLayers);

export const applicationCalls = (): readonly ApplicationCall[] =>
  read('calls.jsonl')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as ApplicationCall);
