/** `keras.ops`, `keras.activations` and `keras.random`. */
import { KerasTensor } from '../../graph/tensor.ts';
import { NativeFunction, NONE, type Value } from '../../../python/domain/value.ts';
import { LayerError } from '../../layers/definition.ts';
import { refusing } from '../../layers/create.ts';
import { type MembersByPath, once } from '../../namespaces.ts';
import { seedGeneratorClass } from '../../data/seed-generator.ts';
import type { KerasSession } from '../../session.ts';
import type { OperationDefinition } from '../definition.ts';
import {
  KERAS_ACTIVATIONS,
  KERAS_CORE,
  KERAS_IMAGE,
  KERAS_LINEAR_ALGEBRA,
  KERAS_NEURAL,
  KERAS_RANDOM,
} from './keras-neural.ts';
import { KERAS_NUMPY } from './keras-numpy.ts';
import {
  asTensor,
  customGradient,
  dtypeOfTensor,
  isTensorFunction,
  shapeOfTensor,
  rankInOps,
  sizeInOps,
} from './properties.ts';
import { definitionsOf, type FunctionTable, functionsOf } from './table.ts';
import { words } from '../../../words/message.ts';
import { isUndetermined } from '../../../python/domain/undetermined.ts';

const strictly = (table: FunctionTable, formerName: (name: string) => string): readonly OperationDefinition[] =>
  definitionsOf(table, { strict: true, formerName });
const NUMPY = strictly(KERAS_NUMPY, (name) => `tf.math.${name}`);
const NEURAL = strictly(KERAS_NEURAL, (name) => `tf.nn.${name}`);
const LINEAR_ALGEBRA = strictly(KERAS_LINEAR_ALGEBRA, (name) => `tf.linalg.${name}`);
const CORE = strictly(KERAS_CORE, (name) => `tf.${name}`);
const IMAGE = strictly(KERAS_IMAGE, (name) => `tf.image.${name}`);
const RANDOM = definitionsOf(KERAS_RANDOM, { strict: false, formerName: (name) => `tf.random.${name}` });

export function createKerasFunctions(session: KerasSession): MembersByPath {
  const [numpy, neural, algebra] = [
    once(() => functionsOf(session, NUMPY)),
    once(() => functionsOf(session, NEURAL)),
    once(() => functionsOf(session, LINEAR_ALGEBRA)),
  ];
  const ops = () =>
    new Map<string, Value>([
      ...numpy(),
      ...neural(),
      ...algebra(),
      ...functionsOf(session, CORE),
      ['shape', shapeOfTensor(session)],
      ['size', sizeInOps(session, numpy().get('size')!)],
      ['ndim', rankInOps(numpy().get('ndim')!)],
      ['dtype', dtypeOfTensor()],
      ['is_tensor', isTensorFunction()],
      ['convert_to_tensor', asTensor(session)],
      ['convert_to_numpy', asTensor(session, 'numpy')],
      ['custom_gradient', customGradient],
      [
        'vectorize',
        new NativeFunction('vectorize', (interpreter) =>
          interpreter.unknown('what a vectorized function gives is not followed'),
        ),
      ],
    ]);
  return {
    'keras.ops': ops,
    'keras.ops.numpy': numpy,
    'keras.ops.nn': neural,
    'keras.ops.linalg': algebra,
    'keras.ops.image': () => functionsOf(session, IMAGE),
    'keras.random': () => functionsOf(session, RANDOM).set('SeedGenerator', seedGeneratorClass),
    'keras.activations': () => createActivations(session),
  };
}

/** Which activation it is does not matter to shapes inside a call(): all keep them. */
const someActivation = new NativeFunction('activation', (interpreter, { positional: [tensor] }) =>
  tensor instanceof KerasTensor && tensor.traced ? tensor : interpreter.unknown('which activation it is is not known'),
);

/** Rows of activations in Keras 2 stand under `tf.nn`, those of sigmoid and tanh under `tf.math`. */
const IN_MATH: ReadonlySet<string> = new Set(['sigmoid', 'tanh', 'softplus', 'softsign', 'exponential']);

const ACTIVATIONS = definitionsOf(KERAS_ACTIVATIONS, {
  strict: false,
  formerName: (name) => `tf.${IN_MATH.has(name) ? 'math' : 'nn'}.${name === 'exponential' ? 'exp' : name}`,
});

function createActivations(session: KerasSession): Map<string, Value> {
  const activations = functionsOf(session, ACTIVATIONS);
  activations.set(
    'linear',
    new NativeFunction('linear', (_, args) => args.positional[0] ?? args.keywords.get('x') ?? NONE),
  );
  activations.set(
    'get',
    new NativeFunction('get', (interpreter, { positional: [identifier = NONE] }) => {
      if (identifier.kind === 'none') return activations.get('linear')!;
      if (isUndetermined(identifier) && !identifier.alternatives) return someActivation;
      if (identifier.kind !== 'str') return identifier;
      const found = activations.get(identifier.value);
      if (found) return found;
      return refusing(interpreter, undefined, () => {
        throw new LayerError('bad-argument', words`there is no activation "${identifier.value}".`);
      });
    }),
  );
  activations.set('deserialize', activations.get('get')!);
  activations.set(
    'serialize',
    new NativeFunction(
      'serialize',
      (interpreter, { positional: [activation] }) =>
        (activation && interpreter.findAttribute(activation, '__name__')) ??
        interpreter.unknown('the name of the activation is not known'),
    ),
  );
  return activations;
}
