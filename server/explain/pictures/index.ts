import type { LayerFact } from '../../analysis/analysis.ts';
import type { Picture } from '../document/document.ts';
import type { Theme } from '../options.ts';
import { drawConvolutionalRecurrent } from './convolutional-recurrent.ts';
import { drawHeads } from './heads.ts';
import { drawConvolution } from './kernels.ts';
import { PALETTES, type Palette } from './palette.ts';
import { drawStack } from './stack.ts';
import { sketchBidirectional, sketchDense, sketchEmbedding, sketchNormalization, sketchRecurrent, type Sketch } from './stacked-layers.ts';
import { label, moved, svgDocument, type Drawing } from './svg.ts';

const MARGIN = 8;

type Draw = (layer: LayerFact, palette: Palette) => { drawing: Drawing; alternative: string } | undefined;

/** Layers whose only arrays are those of the one layer inside. */
const TRANSPARENT: ReadonlySet<string> = new Set(['TimeDistributed', 'RNN']);

/** The layer's arrays drawn; undefined where there are none or not all that a picture needs is known. */
export function pictureOf(layer: LayerFact, theme: Theme): Picture | undefined {
  const [inside, ...others] = layer.children;
  if (inside !== undefined && others.length === 0 && TRANSPARENT.has(layer.kerasClass ?? '')) return pictureOf(inside, theme);
  if (layer.kerasClass === undefined || layer.kerasClass !== layer.className) return undefined;
  const draw = DRAWN[layer.kerasClass] ?? (layer.family === 'convolution' ? drawConvolution : undefined);
  const palette = PALETTES[theme];
  const result = draw?.(layer, palette);
  if (result === undefined) return undefined;
  const { drawing, alternative } = result;
  const width = drawing.width + 2 * MARGIN;
  const height = drawing.height + 2 * MARGIN;
  return {
    block: 'picture',
    draw: () => ({
      source: svgDocument({ width, height, marks: moved(drawing, MARGIN, MARGIN) }, palette.background),
      width: Math.ceil(width),
      height: Math.ceil(height),
    }),
    alternative,
  };
}

const stacked = (sketch: (layer: LayerFact, palette: Palette) => Sketch | undefined): Draw => (layer, palette) => {
  const result = sketch(layer, palette);
  return result === undefined ? undefined : { drawing: oneUnderTheOther(result, palette), alternative: result.alternative };
};

function oneUnderTheOther({ stacks }: Sketch, palette: Palette): Drawing {
  const marks: string[] = [];
  let y = 0;
  let width = 0;
  for (const { title, stack } of stacks) {
    if (title !== '') {
      marks.push(label(0, y + 8, title, { fill: palette.text, bold: true }));
      y += 20;
    }
    const drawing = drawStack(stack, palette);
    marks.push(moved(drawing, 0, y));
    y += drawing.height + 4;
    width = Math.max(width, drawing.width);
  }
  return { width, height: y, marks: marks.join('') };
}

const DRAWN: Readonly<Record<string, Draw>> = {
  LSTM: stacked(sketchRecurrent),
  GRU: stacked(sketchRecurrent),
  SimpleRNN: stacked(sketchRecurrent),
  Bidirectional: stacked(sketchBidirectional),
  Dense: stacked(sketchDense),
  BatchNormalization: stacked(sketchNormalization),
  LayerNormalization: stacked(sketchNormalization),
  GroupNormalization: stacked(sketchNormalization),
  Embedding: stacked(sketchEmbedding),
  MultiHeadAttention: drawHeads,
  GroupedQueryAttention: drawHeads,
  LSTMCell: stacked(sketchRecurrent),
  GRUCell: stacked(sketchRecurrent),
  SimpleRNNCell: stacked(sketchRecurrent),
  ConvLSTM1D: drawConvolutionalRecurrent,
  ConvLSTM2D: drawConvolutionalRecurrent,
  ConvLSTM3D: drawConvolutionalRecurrent,
};
