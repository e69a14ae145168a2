/** Layers that keep all elements and change how they are laid out. */
import { formatShape, isAtMost } from '../../../shapes/dimension.ts';
import { Axes, UNKNOWN_AXIS } from '../../../shapes/axes.ts';
import { withStandIns } from '../../../shapes/stand-ins.ts';
import { specOfOutput, specWith } from '../spec-axes.ts';
import { productOfDimensions, reshapeKeepingBatch } from '../../../shapes/reshape.ts';
import { LayerError, REQUIRED, defineLayer, type LayerArguments, type TensorSpec } from '../definition.ts';
import { checkEach, requirePositive } from '../refusals.ts';
import { dataFormatAttribute, shapeAttribute } from '../standardized.ts';
import { words } from '../../../words/message.ts';

/** These layers give the dtype they get; a floating one Keras casts to the layer's own before the call. */
function keptDtype({ dtype }: TensorSpec): string | undefined {
  return dtype === undefined || /^b?float/.test(dtype) ? undefined : dtype;
}

/** Each dimension 0 or more, or -1 once. */
function checkTarget(args: LayerArguments): void {
  const target = args.shape('target_shape');
  if (target.some((dimension) => dimension !== null && isAtMost(dimension, -2))) {
    throw new LayerError(
      'bad-argument',
      words`Reshape: each dimension of target_shape must be a non-negative integer, or -1 for the one that is left to find, but it is ${formatShape(target)}.`,
      { parameter: 'target_shape' },
    );
  }
  if (target.filter((dimension) => dimension === -1).length > 1) {
    throw new LayerError(
      'bad-argument',
      words`Reshape: target_shape can have only one -1 (one unknown dimension), but it is ${formatShape(target)}.`,
      { parameter: 'target_shape' },
    );
  }
}

export const reshape = defineLayer({
  name: 'Reshape',
  family: 'reshaping',
  parameters: { target_shape: REQUIRED },
  formerParameters: { dims: 'target_shape' },
  rank: { min: 1 },
  validate: checkTarget,
  attributes: { target_shape: shapeAttribute('target_shape') },
  output: (args, { axes, input }) => {
    const target = args.shape('target_shape');
    const shape = withStandIns(axes);
    if (!shape) {
      const sizes = target.map((size) => (size === -1 || size === null ? UNKNOWN_AXIS : size));
      return specWith(axes.slice(0, 1).append(...sizes), keptDtype(input));
    }
    const result = reshapeKeepingBatch(shape, target);
    if (!result.ok) {
      throw new LayerError(
        'reshape-size',
        words`Reshape: the total size of the tensor must be unchanged (the batch axis aside): ${result.message}.`,
        { parameter: 'target_shape' },
      );
    }
    return { shape: result.value, dtype: keptDtype(input) };
  },
});

export const flatten = defineLayer({
  name: 'Flatten',
  family: 'reshaping',
  parameters: { data_format: null },
  rank: { min: 1 },
  validate: (args) => checkEach(() => args.dataFormat()),
  attributes: { data_format: dataFormatAttribute },
  output: (_args, { axes, input }) => {
    const shape = withStandIns(axes);
    const flat = shape ? productOfDimensions(shape.slice(1)) : UNKNOWN_AXIS;
    return specOfOutput({ ...specWith(axes.slice(0, 1).append(flat)), dtype: keptDtype(input) });
  },
});

function checkPermutation(args: LayerArguments): void {
  const dims = args.integers('dims');
  if ([...dims].sort((a, b) => a - b).every((dim, index) => dim === index + 1)) return;
  throw new LayerError(
    'bad-argument',
    words`Permute: dims must be the numbers 1 to ${dims.length} in some order (axis 0, the batch, stays), but it is (${dims.join(', ')}).`,
    { parameter: 'dims' },
  );
}

export const permute = defineLayer({
  name: 'Permute',
  family: 'reshaping',
  parameters: { dims: REQUIRED },
  validate: checkPermutation,
  attributes: { dims: shapeAttribute('dims') },
  output: (args, { axes, input }) => {
    const dims = args.integers('dims');
    if (axes.rank !== undefined && axes.rank !== dims.length + 1) {
      throw new LayerError(
        'rank-mismatch',
        words`Permute((${dims.join(', ')})) takes an input of ${dims.length + 1} dimensions, the batch included, but got ${axes.format()}: expected ndim=${dims.length + 1}, found ndim=${axes.rank}.`,
      );
    }
    const all = axes.withRank(dims.length + 1);
    return specWith(Axes.ranked([all.at(0), ...dims.map((dim) => all.at(dim))]), keptDtype(input));
  },
});

export const repeatVector = defineLayer({
  name: 'RepeatVector',
  family: 'reshaping',
  parameters: { n: REQUIRED },
  rank: 2,
  validate: (args) => checkEach(() => requirePositive('RepeatVector', args, 'n', 'refused')),
  output: (args, { axes }) => axes.insert(1, args.size('n')),
});
