/** docs/reference: every layer with its arrays, count and output, as the declarations give them. */
import type { LayerCallFact, ShownShape, WeightFact } from '../../server/analysis/analysis.ts';
import { runProgram } from '../../server/analysis/run.ts';
import {
  REQUIRED,
  type Default,
  type Family,
  type LayerDefinition,
  type Nest,
} from '../../server/keras/layers/definition.ts';
import { LAYERS } from '../../server/keras/layers/registry.ts';
import { isDict, isList } from '../../server/keras/nests.ts';
import { PACKAGES } from '../../server/keras/packages/index.ts';
import type { PythonParser } from '../../server/python/syntax/parser.ts';
import { Axes } from '../../server/shapes/axes.ts';
import { formatDimension, formatShape, type Shape } from '../../server/shapes/dimension.ts';
import { GOLDEN_PAGES } from './golden-pages.ts';
import { anchorOf } from './markdown.ts';

/** The names of the axes after the batch, by rank: what the input of a layer that says no more is called on. */
const AXES: Readonly<Record<number, readonly string[]>> = {
  2: ['features'],
  3: ['timesteps', 'features'],
  4: ['height', 'width', 'channels'],
  5: ['depth', 'height', 'width', 'channels'],
};
/**
 * Letters for sizes: in the probes these are the parameters of a function that nobody calls, so that each stands for
 * any integer.
 */
const LETTERS = [
  'features',
  'timesteps',
  'steps',
  'depth',
  'height',
  'width',
  'channels',
  'units',
  'filters',
  'kernel_size',
  'pool_size',
  'output_size',
  'input_dim',
  'output_dim',
  'num_heads',
  'key_dim',
  'head_dim',
  'num_query_heads',
  'num_key_value_heads',
  'intermediate_dim',
  'vocabulary_size',
  'sequence_length',
  'embedding_dim',
  'n',
  'rate',
  'queries',
  'keys',
  'a',
  'b',
  'c',
  'time',
];
const SEQUENCES = 'Input((timesteps, features))';
const IMAGES = 'Input((height, width, channels))';
const QUERY_AND_VALUE = 'Input((queries, features)), Input((keys, features))';

interface Probe {
  readonly call?: string;
  readonly inputs?: string;
}
const two = (shape: string): string => `[Input(${shape}), Input(${shape})]`;

/** Calls for layers whose required arguments or inputs are more than sizes. */
const PROBES: Readonly<Record<string, Probe>> = {
  Activation: { call: 'Activation("relu")' },
  EinsumDense: { call: 'EinsumDense("btf,fu->btu", (timesteps, units), bias_axes="u")', inputs: SEQUENCES },
  Embedding: { inputs: 'Input((timesteps,), dtype="int32")' },
  ReversibleEmbedding: { inputs: 'Input((timesteps,), dtype="int32")' },
  Lambda: { call: 'Lambda(lambda x: x)', inputs: SEQUENCES },
  Wrapper: { call: 'Wrapper(Dense(units))' },
  LSTMCell: { inputs: 'Input((features,)), [Input((units,)), Input((units,))]' },
  GRUCell: { inputs: 'Input((features,)), [Input((units,))]' },
  SimpleRNNCell: { inputs: 'Input((features,)), [Input((units,))]' },
  StackedRNNCells: {
    call: 'StackedRNNCells([GRUCell(a), GRUCell(b)])',
    inputs: 'Input((features,)), [Input((a,)), Input((b,))]',
  },
  RNN: { call: 'RNN(LSTMCell(units))', inputs: SEQUENCES },
  Bidirectional: { call: 'Bidirectional(LSTM(units))', inputs: SEQUENCES },
  TimeDistributed: { call: 'TimeDistributed(Dense(units))', inputs: SEQUENCES },
  ConvLSTM1D: { inputs: 'Input((timesteps, steps, channels))' },
  ConvLSTM2D: { inputs: 'Input((timesteps, height, width, channels))' },
  ConvLSTM3D: { inputs: 'Input((timesteps, depth, height, width, channels))' },
  SpectralNormalization: { call: 'SpectralNormalization(Dense(units))', inputs: 'Input((features,))' },
  MultiHeadAttention: { inputs: QUERY_AND_VALUE },
  GroupedQueryAttention: { call: 'GroupQueryAttention(head_dim, 8, 2)', inputs: QUERY_AND_VALUE },
  Attention: { inputs: '[Input((queries, features)), Input((keys, features))]' },
  AdditiveAttention: { inputs: '[Input((queries, features)), Input((keys, features))]' },
  Concatenate: { inputs: '[Input((timesteps, a)), Input((timesteps, b))]' },
  Dot: { call: 'Dot(axes=2)', inputs: '[Input((a, features)), Input((b, features))]' },
  Reshape: { call: 'Reshape((a, b))', inputs: 'Input((a * b,))' },
  Permute: { call: 'Permute((2, 1))', inputs: SEQUENCES },
  Flatten: { inputs: IMAGES },
  RepeatVector: { inputs: 'Input((features,))' },
  GroupNormalization: { call: 'GroupNormalization(groups=-1)', inputs: IMAGES },
  PReLU: { inputs: SEQUENCES },
  Discretization: { call: 'Discretization([0.0, 1.0])' },
  CategoryEncoding: {
    call: 'CategoryEncoding(n, output_mode="multi_hot")',
    inputs: 'Input((features,), dtype="int32")',
  },
  Hashing: { call: 'Hashing(n)', inputs: 'Input((features,), dtype="string")' },
  HashedCrossing: { call: 'HashedCrossing(n)', inputs: '[Input((), dtype="string"), Input((), dtype="string")]' },
  StringLookup: { inputs: 'Input((features,), dtype="string")' },
  IntegerLookup: { inputs: 'Input((features,), dtype="int64")' },
  TextVectorization: { call: 'TextVectorization(output_sequence_length=n)', inputs: 'Input((1,), dtype="string")' },
  Normalization: { inputs: 'Input((features,))' },
  RandomPosterization: { call: 'RandomPosterization(4)', inputs: IMAGES },
  Pipeline: { call: 'Pipeline([Rescaling(2.0)])', inputs: IMAGES },
  CenterCrop: { call: 'CenterCrop(a, b)', inputs: IMAGES },
  Resizing: { call: 'Resizing(a, b)', inputs: IMAGES },
  RandomCrop: { call: 'RandomCrop(a, b)', inputs: IMAGES },
  MelSpectrogram: { inputs: 'Input((time,))' },
  CachedMultiHeadAttention: { inputs: QUERY_AND_VALUE },
  ...Object.fromEntries(
    [
      'PositionEmbedding',
      'SinePositionEncoding',
      'RotaryEmbedding',
      'TransformerEncoder',
      'TransformerDecoder',
      'FNetEncoder',
      'LlamaLayerNorm',
      'LlamaAttention',
      'CachedGemmaAttention',
    ].map((name) => [name, { inputs: SEQUENCES }]),
  ),
  CRF: { inputs: SEQUENCES },
  InstanceNormalization: { inputs: IMAGES },
  WeightNormalization: { call: 'WeightNormalization(Dense(units))', inputs: 'Input((features,))' },
  Maxout: { call: 'Maxout(n)', inputs: 'Input((features,))' },
  GELU: { inputs: SEQUENCES },
  QuantizeLayer: { inputs: SEQUENCES },
  QuantizeWrapperV2: { call: 'QuantizeWrapperV2(Dense(units))', inputs: 'Input((features,))' },
  PruneLowMagnitude: { call: 'PruneLowMagnitude(Dense(units))', inputs: 'Input((features,))' },
  KerasLayer: {
    call: 'KerasLayer("https://tfhub.dev/google/nnlm-en-dim50/2", input_shape=[], dtype="string")',
    inputs: 'Input((), dtype="string")',
  },
  TokenAndPositionEmbedding: { inputs: 'Input((timesteps,), dtype="int32")' },
  STFTSpectrogram: { inputs: 'Input((time, channels))' },
};
for (const name of ['Add', 'Subtract', 'Multiply', 'Average', 'Maximum', 'Minimum'])
  (PROBES as Record<string, Probe>)[name] = { inputs: two('(timesteps, features)') };

/** Required parameters that are neither sizes nor in `PROBES`. */
const VALUES: Readonly<Record<string, string>> = {
  rate: '0.5',
  stddev: '0.5',
  factor: '0.5',
  scale: '0.5',
  max_boxes: 'n',
  max_number: 'n',
  value_range: '(0, 255)',
  threshold: '0.5',
};

/** The pages, in the order of the list. */
export const FAMILIES: Readonly<Record<Family, string>> = {
  core: 'Core layers',
  embedding: 'Embeddings',
  recurrent: 'Recurrent layers',
  convolution: 'Convolutions',
  pooling: 'Pooling',
  normalization: 'Normalization',
  attention: 'Attention',
  merging: 'Merging layers',
  reshaping: 'Reshaping',
  regularization: 'Regularization',
  activation: 'Activations',
  preprocessing: 'Preprocessing and augmentation',
};
const OTHERS = 'other-packages';
const OTHERS_TITLE = 'Layers of other packages';
const ABOUT = [
  'Each layer is shown once, called as its example says, with letters for sizes: its arrays with what each of their dimensions is, the number of parameters, the shape of the output.',
  'Arguments that are not in the example have the default in the list of parameters. “Not known” is what depends on data or on an object that the example does not have.',
];
const MADE = 'Made from the declarations in `server/keras` by `npm run docs`; a test fails where the two differ.';

const byName = (layers: readonly LayerDefinition[]): readonly LayerDefinition[] =>
  layers.toSorted((a, b) => (a.name < b.name ? -1 : 1));
const membersOf = (family: Family): readonly LayerDefinition[] =>
  byName([...new Set(LAYERS)].filter((layer) => layer.family === family));
const modules = (): readonly (readonly [module: string, members: readonly LayerDefinition[]])[] =>
  PACKAGES.flatMap((one) => Object.entries(one.modules));

/**
 * The pages by their names in docs/reference: one for each family of layers, one for those of other packages, and a
 * list of all.
 */
export function layerPages(parser: PythonParser): ReadonlyMap<string, string> {
  const families = Object.keys(FAMILIES) as Family[];
  return new Map([
    ['README.md', layerList(families)],
    ...families.map((family) => [`${family}.md`, familyPage(parser, family)] as const),
    [`${OTHERS}.md`, otherPackages(parser)],
  ]);
}

function layerList(families: readonly Family[]): string {
  const links = (page: string, layers: readonly LayerDefinition[]): string =>
    layers.map(({ name }) => `[${name}](${page}.md#${anchorOf(name)})`).join(' · ');
  return [
    '# Layers',
    '',
    '[Documentation](../README.md) › Layers',
    '',
    `The ${new Set(LAYERS).size} layer classes of Keras, and those of other packages that Layer Lens knows: their arrays, numbers of parameters and outputs as formulas.`,
    '[What the hovers say](../layers/README.md) has the reasons.',
    '',
    ...families.flatMap((family) => [
      `**[${FAMILIES[family]}](${family}.md)**: ${links(family, membersOf(family))}`,
      '',
    ]),
    `**[${OTHERS_TITLE}](${OTHERS}.md)**: ${modules()
      .map(([module]) => `[${module}](${OTHERS}.md#${anchorOf(`In ${module}`)})`)
      .join(' · ')}`,
    '',
    MADE,
    '',
  ].join('\n');
}

const trail = '[Documentation](../README.md) › [Layers](README.md)';

function familyPage(parser: PythonParser, family: Family): string {
  const hovers = GOLDEN_PAGES.find(({ name }) => name === family);
  return [
    `# ${FAMILIES[family]}`,
    '',
    trail,
    '',
    'Layers of this family in Keras: their arrays, numbers of parameters and outputs.',
    ...ABOUT,
    ...(hovers ? [`Why they are so: [what the hovers say](../layers/${hovers.name}.md).`] : []),
    '',
    ...membersOf(family).map((layer) => entry(parser, layer, '##')),
  ].join('\n');
}

function otherPackages(parser: PythonParser): string {
  return [
    `# ${OTHERS_TITLE}`,
    '',
    trail,
    '',
    'Layers beside Keras that many programs use, by the module that has them: their arrays, numbers of parameters and outputs.',
    ...ABOUT,
    '',
    ...modules().flatMap(([module, members]) => [
      `## In ${module}`,
      '',
      ...byName(members).map((layer) => entry(parser, layer, '###', module)),
    ]),
  ].join('\n');
}

function entry(parser: PythonParser, layer: LayerDefinition, level: string, module = 'keras.layers'): string {
  const names = layer.aliases?.map((name) => `\`${name}\``).join(', ');
  const aliases =
    names === undefined
      ? undefined
      : layer.exportedAsAlias
        ? `The class that is public as ${names}.`
        : `Also ${names}.`;
  const heading = [
    `${level} ${layer.name}`,
    '',
    ...(aliases ? [aliases, ''] : []),
    `\`${layer.exportedAsAlias ? (layer.aliases?.[0] ?? layer.name) : layer.name}(${parameterList(layer)})\``,
    '',
  ];
  if (layer.name === 'InputLayer')
    return [
      ...heading,
      'Stands for an input of the model: no arrays, and the shape that it is given, after the batch.',
      '',
    ].join('\n');
  const { call, inputs } = probeOf(layer);
  const found = probed(parser, layer, call, inputs, module);
  return [
    ...heading,
    '| | |',
    '|---|---|',
    `| Example | \`${call}(${inputs})\` |`,
    `| Arrays | ${found ? arraysText(found) : 'not known'} |`,
    `| Parameters | ${found ? countText(found) : 'not known'} |`,
    `| Output | ${found?.output ? nestText(found.output) : 'not known'} |`,
    '',
  ].join('\n');
}

function probeOf(layer: LayerDefinition): { readonly call: string; readonly inputs: string } {
  const probe = PROBES[layer.name];
  const required = Object.entries(layer.parameters).filter(([, value]) => value === REQUIRED);
  return {
    call: probe?.call ?? `${layer.name}(${required.map(([name]) => `${name}=${VALUES[name] ?? name}`).join(', ')})`,
    inputs: probe?.inputs ?? inputsOf(layer),
  };
}

function inputsOf({ family, rank, name }: LayerDefinition): string {
  const dimensions = /([123])D/.exec(name)?.[1];
  const least =
    typeof rank === 'number'
      ? rank
      : dimensions !== undefined
        ? Number(dimensions) + 2
        : family === 'preprocessing'
          ? 4
          : (rank?.min ?? 2);
  const axes = family === 'convolution' && least === 3 ? ['steps', 'channels'] : (AXES[least] ?? ['features']);
  return `Input((${axes.join(', ')}${axes.length === 1 ? ',' : ''}))`;
}

function probed(
  parser: PythonParser,
  layer: LayerDefinition,
  call: string,
  inputs: string,
  module: string,
): LayerCallFact | undefined {
  const program = `from keras import Input\nfrom keras.layers import *\nfrom ${module} import *\n\ndef probe(${LETTERS.join(', ')}):\n    ${call}(${inputs})\n`;
  const { analysis } = runProgram(parser, program);
  return analysis.calls.findLast(
    (fact) => (layer.package === undefined ? fact.layer.kerasClass : fact.layer.className) === layer.name,
  );
}

const parameterList = (layer: LayerDefinition): string =>
  Object.entries(layer.parameters)
    .map(([name, value]) => (name === '*' ? '*' : value === REQUIRED ? name : `${name}=${defaultText(value)}`))
    .join(', ');

function defaultText(value: Default): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return `"${value}"`;
  if (Array.isArray(value)) return `(${value.map(defaultText).join(', ')}${value.length === 1 ? ',' : ''})`;
  return String(value);
}

function arraysText({ layer }: LayerCallFact): string {
  if (layer.unknown !== undefined) return 'not known';
  if (layer.weights.length === 0) return 'none';
  return layer.weights
    .map((weight) => `\`${weight.path}\` ${dimensionsText(weight)}${weight.trainable ? '' : ', not trained'}`)
    .join('<br>');
}

/** `features × gates·units`, and what stands for which number below it. */
function dimensionsText({ dimensions, shape }: WeightFact): string {
  if (dimensions === undefined) return shape ? formatShape(shape) : 'not known';
  if (dimensions.length === 0) return '1 number';
  return dimensions
    .map((factors) =>
      factors
        .map(({ name, value }) => {
          const text = formatDimension(value);
          return text === name ? name : `${name} (${text})`;
        })
        .join('·'),
    )
    .join(' × ');
}

function countText({ layer }: LayerCallFact): string {
  if (layer.params === undefined) return 'not known';
  const count = formatDimension(layer.params);
  const fixed = layer.nonTrainable;
  return fixed === undefined || fixed === 0 ? count : `${count}, of these not trained ${formatDimension(fixed)}`;
}

function nestText(nest: Nest<ShownShape>): string {
  if (nest === undefined || nest instanceof Axes) return 'not known';
  if (isList(nest)) return `[${nest.items.map(nestText).join(', ')}]`;
  if (isDict(nest)) return `{${[...nest.entries].map(([key, item]) => `${key}: ${nestText(item)}`).join(', ')}}`;
  return `\`${formatShape(nest as Shape)}\``;
}
