/** The axes of a layer's input: what each is called, and an example where the program does not say. */
import { words, type Text } from '../../words/message.ts';
import { definitionOf } from './alone.ts';
import type { CallSpecification, LayerSpecification, PlainShape } from './specification.ts';

const FEATURES = words`features`;
const TIMESTEPS = words`timesteps`;
const CHANNELS = words`channels`;
const HEIGHT = words`height`;
const WIDTH = words`width`;
const SPATIAL: Readonly<Record<number, readonly Text[]>> = {
  1: [words`steps`],
  2: [HEIGHT, WIDTH],
  3: [words`depth`, HEIGHT, WIDTH],
};

/** A name for each axis: `batch, timesteps, features`. */
export function axisNames(layer: LayerSpecification, rank: number): readonly Text[] {
  const names = namesBehindBatch(layer, rank);
  const known = names.length === rank - 1 ? names : [];
  return [
    words`batch`,
    ...Array.from({ length: Math.max(0, rank - 1) }, (_, index) => known[index] ?? words`axis ${index + 1}`),
  ];
}

/** Of another length than the axes where they are not known. */
function namesBehindBatch(layer: LayerSpecification, rank: number): readonly Text[] {
  const definition = definitionOf(layer.className);
  if (layer.className === 'TimeDistributed') {
    const [inside] = Object.values(layer.inside);
    return [TIMESTEPS, ...(inside === undefined ? [] : axisNames(inside, rank - 1).slice(1))];
  }
  if (definition?.family === 'embedding') return rank === 2 ? ['sequence_length'] : [];
  if (definition?.family === 'attention') return [words`length`, FEATURES];
  const spatial = Number(/(\d)D/.exec(layer.className)?.[1] ?? 0);
  const axes = SPATIAL[spatial] ?? [];
  const isFirst = layer.arguments['data_format'] === "'channels_first'";
  const image = isFirst ? [CHANNELS, ...axes] : [...axes, CHANNELS];
  if (spatial > 0 && rank === spatial + 2) return image;
  if (spatial > 0 && rank === spatial + 3) return [TIMESTEPS, ...image];
  if (rank === 2) return [FEATURES];
  if (rank === 3) return [TIMESTEPS, FEATURES];
  if (rank === 4) return [HEIGHT, WIDTH, CHANNELS];
  return [];
}

/** An input that the layer takes, for a layer that is not called in the program or called on what is not known. */
export function exampleInput(layer: LayerSpecification): PlainShape {
  const definition = definitionOf(layer.className);
  const spatial = Number(/(\d)D/.exec(layer.className)?.[1] ?? 0);
  const rank = definition?.rank;
  if (layer.className === 'TimeDistributed') {
    const [inside] = Object.values(layer.inside);
    const [, ...step] = inside === undefined ? [null, 8] : exampleInput(inside);
    return [null, 10, ...step];
  }
  if (definition?.family === 'embedding') return [null, 10];
  if (layer.className.startsWith('ConvLSTM')) return [null, 10, ...Array.from({ length: spatial }, () => 32), 3];
  if (spatial > 0) return [null, ...Array.from({ length: spatial }, () => 32), 3];
  if (definition?.family === 'recurrent' && !layer.className.endsWith('Cell')) return [null, 10, 4];
  if (definition?.family === 'attention') return [null, 10, 16];
  const least = typeof rank === 'number' ? rank : (rank?.min ?? 2);
  return [null, ...Array.from({ length: Math.max(1, least - 1) }, () => 8)];
}

/**
 * The names of the layer's inputs, where there are several: of a list `input 1`, `input 2`, else the names of its
 * call's arguments.
 */
export function inputNames({ layer, inputs, more }: CallSpecification): readonly Text[] {
  const first = definitionOf(layer.className)?.callParameters?.[0];
  const firsts = inputs.length === 1 ? [first ?? words`input`] : inputs.map((_, index) => words`input ${index + 1}`);
  return [...firsts, ...Object.keys(more)];
}
