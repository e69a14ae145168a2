/** The axes of a layer's input: what each is called, and an example where the program does not say. */
import { definitionOf } from './alone.ts';
import type { CallSpecification, LayerSpecification, PlainShape } from './specification.ts';

const SPATIAL: Readonly<Record<number, readonly string[]>> = { 1: ['steps'], 2: ['height', 'width'], 3: ['depth', 'height', 'width'] };

/** A name for each axis: `batch, timesteps, features`. */
export function axisNames(layer: LayerSpecification, rank: number): readonly string[] {
  const definition = definitionOf(layer.className);
  const spatial = Number(/(\d)D/.exec(layer.className)?.[1] ?? 0);
  const isFirst = layer.arguments['data_format'] === "'channels_first'";
  const names = ((): readonly string[] => {
    if (layer.className === 'TimeDistributed') {
      const [inside] = Object.values(layer.inside);
      const rest = inside === undefined ? [] : axisNames(inside, rank - 1).slice(1);
      return ['timesteps', ...rest];
    }
    if (definition?.family === 'embedding') return rank === 2 ? ['sequence_length'] : [];
    if (definition?.family === 'attention') return ['length', 'features'];
    if (spatial > 0 && rank === spatial + 2) return isFirst ? ['channels', ...(SPATIAL[spatial] ?? [])] : [...(SPATIAL[spatial] ?? []), 'channels'];
    if (spatial > 0 && rank === spatial + 3) return isFirst ? ['timesteps', 'channels', ...(SPATIAL[spatial] ?? [])] : ['timesteps', ...(SPATIAL[spatial] ?? []), 'channels'];
    if (rank === 2) return ['features'];
    if (rank === 3) return ['timesteps', 'features'];
    if (rank === 4) return ['height', 'width', 'channels'];
    return [];
  })();
  return ['batch', ...Array.from({ length: Math.max(0, rank - 1) }, (_, index) => (names.length === rank - 1 ? names[index] : undefined) ?? `axis ${index + 1}`)];
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

/** The names of the layer's inputs: of a list `input 1`, `input 2`, else the names of its call's arguments. */
export function inputNames({ layer, inputs, more }: CallSpecification): readonly string[] {
  const first = definitionOf(layer.className)?.callParameters?.[0] ?? 'input';
  const firsts = inputs.length === 1 ? [Object.keys(more).length > 0 ? first : 'input'] : inputs.map((_, index) => `input ${index + 1}`);
  return [...firsts, ...Object.keys(more)];
}
