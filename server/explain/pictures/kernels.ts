/**
 * Kernels of convolutions: the window of one filter, as many layers deep as it reads channels, and how many filters
 * there are.
 */
import type { Reasons } from '../families/teaching.ts';
import type { LayerFact, WeightFact } from '../../analysis/analysis.ts';
import { formatCount } from '../../shapes/dimension.ts';
import { words, type Text } from '../../words/message.ts';
import { captionOf, arraysOf, spokenArrays } from './notes.ts';
import type { Palette } from './palette.ts';
import { drawRows, type Row } from './rows.ts';
import type { Sketch } from './sketch.ts';
import { rectangle, type Drawing } from './svg.ts';
import { drawWindow } from './windows.ts';

const CELL = 15;
const BIAS = 12;

export function sketchConvolution(layer: LayerFact, palette: Palette, reasons: Reasons): Sketch | undefined {
  const kernels = layer.weights.filter(
    ({ name, shape }) => name.endsWith('kernel') && shape !== undefined && shape.length >= 3,
  );
  if (kernels.length === 0) return undefined;
  const bias = layer.weights.find(({ name }) => name === 'bias');
  const rows = kernels.map((kernel, index): Row => {
    const { title, notes } = captionOf(kernel, reasons);
    const window = drawKernel(layer, kernel, palette, palette.fills[index] ?? palette.still);
    return { drawing: window, caption: { title, notes: [...notes, windowWords(layer, kernel)] } };
  });
  if (bias !== undefined) {
    const square: Drawing = {
      width: BIAS,
      height: BIAS,
      marks: rectangle(0, 0, BIAS, BIAS, palette.fills[3] ?? palette.still),
    };
    rows.push({ drawing: square, caption: captionOf(bias, reasons) });
  }
  const drawn = bias === undefined ? kernels : [...kernels, bias];
  return {
    shown: drawn.length,
    alternative: words`${arraysOf(layer)}: ${spokenArrays(drawn, reasons)}`,
    draw: (language) => drawRows(rows, [], palette, language),
  };
}

const isTransposed = (layer: LayerFact): boolean => (layer.kerasClass ?? '').endsWith('Transpose');

/** Of a transposed convolution the last axis is the channels that come in. */
function depthAndCount(layer: LayerFact, { shape = [] }: WeightFact) {
  return isTransposed(layer)
    ? { depth: shape.at(-1), count: shape.at(-2) }
    : { depth: shape.at(-2), count: shape.at(-1) };
}

/** What is drawn, and how often it is there. */
function windowWords(layer: LayerFact, kernel: WeightFact): Text {
  const { depth, count } = depthAndCount(layer, kernel);
  const [deep, many] = [formatCount(depth ?? 1), formatCount(count ?? 1)];
  if (isTransposed(layer)) return words`drawn: the window of one of ${deep} channels`;
  const isDepthwise = kernel.name.startsWith('depthwise') || (layer.kerasClass ?? '').startsWith('Depthwise');
  return isDepthwise ? words`drawn: a window for each of ${deep} channels` : words`drawn: one of ${many} filters`;
}

function drawKernel(layer: LayerFact, kernel: WeightFact, palette: Palette, fill: string): Drawing {
  const { depth, count } = depthAndCount(layer, kernel);
  return drawWindow((kernel.shape ?? []).slice(0, -2), isTransposed(layer) ? count : depth, CELL, fill, palette);
}
