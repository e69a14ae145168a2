/** Whether a layer takes an input of a shape: its number of axes, and the sizes that its arrays were made for. */
import { formatDimension, formatShape, sameDimension, type Shape } from '../../shapes/dimension.ts';
import { message, words } from '../../words/message.ts';
import { flatten, mapNest } from '../nests.ts';
import type { KerasSession } from '../session.ts';
import { type LayerDefinition, LayerError, type Nest, type TensorSpec, Undecided } from './definition.ts';
import { checkInputSpec } from './input-spec.ts';
import type { LayerState } from './layer-state.ts';
import { axesOf, standIn } from './spec-axes.ts';

/** The numbers of axes that the layer takes of a single input; undefined where it takes any, or they are not known. */
function ranksOf({ dialect }: KerasSession, layer: LayerState): { min?: number; max?: number } | undefined {
  const definition =
    layer.definition?.ranksOf === undefined ? layer.definition : layer.args.layer(layer.definition.ranksOf)?.definition;
  const rank =
    dialect.version === 2 && !dialect.plainModel ? (definition?.keras2Rank ?? definition?.rank) : definition?.rank;
  if (rank === undefined || layer.instance.cls.lookup('call')?.kind === 'function') return undefined;
  return typeof rank === 'number' ? { min: rank, max: rank } : rank;
}

/**
 * The inputs as the layer's declaration sees them: of a single one the layer's own number of axes is known, and where
 * their number is known, integers stand in for axes that are not. `isPartial`: in one of them something does.
 */
export function seenInputs(
  session: KerasSession,
  layer: LayerState,
  inputs: Nest<TensorSpec>,
): { readonly inputs: Nest<TensorSpec>; readonly isPartial: boolean } {
  const specs = flatten(inputs);
  if (specs.every(({ shape }) => shape)) return { inputs, isPartial: false };
  const isSaid = layer.instance.attributes.has('input_spec');
  const ranks = specs.length === 1 && !isSaid && layer.definition ? ranksOf(session, layer) : undefined;
  let isPartial = false;
  const seen = mapNest(inputs, (spec) => {
    if (spec.shape) return spec;
    const axes = ranks ? axesOf(spec).withRankWithin(ranks.min ?? 0, ranks.max) : axesOf(spec);
    isPartial ||= !axes.isUnknown;
    return standIn(axes, spec.dtype);
  });
  return { inputs: seen, isPartial };
}

/** @throws LayerError for an input whose number of axes the layer does not take. */
export function checkRank(session: KerasSession, layer: LayerState, inputs: Nest<TensorSpec>): void {
  if (layer.instance.attributes.has('input_spec')) {
    checkInputSpec(layer, inputs);
    return;
  }
  const ranks = ranksOf(session, layer);
  const specs = flatten(inputs);
  if (ranks === undefined || specs.length !== 1) return;
  const shape = specs[0]!.shape;
  if (!shape) return;
  const { min, max } = ranks;
  const found = shape.length;
  if ((min === undefined || found >= min) && (max === undefined || found <= max)) return;
  const places = [`${layer.className} "${layer.name}"`, formatShape(shape), found] as const;
  throw new LayerError(
    'rank-mismatch',
    min === max
      ? message('{0} cannot take an input of shape {1}: expected ndim={3}, found ndim={2}.', ...places, min ?? 0)
      : min !== undefined && found < min
        ? message('{0} cannot take an input of shape {1}: expected min_ndim={3}, found ndim={2}.', ...places, min)
        : message('{0} cannot take an input of shape {1}: expected max_ndim={3}, found ndim={2}.', ...places, max ?? 0),
  );
}

function fixedAxesOf(definition: LayerDefinition, layer: LayerState, built: Shape): readonly number[] {
  try {
    return definition.fixedAxes?.(layer.args, built) ?? [];
  } catch (error) {
    if (error instanceof Undecided) return [];
    throw error;
  }
}

/** A built layer keeps the sizes that its arrays were made for: @throws LayerError for others. */
export function checkFixedAxes(layer: LayerState, inputs: Nest<TensorSpec>): void {
  const { definition, buildInput } = layer;
  if (!definition?.fixedAxes || !buildInput || layer.instance.cls.lookup('call')?.kind === 'function') return;
  const [built, now] = [flatten(buildInput)[0]?.shape, flatten(inputs)[0]?.shape];
  if (!built || !now || built.length !== now.length) return;
  for (const axis of fixedAxesOf(definition, layer, built)) {
    const index = axis < 0 ? built.length + axis : axis;
    const [before, after] = [built[index], now[index]];
    if (before === undefined || after === undefined || before === null || after === null) continue;
    if (sameDimension(before, after) === 'different') {
      throw new LayerError(
        'size-mismatch',
        words`${layer.className} "${layer.name}" was built for ${formatDimension(before)} on axis ${axis} (input ${formatShape(built)}), but this input has ${formatDimension(after)} there: ${formatShape(now)}.`,
      );
    }
  }
}
