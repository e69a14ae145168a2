/**
 * `layerlens/exploreLayer`: the layer at a position, for the explorer beside the code; with `changes`, also the edits
 * that write them into the code.
 */
import type { ExploredLayer } from './specification.ts';

export const EXPLORE_LAYER = 'layerlens/exploreLayer';

interface PlainPosition {
  readonly line: number;
  readonly character: number;
}
interface PlainRange {
  readonly start: PlainPosition;
  readonly end: PlainPosition;
}

export interface ExploreLayerParams {
  readonly textDocument: { readonly uri: string };
  readonly position: PlainPosition;
  /** New values by the path of the argument, as Python writes them. */
  readonly changes?: Readonly<Record<string, string>>;
  /** Of several evaluations, the key of the one that is meant; else that of the model that it is in. */
  readonly evaluation?: string;
  readonly model?: string;
}

/** One of the layers that the code made in its evaluations. */
export interface ExploredEvaluation {
  readonly key: string;
  /** The key of the model that it is in. */
  readonly model?: string;
  /** `small · make(dense=256) · line 18` */
  readonly label: string;
}

/** null where there is no layer. */
export interface ExploreLayerResult {
  readonly layer: ExploredLayer;
  /** All that the code made, and the key of this one. */
  readonly evaluations: readonly ExploredEvaluation[];
  readonly evaluation: string;
  /** The document in which the layer is made, and its constructor call there. */
  readonly uri: string;
  readonly range: PlainRange;
  /** In that document. */
  readonly edits: readonly { readonly range: PlainRange; readonly newText: string }[];
}
