/** What Keras makes of what is written out: `deserialize_keras_object`. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';
import {
  type ClassValue,
  type DictValue,
  InstanceValue,
  ListValue,
  str,
  TupleValue,
  type Value,
} from '../../python/domain/value.ts';
import { deepCopy } from '../../python/library/modules/copy.ts';
import { words } from '../../words/message.ts';
import { dictOf, entryOf } from '../layers/config-dicts.ts';
import { Undecided } from '../layers/definition.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { layerOf } from '../layers/tracking.ts';
import { specsOfShapes } from '../layers/values.ts';
import { buildModel } from '../models/build.ts';
import type { KerasSession } from '../session.ts';
import { compileFrom, compileLike } from './compiled-again.ts';
import { WrittenCompile, WrittenObject } from './holders.ts';
import { refuseLambda, refuseNotFound } from './refusals.ts';
import { BUILD, COMPILE } from './write.ts';

/** How an object is read. */
export interface Reading {
  readonly session: KerasSession;
  readonly interpreter: Interpreter;
  /** Functions without a name are refused. */
  readonly isSafe: boolean;
  /** Whether what compile() was given is given again. */
  readonly compiles: boolean;
  /** The layer stands in a graph, which builds it. */
  readonly isCalled?: boolean;
  /** It stands in a file of the format that Keras 3 no longer writes otherwise, `.h5`. */
  readonly isLegacy?: boolean;
}

/** @throws Undecided where what it makes is not known; KerasRefusal */
export function readObject(reading: Reading, value: Value): Value {
  const { interpreter } = reading;
  interpreter.spend();
  const again = (item: Value): Value => readObject(reading, item);
  if (value.kind === 'list' || value.kind === 'tuple') return new ListValue(value.items.map(again));
  if (value.kind !== 'dict') return value;
  const name = entryOf(interpreter, value, 'class_name');
  const config = entryOf(interpreter, value, 'config');
  if (!name || !config) return mapped(interpreter, value, again);
  if (name.kind !== 'str') throw new Undecided('of which class it is is not known');
  switch (name.value) {
    case '__lambda__':
      if (reading.isSafe) refuseLambda(interpreter);
      return config instanceof WrittenObject ? config.object : interpreter.unknown('its code is not read');
    case '__numpy__':
    case '__tensor__':
      return config instanceof WrittenObject
        ? deepCopy(interpreter, config.object)
        : interpreter.unknown('the array is not read');
    case 'function':
      return readFunction(reading, value, config);
    default:
      if (name.value.startsWith('__')) return interpreter.unknown('what stands in the configuration is not followed');
      return readInstance(reading, value, name.value, config);
  }
}

function mapped(interpreter: Interpreter, value: DictValue, change: (item: Value) => Value): DictValue {
  const copy = deepCopy(interpreter, value) as DictValue;
  for (const [key, [name, item]] of copy.entries) copy.entries.set(key, [name, change(item)]);
  return copy;
}

function readFunction(reading: Reading, value: DictValue, config: Value): Value {
  const { session, interpreter } = reading;
  if (config.kind !== 'str') throw new Undecided('which function it is is not known');
  const module = entryOf(interpreter, value, 'module');
  const own = session.customObjects.find(config.value);
  if (own === 'perhaps') return interpreter.unknown('which function it is is not decided');
  const found = own ?? session.activation(config.value) ?? session.operation(config.value);
  if (found) return found;
  if (module?.kind === 'str' && module.value.startsWith('keras')) return str(config.value);
  return refuseNotFound(reading, 'function', config.value);
}

/** An object of a class: a layer, a model, an optimizer. */
function readInstance(reading: Reading, value: DictValue, name: string, config: Value): Value {
  const { session, interpreter } = reading;
  const cls = classNamed(reading, value, name);
  const module = entryOf(interpreter, value, 'module');
  if (config instanceof WrittenObject) return likeObject(interpreter, config.object);
  if (cls === undefined) {
    if (module?.kind === 'str' && module.value.startsWith('keras') && !/^keras(\.layers|\.models)?$/.test(module.value))
      return interpreter.unknown(words`what is made of the configuration of ${name} is not followed`);
    return refuseNotFound(reading, 'class', name);
  }
  if (isUndetermined(config)) throw new Undecided(config.reason);
  const made = interpreter.call(interpreter.getAttribute(cls, 'from_config'), [
    formerConfig(
      reading,
      value,
      name,
      mapped(interpreter, asDict(config), (item) => item),
    ),
  ]);
  if (isUndetermined(made)) throw new Undecided(made.reason);
  const layer = layerOf(made);
  if (!layer) return made;
  if (!reading.isCalled || (layer.model && layer.instance.cls.definition))
    buildAgain(reading, layer, entryOf(interpreter, value, BUILD));
  const compile = entryOf(interpreter, value, COMPILE);
  if (reading.compiles && compile) {
    if (compile instanceof WrittenCompile) compileLike(session, interpreter, layer, compile, reading.isLegacy);
    else if (compile.kind !== 'none' && (compile.kind !== 'dict' || compile.entries.size > 0))
      compileFrom(session, interpreter, layer, compile);
  }
  return made;
}

/** What Keras 3 changes in a configuration as Keras 2 writes it, which names no module. It is changed in place. */
function formerConfig({ session, interpreter }: Reading, value: DictValue, name: string, config: DictValue): DictValue {
  if (session.kerasVersion === 2 || entryOf(interpreter, value, 'module')) return config;
  const taken = (key: string): Value | undefined => {
    const [found] = [...config.entries].filter(([, [one]]) => one.kind === 'str' && one.value === key);
    if (found) config.entries.delete(found[0]);
    return found?.[1][1];
  };
  const put = (key: string, item: Value): void => {
    for (const [spelled, entry] of dictOf(interpreter, [[key, item]]).entries) config.entries.set(spelled, entry);
  };
  const shape = taken('batch_input_shape');
  if (shape && shape.kind !== 'none') put(name === 'InputLayer' ? 'batch_shape' : 'input_shape', shape);
  const axis = taken('axis');
  // Several axes are lost on the way.
  const only = axis?.kind === 'list' && axis.items.length === 1 ? axis.items[0] : axis;
  if (only?.kind === 'int' || only?.kind === 'float') put('axis', only);
  if (name === 'Lambda') for (const key of LAMBDA_OF_KERAS_2) taken(key);
  return config;
}

const LAMBDA_OF_KERAS_2 = ['module', 'function_type', 'output_shape_type', 'output_shape_module'];

function asDict(config: Value): DictValue {
  if (config.kind !== 'dict' || config.summary) throw new Undecided('the configuration is not known');
  return config;
}

/** Where classes of models are, which one of them cannot import. */
const OF_KERAS_2 = /^keras\.(?:src\.)?engine\./;
const OF_KERAS_3 = /^keras\.src\.models\./;

/** undefined: Keras finds none. */
function classNamed(reading: Reading, value: DictValue, name: string): ClassValue | undefined {
  const { session, interpreter } = reading;
  const registered = entryOf(interpreter, value, 'registered_name');
  const key = registered?.kind === 'str' ? registered.value : name;
  const own = session.customObjects.find(key);
  if (own === 'perhaps' || (registered && isUndetermined(registered)))
    throw new Undecided('under which name its class is registered is not decided');
  if (own?.kind === 'class') return own;
  if (own) throw new Undecided('what is registered under its name is no class');
  const module = entryOf(interpreter, value, 'module');
  const isOfOther = session.kerasVersion === 3 ? OF_KERAS_2 : OF_KERAS_3;
  if (module?.kind === 'str' && isOfOther.test(module.value))
    throw new Undecided(words`there is no module ${module.value} in this release of Keras`);
  // Former configurations name no module.
  const isKeras = module === undefined || (module.kind === 'str' && module.value.startsWith('keras'));
  return isKeras ? session.classes.get(name) : undefined;
}

/** An object like the one that was written, so that neither is changed with the other. */
function likeObject(interpreter: Interpreter, object: Value): Value {
  if (object.kind !== 'instance' || object.host) return object;
  const made = new InstanceValue(object.cls);
  interpreter.make(made);
  for (const [name, value] of object.attributes) made.attributes.set(name, value);
  return made;
}

/** Layers of a graph are built when they are called; others, and models of the program's own, on what was written. */
function buildAgain({ session, interpreter }: Reading, layer: LayerState, build: Value | undefined): void {
  if (layer.built || build?.kind !== 'dict') return;
  const shapes = entryOf(interpreter, build, 'input_shape');
  if (!shapes || shapes.kind === 'none') return;
  if (isUndetermined(shapes)) {
    if (layer.model) layer.unknown ??= words`on what it is built is not followed`;
    return;
  }
  if (layer.model) buildModel(session, interpreter, layer, specsOfShapes(shapes));
  else interpreter.call(interpreter.getAttribute(layer.instance, 'build'), [asTuples(shapes)]);
}

/** Shapes are lists in a text. */
function asTuples(shapes: Value): Value {
  if (shapes.kind !== 'list') return shapes;
  return shapes.items.some((item) => item.kind === 'list' || item.kind === 'tuple')
    ? new ListValue(shapes.items.map(asTuples))
    : new TupleValue(shapes.items);
}
