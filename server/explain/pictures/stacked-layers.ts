/** Layers whose arrays share their columns: recurrent, dense, normalization, embedding. */
import type { LayerFact, WeightFact } from '../../analysis/analysis.ts';
import { add, formatCount, type Size } from '../../shapes/dimension.ts';
import { weightShapeText } from '../arrays.ts';
import { counted } from '../words.ts';
import { GATES } from '../families/recurrent.ts';
import type { Palette } from './palette.ts';
import type { Stack, StackedArray } from './stack.ts';

/** What is drawn of a layer, and its words for who does not see it. */
export interface Sketch {
  readonly stacks: readonly { readonly title: string; readonly stack: Stack }[];
  readonly alternative: string;
}

const titleOf = (weight: WeightFact): string => `${weight.name} ${weightShapeText(weight)}`;
const listed = (weights: readonly WeightFact[]): string => weights.map(titleOf).join(', ');

export function sketchRecurrent(layer: LayerFact, palette: Palette): Sketch | undefined {
  const stack = recurrentStack(layer, palette);
  return stack === undefined ? undefined : { stacks: [{ title: '', stack }], alternative: recurrentWords(layer) };
}

export function sketchBidirectional(layer: LayerFact, palette: Palette): Sketch | undefined {
  const titles = ['forward', 'backward'];
  const stacks = layer.children.slice(0, 2).map((child, index) => ({ title: `${titles[index]}: ${child.className}`, stack: recurrentStack(child, palette) }));
  const drawn = stacks.flatMap(({ title, stack }) => (stack === undefined ? [] : [{ title, stack }]));
  if (drawn.length < 2) return undefined;
  return { stacks: drawn, alternative: layer.children.slice(0, 2).map((child, index) => `${titles[index]}: ${recurrentWords(child)}`).join('; ') };
}

function recurrentWords(layer: LayerFact): string {
  const gates = gatesOf(layer);
  const named = gates.length > 1 ? `, gates ${gates.map(({ letter }) => letter).join(', ')}` : '';
  return `arrays of ${layer.className} with aligned columns${named}: ${listed(layer.weights)}`;
}

const gatesOf = (layer: LayerFact) => GATES[layer.kerasClass ?? ''] ?? [];

function recurrentStack(layer: LayerFact, palette: Palette): Stack | undefined {
  const weights = layer.weights;
  const gates = gatesOf(layer);
  const units = layer.terms['units'] ?? undefined;
  if (units === undefined || gates.length === 0 || weights.some(({ shape }) => shape === undefined)) return undefined;
  const arrays = weights.map((weight): StackedArray => {
    const rows = weight.shape?.length === 2 ? (weight.shape[0] ?? 1) : 1;
    return { title: titleOf(weight), rows, rowName: weight.name === 'kernel' ? 'x' : weight.name === 'recurrent_kernel' ? 'h' : rows === 1 ? '1' : 'b' };
  });
  const perColumn = arrays.map(({ rows }) => rows);
  return {
    groups: gates.map(({ letter }, index) => ({ letter: gates.length === 1 ? '' : letter, size: units, fill: palette.fills[index] ?? palette.still })),
    arrays,
    mark: 'column',
    caption: `a column = one ${gates.length === 1 ? 'unit' : 'gate of one unit'}: ${sumText(perColumn)} numbers`,
  };
}

/** `4 + 2 + 1 = 7` */
function sumText(sizes: readonly Size[]): string {
  const total = sizes.reduce<Size>((sum, size) => add(sum, size), 0);
  return sizes.length < 2 ? formatCount(total) : `${sizes.map(formatCount).join(' + ')} = ${formatCount(total)}`;
}

export function sketchDense(layer: LayerFact, palette: Palette): Sketch | undefined {
  const weights = layer.weights.filter(({ name }) => name === 'kernel' || name === 'bias');
  const kernel = weights.find(({ name }) => name === 'kernel');
  const [features, units] = kernel?.shape ?? [];
  if (features === undefined || units === undefined || kernel?.shape?.length !== 2) return undefined;
  const arrays = weights.map((weight): StackedArray => ({ title: titleOf(weight), rows: weight.name === 'kernel' ? features : 1, rowName: weight.name === 'kernel' ? 'x' : '1' }));
  return {
    stacks: [{ title: '', stack: { groups: [{ letter: '', size: units, fill: palette.fills[0] ?? palette.still }], arrays, mark: 'column', caption: `a column = one unit: ${sumText(arrays.map(({ rows }) => rows))} numbers` } }],
    alternative: `arrays of ${layer.className}, one column for each unit: ${listed(weights)}`,
  };
}

export function sketchNormalization(layer: LayerFact, palette: Palette): Sketch | undefined {
  const weights = layer.weights;
  const size = weights[0]?.shape?.[0];
  if (size === undefined || weights.some(({ shape }) => shape?.length !== 1)) return undefined;
  const what = layer.kerasClass === 'LayerNormalization' ? 'feature' : 'channel';
  const arrays = weights.map((weight): StackedArray => ({ title: `${titleOf(weight)}${weight.trainable ? '' : ', not trainable'}`, rows: 1, rowName: '', fill: weight.trainable ? undefined : palette.still }));
  return {
    stacks: [{ title: '', stack: { groups: [{ letter: '', size, fill: palette.fills[2] ?? palette.still }], arrays, mark: 'column', caption: `a column = one ${what}: ${counted(arrays.length, 'number')}` } }],
    alternative: `arrays of ${layer.className}, one column for each ${what}: ${listed(weights)}`,
  };
}

export function sketchEmbedding(layer: LayerFact, palette: Palette): Sketch | undefined {
  const [table] = layer.weights;
  const [rows, columns] = table?.shape ?? [];
  if (table === undefined || rows === undefined || columns === undefined) return undefined;
  return {
    stacks: [{ title: '', stack: { groups: [{ letter: '', size: columns, fill: palette.fills[1] ?? palette.still }], arrays: [{ title: titleOf(table), rows, rowName: 'rows' }], mark: 'row', caption: `a row = the vector of one index: ${formatCount(columns)} numbers` } }],
    alternative: `the table of ${layer.className}, one row for each index: ${titleOf(table)}`,
  };
}
