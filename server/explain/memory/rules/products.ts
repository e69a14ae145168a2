/** Layers that multiply with a kernel: they save what they multiply, where the kernel is trained. */
import { type Amount, NOTHING, perSample, times } from '../amount.ts';
import { type Call, elements } from '../call.ts';
import type { Buffer } from '../tape.ts';
import { activate, isLinear } from './activations.ts';

/** Dense, convolutions and their kind: a product, and the activation on it. */
export function product(call: Call): void {
  const { input, hasTrained } = call;
  const flows = input.flows || hasTrained;
  const activation = call.text('activation');
  const isPlain = call.layer?.arguments.has('activation') === true && isLinear(activation);
  const z = isPlain ? call.give(flows) : call.between(call.yBytes, flows);
  // A convolution copies its input into the order that its kernels read.
  const isConvolution = flows && call.layer?.family === 'convolution';
  multiply(call, input, z, isConvolution ? perSample(elements(call.x) * call.width) : NOTHING);
  if (!isPlain) activate(call, activation, z, call.give(flows), call.yBytes);
}

/** Each channel by itself, then the channels with each other. */
export function separable(call: Call): void {
  const { input, hasTrained } = call;
  const flows = input.flows || hasTrained;
  const channels = call.text('data_format') === 'channels_first' ? call.x.sizes[0] : call.x.sizes.at(-1);
  const outer = call.text('data_format') === 'channels_first' ? call.y.sizes[0] : call.y.sizes.at(-1);
  const share = ((channels ?? 1) * call.number('depth_multiplier')) / (outer ?? 1);
  const depthwise = call.between(call.yBytes * share, flows);
  call.step({ reads: [input], makes: [depthwise], saves: hasTrained ? [input] : [] });
  const activation = call.text('activation');
  const isPlain = isLinear(activation);
  const z = isPlain ? call.give(flows) : call.between(call.yBytes, flows);
  multiply(call, depthwise, z);
  if (!isPlain) activate(call, activation, z, call.give(flows), call.yBytes);
}

function multiply(call: Call, x: Buffer, z: Buffer, scratch: Amount = NOTHING): void {
  call.step({
    reads: [x],
    makes: [z],
    saves: call.hasTrained ? [x] : [],
    keeps: x.flows ? call.casts : NOTHING,
    scratch,
  });
}

/** The table's rows that are named. Its gradient is as large as the table. */
export function embedding(call: Call): void {
  call.plain({ saves: [call.input], trains: true });
}

/** Two tensors of the program, multiplied. */
export function tensorProduct(call: Call): void {
  call.plain({ saves: call.flowing(call.inputs) ? call.inputs : [] });
}

/** Scores of each query with each key, three times: exponentials, sums and quotients of them. */
const SCORES = 3;
const SCORES_WITH_DROPOUT = 2;

/** Projections, scores and their softmax, and the projection of what they pick. */
export function multiHeadAttention(call: Call): void {
  const grouped = call.layer?.arguments.has('num_query_heads') === true;
  const heads = call.number(grouped ? 'num_query_heads' : 'num_heads');
  const size = call.number(grouped ? 'head_dim' : 'key_dim');
  const valueSize = grouped || call.text('value_dim') === 'None' ? size : call.number('value_dim');
  const [query, value = query, key = value] = call.inputs;
  const [q, v = q] = call.given;
  if (query === undefined || value === undefined || key === undefined || q === undefined || v === undefined) return;
  const flows = call.flowing(call.inputs) || call.hasTrained;
  const steps = (one: typeof q): number => elements({ ...one, sizes: one.sizes.slice(0, -1) });
  const project = (from: Buffer, count: number): Buffer => {
    const to = call.between(count * heads * call.width, flows);
    call.step({ reads: [from], makes: [to], saves: call.hasTrained ? [from] : [] });
    return to;
  };
  const queries = project(query, steps(q) * size);
  const keys = project(key, steps(v) * size);
  const values = project(value, steps(v) * valueSize);
  const context = call.between(steps(q) * valueSize * heads * call.width, flows);
  const scores = perSample((heads * steps(q) * steps(v) * 4) / q.rows);
  const isDropping = call.trains && call.text('dropout') !== '0.0' && call.text('dropout') !== '0';
  call.step({
    reads: [queries, keys, values],
    makes: [context],
    saves: [queries, keys, values],
    keeps: times(scores, isDropping ? SCORES_WITH_DROPOUT : SCORES),
    scratch: times(scores, flows ? 1 : 2),
  });
  const y = call.give(flows);
  call.step({
    reads: [context],
    makes: [y],
    saves: call.hasTrained ? [context] : [],
    keeps: call.casts,
  });
  if (call.results.length > 1) call.give(flows);
}

/** Attention without kernels: query, value and perhaps key are the layer's inputs. */
export function attention(call: Call): void {
  const [q, v = q] = call.given;
  if (q === undefined || v === undefined) return;
  const steps = (one: typeof q): number => elements({ ...one, sizes: one.sizes.slice(0, -1) });
  const pairs = (steps(q) * steps(v)) / q.rows;
  const channels = q.sizes.at(-1) ?? 1;
  const sums = call.operation === 'AdditiveAttention' ? 2 * pairs * channels : 0;
  const flows = call.flowing(call.inputs) || call.hasTrained;
  const y = call.give(flows);
  call.step({
    reads: call.inputs,
    makes: [y],
    saves: call.inputs,
    keeps: perSample((SCORES * pairs + sums) * 4),
    scratch: perSample((flows ? 1 : 2) * pairs * 4),
  });
}
