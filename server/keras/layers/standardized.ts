/** Attributes that Keras keeps in another form than the argument: `Conv2D(8, 3).kernel_size` is `(3, 3)`. */
import { str, TupleValue, type Value } from '../../python/domain/value.ts';
import type { Size } from '../../shapes/dimension.ts';
import { shapeValue } from '../graph/tensor.ts';
import type { LayerDefinition } from './definition.ts';

export type Attributes = NonNullable<LayerDefinition['attributes']>;

/** One size for each of `rank` axes, as a tuple. */
export const sizesAttribute =
  (name: string, rank: number): Attributes[string] =>
  (args) =>
    shapeValue(args.sizes(name, rank));

/** A shape or other list of dimensions, as a tuple. */
export const shapeAttribute =
  (name: string): Attributes[string] =>
  (args) =>
    shapeValue(args.shape(name));

/** None stands for the configured data format. */
export const dataFormatAttribute: Attributes[string] = (args) => str(args.dataFormat());

/** Pairs of sizes: `((1, 1), (2, 0))`. */
export const pairsValue = (pairs: readonly (readonly Size[])[]): Value =>
  new TupleValue(pairs.map((pair) => shapeValue(pair)));
