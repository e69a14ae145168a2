/** Layers that work on each value, or move, join, pick and normalize them. */
import { NOTHING, perSample, plus, times } from '../amount.ts';
import { type Call, elements } from '../call.ts';

/** The same memory, in another shape. */
export const sameBuffer = (call: Call): void => call.giveSame(call.input);
/** Values are copied to another place. */
export const moved = (call: Call): void => call.plain();
/** A sum of tensors: its gradient needs none of them. */
export const summed = (call: Call): void => call.plain({ inPlace: true });
/** Values that stand in no gradient: preprocessing. */
export const prepared = (call: Call): void => call.plain({ inPlace: true });

/** The gradient of each factor is told of the others; a smaller one is first made as large as the product. */
export function multiplied(call: Call): void {
  const size = elements(call.y);
  const spread = call.given.filter((one) => elements(one) < size).length;
  call.plain({
    saves: call.flowing(call.inputs) ? call.inputs : [],
    mustSave: [],
    keeps: times(perSample(call.yBytes), spread),
  });
}

/** The larger or smaller of two: which one it was. */
export const picked = (call: Call): void => call.plain({ keepsOutputs: 2 });

/** The largest value of a window: its gradient goes where that was. */
export const largestOfWindow = (call: Call): void => {
  const flows = call.input.flows;
  const y = call.give(flows);
  call.step({ reads: [call.input], makes: [y], saves: [call.input, y], mustSave: [] });
};

/** The same over a whole axis. */
export const largestOfAxis = (call: Call): void => call.plain({ saves: [call.input], mustSave: [] });

/** Values of the input's size in float32, which normalizations compute in. */
const inFloat32 = (call: Call): number => elements(call.x) * 4;

/** What normalizations keep beside their input: differences from the mean, quotients, what is spread over the axes. */
function normalized(call: Call, keeps: number): void {
  const flows = call.input.flows || call.hasTrained;
  const y = call.give(flows);
  const copy = call.isHalf ? 1 : 0;
  call.step({
    reads: [call.input],
    makes: [y],
    saves: call.isHalf ? [] : [call.input],
    keeps: perSample(inFloat32(call) * (keeps + copy)),
    mustKeep: call.isHalf ? perSample(elements(call.x) * call.width) : NOTHING,
    scratch: perSample(inFloat32(call)),
  });
}

/** With moving averages in place of the batch's own: a quotient for each value. */
const asLearned = (call: Call): void => call.plain({ keeps: perSample(inFloat32(call)), trains: true, inPlace: true });

export function batchNormalization(call: Call): void {
  // A frozen one uses what it has learned, in training too.
  if (call.tape.isTraining && call.trains && call.hasTrained) normalized(call, 0.3);
  else asLearned(call);
}

export const layerNormalization = (call: Call): void => normalized(call, call.text('scale') === 'False' ? 2 : 5);
export const rootMeanSquare = (call: Call): void => normalized(call, 3);
export const groupNormalization = (call: Call): void => normalized(call, 2);
export const unitNormalization = (call: Call): void => normalized(call, 1);

/** Random numbers, while they are made: counters, keys and bits for each value. */
const RANDOM = 8;

/** A truth for each value that stays, and what it is divided by. */
export function dropout(call: Call): void {
  const isDropping = call.tape.isTraining && call.trains && Number(call.text('rate') ?? 1) > 0;
  if (!isDropping) {
    call.giveSame(call.input);
    return;
  }
  const each = perSample(call.yBytes);
  call.plain({
    keeps: call.operation.startsWith('Spatial') ? times(each, 0.3) : each,
    scratch: times(each, RANDOM),
  });
}

export function noise(call: Call): void {
  if (!call.tape.isTraining || !call.trains) {
    call.giveSame(call.input);
    return;
  }
  const each = perSample(call.yBytes);
  call.plain({
    keeps: call.operation === 'GaussianNoise' ? NOTHING : each,
    scratch: times(each, RANDOM),
  });
}

/** A slope for each channel. */
export function learnedSlope(call: Call): void {
  const each = perSample(call.yBytes);
  call.plain({
    saves: [call.input],
    keeps: plus(times(each, 1.25), perSample(elements(call.y))),
    trains: true,
  });
}
