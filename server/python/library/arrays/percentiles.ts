/** `np.percentile(a, q, axis)`: the axes of q come first. */
import { reduce } from '../../../shapes/shape.ts';
import type { NativeFunction } from '../../domain/value.ts';
import { declare } from './declare.ts';
import { isIntegerDtype } from './dtypes.ts';

export const percentile = (name: string): NativeFunction =>
  declare(name, 'a q axis out overwrite_input~ method|interpolation keepdims * weights~', (call) => {
    const array = call.array('a');
    const places = call.array('q').shape;
    const left = call.accept(reduce(array.shape, call.axes(), call.flag('keepdims', false)));
    const isLinear = call.text('method', 'linear') === 'linear';
    // Single elements keep their dtype, and so do floats of 32 bits in some versions.
    const dtype = isLinear && (isIntegerDtype(array.dtype) || array.dtype === 'float64') ? 'float64' : undefined;
    return array.like([...places, ...left], dtype);
  });
