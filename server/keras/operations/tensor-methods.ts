/** Methods of tensors that are no operations. */
import { toShapeTuple } from '../../python/library/arrays/conversion.ts';
import { NativeFunction, NONE } from '../../python/domain/value.ts';
import { KerasTensor } from '../graph/tensor.ts';

/** What a layer gave for data, as an array. */
export const asNumpy = new NativeFunction('numpy', (interpreter, { positional: [tensor] }) =>
  tensor instanceof KerasTensor && tensor.traced && tensor.shape && !tensor.shape.includes(null)
    ? tensor.eagerArray(interpreter)
    : interpreter.unknown('the values in the tensor are not worked out'),
);

/** The program promises sizes of a traced tensor. */
export const setShape = new NativeFunction('set_shape', (interpreter, { positional: [tensor, stated], keywords }) => {
  const given = stated ?? keywords.get('shape');
  const shape = given && toShapeTuple(interpreter, given);
  if (tensor instanceof KerasTensor && shape) tensor.promise(interpreter, shape);
  return NONE;
});

export const getShape = new NativeFunction('get_shape', (interpreter, { positional: [tensor] }) =>
  interpreter.getAttribute(tensor!, 'shape'),
);
