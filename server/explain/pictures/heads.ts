/** Multi-head attention: the kernels of query, key and value with a group of columns for each head, and the one that brings the heads together. */
import type { LayerFact, WeightFact } from '../../analysis/analysis.ts';
import { formatCount, type Size } from '../../shapes/dimension.ts';
import { weightShapeText } from '../arrays.ts';
import type { Palette } from './palette.ts';
import { label, moved, rectangle, textWidth, type Drawing } from './svg.ts';

const PARTS = [['query', 'q'], ['key', 'k'], ['value', 'v'], ['attention_output', 'o']] as const;
const LONG = 84;
const MOST_HEADS = 16;

export function drawHeads(layer: LayerFact, palette: Palette): { drawing: Drawing; alternative: string } | undefined {
  const kernels = PARTS.map(([part, letter]) => ({ part, letter, weight: layer.weights.find(({ name, path }) => name === 'kernel' && path.split('/').includes(part)) }));
  const most = kernels[0]?.weight?.shape?.[1];
  const pieces: { piece: Drawing; text: string }[] = [];
  for (const [index, { part, letter, weight }] of kernels.entries()) {
    if (weight?.shape?.length !== 3) return undefined;
    pieces.push({ piece: drawHeadKernel(weight, part, letter, most, palette, palette.fills[index] ?? palette.still), text: `${part} ${weightShapeText(weight)}` });
  }
  const perRow = 2;
  const marks: string[] = [];
  let y = 0;
  let width = 0;
  for (let start = 0; start < pieces.length; start += perRow) {
    let x = 4;
    const row = pieces.slice(start, start + perRow);
    for (const { piece } of row) {
      marks.push(moved(piece, x, y));
      x += piece.width + 20;
    }
    width = Math.max(width, x - 20);
    y += Math.max(...row.map(({ piece }) => piece.height)) + 8;
  }
  return { drawing: { width, height: y, marks: marks.join('') }, alternative: `kernels of ${layer.className}: ${pieces.map(({ text }) => text).join(', ')}` };
}

function drawHeadKernel(weight: WeightFact, part: string, letter: string, most: Size | undefined, palette: Palette, fill: string): Drawing {
  const shape = weight.shape ?? [];
  const isOutput = part === 'attention_output';
  const [heads = 1, size = 1, features = 1] = isOutput ? shape : [shape[1], shape[2], shape[0]];
  const count = typeof heads === 'number' ? Math.min(heads, MOST_HEADS) : 3;
  const title = `${letter}: ${part} ${weightShapeText(weight)}`;
  const marks = [label(0, 8, title, { fill: palette.text, bold: true })];
  // Fewer heads of key and value than of the query take as much less room.
  const step = LONG / (typeof most === 'number' && most <= MOST_HEADS && count < most ? most : count);
  for (let index = 0; index < count; index++) {
    const [x, y, width, height] = isOutput ? [0, 20 + index * step, LONG, step] : [index * step, 20, step, LONG];
    marks.push(rectangle(x, y, width, height, fill, palette.line));
  }
  const texts = isOutput ? [`${formatCount(heads)} heads × ${formatCount(size)} down`, `${formatCount(features)} features across`] : [`${formatCount(features)} features down`, `${formatCount(heads)} heads × ${formatCount(size)} across`];
  texts.forEach((text, index) => { marks.push(label(0, 20 + LONG + 12 + index * 14, text, { fill: palette.faint, size: 11 })); });
  return { width: Math.max(LONG, textWidth(title) * 1.08, ...texts.map((text) => textWidth(text, 11))), height: 20 + LONG + 12 + texts.length * 14, marks: marks.join('') };
}
