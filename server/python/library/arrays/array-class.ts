import { ClassValue } from '../../domain/value.ts';
import { ArrayValue } from './array-value.ts';
import { define } from './library-call.ts';
import { words } from '../../../words/message.ts';

const makeEmpty = define(
  'ndarray',
  'shape dtype',
  (call) =>
    new ArrayValue({
      shape: call.shape('shape'),
      dtype: call.dtype('dtype', 'float64'),
      reason: words`it is not filled`,
    }),
);

/** The class of NumPy's arrays: `np.ndarray((2, 3))` makes one that is not filled. */
export const arrayClass = new ClassValue({
  name: 'ndarray',
  qualifiedName: 'numpy.ndarray',
  construct: (interpreter, _cls, args) => makeEmpty.implementation(interpreter, args),
});

const notMade = 'TensorFlow makes no tensors by the class';
/** `tf.Tensor`, and what its eager tensors are. */
export const tensorClass = new ClassValue({
  name: 'Tensor',
  qualifiedName: 'tensorflow.Tensor',
  construct: (interpreter) => interpreter.unknown(notMade),
});
export const eagerTensorClass = new ClassValue({
  name: 'EagerTensor',
  qualifiedName: 'tensorflow.python.framework.ops.EagerTensor',
  bases: [tensorClass],
  construct: (interpreter) => interpreter.unknown(notMade),
});
