import type { Dimension, Shape } from '../../../shapes/dimension.ts';
import { defineLayer, type LayerArguments, type Terms } from '../definition.ts';
import { wholeShape } from '../spec-axes.ts';
import { requireBuiltRank, requireKnown } from '../refusals.ts';

const SHARED = 'shared';

/** The axes that alpha has only one entry for; Keras counts them with the batch axis, as 1, 2 …. */
function sharedAxes(args: LayerArguments, input: Shape): ReadonlySet<number> {
  if (args.isNone('shared_axes')) return new Set();
  const rank = input.length - 1;
  return new Set(args.integers('shared_axes').map((axis) => (axis > 0 ? axis : axis + rank)));
}

function alphaTerms(args: LayerArguments, input: Shape): { readonly names: readonly string[]; readonly terms: Terms } {
  const shared = sharedAxes(args, input);
  const names = input.slice(1).map((_, index) => (shared.has(index + 1) ? SHARED : `axis_${index + 1}`));
  const terms: Record<string, Dimension> = {};
  names.forEach((name, index) => {
    terms[name] = name === SHARED ? 1 : (input[index + 1] ?? null);
  });
  return { names, terms };
}

/** max(0, x) + alpha · min(0, x), with an alpha for each element of the input; shared_axes share one. */
export const pRelu = defineLayer({
  name: 'PReLU',
  family: 'activation',
  parameters: { alpha_initializer: 'Zeros', alpha_regularizer: null, alpha_constraint: null, shared_axes: null },
  formerParameters: { init: 'alpha_initializer' },
  terms: (args, input) => alphaTerms(args, wholeShape(input)).terms,
  arrays: (args, terms, input) => {
    const { names } = alphaTerms(args, wholeShape(input));
    names.forEach((name, index) => {
      requireKnown('PReLU', terms[name], index + 1, input);
    });
    return [{ name: 'alpha', dimensions: names }];
  },
  fixedAxes: (args, input) => {
    const shared = sharedAxes(args, input);
    if (shared.size === 0) return [];
    return input.map((_, axis) => axis).filter((axis) => axis > 0 && !shared.has(axis));
  },
  output: (_args, { axes }, layer) => {
    requireBuiltRank('PReLU', layer, axes);
    return axes.keep();
  },
});
