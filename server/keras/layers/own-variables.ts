/** Variables that the program makes itself and puts into a layer: Keras counts them among the layer's weights. */
import { HostValue } from '../../python/domain/host.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { NativeFunction, NONE, type Value } from '../../python/domain/value.ts';
import type { BinaryOperator } from '../../python/syntax/tree.ts';
import type { Size } from '../../shapes/dimension.ts';
import { DataVariable } from '../data/variables.ts';
import { Variable } from '../graph/variable.ts';
import type { KerasSession } from '../session.ts';
import type { LayerState } from './layer-state.ts';
import { allWeights } from './weights.ts';
import { words } from '../../words/message.ts';

/** Lists in lists are followed this far. */
const DEEPEST = 4;

/** Those in `value`, also in lists and dicts. Keras 3 tracks its own variables, Keras 2 those of TensorFlow. */
export function adoptVariables(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  value: Value,
  depth = 0,
): void {
  if (depth > DEEPEST) return;
  if (value instanceof DataVariable) {
    if ((value.madeBy === 'keras') === (session.kerasVersion === 3)) adopt(session, interpreter, layer, value);
    else value.hold(interpreter);
  } else if (value.kind === 'list' || value.kind === 'tuple') {
    for (const item of value.items) adoptVariables(session, interpreter, layer, item, depth + 1);
  } else if (value.kind === 'dict') {
    for (const [, item] of value.entries.values()) adoptVariables(session, interpreter, layer, item, depth + 1);
  }
}

/** What was put into its lists and dicts after they became attributes. */
export function adoptFromContainers(session: KerasSession, interpreter: Interpreter, layer: LayerState): void {
  for (const value of layer.instance.attributes.values())
    if (value.kind === 'list' || value.kind === 'dict') adoptVariables(session, interpreter, layer, value);
}

function adopt(session: KerasSession, interpreter: Interpreter, layer: LayerState, variable: DataVariable): void {
  if (layer.adopted.has(variable)) return;
  interpreter.touch(layer);
  interpreter.touch(session.naming);
  layer.adopted = new Set([...layer.adopted, variable]);
  // Training changes it, and so do calls of the layer, which Keras may trace.
  variable.hold(interpreter);
  const { shape, dtype, trainable } = variable;
  const name = variable.variableName ?? unnamed(session);
  const sizes = shape?.some((size) => size === null) ? undefined : (shape as readonly Size[] | undefined);
  layer.weights.push({
    name,
    path: name,
    shape: sizes,
    kind: trainable === false ? 'frozen' : 'trainable',
    trainable: trainable !== false,
    dtype: dtype ?? 'float32',
    declaration: undefined,
    // In Keras 2 its name is of the scopes that were open where the program made it.
    ...(session.kerasVersion === 2 ? { scope: '' } : {}),
  });
  if (!sizes) layer.unknown ??= words`the shape of one of its variables is not known`;
  if (trainable === undefined) layer.unknownTrainable ??= words`whether one of its variables is trained is not decided`;
}

/**
 * An array that the program says belongs to the layer: one that it made, one of another layer's, or what is not known.
 */
function include(session: KerasSession, interpreter: Interpreter, layer: LayerState, value: Value | undefined): void {
  if (value instanceof DataVariable) {
    adopt(session, interpreter, layer, value);
    return;
  }
  if (value instanceof Variable) {
    if (
      allWeights(layer).some((weight) => weight.path === value.weight.path && value.layer === layer) ||
      allWeights(layer).includes(value.weight)
    )
      return;
    interpreter.touch(layer);
    layer.borrowed = [...layer.borrowed, { from: value.layer, name: value.weight.name }];
    return;
  }
  interpreter.touch(layer);
  layer.unknown ??= words`which arrays the program adds to it is not known`;
}

export function includeAll(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  values: Value | undefined,
): void {
  if (values?.kind === 'list' || values?.kind === 'tuple') {
    for (const value of values.items) include(session, interpreter, layer, value);
    if (values.kind === 'tuple' || !values.summary) return;
  }
  include(session, interpreter, layer, undefined);
}

/** `layer._trainable_weights`: the list that Keras 2 keeps, to which programs add. */
export class WeightList extends HostValue {
  readonly typeName = 'list';
  private readonly session: KerasSession;
  private readonly layer: LayerState;
  private readonly read: () => Value;
  constructor(session: KerasSession, layer: LayerState, read: () => Value) {
    super();
    this.session = session;
    this.layer = layer;
    this.read = read;
  }
  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    switch (name) {
      case 'append':
        return new NativeFunction(name, (_, { positional: [value] }) => {
          include(this.session, interpreter, this.layer, value);
          return NONE;
        });
      case 'extend':
        return new NativeFunction(name, (_, { positional: [values] }) => {
          includeAll(this.session, interpreter, this.layer, values);
          return NONE;
        });
      default:
        return interpreter.findAttribute(this.read(), name);
    }
  }
  override binary(
    interpreter: Interpreter,
    operator: BinaryOperator,
    other: Value,
    reflected: boolean,
  ): Value | undefined {
    if (operator !== '+') return undefined;
    const own = this.read();
    return reflected ? interpreter.binary('+', other, own) : interpreter.binary('+', own, other);
  }
  override length(interpreter: Interpreter): Value | undefined {
    return interpreter.length(this.read());
  }
  override iterate(interpreter: Interpreter): Iterable<Value> | undefined {
    return interpreter.iterate(this.read());
  }
  override getItem(interpreter: Interpreter, index: Value): Value | undefined {
    return interpreter.getItem(this.read(), index);
  }
}

/** The name of a variable that the program gives none: TensorFlow's for all of them in Keras 2, counted in Keras 3. */
export const unnamed = ({ kerasVersion, naming }: KerasSession): string =>
  kerasVersion === 2 ? 'Variable' : naming.unique('variable');
