/** ConvLSTM: a window for each gate, over the input above and over the previous h below, in the colours of the gates. */
import type { LayerFact, WeightFact } from '../../analysis/analysis.ts';
import { formatCount } from '../../shapes/dimension.ts';
import { weightShapeText } from '../arrays.ts';
import { GATES } from '../families/recurrent.ts';
import type { Palette } from './palette.ts';
import { label, moved, rectangle, textWidth, type Drawing } from './svg.ts';
import { drawWindow } from './windows.ts';

const CELL = 12;
const GAP = 12;
const BIAS = 12;

export function drawConvolutionalRecurrent(layer: LayerFact, palette: Palette): { drawing: Drawing; alternative: string } | undefined {
  const gates = GATES['LSTM'] ?? [];
  const filters = layer.terms['filters'] ?? undefined;
  const kernels = ['kernel', 'recurrent_kernel'].map((name) => layer.weights.find((weight) => weight.name === name));
  const bias = layer.weights.find(({ name }) => name === 'bias');
  if (filters === undefined || !kernels.every((kernel): kernel is WeightFact => kernel?.shape !== undefined)) return undefined;
  const marks: string[] = [];
  const windows = kernels.map(({ shape }) => gates.map((_, index) => drawWindow(shape?.slice(0, -2) ?? [], shape?.at(-2), CELL, palette.fills[index] ?? palette.still, palette)));
  const step = Math.max(...windows.flat().map(({ width }) => width)) + GAP;
  gates.forEach(({ letter }, index) => { marks.push(label(index * step + (step - GAP) / 2, 8, letter, { fill: palette.text, anchor: 'middle', bold: true })); });
  const beside = gates.length * step + 4;
  const texts: { readonly y: number; readonly text: string; readonly faint: boolean }[] = [];
  let y = 20;
  for (const [row, kernel] of kernels.entries()) {
    const height = Math.max(...(windows[row] ?? []).map((window) => window.height));
    windows[row]?.forEach((window, index) => { marks.push(moved(window, index * step, y)); });
    texts.push({ y: y + height / 2 - 8, text: `${kernel.name} ${weightShapeText(kernel)}`, faint: false });
    texts.push({ y: y + height / 2 + 8, text: `reads ${formatCount(kernel.shape?.at(-2) ?? 1)} channels of ${row === 0 ? 'x' : 'h'}`, faint: true });
    y += height + 12;
  }
  if (bias !== undefined) {
    gates.forEach((_, index) => { marks.push(rectangle(index * step, y, step - GAP, BIAS, palette.fills[index] ?? palette.still)); });
    texts.push({ y: y + BIAS / 2, text: `${bias.name} ${weightShapeText(bias)}`, faint: false });
    y += BIAS + 10;
  }
  for (const { y: at, text, faint } of texts) marks.push(label(beside, at, text, { fill: faint ? palette.faint : palette.text, size: faint ? 11 : 12 }));
  const caption = `each gate: ${formatCount(filters)} filters of these windows`;
  marks.push(label(0, y + 6, caption, { fill: palette.faint, size: 11 }));
  const words = [...kernels, ...(bias === undefined ? [] : [bias])].map((weight) => `${weight.name} ${weightShapeText(weight)}`).join(', ');
  return {
    drawing: { width: Math.max(textWidth(caption, 11), beside + Math.max(...texts.map(({ text, faint }) => textWidth(text, faint ? 11 : 12)))), height: y + 14, marks: marks.join('') },
    alternative: `windows of ${layer.className} for the gates ${gates.map(({ letter }) => letter).join(', ')}, over the input and over the previous h: ${words}`,
  };
}
