/** The arrays of layers in Keras 1: their names, an LSTM's twelve, kernels in the order of Theano. */
import type { InReleases, PackagedReleases } from '../../packaged-releases.ts';
import { isIn } from '../../packaged-releases.ts';
import { joinSides } from '../convolution/former.ts';
import {
  REQUIRED,
  Undecided,
  type ArrayDeclaration,
  type LayerArguments,
  type LayerDefinition,
} from '../definition.ts';

/** What arrays are called since Keras 2, and were before. */
const NAMES: Readonly<Record<string, string>> = {
  kernel: 'W',
  recurrent_kernel: 'U',
  bias: 'b',
  embeddings: 'W',
  alpha: 'alphas',
  moving_mean: 'running_mean',
  moving_variance: 'running_std',
};

/** In the order of get_weights(). With `consume_less='gpu'` they are one array, as today. */
const GATES: Readonly<Record<string, readonly string[]>> = {
  LSTM: ['i', 'c', 'f', 'o'],
  GRU: ['z', 'r', 'h'],
};

/** Until then the window of a Convolution1D came last. */
const WINDOW_LAST: InReleases = { until: 1.0 };

export function asInKeras1(definition: LayerDefinition, releases: PackagedReleases): LayerDefinition {
  const { name, arrays, terms } = definition;
  if (!arrays) return definition;
  if (name === 'Conv2DTranspose') return deconvolution(definition, arrays, releases);
  const gates = GATES[name];
  if (gates)
    return {
      ...definition,
      parameters: { ...definition.parameters, consume_less: 'cpu' },
      arrays: (args, ...more) => {
        const joined = renamed(arrays(args, ...more));
        return args.text('consume_less') === 'gpu' ? joined : gates.flatMap((gate) => joined.map(ofGate(gate)));
      },
    };
  if (name === 'Conv1D')
    return {
      ...definition,
      terms: (args, ...more) => ({ ...terms?.(args, ...more), height: 1 }),
      arrays: (args, ...more) => renamed(arrays(args, ...more)).map((array) => withHeight(array, releases)),
    };
  if (definition.family === 'convolution' && 'data_format' in definition.parameters)
    return {
      ...definition,
      arrays: (args, ...more) => renamed(arrays(args, ...more)).map((array) => inOrder(array, args)),
    };
  return { ...definition, arrays: (...given) => renamed(arrays(...given)) };
}

/** Until then its size was reckoned, and what is stated not looked at. */
const OUTPUT_RECKONED: InReleases = { until: 1.0 };

/** `Deconvolution2D` is told the shape of its output, batch included, and has the kernel of a Convolution2D. */
const deconvolution = (
  definition: LayerDefinition,
  arrays: NonNullable<LayerDefinition['arrays']>,
  releases: PackagedReleases,
): LayerDefinition => ({
  ...definition,
  formerNames: { keras1: 'Deconvolution2D' },
  parameters: { ...definition.parameters, output_shape: REQUIRED },
  formerArguments: (args) => joinSides(args, 2),
  arrays: (args, ...more) =>
    renamed(arrays(args, ...more))
      .map((array) => ({
        ...array,
        dimensions: [...array.dimensions.slice(0, -2), ...array.dimensions.slice(-2).reverse()],
      }))
      .map((array) => inOrder(array, args)),
  output: (args, { shape }) => {
    if (isIn(releases, OUTPUT_RECKONED) !== false) throw new Undecided('the size of its output is reckoned otherwise');
    const stated = args.shape('output_shape');
    const [batch, filters] = [shape[0] ?? null, args.size('filters')];
    return {
      shape:
        args.dataFormat() === 'channels_first'
          ? [batch, filters, ...stated.slice(2)]
          : [batch, ...stated.slice(1, -1), filters],
    };
  },
});

/** Their paths are those of Keras 2's cells. */
const renamed = (arrays: readonly ArrayDeclaration[]): readonly ArrayDeclaration[] =>
  arrays.map(({ path: _path, ...array }) => ({ ...array, name: NAMES[array.name] ?? array.name }));

const ofGate =
  (gate: string) =>
  (array: ArrayDeclaration): ArrayDeclaration => ({
    ...array,
    name: `${array.name}_${gate}`,
    dimensions: array.dimensions.map((dimension) => (typeof dimension === 'string' ? dimension : 'units')),
  });

/** A Convolution1D is one of images that are 1 wide. */
function withHeight(array: ArrayDeclaration, releases: PackagedReleases): ArrayDeclaration {
  if (array.dimensions.length !== 3) return array;
  const [window, channels, filters] = array.dimensions as [string, string, string];
  const isLast = isIn(releases, WINDOW_LAST);
  if (isLast === undefined) throw new Undecided('the order of its axes differs between releases of Keras 1');
  return {
    ...array,
    dimensions: isLast ? [filters, channels, window, 'height'] : [window, 'height', channels, filters],
  };
}

/** With the channels first the filters come first as well. */
function inOrder(array: ArrayDeclaration, args: LayerArguments): ArrayDeclaration {
  if (array.dimensions.length < 4 || args.dataFormat() === 'channels_last') return array;
  const window = array.dimensions.slice(0, -2);
  const [channels, filters] = array.dimensions.slice(-2) as [string, string];
  return { ...array, dimensions: [filters, channels, ...window] };
}
