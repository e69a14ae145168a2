/** TensorFlow Hub: https://github.com/tensorflow/hub, tensorflow_hub/keras_layer.py. */
import type { Dimension } from '../../shapes/dimension.ts';
import { REQUIRED, Undecided, defineLayer, type LayerArguments } from '../layers/definition.ts';
import { Axes } from '../../shapes/axes.ts';
import { axesOf, specWith } from '../layers/spec-axes.ts';
import type { LayerPackage } from './package.ts';
import { words } from '../../words/message.ts';

/** What published modules give for each sample, as their pages say: the number of features. */
const FEATURES: readonly (readonly [handle: RegExp, features: (match: RegExpExecArray) => number])[] = [
  [/\/universal-sentence-encoder(-large|-multilingual(-large)?)?\/\d+$/, () => 512],
  [/\/nnlm-[a-z]+-dim(50|128)(-with-normalization)?\/\d+$/, ([, size]) => Number(size)],
  [/\/gnews-swivel-20dim(-with-oov)?\/\d+$/, () => 20],
  [/\/mobilenet_v2(_(035|050|075|100)_\d+)?\/feature_vector\/\d+$/, () => 1280],
  [/\/(resnet_v[12]_(50|101|152)|inception_v3)\/feature_vector\/\d+$/, () => 2048],
  [
    /\/efficientnet\/b([0-7])\/feature-vector\/\d+$/,
    ([, scale]) => [1280, 1280, 1408, 1536, 1792, 2048, 2304, 2560][Number(scale)]!,
  ],
];

/** The shape after the batch: `output_shape`, or what is known of the module. */
function features(args: LayerArguments): readonly Dimension[] {
  for (const name of ['signature', 'output_key'])
    if (!args.isNone(name)) throw new Undecided(words`which of the module's outputs is taken is up to its ${name}`);
  if (!args.isNone('output_shape')) return args.shape('output_shape');
  const handle = args.text('handle').replace(/\/$/, '').replace(/\?.*$/, '');
  for (const [pattern, size] of FEATURES) {
    const match = pattern.exec(handle);
    if (match) return [size(match)];
  }
  throw new Undecided('what the module gives is in the module, which is downloaded');
}

/** Its arrays are those of a module that is downloaded. */
const kerasLayer = defineLayer({
  name: 'KerasLayer',
  family: 'core',
  package: 'tensorflow_hub',
  parameters: {
    handle: REQUIRED,
    '*': null,
    arguments: null,
    tags: null,
    signature: null,
    signature_outputs_as_dict: null,
    output_key: null,
    output_shape: null,
    load_options: null,
  },
  arrays: () => {
    throw new Undecided('its arrays are those of a module that is downloaded');
  },
  // What it takes is up to the module: a tensor, a list or a dict of them.
  output: (args, { list: [first] }) => {
    const axes = first ? axesOf(first) : Axes.UNKNOWN;
    return specWith(
      axes
        .withRankWithin(1)
        .slice(0, 1)
        .append(...features(args)),
      'float32',
    );
  },
});

export const tensorflowHub: LayerPackage = { modules: { tensorflow_hub: [kerasLayer] } };
