import type { LayerFact } from '../../analysis/analysis.ts';
import type { Language } from '../../words/language.ts';
import type { Drawn, Picture } from '../document/document.ts';
import type { Theme } from '../options.ts';
import { sketchConvolutionalRecurrent } from './convolutional-recurrent.ts';
import { sketchHeads } from './heads.ts';
import { sketchConvolution } from './kernels.ts';
import type { Reasons } from '../families/teaching.ts';
import { PALETTES } from './palette.ts';
import type { SketchLayer } from './sketch.ts';
import {
  sketchBidirectional,
  sketchDense,
  sketchEmbedding,
  sketchNormalization,
  sketchRecurrent,
} from './stacked-layers.ts';
import { moved, svgDocument } from './svg.ts';

const MARGIN = 4;

/** Layers whose only arrays are those of the one layer inside. */
const TRANSPARENT: ReadonlySet<string> = new Set(['TimeDistributed', 'RNN']);

export interface LayerPicture {
  readonly block: Picture;
  /** It shows every array that the layer has. */
  readonly isWhole: boolean;
}

/**
 * The layer's arrays drawn; undefined where there are none or not all that a picture needs is known. `reasons`: what is
 * said beside an array, by its name.
 */
export function pictureOf(layer: LayerFact, theme: Theme, reasons: Reasons): LayerPicture | undefined {
  const [inside, ...others] = layer.children;
  if (inside !== undefined && others.length === 0 && TRANSPARENT.has(layer.kerasClass ?? ''))
    return pictureOf(inside, theme, reasons);
  if (layer.kerasClass === undefined || layer.kerasClass !== layer.className) return undefined;
  const palette = PALETTES[theme];
  const sketchLayer = SKETCHES[layer.kerasClass] ?? (layer.family === 'convolution' ? sketchConvolution : undefined);
  const sketch = sketchLayer?.(layer, palette, reasons);
  if (sketch === undefined) return undefined;
  const draw = (language: Language): Drawn => {
    const drawing = sketch.draw(language);
    const width = Math.ceil(drawing.width + 2 * MARGIN);
    const height = Math.ceil(drawing.height + 2 * MARGIN);
    return {
      source: svgDocument({ width, height, marks: moved(drawing, MARGIN, MARGIN) }, palette.background),
      width,
      height,
    };
  };
  return {
    block: { block: 'picture', alternative: sketch.alternative, draw },
    isWhole: sketch.shown === layer.weights.length,
  };
}

const SKETCHES: Readonly<Record<string, SketchLayer>> = {
  LSTM: sketchRecurrent,
  GRU: sketchRecurrent,
  SimpleRNN: sketchRecurrent,
  LSTMCell: sketchRecurrent,
  GRUCell: sketchRecurrent,
  SimpleRNNCell: sketchRecurrent,
  Bidirectional: sketchBidirectional,
  Dense: sketchDense,
  BatchNormalization: sketchNormalization,
  LayerNormalization: sketchNormalization,
  GroupNormalization: sketchNormalization,
  Embedding: sketchEmbedding,
  MultiHeadAttention: sketchHeads,
  GroupedQueryAttention: sketchHeads,
  ConvLSTM1D: sketchConvolutionalRecurrent,
  ConvLSTM2D: sketchConvolutionalRecurrent,
  ConvLSTM3D: sketchConvolutionalRecurrent,
};
