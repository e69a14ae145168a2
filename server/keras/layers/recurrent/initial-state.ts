/** `initial_state=`: how many states a recurrent layer begins with, and of what size. */
import { formatDimension, formatShape, sameDimension, type Size } from '../../../shapes/dimension.ts';
import { flatten } from '../../nests.ts';
import type { KerasSession } from '../../session.ts';
import { LayerError, type LayerCall, type TensorSpec } from '../definition.ts';
import type { LayerState } from '../layer-state.ts';
import { sizeOf } from '../values.ts';
import { joined, words } from '../../../words/message.ts';
import { inTurn } from '../../../words/lists.ts';

/** State vectors of the layers whose states are all of `units` entries. */
const STATES: Readonly<Record<string, readonly string[]>> = {
  LSTM: ['h', 'c'],
  CuDNNLSTM: ['h', 'c'],
  GRU: ['h'],
  CuDNNGRU: ['h'],
  SimpleRNN: ['h'],
};

/**
 * Keras 2 compares the states with the cell's `state_size` when it builds the layer. Keras 3 does not: with symbolic
 * tensors it only infers the output's shape,
 * and the loop fails where data comes. What it then takes nevertheless (more states than there are; a cell state of one
 * entry, which broadcasts; other ranks) is not spoken of.
 */
export function checkInitialState(
  session: KerasSession,
  layer: LayerState,
  call: LayerCall,
  occasion: { site: LayerState['site'] },
): void {
  const given = statesGiven(session, call);
  const wanted = given && statesWanted(layer);
  if (!wanted) return;
  const wrong = wrongCount(session, layer, given, wanted) ?? wrongSize(session, layer, given, wanted);
  if (!wrong) return;
  if (session.kerasVersion === 2 || call.on !== 'symbols') throw wrong;
  session.remark(
    new LayerError(
      wrong.code,
      words`${wrong.words} Keras 3 makes the model all the same, and stops where data comes.`,
      { whenRun: true },
    ),
    { site: occasion.site, layer },
  );
}

/**
 * The tensors, one for each state; undefined where it is not known how many. Keras 2 also takes them behind the input,
 * in one list.
 */
function statesGiven({ kerasVersion }: KerasSession, call: LayerCall): readonly TensorSpec[] | undefined {
  const value = call.argument('initial_state');
  if (!value || value.kind === 'none')
    return kerasVersion === 2 && call.list.length > 1 ? call.list.slice(1) : undefined;
  const known =
    value.kind === 'host' || (value.kind === 'list' && !value.summary) || value.kind === 'tuple'
      ? call.tensors('initial_state')
      : undefined;
  return known && flatten(known);
}

interface Wanted {
  readonly names: readonly string[];
  readonly units: Size;
  readonly directions: number;
}

function statesWanted(layer: LayerState): Wanted | undefined {
  const name = layer.definition?.name ?? '';
  if (name === 'Bidirectional') {
    const [forward, backward] = [layer.kept.get('forward_layer'), layer.kept.get('backward_layer')] as (
      | LayerState
      | undefined
    )[];
    const one = forward && statesWanted(forward);
    const other = backward && statesWanted(backward);
    return one && other && sameDimension(one.units, other.units) === 'same' && one.names.length === other.names.length
      ? { ...one, directions: 2 }
      : undefined;
  }
  const names = Object.hasOwn(STATES, name) ? STATES[name] : undefined;
  if (!names || layer.instance.cls.lookup('call')?.kind === 'function') return undefined;
  const units = sizeOf(layer.args.value('units'));
  return units === undefined ? undefined : { names, units, directions: 1 };
}

function wrongCount(
  { kerasVersion }: KerasSession,
  layer: LayerState,
  given: readonly TensorSpec[],
  { names, directions }: Wanted,
): LayerError | undefined {
  const count = names.length * directions;
  if (kerasVersion === 3 ? given.length >= count : given.length === count) return undefined;
  const [title, got] = [`"${layer.name}"`, given.length];
  const refusal =
    directions !== 1
      ? words`Bidirectional ${title} begins with ${count} states, ${inTurn(names)} of its forward layer and then of its backward layer, but initial_state has ${got}.`
      : names.length === 1
        ? words`${layer.definition!.name} ${title} begins with one state, h, but initial_state has ${got}.`
        : words`${layer.definition!.name} ${title} begins with two states, ${inTurn(names)}, but initial_state has ${got}.`;
  return new LayerError('initial-state', joined([refusal, ...asKeras(kerasVersion)], ' '));
}

function wrongSize(
  { kerasVersion }: KerasSession,
  layer: LayerState,
  given: readonly TensorSpec[],
  { names, units, directions }: Wanted,
): LayerError | undefined {
  const each = Math.floor(given.length / directions);
  for (const [index, { shape }] of given.entries()) {
    // Each direction has its part of them, and reads as many as it has states.
    const name = names[index < each ? index : index - each];
    if (!shape || !name) continue;
    const [, last = null] = shape;
    const otherRank = shape.length !== 2;
    if (otherRank && kerasVersion === 3) continue;
    const otherSize = sameDimension(last, units) === 'different' && !(kerasVersion === 3 && name === 'c' && last === 1);
    if (!otherRank && !otherSize) continue;
    const [title, size, got] = [
      `${layer.definition!.name} "${layer.name}"`,
      formatDimension(units),
      formatShape(shape),
    ];
    const which = given.length === 1 ? 'initial_state' : words`tensor ${index + 1} of initial_state`;
    const refusal =
      directions === 1
        ? words`${title} has ${size} units, so that its state ${name} has the shape (batch, ${size}), but ${which} has ${got}.`
        : words`${title} has ${size} units in each direction, so that its state ${name} has the shape (batch, ${size}), but ${which} has ${got}.`;
    return new LayerError('initial-state', joined([refusal, ...asKeras(kerasVersion)], ' '));
  }
  return undefined;
}

const asKeras = (version: 2 | 3): readonly string[] =>
  version === 2 ? ['An `initial_state` was passed that is not compatible with `cell.state_size`.'] : [];
