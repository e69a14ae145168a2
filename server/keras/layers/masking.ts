/**
 * Masks: Embedding(mask_zero=True) and Masking make them, most layers hand them on, recurrent layers use them up. On
 * symbolic tensors Keras 3
 * computes them with operations (NotEqual, Any) that are rows of the model's summary.
 */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import type { Shape } from '../../shapes/dimension.ts';
import type { Operation } from '../graph/node.ts';
import type { KerasTensor } from '../graph/tensor.ts';
import { flatten } from '../nests.ts';
import { snakeCase } from '../naming.ts';
import type { KerasSession } from '../session.ts';
import { addNode } from '../graph/add-node.ts';
import { type Nest, Undecided } from './definition.ts';
import type { LayerState } from './layer-state.ts';

const TAKES = new Set([
  'LSTM',
  'GRU',
  'SimpleRNN',
  'RNN',
  'ConvLSTM1D',
  'ConvLSTM2D',
  'ConvLSTM3D',
  'Bidirectional',
  'TimeDistributed',
  'GlobalAveragePooling1D',
  'Softmax',
  'BatchNormalization',
]);
/** Recurrent layers are not among them: a mask ends there. */
const PASSES = new Set([
  'Dense',
  'TernaryDense',
  'Identity',
  'Dropout',
  'SpatialDropout1D',
  'SpatialDropout2D',
  'SpatialDropout3D',
  'AlphaDropout',
  'GaussianDropout',
  'GaussianNoise',
  'ActivityRegularization',
  'Activation',
  'ReLU',
  'LeakyReLU',
  'PReLU',
  'ELU',
  'Softmax',
  'BatchNormalization',
  'LayerNormalization',
  'GroupNormalization',
  'UnitNormalization',
  'Rescaling',
  'Normalization',
  'MultiHeadAttention',
  'GroupQueryAttention',
]);

/** A call() of the program's that has a parameter named mask. */
export function takesOwnMask(layer: LayerState): boolean {
  const own = layer.instance.cls.lookup('call');
  return own?.kind === 'function' && own.definition.parameters.some(({ name }) => name === 'mask');
}

/** The mask that Keras passes to this call by itself: of its single input. */
export function maskTaken(layer: LayerState, inputs: readonly KerasTensor[]): KerasTensor | undefined {
  if (inputs.length !== 1) return undefined;
  return takesOwnMask(layer) || (layer.definition && TAKES.has(layer.definition.name)) ? inputs[0]!.mask : undefined;
}

/** Gives the outputs of a symbolic call their mask. */
export function setMask(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  inputs: readonly KerasTensor[],
  outputs: Nest<KerasTensor>,
): void {
  if (session.kerasVersion === 2 || !layer.definition) return;
  const [input] = inputs;
  const [output] = flatten(outputs);
  if (!input || !output) return;
  output.mask = maskOf(session, interpreter, layer, input);
}

function maskOf(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  input: KerasTensor,
): KerasTensor | undefined {
  const { name } = layer.definition!;
  try {
    if (name === 'Embedding')
      return layer.args.flag('mask_zero') ? operation(session, interpreter, 'NotEqual', input, input.shape) : undefined;
    if (name === 'Masking')
      return operation(
        session,
        interpreter,
        'Any',
        operation(session, interpreter, 'NotEqual', input, input.shape),
        input.shape?.slice(0, -1),
      );
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    return undefined;
  }
  return PASSES.has(name) ? input.mask : undefined;
}

function operation(
  session: KerasSession,
  interpreter: Interpreter,
  className: string,
  input: KerasTensor,
  shape: Shape | undefined,
): KerasTensor {
  interpreter.touch(session.naming);
  const made: Operation = {
    operationName: session.naming.unique(snakeCase(className)),
    className,
    layer: undefined,
    nodes: [],
  };
  const output = addNode(session, made, [input], { shape, dtype: 'bool' }, undefined, ([spec]) => ({
    shape: className === 'Any' ? spec?.shape?.slice(0, -1) : spec?.shape,
    dtype: 'bool',
  }));
  return flatten(output)[0]!;
}
