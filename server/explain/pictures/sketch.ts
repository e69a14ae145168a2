import type { LayerFact } from '../../analysis/analysis.ts';
import type { Language } from '../../words/language.ts';
import type { Text } from '../../words/message.ts';
import type { Reasons } from '../families/teaching.ts';
import type { Palette } from './palette.ts';
import type { Drawing } from './svg.ts';

/** A picture of a layer's arrays before it has a language, and its words for who does not see it. */
export interface Sketch {
  readonly alternative: Text;
  /** How many of the layer's arrays it shows. */
  readonly shown: number;
  draw(language: Language): Drawing;
}

/** Undefined where not all that the picture needs is known. */
export type SketchLayer = (layer: LayerFact, palette: Palette, reasons: Reasons) => Sketch | undefined;
