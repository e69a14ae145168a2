/** Layers whose arrays share their columns: recurrent, dense, normalization, embedding. */
import type { Reasons } from '../families/teaching.ts';
import type { LayerFact, WeightFact } from '../../analysis/analysis.ts';
import { add, formatCount, type Size } from '../../shapes/dimension.ts';
import { joined, words, type Text } from '../../words/message.ts';
import { countOf } from '../arrays.ts';
import { GATES, type Gate } from '../families/gates.ts';
import { counted } from '../words.ts';
import { arraysOf, captionOf, spokenArrays } from './notes.ts';
import type { Palette } from './palette.ts';
import type { Sketch } from './sketch.ts';
import { drawStack, type Stack, type StackedArray } from './stack.ts';

const sketchOf = (stack: Stack, alternative: Text, palette: Palette, shown = stack.arrays.length): Sketch => ({
  alternative,
  shown,
  draw: (language) => drawStack(stack, palette, language),
});

export function sketchRecurrent(layer: LayerFact, palette: Palette, reasons: Reasons): Sketch | undefined {
  const stack = recurrentStack(layer, palette, reasons);
  return stack === undefined ? undefined : sketchOf(stack, recurrentWords(layer, reasons), palette);
}

/** Both layers of a Bidirectional have the same arrays, as a rule: then one is drawn, and the other said. */
export function sketchBidirectional(layer: LayerFact, palette: Palette, reasons: Reasons): Sketch | undefined {
  const [forward, backward] = layer.children;
  const stack = forward && recurrentStack(forward, palette, reasons);
  const [one, two] = [forward, backward].map((child) => (child === undefined ? undefined : countOf(child.weights)));
  if (stack === undefined || forward === undefined || backward === undefined || one === undefined || two === undefined)
    return undefined;
  const shapes = (child: LayerFact): string =>
    child.weights.map(({ name, shape }) => `${name}${shape?.map(formatCount).join('×')}`).join();
  if (shapes(forward) !== shapes(backward) || forward.className !== backward.className) return undefined;
  const total = formatCount(add(one, two));
  const foot = words`Drawn: ${forward.name}. ${backward.name} has the same arrays again, of its own: ${formatCount(one)} + ${formatCount(two)} = ${total}`;
  return sketchOf(
    { ...stack, foot: [columnWords(forward), foot] },
    words`${recurrentWords(forward, reasons)}; ${foot}`,
    palette,
    layer.weights.length,
  );
}

function recurrentWords(layer: LayerFact, reasons: Reasons): Text {
  const gates = gatesOf(layer);
  const arrays = spokenArrays(layer.weights, reasons);
  if (gates.length < 2) return words`${arraysOf(layer)} with aligned columns: ${arrays}`;
  return words`${arraysOf(layer)} with aligned columns, gates ${gates.map(({ letter }) => letter).join(', ')}: ${arrays}`;
}

const gatesOf = (layer: LayerFact): readonly Gate[] => GATES[layer.kerasClass ?? ''] ?? [];

function recurrentStack(layer: LayerFact, palette: Palette, reasons: Reasons): Stack | undefined {
  const { weights } = layer;
  const gates = gatesOf(layer);
  const units = layer.terms['units'] ?? undefined;
  if (units === undefined || gates.length === 0 || weights.some(({ shape }) => shape === undefined)) return undefined;
  const arrays = weights.map((weight): StackedArray => {
    const rows = weight.shape?.length === 2 ? (weight.shape[0] ?? 1) : 1;
    return {
      caption: captionOf(weight, reasons),
      rows,
      rowName: weight.name === 'kernel' ? 'x' : weight.name === 'recurrent_kernel' ? 'h' : rows === 1 ? '1' : 'b',
    };
  });
  const isGated = gates.length > 1;
  return {
    groups: gates.map(({ letter }, index) => ({
      letter: isGated ? letter : '',
      size: units,
      fill: palette.fills[index] ?? palette.still,
    })),
    legend: isGated
      ? joined(
          gates.map(({ letter, word }) => joined([letter, word], ' ')),
          ' · ',
        )
      : undefined,
    arrays,
    mark: 'column',
    foot: [columnWords(layer), ...sharedWords(layer)],
  };
}

/** What a column is: the rows of all arrays. */
function columnWords(layer: LayerFact): Text {
  const sum = sumText(layer.weights.map(({ shape }) => (shape?.length === 2 ? (shape[0] ?? 1) : 1)));
  return gatesOf(layer).length > 1
    ? words`a column = one gate of one unit: ${sum} numbers`
    : words`a column = one unit: ${sum} numbers`;
}

/** What the asker of the question took the arrays for: one for each cell in a row, each step, or the cell state. */
function sharedWords(layer: LayerFact): readonly Text[] {
  const { units, timesteps } = layer.terms;
  if (units === undefined || units === null) return [];
  const all = counted(units, 'unit');
  const shared =
    timesteps === undefined || timesteps === null
      ? words`${all} side by side; the same arrays at every timestep`
      : words`${all} side by side; the same arrays at each of the ${counted(timesteps, 'timestep')}`;
  return layer.kerasClass?.startsWith('LSTM')
    ? [shared, words`the cell state has no array: the gates only multiply it`]
    : [shared];
}

/** `4 + 2 + 1 = 7` */
function sumText(sizes: readonly Size[]): string {
  const total = sizes.reduce<Size>((sum, size) => add(sum, size), 0);
  return sizes.length < 2 ? formatCount(total) : `${sizes.map(formatCount).join(' + ')} = ${formatCount(total)}`;
}

export function sketchDense(layer: LayerFact, palette: Palette, reasons: Reasons): Sketch | undefined {
  const weights = layer.weights.filter(({ name }) => name === 'kernel' || name === 'bias');
  const kernel = weights.find(({ name }) => name === 'kernel');
  const [features, units] = kernel?.shape ?? [];
  if (features === undefined || units === undefined || kernel?.shape?.length !== 2) return undefined;
  const arrays = weights.map((weight): StackedArray => {
    const isKernel = weight.name === 'kernel';
    return { caption: captionOf(weight, reasons), rows: isKernel ? features : 1, rowName: isKernel ? 'x' : '1' };
  });
  const stack: Stack = {
    groups: [{ letter: '', size: units, fill: palette.fills[0] ?? palette.still }],
    arrays,
    mark: 'column',
    foot: [words`a column = one unit: ${sumText(arrays.map(({ rows }) => rows))} numbers`],
  };
  return sketchOf(
    stack,
    words`${arraysOf(layer)}, one column for each unit: ${spokenArrays(weights, reasons)}`,
    palette,
  );
}

export function sketchNormalization(layer: LayerFact, palette: Palette, reasons: Reasons): Sketch | undefined {
  const { weights } = layer;
  const size = weights[0]?.shape?.[0];
  if (size === undefined || weights.some(({ shape }) => shape?.length !== 1)) return undefined;
  const isOfFeatures = layer.kerasClass === 'LayerNormalization';
  const arrays = weights.map(
    (weight: WeightFact): StackedArray => ({
      caption: captionOf(weight, reasons),
      rows: 1,
      rowName: '',
      fill: weight.trainable !== false ? undefined : palette.still,
    }),
  );
  const numbers = counted(arrays.length, 'number');
  const stack: Stack = {
    groups: [{ letter: '', size, fill: palette.fills[2] ?? palette.still }],
    arrays,
    mark: 'column',
    foot: [isOfFeatures ? words`a column = one feature: ${numbers}` : words`a column = one channel: ${numbers}`],
  };
  const spoken = spokenArrays(weights, reasons);
  const alternative = isOfFeatures
    ? words`${arraysOf(layer)}, one column for each feature: ${spoken}`
    : words`${arraysOf(layer)}, one column for each channel: ${spoken}`;
  return sketchOf(stack, alternative, palette);
}

export function sketchEmbedding(layer: LayerFact, palette: Palette, reasons: Reasons): Sketch | undefined {
  const [table] = layer.weights;
  const [rows, columns] = table?.shape ?? [];
  if (table === undefined || rows === undefined || columns === undefined) return undefined;
  const stack: Stack = {
    groups: [{ letter: '', size: columns, fill: palette.fills[1] ?? palette.still }],
    arrays: [{ caption: captionOf(table, reasons), rows, rowName: words`rows` }],
    mark: 'row',
    foot: [words`a row = the vector of one index: ${counted(columns, 'number')}`],
  };
  return sketchOf(
    stack,
    words`the table of ${layer.className}, one row for each index: ${spokenArrays([table], reasons)}`,
    palette,
  );
}
