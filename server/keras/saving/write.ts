/** How Keras writes objects out: `serialize_keras_object`. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { NONE, FALSE, type InstanceValue, ListValue, str, TupleValue, type Value } from '../../python/domain/value.ts';
import { words } from '../../words/message.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { deepCopy } from '../../python/library/modules/copy.ts';
import { shapeValue } from '../graph/tensor.ts';
import { dictOf, serialized } from '../layers/config-dicts.ts';
import type { Nest, TensorSpec } from '../layers/definition.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { layerOf } from '../layers/tracking.ts';
import { isInputLayer } from '../models/input.ts';
import { flatten, isDict, isList } from '../nests.ts';
import type { KerasSession } from '../session.ts';
import { compiledArguments, WrittenCompile, WrittenObject } from './holders.ts';

export const BUILD = 'build_config';
export const COMPILE = 'compile_config';

/** A value of a configuration as it is written out. Keras 2 keeps what is no layer as it is until the text is made. */
export function writtenValue(session: KerasSession, interpreter: Interpreter, value: Value): Value {
  interpreter.spend();
  const layer = layerOf(value);
  if (layer) return writtenLayer(session, interpreter, layer);
  const again = (item: Value): Value => writtenValue(session, interpreter, item);
  switch (value.kind) {
    case 'list':
      return new ListValue(value.items.map(again), value.summary);
    case 'tuple':
      return new TupleValue(value.items.map(again), value.namedBy);
    case 'dict': {
      const copy = dictOf(interpreter, []);
      copy.summary = value.summary;
      for (const [key, [name, item]] of value.entries) copy.entries.set(key, [name, again(item)]);
      return copy;
    }
    case 'function':
      return session.kerasVersion === 2 ? value : writtenFunction(session, interpreter, value);
    case 'instance':
      return writtenInstance(session, interpreter, value);
    default:
      return value instanceof ArrayValue ? writtenArray(interpreter, value) : value;
  }
}

function writtenFunction(
  session: KerasSession,
  interpreter: Interpreter,
  value: Extract<Value, { kind: 'function' }>,
): Value {
  if (value.definition.kind === 'Lambda')
    return dictOf(interpreter, [
      ['class_name', str('__lambda__')],
      ['config', new WrittenObject(value)],
    ]);
  const name = session.customObjects.nameOf(value, value.name);
  return dictOf(interpreter, [
    ['module', str('builtins')],
    ['class_name', str('function')],
    ['config', str(name)],
    ['registered_name', str('function')],
  ]);
}

function writtenInstance(session: KerasSession, interpreter: Interpreter, value: InstanceValue): Value {
  const { cls } = value;
  if (!cls.qualifiedName.startsWith('keras.') && !cls.mro.some((base) => base.qualifiedName.startsWith('keras.')))
    return value;
  const isOwn = cls.definition !== undefined;
  const module = isOwn ? undefined : cls.qualifiedName.slice(0, -cls.name.length - 1);
  return serialized(
    interpreter,
    module,
    cls.name,
    new WrittenObject(value),
    isOwn ? [['registered_name', str(session.customObjects.nameOf(cls, cls.name))]] : [],
  );
}

const writtenArray = (interpreter: Interpreter, value: ArrayValue): Value =>
  dictOf(interpreter, [
    ['class_name', str('__numpy__')],
    ['config', new WrittenObject(deepCopy(interpreter, value))],
  ]);

/** A layer or a model with its configuration. */
export function writtenLayer(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  more: readonly (readonly [string, Value])[] = [],
): Value {
  const { cls } = layer.instance;
  const isOwn = cls.definition !== undefined;
  const module = isOwn ? undefined : layer.model ? moduleOfModel(session, cls.name) : 'keras.layers';
  const isInput = isInputLayer(layer);
  const config = isInput
    ? inputConfig(session, interpreter, layer)
    : interpreter.call(interpreter.getAttribute(layer.instance, 'get_config'), []);
  const build = isInput ? undefined : builtOn(session, interpreter, layer);
  return serialized(interpreter, module, cls.name, isOwn ? writtenValue(session, interpreter, config) : config, [
    ...(isOwn
      ? [['registered_name', str(session.customObjects.nameOf(cls, cls.name))] as const]
      : cls.name === 'Functional'
        ? [['registered_name', str('Functional')] as const]
        : []),
    ...(build ? [[BUILD, build] as const] : []),
    ...(layer.model ? [[COMPILE, compiledWith(interpreter, layer)] as const] : []),
    ...more,
  ]);
}

const moduleOfModel = ({ kerasVersion }: KerasSession, name: string): string =>
  name !== 'Functional' ? 'keras' : kerasVersion === 3 ? 'keras.src.models.functional' : 'keras.src.engine.functional';

/** What it was built on, as far as it is written out: classes without a build() of their own have none. */
function builtOn(session: KerasSession, interpreter: Interpreter, layer: LayerState): Value | undefined {
  if (!layer.built) return undefined;
  if (layer.instance.cls.name === 'Functional' && session.kerasVersion === 3)
    return dictOf(interpreter, [['input_shape', NONE]]);
  const { buildInput } = layer;
  if (!buildInput)
    return layer.model ? dictOf(interpreter, [['input_shape', interpreter.unknown(notFollowed)]]) : undefined;
  return dictOf(interpreter, [['input_shape', shapesOf(interpreter, buildInput)]]);
}

const notFollowed = words`on what it is built is not followed`;

function shapesOf(interpreter: Interpreter, inputs: Nest<TensorSpec>): Value {
  if (isList(inputs)) return new ListValue(inputs.items.map((item) => shapesOf(interpreter, item)));
  const shape = isDict(inputs) ? undefined : (inputs as TensorSpec).shape;
  return shape ? shapeValue(shape) : interpreter.unknown(notFollowed);
}

/** `keepsOptimizer`: it is written even where the rest of what was compiled has lost it. */
export function compiledWith(
  interpreter: Interpreter,
  { training, undecidedTraining }: LayerState,
  keepsOptimizer = false,
): Value {
  if (undecidedTraining) return interpreter.unknown('with what it was compiled is not decided');
  const given = training?.compile;
  return given
    ? new WrittenCompile(
        compiledArguments({
          given,
          made: training.made,
          isTaken: training.isOptimizerTaken === true && !keepsOptimizer,
        }),
        training.fitted,
      )
    : training
      ? interpreter.unknown('with what it was compiled is not known')
      : dictOf(interpreter, []);
}

function inputConfig({ kerasVersion }: KerasSession, interpreter: Interpreter, layer: LayerState): Value {
  const tensor = layer.nodes[0] && flatten(layer.nodes[0].outputs)[0];
  return dictOf(interpreter, [
    [
      kerasVersion === 2 ? 'batch_input_shape' : 'batch_shape',
      tensor?.shape ? shapeValue(tensor.shape) : interpreter.unknown('its shape is not known'),
    ],
    ['dtype', str(tensor?.dtype ?? 'float32')],
    ['sparse', FALSE],
    ['ragged', FALSE],
    ['name', str(layer.name)],
    ...(kerasVersion === 2 ? [] : [['optional', FALSE] as const]),
  ]);
}
