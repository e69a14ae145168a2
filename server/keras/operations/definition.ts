/**
 * What it takes to declare an operation on tensors: the class that Keras shows as a row of a functional model, and the
 * rule for what it gives.
 * Public functions (functions/) say by their signature how arguments reach the rule.
 */
import type { Nest, Output } from '../layers/definition.ts';
import type { OperationArguments } from './arguments.ts';
import type { Parameter } from './signature.ts';

/**
 * What an operation gives for its arguments. Throws LayerError for what Keras refuses, Undecided where the program does
 * not decide it.
 */
export type Rule = (args: OperationArguments) => Nest<Output>;

/** Rules by the class names of Keras's operations: `Reshape`, `Mean`, `GetItem`. */
export type Rules = Readonly<Record<string, Rule>>;

/** A public function that acts on tensors. */
export interface OperationDefinition {
  /** Public name: `reshape`. */
  readonly name: string;
  /** Class of the row that Keras 3 puts into a functional model: `Reshape`. */
  readonly className: string;
  /** Name of the row that Keras 2 puts there, without its counter: `tf.reshape`. */
  readonly formerName: string;
  readonly parameters: readonly Parameter[];
  /**
   * Whether arguments that the signature does not know are refused. TensorFlow's functions changed theirs over the
   * years.
   */
  readonly strict: boolean;
  /** The rule gives TensorFlow's own dtypes, and not Keras's, which go down to 32 bits. */
  readonly isExact?: boolean | undefined;
  readonly output: Rule;
}
