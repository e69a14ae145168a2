/** The shapes that TensorFlow's objects tell: `tf.TensorShape`. */
import type { TupleValue } from '../../python/domain/value.ts';
import type { Shape } from '../../shapes/dimension.ts';
import { once } from '../namespaces.ts';
import { tensorShape, tensorShapeClass } from '../operations/tensor-shape.ts';

const shapeClass = once(() => tensorShapeClass());

export const tensorShapeOf = (shape: Shape): TupleValue => tensorShape(shape, shapeClass());
