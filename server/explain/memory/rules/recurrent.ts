/** Recurrent layers keep what each time step made: its gates, its states. The shares were measured: docs/memory.md. */
import type { LayerFact } from '../../../analysis/analysis.ts';
import { words } from '../../../words/message.ts';
import { perSample, times } from '../amount.ts';
import { type Call, elements, NotKnown, type Sized } from '../call.ts';
import { runRule } from './index.ts';

/** Tensors of (timesteps, units) that are kept, and how many of them each way of computing needs. */
interface Kept {
  readonly keeps: number;
  readonly must: number;
}
const KEPT: Readonly<Record<string, Kept>> = {
  LSTM: { keeps: 12, must: 5 },
  // The product of the states is kept beside the gates that it is multiplied with.
  GRU: { keeps: 14, must: 4 },
  SimpleRNN: { keeps: 3.5, must: 1 },
  ConvLSTM1D: { keeps: 14, must: 5 },
  ConvLSTM2D: { keeps: 14, must: 5 },
  ConvLSTM3D: { keeps: 14, must: 5 },
};
/** A GRU that resets before the product has one product less. */
const RESET_BEFORE: Kept = { keeps: 9.5, must: 3 };

function keptBy(call: Call): Kept {
  const { kerasClass } = call.layer ?? {};
  if (kerasClass === 'GRU' && call.text('reset_after') === 'False') return RESET_BEFORE;
  const kept = kerasClass === undefined ? undefined : KEPT[kerasClass];
  if (kept === undefined) throw new NotKnown(words`what each step of ${call.row} keeps is not worked out`);
  return kept;
}

export function recurrent(call: Call): void {
  const { keeps, must } = keptBy(call);
  const flows = call.flowing(call.inputs) || call.hasTrained;
  const outputs = call.results.map(() => call.give(flows));
  // One state, or all of them: with return_sequences the output has them by time.
  const states = call.flag('return_sequences') ? elements(call.y) : elements(call.y) * (call.x.sizes[0] ?? 1);
  const each = perSample(states * call.width);
  call.step({
    reads: call.inputs,
    makes: outputs,
    saves: [call.input],
    keeps: times(each, keeps),
    mustKeep: times(each, must),
    // What each step gives back to its input is collected.
    scratch: flows && call.tape.isTraining ? times(each, 2) : each,
  });
}

/** Once in each direction, and both results put together. */
export function bidirectional(call: Call): void {
  const [forwards, backwards] = call.layer?.children ?? [];
  if (forwards === undefined || backwards === undefined)
    throw new NotKnown(words`what is inside of ${call.row} is not known`);
  const isJoined = call.text('merge_mode') === 'concat';
  const results = call.results
    .slice(0, 1)
    .map(
      (one): Sized => (isJoined ? { ...one, sizes: [...one.sizes.slice(0, -1), (one.sizes.at(-1) ?? 0) / 2] } : one),
    );
  const halves = [forwards, backwards].map((layer) => inside(call, layer, { results }));
  const flows = call.flowing(halves);
  const ys = call.results.map(() => call.give(flows));
  call.step({ reads: halves, makes: ys });
}

/**
 * The layer inside, for each time step: as if there were so many samples more. The steps are put first, and picked one
 * by one: the gradient of each pick is as large as all of them.
 */
export function timeDistributed(call: Call): void {
  const [layer] = call.layer?.children ?? [];
  if (layer === undefined) throw new NotKnown(words`what is inside of ${call.row} is not known`);
  const { input, x, y } = call;
  const each = ({ rows, sizes, bytes }: Sized): Sized => ({
    rows: rows * (sizes[0] ?? 1),
    sizes: sizes.slice(1),
    bytes,
  });
  const bytes = elements(x) * x.bytes;
  const byTime = call.between(bytes, input.flows);
  const isFlowing = input.flows && call.tape.isTraining;
  call.step({ reads: [input], makes: [byTime], scratch: perSample(isFlowing ? bytes * (x.sizes[0] ?? 1) : 0) });
  const made = inside(call, layer, { inputs: [byTime], given: [each(x)], results: [each(y)] });
  call.step({ reads: [made], makes: [call.give(made.flows)] });
}

function inside(call: Call, layer: LayerFact, changes: Partial<Pick<Call, 'inputs' | 'given' | 'results'>>) {
  const inner = call.inner(layer, changes);
  runRule(inner);
  const [first] = inner.outputs;
  if (first === undefined) throw new NotKnown(words`what is inside of ${call.row} gives nothing`);
  return first;
}
