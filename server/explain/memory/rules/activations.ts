/** What the gradient of an activation needs. The shares were measured: docs/memory.md. */
import { type Amount, NOTHING, perSample, plus, times } from '../amount.ts';
import type { Call } from '../call.ts';
import type { Buffer } from '../tape.ts';

interface Activation {
  /** Its gradient is told of its input, or of its output. */
  readonly saves: 'input' | 'output' | undefined;
  /** Further tensors of the size of the output, where each operation is done by itself. */
  readonly keeps: number;
  /** A truth for each value: on which side of a corner it is. */
  readonly mask?: boolean;
}

const CORNER: Activation = { saves: undefined, keeps: 0, mask: true };
const BY_OUTPUT: Activation = { saves: 'output', keeps: 1 };

const ACTIVATIONS: Readonly<Record<string, Activation>> = {
  linear: { saves: undefined, keeps: 0 },
  relu: CORNER,
  relu6: CORNER,
  leaky_relu: CORNER,
  hard_sigmoid: CORNER,
  hard_tanh: CORNER,
  threshold: CORNER,
  sigmoid: BY_OUTPUT,
  tanh: BY_OUTPUT,
  exponential: { saves: 'output', keeps: 0 },
  softmax: { saves: 'output', keeps: 2 },
  log_softmax: BY_OUTPUT,
  elu: { saves: undefined, keeps: 1, mask: true },
  selu: { saves: undefined, keeps: 1, mask: true },
  celu: { saves: undefined, keeps: 1, mask: true },
  softplus: { saves: 'input', keeps: 0 },
  gelu: { saves: 'input', keeps: 2 },
  silu: { saves: 'input', keeps: 0 },
  swish: { saves: 'input', keeps: 0 },
  hard_silu: { saves: 'input', keeps: 1, mask: true },
  hard_swish: { saves: 'input', keeps: 1, mask: true },
  softsign: { saves: 'input', keeps: 2, mask: true },
  mish: { saves: 'input', keeps: 3 },
  log_sigmoid: { saves: 'input', keeps: 1 },
};
/** One that is not known by name keeps about as much as those that keep the most. */
const OTHER: Activation = { saves: 'input', keeps: 2 };

export const isLinear = (name: string | undefined): boolean => name === 'None' || name === 'linear';

/** The step from `z` to `y`, of `bytes` for each sample. */
export function activate(call: Call, name: string | undefined, z: Buffer, y: Buffer, bytes: number): void {
  const { saves, keeps, mask } = (name === undefined ? undefined : ACTIVATIONS[name]) ?? OTHER;
  const masks: Amount = mask ? perSample(bytes / call.width) : NOTHING;
  call.step({
    reads: [z],
    makes: [y],
    saves: saves === 'input' ? [z] : saves === 'output' ? [y] : [],
    // What is made of the layer's input can be made again.
    mustSave: [],
    keeps: plus(times(perSample(bytes), keeps), masks),
    inPlace: true,
  });
}
