/** What the explorer's page and the extension say to each other. */
import type { ExploredEvaluation } from '../../../server/explain/explorer/request.ts';
import type { ExploredLayer } from '../../../server/explain/explorer/specification.ts';

export type ToExplorer =
  /**
   * The layer at the cursor, or as it is after an edit. `place` is `lstm.py:7`; `number` comes back with what is to be
   * applied. `evaluation`: the key of the one of `evaluations` that it is.
   */
  | {
      readonly kind: 'layer';
      readonly layer: ExploredLayer;
      readonly place: string;
      readonly evaluations: readonly ExploredEvaluation[];
      readonly evaluation: string;
      readonly number: number;
    }
  /** There is no layer at the cursor, and none was shown yet. */
  | { readonly kind: 'nothing' }
  /** So many arguments were written into the code. */
  | { readonly kind: 'applied'; readonly edits: number };

export type FromExplorer =
  /** Values by the path of the argument, as Python writes them, for the layer that was sent with that number. */
  | { readonly kind: 'apply'; readonly number: number; readonly changes: Readonly<Record<string, string>> }
  | { readonly kind: 'reveal' }
  /** Show another evaluation of the same code. */
  | { readonly kind: 'choose'; readonly evaluation: string };
