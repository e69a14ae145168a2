/** Layers that hand their input on, and those whose work is not theirs. */
import { isList, mapNest } from '../../nests.ts';
import { REQUIRED, Undecided, defineLayer, type LayerDefinition } from '../definition.ts';
import { checkEach } from '../refusals.ts';
import { shapeOf } from '../values.ts';
import { requireLayer } from './checks.ts';

const identity = defineLayer({
  name: 'Identity',
  family: 'core',
  parameters: {},
  output: (_args, { inputs }) => inputs,
  multiplyAccumulates: () => 0,
});

const masking = defineLayer({
  name: 'Masking',
  family: 'core',
  parameters: { mask_value: 0.0 },
  output: (_args, { shape }) => ({ shape }),
  multiplyAccumulates: () => 0,
});

/** What the function gives is found by running it; `output_shape` only where that fails. */
const lambda = defineLayer({
  name: 'Lambda',
  family: 'core',
  parameters: { function: REQUIRED, output_shape: null, mask: null, arguments: null },
  callParameters: ['inputs', 'mask', 'training'],
  output: (args, { shape }) => {
    const stated = shapeOf(args.value('output_shape'));
    if (!stated) throw new Undecided('what the function gives is not known');
    return { shape: [shape[0] ?? null, ...stated] };
  },
});

/** To be derived from: a subclass's call() says what becomes of the wrapped layer. */
const wrapper = defineLayer({
  name: 'Wrapper',
  family: 'core',
  parameters: { layer: REQUIRED },
  validate: (args) => checkEach(() => requireLayer('Wrapper', args, 'layer')),
  build: (builder, args, _layer, inputs) => {
    const wrapped = requireLayer('Wrapper', args, 'layer');
    builder.track(wrapped);
    builder.build(wrapped, inputs);
  },
  output: () => { throw new Undecided('a Wrapper does nothing with its layer by itself'); },
});

/** A module of PyTorch: its arrays are made there, so only a stated output shape is known. */
const torchModuleWrapper = defineLayer({
  name: 'TorchModuleWrapper',
  family: 'core',
  parameters: { module: REQUIRED, output_shape: null },
  build: () => { throw new Undecided('the arrays are those of a PyTorch module'); },
  output: (args) => {
    const stated = shapeOf(args.value('output_shape'));
    if (!stated) throw new Undecided('what a PyTorch module gives is not known');
    return { shape: stated };
  },
});

/** A SavedModel run as a layer: its arrays and shapes are in the file. */
const tfsmLayer = defineLayer({
  name: 'TFSMLayer',
  family: 'core',
  parameters: { filepath: REQUIRED, call_endpoint: 'serve', call_training_endpoint: null },
  build: () => { throw new Undecided('the arrays are in a file'); },
  output: () => { throw new Undecided('what a saved model gives is in a file'); },
});

/** The models part reads these arguments: here they are only named. */
const inputLayer = defineLayer({
  name: 'InputLayer',
  family: 'core',
  parameters: { shape: null, batch_size: null, dtype: null, sparse: null, ragged: null, batch_shape: null, input_tensor: null, optional: false, name: null },
  formerParameters: { input_shape: 'shape', batch_input_shape: 'batch_shape' },
  output: (_args, { inputs }) => (isList(inputs) ? mapNest(inputs, (spec) => spec) : inputs),
  multiplyAccumulates: () => 0,
});

export const passingLayers: readonly LayerDefinition[] = [inputLayer, identity, masking, lambda, wrapper, torchModuleWrapper, tfsmLayer];
