/**
 * TensorFlow Addons (https://github.com/tensorflow/addons, tensorflow_addons/layers) and Keras Contrib
 * (https://github.com/keras-team/keras-contrib, keras_contrib/layers).
 */
import {
  REQUIRED,
  Undecided,
  defineLayer,
  listOf,
  type ArrayDeclaration,
  type LayerArguments,
  type LayerDefinition,
  type TensorSpec,
} from '../layers/definition.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { groupNormalization } from '../layers/normalization/group.ts';
import { adaptivePoolings } from '../layers/pooling/adaptive.ts';
import type { LayerPackage } from './package.ts';
import { words } from '../../words/message.ts';

const NORMALIZATION = {
  beta_initializer: 'zeros',
  gamma_initializer: 'ones',
  beta_regularizer: null,
  gamma_regularizer: null,
  beta_constraint: null,
  gamma_constraint: null,
} as const;
/** A scale and an offset, as far as they are asked for. */
const gammaAndBeta = (args: LayerArguments, dimension: string): ArrayDeclaration[] => [
  ...(args.flag('scale') ? [{ name: 'gamma', dimensions: [dimension] }] : []),
  ...(args.flag('center') ? [{ name: 'beta', dimensions: [dimension] }] : []),
];

/** Of Addons: one group for each channel. */
const instanceNormalization = defineLayer({
  name: 'InstanceNormalization',
  family: 'normalization',
  package: 'tensorflow_addons',
  parameters: { '*': null, axis: -1, epsilon: 1e-3, center: true, scale: true, ...NORMALIZATION },
  terms: (args, input) => ({ channels: input.at(args.integer('axis')) }),
  arrays: (args) => gammaAndBeta(args, 'channels'),
  output: (_args, { axes }) => axes.keep(),
});

/** Of Contrib: without an axis one scale and one offset for all. */
const instanceNormalizationOfContrib = defineLayer({
  ...instanceNormalization,
  package: 'keras_contrib',
  parameters: { axis: null, epsilon: 1e-3, center: true, scale: true, ...NORMALIZATION },
  terms: (args, input) => ({ channels: args.isNone('axis') ? 1 : input.at(args.integer('axis')) }),
});

function inside(args: LayerArguments): LayerState {
  const layer = args.layer('layer');
  if (!layer) throw new Undecided('the wrapped layer is not known');
  return layer;
}

/**
 * The kernel is kept as a direction and one length for each unit; a frozen copy of the layer finds the first lengths
 * from data.
 */
const weightNormalization = defineLayer({
  name: 'WeightNormalization',
  family: 'normalization',
  package: 'tensorflow_addons',
  base: 'Wrapper',
  parameters: { layer: REQUIRED, data_init: true },
  build: (builder, args, _layer, inputs) => {
    const wrapped = inside(args);
    builder.track(wrapped);
    builder.build(wrapped, inputs);
    const kernel = wrapped.weights.find(({ name }) => name === 'kernel');
    const units = kernel?.shape?.at(-1);
    // A recurrent layer's arrays are its cell's.
    if (units === undefined || wrapped.children.length > 0)
      throw new Undecided(words`what is normalized of ${wrapped.className} is not known`);
    builder.add({ name: 'g', dimensions: ['length'] }, { length: units });
    builder.add({ name: 'initialized', dimensions: [], trainable: false, dtype: 'bool' }, {});
    if (!args.flag('data_init')) return;
    for (const { declaration } of wrapped.weights) {
      if (!declaration) throw new Undecided(words`the arrays of ${wrapped.className} are not known`);
      builder.add(
        { ...declaration, path: `copy/${declaration.path ?? declaration.name}`, trainable: false },
        wrapped.terms,
      );
    }
  },
  output: (args, call) => call.infer(inside(args), call.inputs),
});

const maxout = defineLayer({
  name: 'Maxout',
  family: 'core',
  package: 'tensorflow_addons',
  parameters: { num_units: REQUIRED, axis: -1 },
  output: (args, { axes }) => axes.set(args.integer('axis'), args.size('num_units')),
});

/** Scores for each pair of tags that follow each other, and for the first and the last one. */
const BOUNDARIES: readonly ArrayDeclaration[] = ['left_boundary', 'right_boundary'].map((name) => ({
  name,
  dimensions: ['units'],
}));

/** Of Addons: gives the tags, the scores that they were found by, the lengths and the array of the pairs. */
const crf = defineLayer({
  name: 'CRF',
  family: 'core',
  package: 'tensorflow_addons',
  parameters: {
    units: REQUIRED,
    chain_initializer: 'orthogonal',
    use_boundary: true,
    boundary_initializer: 'zeros',
    use_kernel: true,
  },
  terms: (args, input) => ({ features: input.at(-1), units: args.size('units') }),
  arrays: (args) => [
    { name: 'chain_kernel', dimensions: ['units', 'units'] },
    ...(args.flag('use_boundary') ? BOUNDARIES : []),
    ...(args.flag('use_kernel')
      ? [
          { name: 'kernel', path: 'dense/kernel', dimensions: ['features', 'units'] },
          { name: 'bias', path: 'dense/bias', dimensions: ['units'] },
        ]
      : []),
  ],
  output: (args, { shape }) => {
    const [batch = null, steps = null] = shape;
    const units = args.size('units');
    return listOf<TensorSpec>([
      { shape: [batch, steps], dtype: 'int32' },
      { shape: [batch, steps, units] },
      { shape: [batch], dtype: 'int64' },
      { shape: [units, units] },
    ]);
  },
});

const crfOfContrib = defineLayer({
  name: 'CRF',
  family: 'core',
  package: 'keras_contrib',
  parameters: {
    units: REQUIRED,
    learn_mode: 'join',
    test_mode: null,
    sparse_target: false,
    use_boundary: true,
    use_bias: true,
  },
  terms: (args, input) => ({ features: input.at(-1), units: args.size('units') }),
  arrays: (args) => [
    { name: 'kernel', dimensions: ['features', 'units'] },
    { name: 'chain_kernel', dimensions: ['units', 'units'] },
    ...(args.flag('use_bias') ? [{ name: 'bias', dimensions: ['units'] }] : []),
    ...(args.flag('use_boundary') ? BOUNDARIES : []),
  ],
  output: (args, { axes }) => axes.slice(0, 2).append(args.size('units')),
});

const groups = (name: string): LayerDefinition => ({ ...groupNormalization, package: name });
const gelu = defineLayer({
  name: 'GELU',
  family: 'activation',
  package: 'tensorflow_addons',
  parameters: { approximate: true },
  output: (_args, { axes }) => axes.keep(),
});

export const addons: LayerPackage = {
  modules: {
    'tensorflow_addons.layers': [
      instanceNormalization,
      groups('tensorflow_addons'),
      weightNormalization,
      maxout,
      crf,
      gelu,
      ...adaptivePoolings.map((pooling) => ({ ...pooling, package: 'tensorflow_addons' })),
    ],
  },
  deep: ['tensorflow_addons.layers'],
};

export const contrib: LayerPackage = {
  modules: { 'keras_contrib.layers': [instanceNormalizationOfContrib, groups('keras_contrib'), crfOfContrib] },
  deep: ['keras_contrib.layers'],
};
