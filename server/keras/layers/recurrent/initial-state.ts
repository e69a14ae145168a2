/** `initial_state=`: how many states a recurrent layer begins with, and of what size. */
import { formatDimension, formatShape, sameDimension, type Size } from '../../../shapes/dimension.ts';
import { flatten } from '../../nests.ts';
import type { KerasSession } from '../../session.ts';
import { LayerError, type LayerCall, type TensorSpec, Undecided } from '../definition.ts';
import type { LayerState } from '../layer-state.ts';

/** State vectors of the layers whose states are all of `units` entries. */
const STATES: Readonly<Record<string, readonly string[]>> = { LSTM: ['h', 'c'], CuDNNLSTM: ['h', 'c'], GRU: ['h'], CuDNNGRU: ['h'], SimpleRNN: ['h'] };

/**
 * Keras 2 compares the states with the cell's `state_size` when it builds the layer. Keras 3 does not: with symbolic tensors it only infers the output's shape,
 * and the loop fails where data comes. What it then takes nevertheless (more states than there are; a cell state of one entry, which broadcasts; other ranks) is not spoken of.
 */
export function checkInitialState(session: KerasSession, layer: LayerState, call: LayerCall, occasion: { site: LayerState['site'] }): void {
  const given = statesGiven(session, call);
  const wanted = given && statesWanted(layer);
  if (!wanted) return;
  const wrong = wrongCount(session, layer, given, wanted) ?? wrongSize(session, layer, given, wanted);
  if (!wrong) return;
  if (session.kerasVersion === 2 || call.on !== 'symbols') throw wrong;
  session.remark(new LayerError(wrong.code, `${wrong.message} Keras 3 makes the model all the same, and stops where data comes.`, { parameter: wrong.parameter, whenRun: true }), { site: occasion.site, layer });
}

/** The tensors, one for each state; undefined where it is not known how many. Keras 2 also takes them behind the input, in one list. */
function statesGiven({ kerasVersion }: KerasSession, call: LayerCall): readonly TensorSpec[] | undefined {
  const value = call.argument('initial_state');
  if (!value || value.kind === 'none') return kerasVersion === 2 && call.list.length > 1 ? call.list.slice(1) : undefined;
  const known = value.kind === 'host' || (value.kind === 'list' && !value.open) || value.kind === 'tuple' ? call.tensors('initial_state') : undefined;
  return known && flatten(known);
}

interface Wanted { readonly of: LayerState; readonly names: readonly string[]; readonly units: Size; readonly directions: number }

function statesWanted(layer: LayerState): Wanted | undefined {
  const name = layer.definition?.name ?? '';
  if (name === 'Bidirectional') {
    const [forward, backward] = [layer.kept.get('forward_layer'), layer.kept.get('backward_layer')] as (LayerState | undefined)[];
    const one = forward && statesWanted(forward);
    const other = backward && statesWanted(backward);
    return one && other && sameDimension(one.units, other.units) === 'same' && one.names.length === other.names.length ? { ...one, directions: 2 } : undefined;
  }
  const names = Object.hasOwn(STATES, name) ? STATES[name] : undefined;
  if (!names || layer.instance.cls.lookup('call')?.kind === 'function') return undefined;
  try {
    return { of: layer, names, units: layer.args.size('units'), directions: 1 };
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
}

function wrongCount({ kerasVersion }: KerasSession, layer: LayerState, given: readonly TensorSpec[], { of, names, directions }: Wanted): LayerError | undefined {
  const count = names.length * directions;
  // Each direction takes half of them, rounded down.
  const enough = directions === 1 ? given.length >= count : Math.floor(given.length / 2) >= names.length;
  if (kerasVersion === 3 ? enough : given.length === count) return undefined;
  const each = names.length === 1 ? 'one state, h' : `two states, ${names.join(' and ')}`;
  const whole = directions === 1 ? `${of.definition!.name} "${layer.name}" begins with ${each}` : `Bidirectional "${layer.name}" begins with ${count} states, ${names.join(' and ')} of its forward layer and then of its backward layer`;
  return new LayerError('initial-state', `${whole}, but initial_state has ${given.length}. ${asKeras(kerasVersion)}`.trim(), { parameter: 'initial_state' });
}

function wrongSize({ kerasVersion }: KerasSession, layer: LayerState, given: readonly TensorSpec[], { of, names, units, directions }: Wanted): LayerError | undefined {
  for (const [index, { shape }] of given.slice(0, names.length * directions).entries()) {
    if (!shape) continue;
    const last = shape.at(-1) ?? null;
    const name = names[index % names.length]!;
    const otherRank = shape.length !== 2;
    if (otherRank && kerasVersion === 3) continue;
    const otherSize = last !== null && sameDimension(last, units) === 'different' && !(kerasVersion === 3 && name === 'c' && last === 1);
    if (!otherRank && !otherSize) continue;
    const inner = directions === 1 ? '' : ` in each direction`;
    return new LayerError(
      'initial-state',
      `${layer.definition!.name} "${layer.name}" has ${formatDimension(units)} units${inner}, so that its state ${name} has the shape (batch, ${formatDimension(units)}), but ${given.length === 1 ? 'initial_state' : `tensor ${index + 1} of initial_state`} has ${formatShape(shape)}. ${asKeras(kerasVersion)}`.trim(),
      { parameter: 'initial_state', related: of.site && of !== layer ? [{ span: of.site, message: `units=${formatDimension(units)}` }] : [] },
    );
  }
  return undefined;
}

const asKeras = (version: 2 | 3): string => (version === 2 ? 'An `initial_state` was passed that is not compatible with `cell.state_size`.' : '');
