/** Kernels of convolutions: the window of one filter, as many layers deep as it reads channels, and how many filters there are. */
import type { LayerFact, WeightFact } from '../../analysis/analysis.ts';
import { formatCount } from '../../shapes/dimension.ts';
import { weightShapeText } from '../arrays.ts';
import type { Palette } from './palette.ts';
import { label, moved, rectangle, textWidth, type Drawing } from './svg.ts';
import { drawWindow } from './windows.ts';

const CELL = 15;
/** Room for the array's name. */
const TOP = 24;

export function drawConvolution(layer: LayerFact, palette: Palette): { drawing: Drawing; alternative: string } | undefined {
  const kernels = layer.weights.filter(({ name, shape }) => name.endsWith('kernel') && shape !== undefined && shape.length >= 3);
  if (kernels.length === 0) return undefined;
  const bias = layer.weights.find(({ name }) => name === 'bias');
  const pieces = kernels.map((kernel, index) => drawKernel(layer, kernel, palette, palette.fills[index] ?? palette.still));
  let x = 4;
  const marks: string[] = [];
  for (const piece of pieces) {
    marks.push(moved(piece, x, 0));
    x += piece.width + 22;
  }
  let height = Math.max(...pieces.map((piece) => piece.height));
  if (bias !== undefined) {
    marks.push(rectangle(4, height + 4, 12, 12, palette.fills[3] ?? palette.still), label(22, height + 10, `bias ${weightShapeText(bias)}: one per output channel`, { fill: palette.text }));
    height += 20;
  }
  const width = Math.max(x - 18, bias === undefined ? 0 : 30 + textWidth(`bias ${weightShapeText(bias)}: one per output channel`));
  const words = [...kernels, ...(bias === undefined ? [] : [bias])].map((weight) => `${weight.name} ${weightShapeText(weight)}`).join(', ');
  return { drawing: { width, height: height + 6, marks: marks.join('') }, alternative: `kernels of ${layer.className}: ${words}` };
}

function drawKernel(layer: LayerFact, kernel: WeightFact, palette: Palette, fill: string): Drawing {
  const shape = kernel.shape ?? [];
  const window = shape.slice(0, -2);
  const names = (kernel.dimensions ?? []).slice(-2).map((factors) => factors.map(({ name }) => name).join('·').replace('channels_per_group', 'channels').replace('channels·depth_multiplier', 'channels'));
  const transposed = (layer.kerasClass ?? '').endsWith('Transpose');
  const [depth, count] = transposed ? [shape.at(-1), shape.at(-2)] : [shape.at(-2), shape.at(-1)];
  const [depthName = 'channels', countName = 'filters'] = transposed ? [...names].reverse() : names;
  const marks = [label(0, 10, `${kernel.name} ${weightShapeText(kernel)}`, { fill: palette.text, bold: true })];
  const drawing = drawWindow(window, depth, CELL, fill, palette);
  marks.push(moved(drawing, 0, TOP));
  const beside = drawing.width + 10;
  const texts = [`${window.map(formatCount).join(' × ')} window`, `× ${formatCount(depth ?? 1)} ${depthName}`, countName === 'depth_multiplier' ? `× ${formatCount(count ?? 1)} for each channel` : `× ${formatCount(count ?? 1)} ${countName}`];
  texts.forEach((text, index) => { marks.push(label(beside, 30 + index * 15, text, { fill: index === 2 ? palette.text : palette.faint, bold: index === 2 })); });
  const title = textWidth(`${kernel.name} ${weightShapeText(kernel)}`) * 1.08;
  return { width: Math.max(title, beside + Math.max(...texts.map((text) => textWidth(text)))), height: Math.max(TOP + drawing.height, TOP + texts.length * 15) + 4, marks: marks.join('') };
}
