/** What the page and its layout worker say to each other. */
import type { InsideView, ModelView } from '../../../server/explain/model-view.ts';
import type { Theme } from '../../../server/explain/options.ts';

export interface LayoutRequest {
  readonly request: number;
  readonly inside: InsideView<unknown>;
  readonly opened: readonly string[];
  readonly fold: boolean;
}
/** A picture of its own, for a file. */
export interface PictureRequest {
  readonly request: number;
  readonly model: ModelView<unknown>;
  readonly theme: Theme;
  readonly opened: readonly string[];
  readonly fold: boolean;
}
export interface Picture {
  readonly request: number;
  readonly svg: string;
}
export interface PlacedBox {
  readonly id: string;
  readonly kind: 'layer' | 'model' | 'repeat';
  readonly description: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface Drawn {
  readonly request: number;
  readonly width: number;
  readonly height: number;
  /** The inside of an SVG. */
  readonly marks: string;
  readonly boxes: readonly PlacedBox[];
  /** Milliseconds that it took. */
  readonly took: number;
}
