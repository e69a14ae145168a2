/** What all recurrent layers do with the sequence and its state. */
import {
  formatDimension,
  formatShape,
  sameDimension,
  type Dimension,
  type Shape,
  type Size,
} from '../../../shapes/dimension.ts';
import { flatten } from '../../nests.ts';
import {
  LayerError,
  listOf,
  tupleOf,
  type LayerArguments,
  type LayerCall,
  type Nest,
  type TensorSpec,
} from '../definition.ts';
import { words } from '../../../words/message.ts';

/** Names of call()'s parameters, the same in all recurrent layers. */
export const CALL_PARAMETERS: readonly string[] = ['sequences', 'initial_state', 'mask', 'training'];

/** A recurrent input (batch, timesteps, …), read in the order that `time_major` says. */
export interface Sequence {
  readonly batch: Dimension;
  readonly timesteps: Dimension;
  /** The axes after the first two. */
  readonly step: Shape;
}

export const isTimeMajor = (args: LayerArguments): boolean => args.flag('time_major');

export function sequenceOf(shape: Shape, timeMajor: boolean): Sequence {
  const [first = null, second = null, ...step] = shape;
  return timeMajor ? { batch: second, timesteps: first, step } : { batch: first, timesteps: second, step };
}

/** The input sequence. Keras 2 also took the initial state behind it in one list: `lstm([x, h, c])`. */
export function sequenceShape(args: LayerArguments, call: LayerCall): Shape {
  return (args.kerasVersion === 2 ? call.list[0]?.shape : undefined) ?? call.shape;
}

/**
 * What the loop gives: the last output, or that of each step with return_sequences; with return_state a tuple of it and
 * the states.
 */
export function loopOutput(
  args: LayerArguments,
  sequence: Sequence,
  output: Shape,
  states: readonly Nest<TensorSpec>[],
): Nest<TensorSpec> {
  const { batch, timesteps } = sequence;
  const leading = !args.flag('return_sequences')
    ? [batch]
    : isTimeMajor(args)
      ? [timesteps, batch]
      : [batch, timesteps];
  const result: TensorSpec = { shape: [...leading, ...output] };
  return args.flag('return_state') ? several(args, [result, ...states]) : result;
}

/** Keras 2 gives lists, to which programs add others: `[outputs] + states`. */
export const several = (args: LayerArguments, items: readonly Nest<TensorSpec>[]): Nest<TensorSpec> =>
  args.kerasVersion === 2 ? listOf(items) : tupleOf(items);

/** One tensor (batch, size) for each state. */
export function statesOf(sequence: Sequence, sizes: readonly Size[]): TensorSpec[] {
  return sizes.map((size) => ({ shape: [sequence.batch, size] }));
}

/** LayerError where the state is kept between batches and the batch size is None. */
export function checkStateful(layer: string, args: LayerArguments, input: Shape, sequence: Sequence): void {
  if (!args.flag('stateful') || sequence.batch !== null) return;
  throw new LayerError(
    'stateful-without-batch-size',
    words`${layer} keeps its state between batches (stateful=True), so the batch size must be static, but the input is ${formatShape(input)}: give batch_shape or batch_size to Input.`,
    { parameter: 'stateful' },
  );
}

/** A stateful layer's later inputs have the batch size that its state was made for, with the input that built it. */
export function checkBatch(
  layer: string,
  args: LayerArguments,
  built: Nest<TensorSpec> | undefined,
  { batch }: Sequence,
): void {
  const shape = built && flatten(built)[0]?.shape;
  if (!shape || !args.flag('stateful')) return;
  const made = sequenceOf(shape, isTimeMajor(args)).batch;
  if (sameDimension(made, batch) !== 'different') return;
  throw new LayerError(
    'size-mismatch',
    words`${layer} is stateful, with a state for batches of ${formatDimension(made)}, but this input has a batch size of ${formatDimension(batch)}.`,
  );
}
