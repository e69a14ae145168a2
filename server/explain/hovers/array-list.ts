import type { WeightFact } from '../../analysis/analysis.ts';
import { dimensionsText, weightShapeText } from '../arrays.ts';
import { formatKnownCount } from '../count-text.ts';
import { code, join, list, say, type Inline, type Listing } from '../document/document.ts';
import { counted } from '../words.ts';
import { arrayNames } from './array-table.ts';

/** So many lines are shown. */
const MOST_LINES = 8;

/**
 * Arrays in a line each: a table has no room in the first pixels of a hover over an argument. Arrays that are alike, as
 * the kernels of query, key and value, share a line.
 */
export function alikeTogether(weights: readonly WeightFact[]): Listing {
  const nameOf = arrayNames(weights);
  const groups = new Map<string, WeightFact[]>();
  for (const weight of weights) {
    const key = `${weightShapeText(weight)} ${weight.trainable} ${factorsKey(weight)}`;
    groups.set(key, [...(groups.get(key) ?? []), weight]);
  }
  return listOf(
    [...groups.values()].map((alike) => {
      const names = alike.map((weight): Inline => [code(nameOf(weight))]);
      return { weights: alike, line: alike[0] === undefined ? [] : lineOf(join(names, ', '), alike[0]) };
    }),
  );
}

/** All arrays in the order of `get_weights()`; `marked` is the one that is asked about. */
export function inTheirOrder(weights: readonly WeightFact[], marked: WeightFact): Listing {
  const nameOf = arrayNames(weights);
  const lines = weights.map((weight) => {
    const name = code(nameOf(weight));
    return { weights: [weight], line: lineOf(weight === marked ? ['▸ ', name] : [name], weight) };
  });
  const place = weights.indexOf(marked);
  // Of many, those before the one that is asked about may go.
  return listOf(place < MOST_LINES - 1 ? lines : [...lines.slice(place), ...lines.slice(0, place)]);
}

const factorsKey = ({ dimensions }: WeightFact): string =>
  JSON.stringify(dimensions?.map((factors) => factors.map(({ name, value }) => `${name} ${String(value)}`)) ?? null);

function listOf(lines: readonly { readonly weights: readonly WeightFact[]; readonly line: Inline }[]): Listing {
  if (lines.length <= MOST_LINES) return list(lines.map(({ line }) => line));
  const shown = lines.slice(0, MOST_LINES - 1);
  const left = lines.slice(MOST_LINES - 1).reduce((sum, { weights }) => sum + weights.length, 0);
  return list([...shown.map(({ line }) => line), say`… ${counted(left, 'more array')}`]);
}

/** `kernel` `(4, 8)`: features 4 × (gates 4 · units 2) = 32 */
function lineOf(names: Inline, weight: WeightFact): Inline {
  const { dimensions, count, trainable, attribute } = weight;
  const origin = dimensionsText(dimensions);
  const isReckoned = (dimensions?.flat().length ?? 0) > 1;
  const from: Inline = origin === undefined ? (attribute === undefined ? [] : [code(`self.${attribute}`)]) : [origin];
  return [
    ...names,
    ' ',
    code(weightShapeText(weight)),
    ...(from.length === 0 ? [] : [': ', ...from]),
    ...(isReckoned ? [` = ${formatKnownCount(count)}`] : []),
    ...(trainable ? [] : [' ', ...say`(not trainable)`]),
  ];
}
