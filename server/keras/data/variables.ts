/**
 * Variables that a program makes itself: `tf.Variable(value)`, `keras.Variable(initializer, shape)`,
 * `K.variable(value)`.
 */
import * as creation from '../../python/library/arrays/creation.ts';
import { ArrayValue, type ArrayOptions } from '../../python/library/arrays/array-value.ts';
import { toShapeTuple } from '../../python/library/arrays/conversion.ts';
import { define, type LibraryCall } from '../../python/library/arrays/library-call.ts';
import { ClassValue, type Value } from '../../python/domain/value.ts';
import type { Shape } from '../../shapes/dimension.ts';
import { words } from '../../words/message.ts';

/**
 * Its elements may be assigned anew by whoever holds it, so only the shape is known. A layer that holds one in an
 * attribute may count it among its weights.
 */
export class DataVariable extends ArrayValue {
  readonly madeBy: 'keras' | 'tensorflow';
  /** undefined: not decided. */
  readonly trainable: boolean | undefined;
  readonly variableName: string | undefined;
  constructor(
    options: ArrayOptions,
    madeBy: 'keras' | 'tensorflow',
    trainable: boolean | undefined,
    variableName: string | undefined,
  ) {
    super({ ...options, reason: words`a variable may be assigned anew` });
    this.madeBy = madeBy;
    this.trainable = trainable;
    this.variableName = variableName;
  }
}

const constant = creation.arrayCreator('constant', 'object|value dtype shape name~', 'tensorflow', 'float32');

/** The shape of an array, or of what a function without parameters gives. */
function initial(
  call: LibraryCall,
  value: Value,
): { readonly shape: Shape | undefined; readonly dtype: string | undefined } {
  const given = value.kind === 'function' || value.kind === 'native' ? call.interpreter.call(value) : value;
  const made = constant.implementation(call.interpreter, { positional: [given], keywords: new Map(), site: call.site });
  return made instanceof ArrayValue ? made : { shape: undefined, dtype: undefined };
}

function variable(
  call: LibraryCall,
  madeBy: 'keras' | 'tensorflow',
  spec: { readonly shape: Shape | undefined; readonly dtype: string | undefined },
): DataVariable {
  const name = call.optional('name');
  const trainable = call.optional('trainable');
  return new DataVariable(
    { shape: spec.shape, dtype: call.dtype('dtype', spec.dtype ?? 'float32'), library: 'tensorflow' },
    madeBy,
    trainable ? call.interpreter.truth(trainable) : true,
    name?.kind === 'str' ? name.value : undefined,
  );
}

const tensorflowVariable = define(
  'Variable',
  'initial_value trainable validate_shape caching_device name variable_def dtype',
  (call) => variable(call, 'tensorflow', initial(call, call.required('initial_value'))),
);

const backendVariable = define('variable', 'value dtype name constraint', (call) =>
  variable(call, 'tensorflow', { shape: initial(call, call.required('value')).shape, dtype: undefined }),
);

/** The initializer is an array, or what fills an array of the shape that is given beside it. */
const kerasVariable = define(
  'Variable',
  'initializer shape dtype trainable autocast aggregation synchronization name',
  (call) => {
    const shape = call.optional('shape');
    return variable(
      call,
      'keras',
      shape
        ? { shape: toShapeTuple(call.interpreter, shape), dtype: 'float32' }
        : initial(call, call.required('initializer')),
    );
  },
);

const variableClass = (qualifiedName: string, make: typeof kerasVariable): ClassValue =>
  new ClassValue({
    name: 'Variable',
    qualifiedName,
    construct: (interpreter, _cls, args) => make.implementation(interpreter, args),
  });

export const variables: Readonly<Record<string, Readonly<Record<string, Value>>>> = {
  tensorflow: { Variable: variableClass('tensorflow.Variable', tensorflowVariable) },
  keras: { Variable: variableClass('keras.Variable', kerasVariable) },
  'keras.backend': { variable: backendVariable },
};
