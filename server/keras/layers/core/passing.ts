/** Layers that hand their input on, and those whose work is not theirs. */
import { flatten, mapNest } from '../../nests.ts';
import { NONE, type Value } from '../../../python/domain/value.ts';
import { formatShape } from '../../../shapes/dimension.ts';
import {
  LayerError,
  REQUIRED,
  Undecided,
  defineLayer,
  type LayerArguments,
  type LayerCall,
  type LayerDefinition,
  type Nest,
  type ParameterTable,
  type TensorSpec,
} from '../definition.ts';
import type { LayerState } from '../layer-state.ts';
import { checkEach } from '../refusals.ts';
import { shapeOf } from '../values.ts';
import { cast, requireLayer } from './checks.ts';
import { statedShapes } from './stated-output.ts';
import { words } from '../../../words/message.ts';
import { isUndetermined } from '../../../python/domain/undetermined.ts';

const identity = defineLayer({
  name: 'Identity',
  family: 'core',
  parameters: {},
  // Floats are cast to the layer's own type on the way in.
  output: (_args, { inputs }, layer) => mapNest(inputs, (spec) => cast(spec, layer)),
  multiplyAccumulates: () => 0,
});

const masking = defineLayer({
  name: 'Masking',
  family: 'core',
  parameters: { mask_value: 0.0 },
  output: (_args, { axes }) => axes.keep(),
  multiplyAccumulates: () => 0,
});

/**
 * Runs a function of the program. A stated `output_shape` (without the batch axis) says the shape instead, where Keras
 * asks it or the function cannot be followed.
 */
const lambda = defineLayer({
  name: 'Lambda',
  family: 'core',
  parameters: { function: REQUIRED, output_shape: null, mask: null, arguments: null },
  callParameters: ['inputs', 'mask', 'training'],
  output: (args, call, layer) => {
    const stated = args.value('output_shape');
    const run = (): Nest<TensorSpec> => {
      const result = call.run(args.value('function'), 'tensors', functionArguments(args, call));
      return call.on === 'symbols'
        ? mapNest(result, ({ shape }): TensorSpec => ({ shape, dtype: layer.dtype.compute }))
        : result;
    };
    if (call.on !== 'symbols' || stated.kind === 'none') return run();
    const given = call.asksStated === 'yes' ? undefined : followed(run);
    if (given && call.asksStated === 'no') return given;
    const said = statedShapes(stated, call);
    return !given || shapesOf(given) === shapesOf(said)
      ? said
      : mapNest(given, (): TensorSpec => ({ shape: undefined }));
  },
});

/** Undefined where not all of what comes out is known. */
function followed(run: () => Nest<TensorSpec>): Nest<TensorSpec> | undefined {
  try {
    const given = run();
    return flatten(given).every(({ shape }) => shape) ? given : undefined;
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
}

const shapesOf = (nest: Nest<TensorSpec>): string =>
  flatten(nest)
    .map(({ shape }) => shape && formatShape(shape))
    .join();

/**
 * `arguments={…}` by name; `mask` and `training` are those of the call where the function has such parameters, whatever
 * `arguments` says.
 */
function functionArguments(args: LayerArguments, call: LayerCall): Readonly<Record<string, Value>> {
  const given = args.value('arguments');
  if (isUndetermined(given) || (given.kind === 'dict' && given.summary))
    throw new Undecided('the arguments are not known');
  const keywords: Record<string, Value> = {};
  if (given.kind === 'dict')
    for (const [key, value] of given.entries.values()) if (key.kind === 'str') keywords[key.value] = value;
  const callee = args.value('function');
  const names = callee.kind === 'function' ? callee.definition.parameters.map(({ name }) => name) : [];
  for (const name of ['mask', 'training']) if (names.includes(name)) keywords[name] = call.argument(name) ?? NONE;
  return keywords;
}

const wrapped = (args: LayerArguments): LayerState => requireLayer('Wrapper', args, 'layer');

/** To be derived from: a subclass's call() says what becomes of the wrapped layer. */
const wrapper = defineLayer({
  name: 'Wrapper',
  family: 'core',
  parameters: { layer: REQUIRED },
  validate: (args) => checkEach(() => wrapped(args)),
  build: (builder, args, _layer, inputs) => builder.build(wrapped(args), inputs),
  output: () => {
    throw new Undecided('a Wrapper does nothing with its layer by itself');
  },
});

/** A module of PyTorch: its arrays are made there, so only a stated output shape is known. */
const torchModuleWrapper = defineLayer({
  name: 'TorchModuleWrapper',
  family: 'core',
  parameters: { module: REQUIRED, output_shape: null },
  build: () => {
    throw new Undecided('the arrays are those of a PyTorch module');
  },
  output: (args, call) => {
    const value = args.value('output_shape');
    if (value.kind === 'none' && call.on === 'symbols') {
      throw new LayerError(
        'missing-argument',
        words`TorchModuleWrapper needs output_shape to be called on symbolic tensors: nothing else says what the module gives.`,
        { parameter: 'output_shape', exceptionType: 'NotImplementedError' },
      );
    }
    return { shape: shapeOf(value) };
  },
});

/** A SavedModel run as a layer: its arrays and shapes are in the file. */
const tfsmLayer = defineLayer({
  name: 'TFSMLayer',
  family: 'core',
  parameters: { filepath: REQUIRED, call_endpoint: 'serve', call_training_endpoint: null },
  build: () => {
    throw new Undecided('the arrays are in a file');
  },
  output: () => {
    throw new Undecided('what a saved model gives is in a file');
  },
});

/** A function of JAX or a module of Flax: what it keeps and gives is found by running it. */
function ofJax(name: string, parameters: ParameterTable): LayerDefinition {
  return defineLayer({
    name,
    family: 'core',
    parameters,
    callParameters: ['inputs', 'training'],
    build: () => {
      throw new Undecided('the arrays are made by JAX');
    },
    output: () => {
      throw new Undecided('what JAX gives is not known');
    },
  });
}

const jaxLayers = [
  ofJax('JaxLayer', { call_fn: REQUIRED, init_fn: null, params: null, state: null, seed: null }),
  ofJax('FlaxLayer', { module: REQUIRED, method: null, variables: null }),
];

/** The models part reads these arguments: here they are only named. */
const inputLayer = defineLayer({
  name: 'InputLayer',
  family: 'core',
  parameters: {
    shape: null,
    batch_size: null,
    dtype: null,
    sparse: null,
    ragged: null,
    batch_shape: null,
    input_tensor: null,
    optional: false,
    name: null,
  },
  output: (_args, { inputs }) => inputs,
});

export const passingLayers: readonly LayerDefinition[] = [
  inputLayer,
  identity,
  masking,
  lambda,
  wrapper,
  torchModuleWrapper,
  tfsmLayer,
  ...jaxLayers,
];
