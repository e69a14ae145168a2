/** Asks a declaration what it makes of arguments and input shapes, without a program around it. */
import { BoundArguments, bindConstructor, valueOfDefault } from '../../../../server/keras/layers/bound-arguments.ts';
import { weightOf } from '../../../../server/keras/layers/build.ts';
import {
  LayerError,
  listOf,
  type Default,
  type LayerCall,
  type LayerDefinition,
  type Nest,
  type TensorSpec,
} from '../../../../server/keras/layers/definition.ts';
import type { LayerState } from '../../../../server/keras/layers/layer-state.ts';
import { convolutionLayers } from '../../../../server/keras/layers/convolution/index.ts';
import { locallyConnectedLayers } from '../../../../server/keras/layers/convolution/locally-connected.ts';
import { coreLayers } from '../../../../server/keras/layers/core/index.ts';
import { mergingLayers } from '../../../../server/keras/layers/merging/index.ts';
import { normalizationLayers } from '../../../../server/keras/layers/normalization/index.ts';
import { poolingLayers } from '../../../../server/keras/layers/pooling/index.ts';
import { recurrentLayers } from '../../../../server/keras/layers/recurrent/index.ts';
import { reshapingLayers } from '../../../../server/keras/layers/reshaping/index.ts';
import type { Value } from '../../../../server/python/domain/value.ts';
import { knownTerms, specOfOutput } from '../../../../server/keras/layers/spec-axes.ts';
import { mapNest } from '../../../../server/keras/nests.ts';
import { Axes } from '../../../../server/shapes/axes.ts';
import { formatCount, formatShape, type Shape } from '../../../../server/shapes/dimension.ts';

export const declared: readonly LayerDefinition[] = [
  ...convolutionLayers,
  ...locallyConnectedLayers,
  ...coreLayers,
  ...recurrentLayers,
  ...poolingLayers,
  ...normalizationLayers,
  ...mergingLayers,
  ...reshapingLayers,
];

/** Arguments by name: plain defaults (lists stand for tuples), or Python values. */
export type Arguments = Readonly<Record<string, Default | Value>>;

const isValue = (argument: Default | Value): argument is Value =>
  typeof argument === 'object' && argument !== null && 'kind' in argument;

function definitionOf(name: string): LayerDefinition {
  const definition = declared.find((candidate) => candidate.name === name || candidate.aliases?.includes(name));
  if (!definition) throw new Error(`${name} is not declared`);
  return definition;
}

function constructed(name: string, given: Arguments) {
  const definition = definitionOf(name);
  const keywords = new Map(
    Object.entries(given).map(([key, argument]): [string, Value] => [
      key,
      isValue(argument) ? argument : valueOfDefault(argument),
    ]),
  );
  const binding = bindConstructor(name, definition.parameters, definition.formerParameters ?? {}, {
    positional: [],
    keywords,
  });
  const args = new BoundArguments(name, binding, 'channels_last', () => undefined);
  definition.validate?.(args);
  return { definition, args };
}

/**
 * `layer(**given)(input)`: the output's shape, the arrays and the multiply-accumulates. Several shapes are a list of
 * inputs.
 */
export function called(name: string, given: Arguments, ...shapes: readonly Shape[]) {
  const { definition, args } = constructed(name, given);
  const list: TensorSpec[] = shapes.map((shape) => ({ shape }));
  const [single] = list;
  const inputs: Nest<TensorSpec> = list.length === 1 && single ? single : listOf(list);
  const shape = shapes[0] ?? [];
  const axes = Axes.of(shape);
  const terms = knownTerms(definition.terms?.(args, axes, inputs) ?? {});
  const weights = (definition.arrays?.(args, terms, axes) ?? []).map((array) => weightOf(array, terms, 'float32'));
  const call: LayerCall = {
    inputs,
    input: { shape },
    axes,
    shape,
    list,
    tensors: () => undefined,
    argument: () => undefined,
    terms,
    on: 'symbols',
    asksStated: 'yes',
    infer: () => ({ shape: undefined }),
    attribute: () => undefined,
    run: () => ({ shape: undefined }),
  };
  const output = mapNest(definition.output(args, call, { buildInput: undefined } as LayerState), specOfOutput);
  if ('nest' in output || !output.shape) throw new Error('one output is expected');
  const macs = definition.multiplyAccumulates?.(terms, output.shape);
  return {
    output: formatShape(output.shape),
    weights: weights.map(
      (weight) => `${weight.name} ${formatShape(weight.shape ?? [])}${weight.trainable ? '' : ' frozen'}`,
    ),
    macs: macs === undefined ? undefined : formatCount(macs),
  };
}

/** The terms that each array's dimensions are products of. */
export function dimensionsOf(name: string, given: Arguments, shape: Shape) {
  const { definition, args } = constructed(name, given);
  const axes = Axes.of(shape);
  return (definition.arrays?.(args, knownTerms(definition.terms?.(args, axes, { shape }) ?? {}), axes) ?? []).map(
    ({ dimensions }) => dimensions,
  );
}

/** The shape that the call gives: `(None, 26, 26, 8)`. */
export const shapeAfter = (name: string, given: Arguments, ...shapes: readonly Shape[]): string =>
  called(name, given, ...shapes).output;

/** What Keras refuses; an error of the test where it is taken. Without shapes only the constructor runs. */
export function refused(name: string, given: Arguments, ...shapes: readonly Shape[]): LayerError {
  try {
    if (shapes.length === 0) constructed(name, given);
    else called(name, given, ...shapes);
  } catch (error) {
    if (error instanceof LayerError) return error;
    throw error;
  }
  throw new Error(`${name} takes this`);
}

/** The same as `code: message`. */
export function refusal(name: string, given: Arguments, ...shapes: readonly Shape[]): string {
  const { code, message } = refused(name, given, ...shapes);
  return `${code}: ${message}`;
}
