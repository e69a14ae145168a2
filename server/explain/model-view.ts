/**
 * The models of a program as a page beside the code shows them: plain JSON. Every number comes with the text that is
 * shown for it; `Place` is what the program's
 * places are spelled as (an address and a range, by the protocol). Its words are in the language that it was made for.
 */
import type { Counted } from '../words/message.ts';

/** How much is known of a number. */
export type Known = 'number' | 'formula' | 'unknown';

export interface CountView {
  readonly known: Known;
  /** `16,640`, `256·features + 16,640`, `?`; for bytes `3.64 KB`, `4·n bytes`. */
  readonly text: string;
  /** For sorting and bars; the text is exact where this is too large to be. Absent where no number is known. */
  readonly value?: number;
  /** What follows "unknown because", where it is not known. */
  readonly unknown?: string;
}

/** The number for a sentence: it decides the plural. */
export function countedIn({ value, text }: CountView): Counted {
  // Beyond what a double holds exactly, it is like many.
  return { kind: 'counted', exact: Number.isSafeInteger(value) ? BigInt(value ?? 0) : undefined, text };
}

export interface ArrayView {
  /** `kernel`; with the path where layers inside have the same names. */
  readonly name: string;
  readonly shape: string;
  /** `features 4 × (gates 4 · units 2)`; absent where the layer does not say. */
  readonly factors?: string;
  readonly count: CountView;
  readonly bytes: CountView;
  readonly dtype: string;
  /** Absent where the program does not decide it. */
  readonly trainable?: boolean;
}

/** Which of a layer's arrays are trained. */
export type Training = 'trainable' | 'frozen' | 'partly' | 'none' | 'unknown';

export interface RowView<Place> {
  readonly name: string;
  readonly className: string;
  /** `recurrent`; absent for an own layer and for operations. */
  readonly family?: string;
  /** Output shapes as Keras's summary writes them; `?` where they are not known. */
  readonly shape: string;
  readonly shapeKnown: Known;
  readonly params: CountView;
  readonly trainableParams: CountView;
  readonly training: Training;
  readonly macs: CountView;
  readonly weightBytes: CountView;
  readonly activationBytes: CountView;
  readonly built: boolean;
  readonly arrays: readonly ArrayView[];
  /** Rows that feed it, by their index among the rows that it is one of, once for each tensor. */
  readonly inputs: readonly number[];
  /** As Keras writes the feeders: `lstm[0][0]`. */
  readonly connectedTo: readonly string[];
  readonly inside?: InsideView<Place>;
  /** Why something of it is not known. */
  readonly unknown?: string;
  readonly place?: Place;
}

/** Rows in order, and what their order means. */
export interface InsideView<Place> {
  readonly kind: 'functional' | 'sequential' | 'subclassed';
  readonly rows: readonly RowView<Place>[];
}

/** What people know a model by, the same wherever it is spoken of. */
export interface ModelLabelView {
  /** `small` */
  readonly name: string;
  /** `small · make(dense=256) · line 18` */
  readonly text: string;
  /** By what it is found again after an edit. */
  readonly key: string;
}

/** Bytes: `fixed + perSample · batch`. */
export interface AmountView {
  readonly fixed: number;
  readonly perSample: number;
}

/** What a training step takes. */
export interface MemoryView {
  /** That of fit(), or Keras's own. */
  readonly batch: number;
  readonly known?: {
    readonly weights: number;
    readonly optimizer: number;
    readonly gradients: number;
    readonly data: AmountView;
    /** Activations and gradients: at each batch, the largest of these. */
    readonly peaks: readonly AmountView[];
    readonly cards: readonly {
      /** In GiB. */
      readonly card: number;
      /** The largest batch that should fit; 0: none. */
      readonly should: number;
      readonly cannotAbove: number | undefined;
    }[];
  };
  /** What follows "unknown because", where it is not known. */
  readonly unknown?: string;
}

export interface ModelView<Place> extends InsideView<Place> {
  /** Its index among the models of the program, which other requests name it by. */
  readonly index: number;
  readonly label: ModelLabelView;
  readonly variable?: string;
  readonly name: string;
  readonly className: string;
  readonly built: boolean;
  /** In a function that nothing in the file calls. */
  readonly speculative: boolean;
  /** Does Keras's summary have no column of connections? */
  readonly chain: boolean;
  readonly total: CountView;
  readonly trainable: CountView;
  readonly nonTrainable: CountView;
  /** Numbers that the optimizer keeps, where the model was fitted. */
  readonly optimizer: CountView;
  readonly macs: CountView;
  readonly weightBytes: CountView;
  readonly activationBytes: CountView;
  readonly memory: MemoryView;
  readonly unknown?: string;
  readonly place?: Place;
}

export interface ModelsView<Place> {
  readonly models: readonly ModelView<Place>[];
  /** Is some of the text not Python (yet), or does the program have an error? */
  readonly broken?: 'syntax' | 'error';
  /** Of a saved model: what its file does not say, or why nothing is known of it. */
  readonly note?: string;
}

/** The forms that a model's summary can be taken away in. */
export type ExportFormat = 'text' | 'markdown' | 'csv' | 'json';
