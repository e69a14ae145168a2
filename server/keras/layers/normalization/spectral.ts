import type { Size } from '../../../shapes/dimension.ts';
import { LayerError, REQUIRED, Undecided, defineLayer, type LayerArguments } from '../definition.ts';
import type { LayerState, Weight } from '../layer-state.ts';
import { checkEach, requirePositive } from '../refusals.ts';
import { words } from '../../../words/message.ts';

function wrappedLayer(args: LayerArguments): LayerState {
  const wrapped = args.layer('layer');
  if (!wrapped) throw new Undecided('the wrapped layer is not known');
  return wrapped;
}

/** The array that is normalized: the wrapped layer's own kernel or embeddings. */
function normalizedWeight(wrapped: LayerState): Weight {
  const weight = ['kernel', 'embeddings']
    .map((name) => wrapped.weights.find((candidate) => candidate.name === name))
    .find((found) => found !== undefined);
  if (weight) return weight;
  if (!wrapped.definition || wrapped.unknown !== undefined)
    throw new Undecided(words`the arrays of ${wrapped.className} are not known`);
  throw new LayerError(
    'bad-argument',
    words`SpectralNormalization normalizes a layer's kernel or embeddings, and ${wrapped.className} object has no attribute 'kernel' nor 'embeddings'.`,
    {
      parameter: 'layer',
    },
  );
}

/**
 * Keeps vector_u, a running estimate of the first singular vector of the wrapped kernel, seen as a matrix with its last
 * axis as columns.
 */
export const spectralNormalization = defineLayer({
  name: 'SpectralNormalization',
  family: 'normalization',
  base: 'Wrapper',
  parameters: { layer: REQUIRED, power_iterations: 1 },
  callParameters: ['inputs', 'training'],
  validate: (args) => checkEach(() => requirePositive('SpectralNormalization', args, 'power_iterations')),
  build: (builder, args, _layer, inputs) => {
    const wrapped = wrappedLayer(args);
    builder.track(wrapped);
    builder.build(wrapped, inputs);
    const weight = normalizedWeight(wrapped);
    const columns: Size | undefined = weight.shape?.at(-1);
    if (columns === undefined)
      throw new Undecided(words`the shape of ${wrapped.className}'s ${weight.name} is not known`);
    builder.borrow(wrapped, weight.name);
    builder.add(
      { name: 'vector_u', dimensions: ['one_row', 'columns'], trainable: false, dtype: weight.dtype },
      { one_row: 1, columns },
    );
  },
  output: (args, call) => {
    return call.infer(wrappedLayer(args), call.inputs);
  },
});
