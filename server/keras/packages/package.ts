/** Layers of packages beside Keras, declared as Keras's are. */

import {
  type ArrayDeclaration,
  type LayerArguments,
  type LayerBuilder,
  type LayerCall,
  type LayerDefinition,
  Undecided,
} from '../layers/definition.ts';
import { words } from '../../words/message.ts';

export interface LayerPackage {
  /** The layers by the module that has them: `keras_hub.layers`. */
  readonly modules: Readonly<Record<string, readonly LayerDefinition[]>>;
  /** Other names that a module's path may begin with, and the one it has here: `keras_nlp` was renamed `keras_hub`. */
  readonly formerly?: readonly (readonly [from: RegExp, to: string])[];
  /**
   * Functions that make models of models, in Python; `followed`: the classes of layers that they know, FOLLOWED in the
   * text. They give NOT_FOLLOWED for others.
   */
  readonly functions?: readonly {
    readonly module: string;
    readonly name: string;
    readonly python: string;
    readonly followed: readonly string[];
  }[];
  /** Modules inside these hold the same layers: `keras_contrib.layers.crf`. */
  readonly deep?: readonly string[];
}

/** `self_attention/query/kernel` and, with a bias, `self_attention/query/bias`. */
export const dense = (
  path: string,
  from: readonly string[],
  to: readonly string[],
  bias = true,
): ArrayDeclaration[] => [
  { name: 'kernel', path: `${path}/kernel`, dimensions: [...from, ...to] },
  ...(bias ? [{ name: 'bias', path: `${path}/bias`, dimensions: to }] : []),
];
export const layerNorm = (path: string): ArrayDeclaration[] =>
  ['gamma', 'beta'].map((name) => ({ name, path: `${path}/${name}`, dimensions: ['features'] }));

/**
 * Layers inside without arrays and without a name of their own take automatic names. They are not listed: those with
 * arrays, which are declared flat, are no objects here either.
 */
export function addUnnamed(
  builder: LayerBuilder,
  args: LayerArguments,
  ...classNames: readonly ('Softmax' | 'Dropout')[]
): void {
  for (const name of classNames)
    builder.make(name, undefined, name === 'Dropout' ? { rate: args.value('dropout') } : {});
}

/** @throws Undecided where one of these call arguments is given: the output has another structure then. */
export function without(call: LayerCall, ...names: readonly string[]): void {
  for (const name of names) {
    const value = call.argument(name);
    if (value !== undefined && value.kind !== 'none' && !(value.kind === 'bool' && !value.value))
      throw new Undecided(words`with ${name} it gives something else`);
  }
}
