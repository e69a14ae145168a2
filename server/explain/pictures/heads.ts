/**
 * Multi-head attention: the kernels of query, key and value with a group of columns for each head, and the one that
 * brings the heads together.
 */
import type { Reasons } from '../families/teaching.ts';
import type { LayerFact, WeightFact } from '../../analysis/analysis.ts';
import type { Size } from '../../shapes/dimension.ts';
import { words } from '../../words/message.ts';
import { weightShapeText } from '../arrays.ts';
import { arraysOf, captionOf, spokenArrays, type Caption } from './notes.ts';
import type { Palette } from './palette.ts';
import { drawRows, type Row } from './rows.ts';
import type { Sketch } from './sketch.ts';
import { rectangle, type Drawing } from './svg.ts';

const PARTS = ['query', 'key', 'value', 'attention_output'];
const WIDTH = 84;
const HEIGHT = 26;
const MOST_HEADS = 16;

export function sketchHeads(layer: LayerFact, palette: Palette, reasons: Reasons): Sketch | undefined {
  const kernels = PARTS.map((part) => ({ part, kernel: partOf(layer, part, 'kernel') }));
  const most = kernels[0]?.kernel?.shape?.[1];
  const rows: Row[] = [];
  for (const [index, { part, kernel }] of kernels.entries()) {
    if (kernel?.shape?.length !== 3) return undefined;
    const fill = palette.fills[index] ?? palette.still;
    rows.push({
      drawing: drawKernel(kernel, part, most, palette, fill),
      caption: captionOfPart(layer, part, kernel, reasons),
    });
  }
  const title = (weight: WeightFact): string => `${weight.path} ${weightShapeText(weight)}`;
  return {
    shown: PARTS.flatMap((part) => ['kernel', 'bias'].map((name) => partOf(layer, part, name))).filter(
      (one) => one !== undefined,
    ).length,
    alternative: words`${arraysOf(layer)}: ${spokenArrays(layer.weights, reasons, title)}`,
    draw: (language) => drawRows(rows, [], palette, language),
  };
}

const partOf = (layer: LayerFact, part: string, name: string): WeightFact | undefined =>
  layer.weights.find((weight) => weight.name === name && weight.path.split('/').includes(part));

/** `query kernel (32, 4, 8)` with its bias, which has the sizes without the features. */
function captionOfPart(layer: LayerFact, part: string, kernel: WeightFact, reasons: Reasons): Caption {
  const bias = partOf(layer, part, 'bias');
  const { title, notes } = captionOf(kernel, reasons, `${part}/kernel ${weightShapeText(kernel)}`);
  return { title, notes: bias === undefined ? notes : [`+ bias ${weightShapeText(bias)}`, ...notes] };
}

/** Fewer heads of key and value than of the query take as much less room. */
function drawKernel(
  { shape = [] }: WeightFact,
  part: string,
  most: Size | undefined,
  palette: Palette,
  fill: string,
): Drawing {
  const isOutput = part === 'attention_output';
  const heads = isOutput ? shape[0] : shape[1];
  const count = typeof heads === 'number' ? Math.min(heads, MOST_HEADS) : 3;
  const step =
    (isOutput ? HEIGHT : WIDTH) / (typeof most === 'number' && most <= MOST_HEADS && count < most ? most : count);
  const blocks = Array.from({ length: count }, (_, index) =>
    isOutput
      ? rectangle(0, index * step, WIDTH, step, fill, palette.line)
      : rectangle(index * step, 0, step, HEIGHT, fill, palette.line),
  );
  return { width: WIDTH, height: HEIGHT, marks: blocks.join('') };
}
