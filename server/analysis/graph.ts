/** What a model computes, as plain facts: its calls in the order in which they run, and the tensors between them. */
import type { Message } from '../words/message.ts';
import type { Shape } from '../shapes/dimension.ts';
import type { Count, LayerFact } from './analysis.ts';

export interface TensorOfGraph {
  /** undefined: not known as a whole. The batch is None, or the number that the program fixes. */
  readonly shape: Shape | undefined;
  readonly dtype: string;
}

/** A call of a layer, or an operation. Tensors are named by their index among those of the graph. */
export interface CallOfGraph {
  /** `conv2d_1`, or of an operation its name. */
  readonly name: string;
  readonly layer: LayerFact | undefined;
  /** Of an operation: its class, `Add`; an operator is as Python writes it. */
  readonly operation: string;
  /** The dtype that it computes in: `float16`. */
  readonly compute: string;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** `base(x, training=False)`; undefined where the call does not say it. */
  readonly training: boolean | undefined;
  /** What is inside of a model, or of a layer with a call() of the program. */
  readonly inside: GraphFact | undefined;
}

export interface GraphFact {
  readonly tensors: readonly TensorOfGraph[];
  readonly inputs: readonly number[];
  readonly calls: readonly CallOfGraph[];
  readonly outputs: readonly number[];
  /** Why it is not known, where it is not: the rest is empty then. */
  readonly unknown: Message | undefined;
}

/** What compile() decides of memory. */
export interface TrainingFact {
  /** `adam`; undefined where it is not followed. */
  readonly optimizer: string | undefined;
  /**
   * Bytes of all variables of the optimizer, step counter and learning rate too, once it is built. In Keras 2 releases
   * differ by a few bytes; it is as in 2.15.
   */
  readonly optimizerBytes: Count;
  readonly kerasVersion: 2 | 3;
  /** `sparse_categorical_crossentropy`; undefined where it is not one of Keras's for all outputs. */
  readonly loss: string | undefined;
  readonly fromLogits: boolean;
}
