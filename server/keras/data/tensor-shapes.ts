/** The shapes that TensorFlow's objects tell: `tf.TensorShape`. */
import { TupleValue } from '../../python/domain/value.ts';
import { dimensionValue } from '../../python/library/shape-value.ts';
import { tensorShapeClass } from '../../python/library/arrays/tensor-shape.ts';
import type { Shape } from '../../shapes/dimension.ts';

export const tensorShapeOf = (shape: Shape): TupleValue => new TupleValue(shape.map(dimensionValue), tensorShapeClass);
