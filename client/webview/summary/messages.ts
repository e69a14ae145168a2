/** What the summary's page and the extension say to each other. */
import type { ModelsView, ModelView, RowView } from '../../../server/explain/model-view.ts';

interface Position {
  readonly line: number;
  readonly character: number;
}
/** A cell of a notebook, counted from 0 among all cells, and `[4]` where it was run. */
interface Cell {
  readonly index: number;
  readonly executionCount?: number;
}
/** A place in a document, as the language server gives it; in a notebook with the cell that the document is. */
export interface Place {
  readonly uri: string;
  readonly range: { readonly start: Position; readonly end: Position };
  readonly cell?: Cell;
}
export interface CursorPlace extends Position {
  readonly uri: string;
}

export type Models = ModelsView<Place>;
export type Model = ModelView<Place>;
export type Row = RowView<Place>;
export type PictureFormat = 'svg' | 'png';

export type ToView =
  | { readonly type: 'models'; readonly models: Models }
  /** Where the cursor is in the code. */
  | { readonly type: 'cursor'; readonly cursor: CursorPlace }
  /** Show this model, by its index or its key. */
  | { readonly type: 'choose'; readonly model: number | string }
  /** Draw the graph of the shown model as a file; the answer is `drawn`. */
  | { readonly type: 'draw'; readonly format: PictureFormat };

export type FromView =
  /** Show this place in the code; `focus`: the keyboard goes there too. */
  | { readonly type: 'reveal'; readonly place: Place; readonly focus: boolean }
  /** Take this model away, in a form that the extension asks for. */
  | { readonly type: 'export'; readonly model: number; readonly name: string }
  /** This model is the one that people mean from now on. */
  | { readonly type: 'chosen'; readonly key: string }
  /** A picture, in base64; undefined where it could not be drawn. */
  | { readonly type: 'drawn'; readonly data: string | undefined };

export type Tab = 'table' | 'graph';
export type SortKey = 'name' | 'shape' | 'params' | 'macs' | 'weights' | 'activations';
export interface Sort {
  readonly by: SortKey;
  readonly descending: boolean;
}

/** What is kept of a page while it is hidden. */
export interface State {
  /** The key of a model. */
  readonly chosen: string | undefined;
  readonly tab: Tab;
  readonly sort: Sort | undefined;
  readonly filter: string;
  /** Rows that are open in the table, and boxes in the graph, by their ids. */
  readonly expanded: readonly string[];
  readonly opened: readonly string[];
  readonly fold: boolean;
  /** Is what training takes of memory open? */
  readonly memory: boolean;
}
