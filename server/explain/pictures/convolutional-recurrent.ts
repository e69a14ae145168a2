/**
 * ConvLSTM: a window for each gate, over the input above and over the previous h below, in the colours of the gates.
 */
import type { Reasons } from '../families/teaching.ts';
import type { LayerFact, WeightFact } from '../../analysis/analysis.ts';
import { formatCount } from '../../shapes/dimension.ts';
import { joined, words } from '../../words/message.ts';
import { GATES } from '../families/gates.ts';
import { arraysOf, captionOf, LINE_HEIGHT, NOTE_SIZE, spokenArrays } from './notes.ts';
import type { Palette } from './palette.ts';
import { drawRows, type Row } from './rows.ts';
import type { Sketch } from './sketch.ts';
import { label, moved, rectangle, type Drawing } from './svg.ts';
import { drawWindow } from './windows.ts';

const CELL = 5;
const GAP = 4;
const BIAS = 10;
const gates = GATES['LSTM'] ?? [];

export function sketchConvolutionalRecurrent(layer: LayerFact, palette: Palette, reasons: Reasons): Sketch | undefined {
  const filters = layer.terms['filters'] ?? undefined;
  const kernels = ['kernel', 'recurrent_kernel'].map((name) => layer.weights.find((weight) => weight.name === name));
  const bias = layer.weights.find(({ name }) => name === 'bias');
  if (filters === undefined || !kernels.every((kernel): kernel is WeightFact => kernel?.shape !== undefined))
    return undefined;
  const windows = kernels.map(({ shape = [] }) =>
    gates.map((_, index) => drawWindow(shape.slice(0, -2), shape.at(-2), CELL, fillOf(palette, index), palette)),
  );
  const step = Math.max(...windows.flat().map(({ width }) => width)) + GAP;
  const rows = kernels.map(
    (kernel, row): Row => ({ drawing: sideBySide(windows[row] ?? [], step), caption: captionOf(kernel, reasons) }),
  );
  if (bias !== undefined) {
    const blocks = gates.map((_, index) => ({
      width: step - GAP,
      height: BIAS,
      marks: rectangle(0, 0, step - GAP, BIAS, fillOf(palette, index)),
    }));
    rows.push({ drawing: sideBySide(blocks, step), caption: captionOf(bias, reasons) });
  }
  const spoken = spokenArrays([...kernels, ...(bias === undefined ? [] : [bias])], reasons);
  const letters = gates.map(({ letter }) => letter).join(', ');
  const foot = [
    words`each gate has ${formatCount(filters)} filters of these windows`,
    joined(
      gates.map(({ letter, word }) => joined([letter, word], ' ')),
      ' · ',
    ),
  ];
  return {
    shown: rows.length,
    alternative: words`${arraysOf(layer)}, a window for each of the gates ${letters}, over the input and over the previous h: ${spoken}`,
    draw: (language) => drawRows(rows, foot, palette, language, drawLetters(step, palette)),
  };
}

const fillOf = (palette: Palette, index: number): string => palette.fills[index] ?? palette.still;

function sideBySide(drawings: readonly Drawing[], step: number): Drawing {
  return {
    width: step * drawings.length - GAP,
    height: Math.max(...drawings.map(({ height }) => height)),
    marks: drawings.map((drawing, index) => moved(drawing, index * step, 0)).join(''),
  };
}

function drawLetters(step: number, palette: Palette): Drawing {
  const letters = gates.map(({ letter }, index) =>
    label(index * step + (step - GAP) / 2, LINE_HEIGHT / 2, letter, {
      fill: palette.text,
      anchor: 'middle',
      bold: true,
      size: NOTE_SIZE,
    }),
  );
  return { width: step * gates.length - GAP, height: LINE_HEIGHT + 2, marks: letters.join('') };
}
