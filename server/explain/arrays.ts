import type { LayerFact, NamedFactor, WeightFact } from '../analysis/analysis.ts';
import { words, type Text } from '../words/message.ts';
import {
  add,
  equalSizes,
  formatCount,
  formatShape,
  multiply,
  product,
  sum,
  type Dimension,
  type Size,
} from '../shapes/dimension.ts';

/** The array of this name; the first where layers inside have one too. */
export function findWeight(layer: LayerFact, name: string): WeightFact | undefined {
  return layer.weights.find((weight) => weight.name === name);
}

export const weightShapeText = ({ shape }: WeightFact): string => (shape === undefined ? '?' : formatShape(shape));

/** Where the sizes come from: `features 4 × (gates 4 · units 2)`; undefined where the layer does not say. */
export function dimensionsText(dimensions: WeightFact['dimensions']): Text | undefined {
  if (dimensions === undefined) return undefined;
  if (dimensions.length === 0) return words`a single number`;
  return dimensions
    .map((factors) => {
      const text = factors.map(factorText).join(' · ');
      return factors.length > 1 && dimensions.length > 1 ? `(${text})` : text;
    })
    .join(' × ');
}

function factorText({ name, value }: NamedFactor): string {
  const size = formatCount(value);
  return name === size ? size : `${name} ${size}`;
}

/**
 * How the count of a layer comes about, in the form that shows most: by the layers inside it, by what all its arrays
 * share, or array by array. Undefined where not everything is known, and where there is nothing to reckon.
 */
export function countFormula(weights: readonly WeightFact[]): string | undefined {
  if (needPaths(weights)) return sumOfParts(weights);
  return weights.length === 1 ? productOfSizes(weights[0]) : (sharedFormula(weights) ?? sumOfArrays(weights));
}

/** The count of a single array: `input_dim 1,000 · output_dim 8 = 8,000`; undefined for a single size. */
function productOfSizes(weight: WeightFact | undefined): string | undefined {
  const factors = weight?.dimensions?.flat() ?? [];
  if (factors.length < 2) return undefined;
  return `${factors.map(factorText).join(' · ')} = ${formatCount(product(factors.map(({ value }) => value)))}`;
}

/**
 * With what all arrays share taken out: `gates 4 · units 2 · (features 4 + units 2 + bias 1) = 8 · 7 = 56`. Of an array
 * of which nothing is left over, its name stands with the 1. Undefined where nothing is shared or not everything is
 * known.
 */
function sharedFormula(weights: readonly WeightFact[]): string | undefined {
  const products = weights.map(({ dimensions }) => dimensions?.flat());
  if (products.length < 2 || !products.every((factors) => factors !== undefined)) return undefined;
  const [first = [], ...others] = products;
  const shared = others.reduce<readonly NamedFactor[]>(intersection, first);
  if (shared.length === 0) return undefined;
  const rests = products.map((factors) => without(factors, shared));
  const perRest = rests.map((factors) => product(factors.map(({ value }) => value)));
  const outside = product(shared.map(({ value }) => value));
  const inside = sum(perRest);
  const total = multiply(outside, inside);
  const inBrackets = rests.map((factors, index) =>
    factors.length === 0 ? `${weights[index]?.name ?? ''} 1` : factors.map(factorText).join(' · '),
  );
  const letters = `${shared.map(factorText).join(' · ')} · (${inBrackets.join(' + ')})`;
  return `${letters} = ${bracketed(outside)} · ${bracketed(inside)} = ${formatCount(total)}`;
}

/** `depthwise_kernel 288 + pointwise_kernel 2,048 + bias 64 = 2,400` */
function sumOfArrays(weights: readonly WeightFact[]): string | undefined {
  return sumOf(weights.map(({ name, count }) => [name, count] as const));
}

/**
 * For arrays of several layers inside one: how much each of these has, `query 36 + key 36 + value 36 + attention_output
 * 35 = 143`.
 */
function sumOfParts(weights: readonly WeightFact[]): string | undefined {
  const paths = weights.map(({ path }) => path.split('/'));
  const [first = []] = paths;
  // A layer that all of them are in tells nothing apart.
  const shared = first.findIndex((part, depth) =>
    paths.some((path) => path[depth] !== part || path.length <= depth + 1),
  );
  return sumOf(weights.map(({ count }, index) => [paths[index]?.[Math.max(0, shared)] ?? '', count] as const));
}

/** The counts of one name together. Undefined for a single name and where a count is not known. */
function sumOf(counts: readonly (readonly [name: string, count: Size | undefined])[]): string | undefined {
  const parts = new Map<string, Size>();
  for (const [name, count] of counts) {
    if (count === undefined) return undefined;
    parts.set(name, add(parts.get(name) ?? 0, count));
  }
  if (parts.size < 2) return undefined;
  return `${[...parts].map(([name, count]) => `${name} ${bracketed(count)}`).join(' + ')} = ${formatCount(sum(parts.values()))}`;
}

/** Where two arrays share a name, the path tells them apart. */
export const needPaths = (weights: readonly WeightFact[]): boolean =>
  new Set(weights.map(({ name }) => name)).size < weights.length;

/** A formula within a product needs brackets where it is a sum. */
function bracketed(size: Size): string {
  const text = formatCount(size);
  return text.includes(' ') ? `(${text})` : text;
}

function intersection(a: readonly NamedFactor[], b: readonly NamedFactor[]): readonly NamedFactor[] {
  const left = [...b];
  return a.filter((factor) => {
    const index = left.findIndex((other) => isSame(factor, other));
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  });
}

function without(factors: readonly NamedFactor[], removed: readonly NamedFactor[]): readonly NamedFactor[] {
  const left = [...removed];
  return factors.filter((factor) => {
    const index = left.findIndex((other) => isSame(factor, other));
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

const isSame = (a: NamedFactor, b: NamedFactor) => a.name === b.name && equalSizes(a.value, b.value);

/** The layer's named numbers that decide no array: `timesteps` of a recurrent layer. */
export function unusedTerms(layer: LayerFact): readonly { readonly name: string; readonly value: Dimension }[] {
  const used = new Set(layer.weights.flatMap(({ dimensions }) => dimensions?.flat().map(({ name }) => name) ?? []));
  return Object.entries(layer.terms)
    .filter(([name]) => !used.has(name))
    .map(([name, value]) => ({ name, value }));
}

/** The numbers of all arrays together, where all are known. */
export function countOf(weights: readonly WeightFact[]): Size | undefined {
  let total: Size = 0;
  for (const { count } of weights) {
    if (count === undefined) return undefined;
    total = add(total, count);
  }
  return total;
}
