/** What the explorer needs of a layer to build it again by itself: plain data that can be sent to another process. */
import type { Text } from '../../words/message.ts';

/** Sizes of one tensor, the batch included; null is Keras's None. */
export type PlainShape = readonly (number | null)[];

export interface LayerSpecification {
  /** The declared Keras class, `LSTM`. */
  readonly className: string;
  /**
   * Arguments by parameter, as Python writes them: `2`, `(3, 3)`, `'same'`, `True`. What is left out has Keras's
   * default.
   */
  readonly arguments: Readonly<Record<string, string>>;
  /** Layers that are passed as arguments: Bidirectional's `layer`. */
  readonly inside: Readonly<Record<string, LayerSpecification>>;
  /** False: the program froze it. */
  readonly trainable: boolean;
}

/** One call of a layer. */
export interface CallSpecification {
  readonly layer: LayerSpecification;
  readonly kerasVersion: 2 | 3;
  /** The first argument's tensors. */
  readonly inputs: readonly PlainShape[];
  /** They are passed as a list: `Add()([a, b])`. */
  readonly listed: boolean;
  /** Further tensors by the name of the call argument: MultiHeadAttention's `value`. */
  readonly more: Readonly<Record<string, PlainShape>>;
}

/** The arguments of a layer inside stand under their path, `layer.units`. */
export function withArgument(layer: LayerSpecification, path: string, text: string): LayerSpecification {
  const dot = path.indexOf('.');
  if (dot < 0) return { ...layer, arguments: { ...layer.arguments, [path]: text } };
  const [parameter, rest] = [path.slice(0, dot), path.slice(dot + 1)];
  const inside = layer.inside[parameter];
  return inside === undefined
    ? layer
    : { ...layer, inside: { ...layer.inside, [parameter]: withArgument(inside, rest, text) } };
}

/** The argument as Python writes it; undefined where it is left out. */
export function argumentAt(layer: LayerSpecification, path: string): string | undefined {
  const dot = path.indexOf('.');
  if (dot < 0) return layer.arguments[path];
  const inside = layer.inside[path.slice(0, dot)];
  return inside && argumentAt(inside, path.slice(dot + 1));
}

/** How an argument stands in the code. */
export type WrittenState =
  | { readonly kind: 'literal' }
  /** Not written: the default holds, and a keyword can be added. */
  | { readonly kind: 'absent' }
  /** Other code decides it: `text` is what is written. */
  | { readonly kind: 'elsewhere'; readonly text: string };

/** The layer at a place of a program. */
export type ExploredLayer = { readonly className: string; readonly name: string } & (
  | {
      readonly kind: 'explored';
      readonly call: CallSpecification;
      /** By path. */
      readonly written: Readonly<Record<string, WrittenState>>;
      /**
       * Where a number had to be assumed: what stands in the program. By path; `input.0.1` is axis 1 of the first
       * input, `input.value` the input of that name.
       */
      readonly notes: Readonly<Record<string, string>>;
      /** The constructor call is in this program, so that changes can be written into it. */
      readonly isWritten: boolean;
    }
  | { readonly kind: 'not-explored'; readonly reason: Text }
);
