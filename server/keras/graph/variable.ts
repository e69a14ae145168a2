import type { Interpreter } from '../../python/domain/interpreter.ts';
import { identityOf } from '../../python/library/identity.ts';
import { bool, NativeFunction, NONE, str, type Value } from '../../python/domain/value.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { withContent } from '../../python/library/arrays/content.ts';
import type { Undetermined } from '../../python/domain/undetermined.ts';
import { contentOfValue, contentOfWeight, setContent } from '../layers/contents.ts';
import type { LayerState, Weight } from '../layers/layer-state.ts';
import type { KerasSession } from '../session.ts';
import { KerasTensor } from './tensor.ts';
import { words } from '../../words/message.ts';

/** Set in a layer whose build() the program called itself: its arrays are then made in no scope. */
export const BUILT_BY_HAND = 'built by hand';
/** Layers whose arrays in Keras 2 have the layer's name as their scope, and the names that are known here. */
const SCOPED: ReadonlySet<string> = new Set([
  'Dense',
  'EinsumDense',
  'Embedding',
  'LSTM',
  'GRU',
  'SimpleRNN',
  'BatchNormalization',
  'LayerNormalization',
  'GroupNormalization',
  'PReLU',
  ...[1, 2, 3].flatMap((rank) => [
    `Conv${rank}D`,
    `Conv${rank}DTranspose`,
    `SeparableConv${rank}D`,
    `DepthwiseConv${rank}D`,
  ]),
]);

/** A weight array as the program sees it: a tensor with a name. */
export class Variable extends KerasTensor {
  readonly layer: LayerState;
  readonly weight: Weight;
  private readonly kerasVersion: 2 | 3;
  constructor(layer: LayerState, weight: Weight, session: Pick<KerasSession, 'kerasVersion' | 'operators'>) {
    super(
      { shape: weight.shape, dtype: weight.dtype },
      { traced: true, operators: session.operators, name: weight.name },
    );
    this.kerasVersion = session.kerasVersion;
    this.layer = layer;
    this.weight = weight;
  }
  /** The array as the layer holds it now (its flag may have changed). */
  private get current(): Weight {
    return this.layer.weights.find((weight) => weight.path === this.weight.path) ?? this.weight;
  }

  override eagerArray(interpreter: Interpreter): ArrayValue | Undetermined {
    const array = super.eagerArray(interpreter);
    return array instanceof ArrayValue && this.layer.adopted.size === 0
      ? withContent(array, contentOfWeight(this.layer, this.weight))
      : array;
  }

  /** Each look-up makes one anew, and Keras has one for each array. */
  override identity(): string {
    return `${identityOf(this.layer)}/${this.weight.path}`;
  }

  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    switch (name) {
      // TensorFlow puts the scopes that are open before it, and a number behind it: dense/kernel:0.
      case 'name':
        return this.kerasVersion === 2 ? this.formerName(interpreter) : str(this.weight.name);
      case 'path':
        return str(`${this.weight.scope ?? this.layer.path ?? this.layer.name}/${this.weight.path}`);
      case 'trainable':
        // In Keras 2 a layer that is frozen leaves its variables as they were made.
        return bool(this.kerasVersion === 2 ? this.weight.kind === 'trainable' : this.current.trainable);
      case 'dtype':
        return this.kerasVersion === 3 ? str(this.dtype) : super.getAttribute(interpreter, name);
      case 'value':
        return this;
      case 'assign':
      case 'assign_add':
      case 'assign_sub':
        return new NativeFunction(name, (told, { positional, keywords }) => {
          const value = name === 'assign' ? (positional[0] ?? keywords.get('value')) : undefined;
          setContent(told, this.layer, this.weight, contentOfValue(told, value));
          return NONE;
        });
      default:
        return super.getAttribute(interpreter, name);
    }
  }

  /**
   * In Keras 2: the scopes of the layers that called it, where these are the program's own or one of the wrappers whose
   * scopes are known.
   */
  private formerName(interpreter: Interpreter): Value {
    const { layer, weight } = this;
    const { path } = layer;
    const scopes = path?.split('/') ?? [];
    const isWrapped =
      scopes.length === 2 && /^(forward|backward)_|^(query|key|value|attention_output)$/.test(layer.name);
    const isScoped = layer.definition === undefined || SCOPED.has(layer.definition.name);
    if (
      path === undefined ||
      weight.scope !== undefined ||
      !isScoped ||
      layer.kept.has(BUILT_BY_HAND) ||
      (layer.isWithinDeclared && !isWrapped) ||
      (path !== '' && scopes.at(-1) !== layer.name)
    )
      return interpreter.unknown('the scopes in its name are not followed');
    return str(path === '' ? `${weight.path}:0` : `${path}/${weight.path}:0`);
  }

  override setAttribute(interpreter: Interpreter, name: string, value: Value): boolean {
    if (name !== 'trainable') return false;
    const { layer, current } = this;
    const trainable = interpreter.truth(value);
    interpreter.touch(layer);
    if (trainable === undefined)
      layer.unknownTrainable ??= words`whether its ${current.name} is trained is not decided`;
    else layer.weights = layer.weights.map((weight) => (weight === current ? { ...weight, trainable } : weight));
    return true;
  }
}
