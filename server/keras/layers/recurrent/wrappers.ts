/** Bidirectional and TimeDistributed: what runs another layer over a sequence. */
import { TRUE, type Value } from '../../../python/domain/value.ts';
import { Axes, ofAxis } from '../../../shapes/axes.ts';
import { add, type Dimension, formatShape, sameDimension } from '../../../shapes/dimension.ts';
import { axesOf, specWith } from '../spec-axes.ts';
import { productOf, sumOf } from '../../costs.ts';
import { flatten, isDict, isList } from '../../nests.ts';
import {
  LayerError,
  REQUIRED,
  Undecided,
  defineLayer,
  type LayerArguments,
  type LayerCall,
  type Nest,
  type TensorSpec,
} from '../definition.ts';
import { LayerState } from '../layer-state.ts';
import { checkEach, described } from '../refusals.ts';
import { requireLayer } from '../core/checks.ts';
import { copyOf } from './copies.ts';
import { insideMacs } from './inside.ts';
import { CALL_PARAMETERS, several } from './sequences.ts';
import { words } from '../../../words/message.ts';
import { isUndetermined, Top } from '../../../python/domain/undetermined.ts';

const MERGE_MODES: readonly string[] = ['concat', 'sum', 'mul', 'ave'];

function mergeMode(args: LayerArguments): string | undefined {
  const value = args.value('merge_mode');
  if (value.kind === 'none') return undefined;
  if (isUndetermined(value)) throw new Undecided(value.reason);
  if (value.kind === 'str' && MERGE_MODES.includes(value.value)) return value.value;
  throw new LayerError(
    'bad-argument',
    words`Bidirectional: merge_mode must be "concat", "sum", "mul", "ave" or None, but it is ${described(value)}.`,
    { parameter: 'merge_mode' },
  );
}

const DIRECTION_FLAGS: readonly string[] = ['stateful', 'return_sequences', 'return_state'];

/** Whether the layer runs from the end; LayerError where it is no recurrent layer. */
function goesBackwards(layer: LayerState): boolean {
  const { definition } = layer;
  if (!definition) throw new Undecided('whether the layer runs backwards is up to its class');
  if (!('go_backwards' in definition.parameters)) {
    throw new LayerError(
      'bad-argument',
      words`Bidirectional wraps a recurrent layer, but ${layer.className} object has no attribute 'go_backwards'.`,
      { parameter: 'layer', exceptionType: 'AttributeError' },
    );
  }
  return layer.args.flag('go_backwards');
}

const forwardGiven = (args: LayerArguments): LayerState => requireLayer('Bidirectional', args, 'layer');
/** Undefined where it is made of the forward layer. */
const backwardGiven = (args: LayerArguments): LayerState | undefined =>
  args.isNone('backward_layer') ? undefined : requireLayer('Bidirectional', args, 'backward_layer');

/** The two directions must differ in go_backwards and agree in what they return. */
function checkDirections(args: LayerArguments): void {
  const forward = forwardGiven(args);
  const back = backwardGiven(args);
  const direction = goesBackwards(forward);
  if (direction === (back ? goesBackwards(back) : true)) {
    throw new LayerError(
      'bad-argument',
      words`Bidirectional: the forward and the backward layer should have different go_backwards values, but it is ${direction ? 'True' : 'False'} in both.`,
      {
        parameter: back ? 'backward_layer' : 'layer',
      },
    );
  }
  if (!back) return;
  for (const flag of DIRECTION_FLAGS) {
    if (forward.args.flag(flag) === back.args.flag(flag)) continue;
    throw new LayerError(
      'bad-argument',
      words`Bidirectional: the forward and the backward layer should have the same ${flag}, but it is ${described(forward.args.value(flag))} in ${forward.className} and ${described(back.args.value(flag))} in ${back.className}.`,
      { parameter: 'backward_layer' },
    );
  }
}

const withoutPrefix = (name: string, prefix: string): string =>
  name.startsWith(prefix) ? name.slice(prefix.length) : name;

type Direction = 'forward_layer' | 'backward_layer';

/** One of the two layers that run; undefined before they are made. */
function runs({ kept }: LayerState, direction: Direction): LayerState | undefined {
  const found = kept.get(direction);
  return found instanceof LayerState ? found : undefined;
}

const direction =
  (name: Direction) =>
  (_args: LayerArguments, layer: LayerState): Value =>
    runs(layer, name)?.instance ?? new Top('the two directions are known once the layer is built');

const ofWrapped =
  (name: string) =>
  (args: LayerArguments): Value =>
    forwardGiven(args).args.value(name);

/** Merges the two directions' outputs (`concat` doubles the last axis); states of both follow, in order. */
export const bidirectional = defineLayer({
  name: 'Bidirectional',
  family: 'recurrent',
  parameters: { layer: REQUIRED, merge_mode: 'concat', weights: null, backward_layer: null },
  callParameters: CALL_PARAMETERS,
  ranksOf: 'layer',
  validate: (args) => {
    checkEach(
      () => checkDirections(args),
      () => mergeMode(args),
    );
  },
  multiplyAccumulates: (_terms, output, layer) => {
    const [forward, backward] = layer?.children ?? [];
    return sumOf([insideMacs(forward, output), insideMacs(backward, output)]);
  },
  terms: (_args, input) => ({ timesteps: input.at(1) }),
  build: (builder, args, layer, inputs) => {
    const wrapped = forwardGiven(args);
    const forward = copyOf(builder, wrapped, `forward_${withoutPrefix(wrapped.name, 'forward_')}`);
    const given = backwardGiven(args);
    // Keras 2 renames the one that it is given too.
    if (given && args.kerasVersion === 2) builder.rename(given, `backward_${given.name}`);
    const backward =
      given ?? copyOf(builder, wrapped, `backward_${withoutPrefix(wrapped.name, 'backward_')}`, { go_backwards: TRUE });
    for (const [name, one] of [
      ['forward_layer', forward],
      ['backward_layer', backward],
    ] as const) {
      layer.kept.set(name, one);
      builder.track(one);
      builder.build(one, inputs);
    }
  },
  output: (args, call, layer) => {
    const ahead = partsOf(call.infer(runs(layer, 'forward_layer') ?? forwardGiven(args), call.inputs));
    // Where Keras only asks for the shape, it takes the backward layer for one like the forward layer.
    const asked = call.on === 'symbols' ? call.asksStated : undefined;
    const given = asked === 'yes' ? undefined : backwardGiven(args);
    const back = given ? partsOf(call.infer(given, call.inputs)) : ahead;
    const mode = mergeMode(args);
    const merged =
      mode === undefined
        ? [ahead.output, back.output]
        : [specWith(mergedAxes(mode, axesOf(ahead.output), axesOf(back.output)), ahead.output.dtype)];
    const all: Nest<TensorSpec>[] = [...merged, ...ahead.states, ...back.states];
    if (asked === 'perhaps' && !areAlike(allAxes(ahead), allAxes(back)))
      throw new Undecided('whether the shape is that of the backward layer is not known');
    return all.length === 1 ? all[0]! : several(args, all);
  },
  attributes: {
    // Keras makes two copies of the layer that it is given, and keeps only those.
    layer: direction('forward_layer'),
    forward_layer: direction('forward_layer'),
    backward_layer: direction('backward_layer'),
    return_sequences: ofWrapped('return_sequences'),
    return_state: ofWrapped('return_state'),
    stateful: ofWrapped('stateful'),
  },
});

interface Parts {
  readonly output: TensorSpec;
  readonly states: readonly Nest<TensorSpec>[];
}

/** What one direction gives: its output, and the states behind it. */
function partsOf(result: Nest<TensorSpec>): Parts {
  const [output] = flatten(result);
  return { output: output ?? { shape: undefined }, states: isList(result) ? result.items.slice(1) : [] };
}

const allAxes = ({ output, states }: Parts): readonly Axes[] =>
  [output, ...states.flatMap((state) => flatten(state))].map(axesOf);
const areAlike = (a: readonly Axes[], b: readonly Axes[]): boolean =>
  a.length === b.length && a.every((axes, index) => axes.equals(b[index]!));

/** Where the two directions differ otherwise, nothing is known of what is made of them. */
function mergedAxes(mode: string, ahead: Axes, back: Axes): Axes {
  if (mode !== 'concat') return ahead.equals(back) ? ahead : Axes.UNKNOWN;
  const other = back.at(-1);
  const isAlike = ahead.set(-1, 1).equals(back.set(-1, 1));
  return isAlike ? ahead.change(-1, (size) => ofAxis(other, (more) => sumOfAxes(size, more))) : Axes.UNKNOWN;
}

const sumOfAxes = (a: Dimension, b: Dimension): Dimension => (a === null || b === null ? null : add(a, b));

/** The input of one step: (batch, timesteps, …) without the timesteps. */
function stepAxes(axes: Axes): Axes {
  if (axes.rank !== undefined && axes.rank < 3) {
    throw new LayerError(
      'rank-mismatch',
      words`TimeDistributed takes an input of at least 3 dimensions (batch, timesteps, …), but got ${axes.format()}: expected min_ndim=3, found ndim=${axes.rank}.`,
    );
  }
  return axes.withRankWithin(3).drop(1);
}

/** The mask's batch and timesteps are those of the input. */
function checkMask(call: LayerCall): void {
  const mask = call.tensors('mask');
  const shape = mask && flatten(mask)[0]?.shape;
  if (!shape || !call.axes.shape) return;
  if (shape.length < 2) {
    throw new LayerError(
      'mask-mismatch',
      words`TimeDistributed: the mask must be at least 2D (batch, timesteps), but its shape is ${formatShape(shape)}.`,
      { parameter: 'mask' },
    );
  }
  for (const axis of [0, 1]) {
    if (sameDimension(shape[axis] ?? null, call.shape[axis] ?? null) !== 'different') continue;
    throw new LayerError(
      'mask-mismatch',
      words`TimeDistributed: the mask ${formatShape(shape)} does not fit the input ${formatShape(call.shape)}: batch size and timesteps must match.`,
      { parameter: 'mask' },
    );
  }
}

const eachStep = (args: LayerArguments): LayerState => requireLayer('TimeDistributed', args, 'layer');

/** Applies the same layer, with the same arrays, to each timestep. */
export const timeDistributed = defineLayer({
  name: 'TimeDistributed',
  family: 'recurrent',
  base: 'Wrapper',
  parameters: { layer: REQUIRED },
  callParameters: ['inputs', 'training', 'mask'],
  validate: (args) => checkEach(() => eachStep(args)),
  multiplyAccumulates: ({ timesteps }, output, layer) => {
    const [batch = null, , ...step] = output;
    return productOf([timesteps, insideMacs(layer?.children[0], [batch, ...step])]);
  },
  terms: (_args, input) => ({ timesteps: input.at(1) }),
  build: (builder, args, _layer, inputs) => {
    const wrapped = eachStep(args);
    builder.track(wrapped);
    const [input] = flatten(inputs);
    if (input) builder.build(wrapped, specWith(stepAxes(axesOf(input)), input.dtype));
  },
  output: (args, call) => {
    // Keras 2 takes several tensors there.
    if (call.list.length > 1 && args.kerasVersion === 2) throw new Undecided('several inputs in TimeDistributed');
    const step = stepAxes(call.axes);
    checkMask(call);
    const output = call.infer(eachStep(args), specWith(step, call.input.dtype));
    if (isList(output) || isDict(output)) throw new Undecided('what the wrapped layer gives is not one tensor');
    return axesOf(output).insert(1, call.axes.at(1));
  },
});
