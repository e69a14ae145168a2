/**
 * Masks: Embedding(mask_zero=True) and Masking make them, most layers hand them on, GlobalAveragePooling1D uses them
 * up. On symbolic tensors Keras 3 computes them with operations (NotEqual, Any) that are rows of the model's summary.
 */
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import {
  FALSE,
  int,
  type InstanceValue,
  ListValue,
  NativeFunction,
  NONE,
  str,
  TRUE,
  type Value,
} from '../../python/domain/value.ts';
import { KerasTensor } from '../graph/tensor.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { flatten, isList, mapNest } from '../nests.ts';
import type { KerasSession } from '../session.ts';
import { type Nest, Undecided } from './definition.ts';
import type { LayerState } from './layer-state.ts';
import { structureOf, valueOfNest } from './values.ts';
import { words } from '../../words/message.ts';

/** Those with a return_sequences, without which the mask ends there. */
const RECURRENT = new Set([
  'LSTM',
  'GRU',
  'SimpleRNN',
  'RNN',
  'ConvLSTM1D',
  'ConvLSTM2D',
  'ConvLSTM3D',
  'Bidirectional',
]);
/** Their call() has a parameter named mask. */
const TAKES = new Set([
  ...RECURRENT,
  'TimeDistributed',
  'GlobalAveragePooling1D',
  'Softmax',
  'BatchNormalization',
  'Attention',
  'AdditiveAttention',
  'Lambda',
  'Pipeline',
]);
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
  'TimeDistributed',
  'MultiHeadAttention',
  'GroupQueryAttention',
]);
const MERGES = new Set(['Add', 'Subtract', 'Multiply', 'Average', 'Maximum', 'Minimum']);
/** They support masking by having a rule of their own. */
const OWN_RULE = new Set([
  ...RECURRENT,
  ...MERGES,
  'Masking',
  'Concatenate',
  'Dot',
  'Attention',
  'AdditiveAttention',
  'GlobalAveragePooling1D',
  'ReversibleEmbedding',
]);

/** A call() of the program's that has a parameter of this name. */
function ownTakes(layer: LayerState, parameter: string): boolean {
  const own = layer.instance.cls.lookup('call');
  return own?.kind === 'function' && own.definition.parameters.some(({ name }) => name === parameter);
}

const takes = (layer: LayerState): boolean =>
  layer.instance.cls.lookup('call')?.kind === 'function'
    ? ownTakes(layer, 'mask')
    : layer.definition
      ? TAKES.has(layer.definition.name)
      : layer.model !== undefined && layer.model.modelKind !== 'subclassed';

/** `layer.supports_masking`; undefined: not decided. */
export function supportsMasking(interpreter: Interpreter, layer: LayerState): boolean | undefined {
  const { instance, definition } = layer;
  const given = instance.attributes.get('supports_masking');
  if (given) return interpreter.truth(given);
  if (instance.cls.lookup('compute_mask')?.kind === 'function') return true;
  if (!definition) return false;
  if (definition.name === 'Lambda') return layer.args.value('mask').kind !== 'none';
  if (definition.name === 'Embedding') return interpreter.truth(layer.args.value('mask_zero'));
  return PASSES.has(definition.name) || OWN_RULE.has(definition.name);
}

export interface MasksOfCall {
  /** What a call() of the program's gets besides what the program passes. */
  readonly keywords: ReadonlyMap<string, Value>;
  /** The mask that the node of the call has among its inputs. */
  readonly connected: KerasTensor | undefined;
  /** The masks of the first argument, or the one that is passed: tensors or None. */
  readonly previous: Value;
}

const maskOfLeaf = (leaf: Value): Value => (leaf instanceof KerasTensor ? (leaf.mask ?? NONE) : NONE);
const isTensor = (value: Value): boolean => value instanceof KerasTensor || value instanceof ArrayValue;

/**
 * Keras fills in `mask` where exactly one argument has tensors, and `x_mask` for x where several have. It mends the
 * very arguments that the node keeps only where these need no conversion: one tensor, of the layer's type, and nothing
 * beside it.
 */
export function masksOfCall(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  args: CallArguments,
  bound: ReadonlyMap<string, Value>,
  structure: Nest<Value>,
): MasksOfCall {
  const first = valueOfNest<Value>(interpreter, mapNest(structure, maskOfLeaf), (leaf) => leaf);
  const given = bound.get('mask');
  const previous = given && given.kind !== 'none' ? given : first;
  if (session.kerasVersion === 2) return { keywords: new Map(), connected: undefined, previous };
  const withTensors = [...bound].filter(([, value]) => {
    const found = structureOf(value);
    return found !== undefined && flatten(found).some(isTensor);
  });
  const keywords = new Map<string, Value>();
  if (withTensors.length > 1) {
    for (const [name, value] of withTensors) {
      if (!ownTakes(layer, `${name}_mask`) || bound.has(`${name}_mask`)) continue;
      const mask = valueOfNest<Value>(interpreter, mapNest(structureOf(value)!, maskOfLeaf), (leaf) => leaf);
      if (mask.kind !== 'none') keywords.set(`${name}_mask`, mask);
    }
    return { keywords, connected: undefined, previous };
  }
  if (!takes(layer) || (given && given.kind !== 'none')) return { keywords, connected: undefined, previous };
  if (ownTakes(layer, 'mask') && first.kind !== 'none') keywords.set('mask', first);
  const [only] = args.positional;
  const isPlain =
    args.positional.length === 1 && args.keywords.size === 0 && only instanceof KerasTensor && !only.traced;
  const connected = isPlain && only.dtype === layer.dtype.compute && first instanceof KerasTensor ? first : undefined;
  return { keywords, connected, previous };
}

/** Gives the outputs of a symbolic call their masks. */
export function setMask(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  structure: Nest<Value>,
  previous: Value,
  outputs: Nest<KerasTensor>,
): void {
  if (session.kerasVersion === 2 || supportsMasking(interpreter, layer) !== true) return;
  const masks = structureOf(maskOf(session, interpreter, layer, structure, previous, outputs));
  if (masks === undefined) return;
  const found = flatten(masks);
  flatten(outputs).forEach((output, i) => {
    const mask = found[i];
    if (mask instanceof KerasTensor && !mask.traced) output.mask = mask;
  });
}

function maskOf(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  structure: Nest<Value>,
  previous: Value,
  outputs: Nest<KerasTensor>,
): Value {
  const { definition, instance, args } = layer;
  if (instance.cls.lookup('compute_mask')?.kind === 'function') {
    const inputs = valueOfNest<Value>(interpreter, structure, (leaf) => leaf);
    return interpreter.call(interpreter.getAttribute(instance, 'compute_mask'), [inputs, previous]);
  }
  const ops = (name: string, values: readonly Value[], keywords: Readonly<Record<string, Value>> = {}): Value =>
    interpreter.call(session.operation(name)!, [...values], new Map(Object.entries(keywords)));
  const [input] = flatten(structure);
  const masks = previous.kind === 'list' || previous.kind === 'tuple' ? previous.items : undefined;
  try {
    switch (definition?.name) {
      case 'Embedding':
        return ops('not_equal', [input!, int(0)]);
      case 'Masking':
        return ops('any', [ops('not_equal', [input!, args.value('mask_value')])], { axis: int(-1) });
      case 'GlobalAveragePooling1D':
      case 'Dot':
      case 'ReversibleEmbedding':
        return NONE;
      case 'Attention':
      case 'AdditiveAttention':
        return masks?.[0] instanceof KerasTensor ? ops('convert_to_tensor', [masks[0]]) : NONE;
      case 'Concatenate':
        return masks ? ofConcatenation(ops, flatten(structure), masks, args.value('axis')) : NONE;
      case 'Lambda': {
        const mask = args.value('mask');
        if (mask.kind !== 'function') return mask;
        return interpreter.call(mask, [valueOfNest<Value>(interpreter, structure, (leaf) => leaf), previous]);
      }
      case undefined:
        return previous;
    }
    if (MERGES.has(definition!.name))
      return masks?.every((mask) => mask instanceof KerasTensor)
        ? masks.slice(1).reduce<Value>((either, mask) => ops('logical_or', [either, mask]), masks[0]!)
        : NONE;
    if (!RECURRENT.has(definition!.name)) return previous;
    return afterSequence(layer, masks ? (masks[0] ?? NONE) : previous, outputs);
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    return NONE;
  }
}

/** @throws Undecided where it is not known whether the layer gives a sequence */
function afterSequence(layer: LayerState, mask: Value, outputs: Nest<KerasTensor>): Value {
  const inside = layer.definition!.name === 'Bidirectional' ? layer.args.layer('layer') : layer;
  if (!inside?.args.flag('return_sequences')) return NONE;
  const isApart = layer.definition!.name === 'Bidirectional' && layer.args.isNone('merge_mode') && isList(outputs);
  return isApart ? new ListValue([mask, mask]) : mask;
}

type Ops = (name: string, values: readonly Value[], keywords?: Readonly<Record<string, Value>>) => Value;

/** A step counts where any of the inputs has one that does. */
function ofConcatenation(ops: Ops, inputs: readonly Value[], masks: readonly Value[], axis: Value): Value {
  if (masks.length !== inputs.length || masks.every((mask) => mask.kind === 'none')) return NONE;
  const bool = { dtype: str('bool') };
  const whole = inputs.map((input, i): Value => {
    const mask = masks[i]!;
    if (!(mask instanceof KerasTensor)) return ops('ones_like', [input], bool);
    const rank = input instanceof KerasTensor ? input.shape?.length : undefined;
    if (rank === undefined || mask.shape === undefined) throw new Undecided('the rank of a tensor is not known');
    if (mask.shape.length >= rank) return mask;
    const wide = ops('expand_dims', [mask], { axis: int(-1) });
    return ops('logical_or', [wide, ops('zeros_like', [input], bool)]);
  });
  return ops('any', [ops('concatenate', [new ListValue(whole)], { axis })], { axis: int(-1), keepdims: FALSE });
}

/** `supports_masking` as programs read and set it. */
export function readSupportsMasking(session: KerasSession, interpreter: Interpreter, layer: LayerState): Value {
  // Which layers do differs in Keras 2.
  const supports = session.kerasVersion === 2 ? true : supportsMasking(interpreter, layer);
  return supports === undefined
    ? interpreter.unknown('whether it hands masks on is not decided')
    : supports
      ? TRUE
      : FALSE;
}
export function setSupportsMasking(interpreter: Interpreter, self: InstanceValue, value: Value | undefined): Value {
  interpreter.touch(self);
  if (value) self.attributes.set('supports_masking', value);
  return NONE;
}

/** `layer.compute_mask(inputs)` on data: which steps count. */
export function maskOfData(session: KerasSession, layer: LayerState): Value {
  return new NativeFunction('compute_mask', (interpreter, { positional: [first], keywords }) => {
    const input = first ?? keywords.get('inputs');
    const name = layer.definition?.name;
    if (name === 'Embedding' && interpreter.truth(layer.args.value('mask_zero')) === false) return NONE;
    if (input === undefined || (name !== 'Embedding' && name !== 'Masking'))
      return interpreter.unknown(words`${'compute_mask'} of ${layer.className} is not followed`);
    return maskOf(session, interpreter, layer, input, NONE, { nest: 'list', items: [] });
  });
}
