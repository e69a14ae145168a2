/** Operations of the program: `x + y`, `ops.relu(x)`. */
import { perSample, times } from '../amount.ts';
import { type Call, elements } from '../call.ts';
import { activate } from './activations.ts';
import { largestOfAxis, moved, multiplied, picked, prepared, sameBuffer, summed } from './plain.ts';
import { tensorProduct } from './products.ts';

export type Rule = (call: Call) => void;

/** An activation as an operation. */
const activation =
  (name: string): Rule =>
  (call) => {
    const y = call.give(call.flowing(call.inputs));
    activate(call, name, call.input, y, call.yBytes);
  };

/** Its gradient is told of its input. */
const byInput: Rule = (call) => call.plain({ saves: [call.input], mustSave: [] });
/** A sum over axes: what is summed is not needed for the gradient. */
const reduced: Rule = (call) => call.plain();
/** Differences from the mean are kept. */
const spread: Rule = (call) =>
  call.plain({ saves: [call.input], mustSave: [], keeps: perSample(elements(call.x) * call.width) });

/** Which of two is taken: a truth for each value. */
const chosen: Rule = (call) => call.plain({ keeps: perSample(elements(call.y)) });

const divided: Rule = (call) =>
  call.plain({ saves: call.flowing(call.inputs) ? call.inputs : [], keeps: times(perSample(call.yBytes), 1) });

const named = (names: string, rule: Rule): Record<string, Rule> =>
  Object.fromEntries(names.split(' ').map((name) => [name, rule]));

export const OPERATIONS: Readonly<Record<string, Rule>> = {
  ...named('Add Subtract Negative BiasAdd AddN + - Identity2D', summed),
  ...named('Multiply *', multiplied),
  ...named('Divide TrueDivide DivideNoNan /', divided),
  ...named('Maximum Minimum', picked),
  ...named('Matmul Dot Einsum Tensordot @', tensorProduct),
  ...named('Relu ReLU', activation('relu')),
  Relu6: activation('relu6'),
  LeakyRelu: activation('leaky_relu'),
  Sigmoid: activation('sigmoid'),
  Tanh: activation('tanh'),
  Softmax: activation('softmax'),
  LogSoftmax: activation('log_softmax'),
  Gelu: activation('gelu'),
  Silu: activation('silu'),
  Softplus: activation('softplus'),
  Elu: activation('elu'),
  Selu: activation('selu'),
  Mish: activation('mish'),
  Exp: activation('exponential'),
  ...named('Square Sqrt Rsqrt Log Log1p Sin Cos Absolute Power Reciprocal SquaredDifference **', byInput),
  ...named('Sum Mean Average ReduceMean ReduceSum', reduced),
  ...named('Max Amax Min Amin', largestOfAxis),
  ...named('Var Std', spread),
  ...named('Where Select Clip', chosen),
  ...named('Reshape Ravel BatchFlatten ExpandDims Squeeze Identity EnsureShape View StopGradient', sameBuffer),
  ...named('Transpose Swapaxes Moveaxis GetItem Slice Take Pad Tile Repeat BroadcastTo Flip Roll Concatenate', moved),
  ...named('Stack Split Unstack', moved),
  ...named('Cast Equal NotEqual Greater GreaterEqual Less LessEqual LogicalNot LogicalAnd LogicalOr', prepared),
};

/** Through these no gradient comes back. */
export const STOPS: ReadonlySet<string> = new Set([
  'StopGradient',
  'Equal',
  'NotEqual',
  'Greater',
  'GreaterEqual',
  'Less',
  'LessEqual',
  'LogicalNot',
  'LogicalAnd',
  'LogicalOr',
  'Argmax',
  'Argmin',
  'OneHot',
  'Floor',
  'Round',
]);

/** The order of axes changes, so that the batch may stand in another place. */
export const MOVES_AXES: ReadonlySet<string> = new Set(['Transpose', 'Swapaxes', 'Moveaxis', 'Permute']);
/** The values are the same in another shape. */
export const RESHAPES: ReadonlySet<string> = new Set([
  'Reshape',
  'Ravel',
  'BatchFlatten',
  'Squeeze',
  'ExpandDims',
  'View',
]);
