/** Attributes that Keras keeps in another form than the argument: `Conv2D(8, 3).kernel_size` is `(3, 3)`. */
import { str, TupleValue, type Value } from '../../python/values/value.ts';
import type { Size } from '../../shapes/dimension.ts';
import { shapeValue } from '../graph/tensor.ts';
import { Undecided, type LayerArguments, type LayerDefinition } from './definition.ts';

export type Attributes = NonNullable<LayerDefinition['attributes']>;

/** Undefined where the arguments do not decide it: reading it is then an unknown. */
export function standardized(read: (args: LayerArguments) => Value): Attributes[string] {
  return (args) => {
    try {
      return read(args);
    } catch (error) {
      if (error instanceof Undecided) return undefined;
      throw error;
    }
  };
}

/** One size for each of `rank` axes, as a tuple. */
export const sizesAttribute = (name: string, rank: number): Attributes[string] => standardized((args) => shapeValue(args.sizes(name, rank)));

/** A shape or other list of dimensions, as a tuple. */
export const shapeAttribute = (name: string): Attributes[string] => standardized((args) => shapeValue(args.shape(name)));

/** None stands for the configured data format. */
export const dataFormatAttribute: Attributes[string] = standardized((args) => str(args.dataFormat()));

/** Pairs of sizes: `((1, 1), (2, 0))`. */
export const pairsValue = (pairs: readonly (readonly Size[])[]): Value => new TupleValue(pairs.map((pair) => shapeValue(pair)));
