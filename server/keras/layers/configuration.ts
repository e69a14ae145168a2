/** `get_config()` of layers, and what `from_config()` makes of it. */
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';
import {
  type FunctionValue,
  InstanceValue,
  NONE,
  str,
  TRUE,
  FALSE,
  TupleValue,
  type Value,
  int,
} from '../../python/domain/value.ts';
import type { KerasSession } from '../session.ts';
import { dictOf, entryOf, serialized } from './config-dicts.ts';
import { declaredAttribute } from './declared-attribute.ts';
import { savingCode } from '../saving/loaded.ts';
import { writtenValue } from '../saving/write.ts';
import type { LayerState } from './layer-state.ts';
import { layerOf } from './tracking.ts';
import { WrittenObject } from '../saving/holders.ts';
import { words } from '../../words/message.ts';

/** What the classes that derive from Layer get from it, and what the declared ones add. */
export function configOf(session: KerasSession, interpreter: Interpreter, layer: LayerState): Value {
  const own = ofArguments(interpreter, layer);
  if (own === undefined)
    return interpreter.unknown(words`with which arguments ${layer.className} was made is not followed`);
  const dtype = layer.dtype.compute === layer.dtype.variable ? layer.dtype.compute : `mixed_${layer.dtype.compute}`;
  const entries: (readonly [string, Value])[] = [...own];
  if (!isOfArgumentsAlone(session, layer)) {
    if (!/^SpatialDropout/.test(layer.definition?.name ?? ''))
      entries.push(['trainable', layer.trainable ? TRUE : FALSE]);
    entries.push([
      'dtype',
      session.kerasVersion === 2
        ? str(layer.dtype.variable)
        : serialized(interpreter, 'keras', 'DTypePolicy', dictOf(interpreter, [['name', str(dtype)]])),
    ]);
  }
  if (layer.definition)
    for (const parameter of Object.keys(layer.definition.parameters))
      if (parameter !== '*' && !isLeftOut(layer, parameter))
        entries.push([
          parameter,
          inConfig(session, interpreter, parameter, argumentInConfig(session, interpreter, layer, parameter)),
        ]);
  const rank = rankOfAdapters(layer);
  if (rank !== undefined)
    entries.push(
      ['lora_rank', int(rank)],
      ['lora_alpha', interpreter.unknown('what enable_lora() was given is not kept')],
    );
  if (ALSO_REGULARIZED.has(layer.definition?.name ?? ''))
    entries.push(['activity_regularizer', layer.args.value('activity_regularizer')]);
  if (layer.definition && 'go_backwards' in layer.definition.parameters)
    entries.push([
      'zero_output_for_mask',
      layer.args.given('zero_output_for_mask') ? layer.args.value('zero_output_for_mask') : FALSE,
    ]);
  return dictOf(interpreter, entries);
}

/** Of a layer that got its adapters from enable_lora(): how many columns the first has. */
function rankOfAdapters({ args, weights }: LayerState): number | undefined {
  if (args.given('lora_rank')) return undefined;
  const rank = weights.find(({ name }) => /^lora_\w+_a$/.test(name))?.shape?.at(-1);
  return typeof rank === 'number' ? rank : undefined;
}

/** Their own configuration has an activity_regularizer, which every layer takes. */
const ALSO_REGULARIZED: ReadonlySet<string> = new Set([
  'LSTM',
  'GRU',
  'SimpleRNN',
  'ConvLSTM1D',
  'ConvLSTM2D',
  'ConvLSTM3D',
  'Embedding',
  'EinsumDense',
]);

/** Keras writes these only where they are set. */
const WHERE_SET: ReadonlySet<string> = new Set([
  'lora_rank',
  'lora_alpha',
  'weights',
  'flash_attention',
  'gptq_unpacked_column_size',
  'bounding_box_format',
]);

function isLeftOut({ definition, args }: LayerState, parameter: string): boolean {
  const name = definition?.name;
  if (parameter === 'implementation' || parameter === 'use_cudnn' || (parameter === 'seed' && name === 'SimpleRNN'))
    return true;
  if (parameter === 'sparse' && name === 'CategoryEncoding') return true;
  const whereSet = WHERE_SET.has(parameter) || (parameter === 'activity_regularizer' && name === 'Dense');
  return whereSet && ['none', 'str'].includes(args.value(parameter).kind) && !args.given(parameter);
}

/**
 * The name, and where a class of the program's has no get_config() the arguments that its constructor was given, as far
 * as they are plain; undefined where they are not known.
 */
function ofArguments(interpreter: Interpreter, layer: LayerState): readonly (readonly [string, Value])[] | undefined {
  const { cls } = layer.instance;
  const name = ['name', str(layer.name)] as const;
  const init = cls.lookup('__init__');
  if (layer.definition || cls.lookup('get_config')?.kind === 'function') return [name];
  if (init?.kind !== 'function')
    return layer.args.kerasVersion === 2 ? [name] : [name, ['activity_regularizer', NONE], ['autocast', TRUE]];
  const given = layer.instance.made && argumentsOf(interpreter, init, layer.instance.made);
  if (!given || [...given.values()].some((value) => !isPlain(value))) return undefined;
  given.delete('name');
  const parameters = init.definition.parameters;
  const keeps = parameters.some(
    (one) => one.name === 'name' || (one.name === 'kwargs' && one.parameterKind === 'keywords'),
  );
  return [...(keeps ? [name] : []), ...given];
}

/** Keras 2 writes of a class with a constructor of its own, and no `get_config()`, what that was given. */
const isOfArgumentsAlone = ({ kerasVersion }: KerasSession, { definition, instance: { cls } }: LayerState): boolean =>
  kerasVersion === 2 &&
  definition === undefined &&
  cls.lookup('get_config')?.kind !== 'function' &&
  cls.lookup('__init__')?.kind === 'function';

const isPlain = (value: Value): boolean =>
  value.kind === 'list' || value.kind === 'tuple'
    ? value.items.every(isPlain) && !(value.kind === 'list' && value.summary)
    : ['str', 'int', 'float', 'bool', 'none'].includes(value.kind);

/** The arguments of a call by name, with defaults; undefined where they do not fit, or are not all known. */
function argumentsOf(
  interpreter: Interpreter,
  { definition, defaults }: FunctionValue,
  { positional, keywords, incomplete }: CallArguments,
): Map<string, Value> | undefined {
  if (incomplete) return undefined;
  const found = new Map<string, Value>();
  let next = 0;
  for (const { name, parameterKind } of definition.parameters.slice(1)) {
    if (parameterKind === 'positional-only' || (parameterKind === 'variadic' && next < positional.length))
      return undefined;
    if (parameterKind === 'variadic' || parameterKind === 'keywords') continue;
    const value =
      (parameterKind === 'ordinary' ? positional[next++] : undefined) ?? keywords.get(name) ?? defaults.get(name);
    if (value === undefined) return undefined;
    found.set(name, value);
  }
  for (const [name, value] of keywords) if (!found.has(name)) found.set(name, value);
  interpreter.spend(found.size);
  return found;
}

/** Objects are written out in a configuration, and those that are named are made for it. */
function inConfig(session: KerasSession, interpreter: Interpreter, parameter: string, value: Value): Value {
  if (parameter === 'activation' && value.kind === 'none') return str('linear');
  const object = /_(initializer|regularizer|constraint)$/.exec(parameter)?.[1];
  if (object === undefined || value.kind === 'none') return writtenValue(session, interpreter, value);
  const name =
    value.kind === 'str'
      ? (SHORT_NAMES[value.value] ?? camelCase(value.value))
      : value.kind === 'instance'
        ? value.cls.name
        : undefined;
  if (name === undefined || (value.kind === 'instance' && value.cls.definition))
    return writtenValue(session, interpreter, value);
  return serialized(interpreter, `keras.${object}s`, name, new WrittenObject(value));
}

/** What stands for an argument; the layers that a wrapper has made of its own are the copies. */
function argumentInConfig(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  parameter: string,
): Value {
  const given = layer.args.value(parameter);
  const declared = declaredAttribute(interpreter, layer, parameter);
  const name = layer.definition?.name;
  if ((name === 'Bidirectional' && session.kerasVersion === 2) || name === 'Normalization') return given;
  return declared && !(isUndetermined(declared) && layerOf(given)) ? declared : given;
}

/** Names that Keras takes for classes of another name. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  uniform: 'RandomUniform',
  normal: 'RandomNormal',
  one: 'Ones',
  zero: 'Zeros',
  maxnorm: 'MaxNorm',
  nonneg: 'NonNeg',
  unitnorm: 'UnitNorm',
};

const camelCase = (name: string): string =>
  name.replace(/(^|_)([a-z])/g, (_, _line, letter: string) => letter.toUpperCase());

/**
 * The entries of a configuration as arguments of the constructor; undefined where they are not all known. `isOwn`: a
 * class of the program's gets them as they stand there.
 */
export function argumentsOfConfig(
  session: KerasSession,
  interpreter: Interpreter,
  config: Value | undefined,
  isOwn: boolean,
): ReadonlyMap<string, Value> | undefined {
  if (config?.kind !== 'dict' || config.summary) return undefined;
  const keywords = new Map<string, Value>();
  for (const [key, value] of config.entries.values()) {
    if (key.kind !== 'str') return undefined;
    // The recurrent layers hand it on to RNN, and it decides no shape.
    if (key.value === 'zero_output_for_mask' && !isOwn) continue;
    if (session.kerasVersion === 2 && BUILT_ON.has(key.value) && !isOwn) continue;
    keywords.set(key.value, isOwn ? value : again(session, interpreter, key.value, value));
  }
  return keywords;
}

/** On what MultiHeadAttention of Keras 2 was built, which from_config() takes out again. */
const BUILT_ON: ReadonlySet<string> = new Set(['query_shape', 'key_shape', 'value_shape']);

/** Objects that are written out are made anew: layers too, which a configuration has in their place. */
function again(session: KerasSession, interpreter: Interpreter, name: string, value: Value): Value {
  if (name === 'dtype') return value;
  if (value.kind === 'dict' && /_(initializer|regularizer|constraint)$/.test(name)) {
    const module = entryOf(interpreter, value, 'module');
    const config = entryOf(interpreter, value, 'config');
    if (config instanceof WrittenObject && config.object.kind === 'instance') return copied(interpreter, config.object);
    // Which one it is decides no shape.
    if (module?.kind === 'str')
      return entryOf(interpreter, value, 'class_name') ?? interpreter.unknown(words`what ${name} is is not known`);
  }
  const isWritten = value.kind === 'dict' || value.kind === 'list' || value.kind === 'tuple';
  if (!isWritten) return value;
  const { isSafe } = session.customObjects;
  const made = savingCode()?.readObject({ session, interpreter, isSafe, compiles: false }, value);
  if (!made) return interpreter.unknown('what stands in the configuration is not followed');
  return value.kind === 'tuple' && made.kind === 'list' ? new TupleValue(made.items) : made;
}

/** Another object of the same class and attributes. */
function copied(interpreter: Interpreter, { cls, attributes }: InstanceValue): InstanceValue {
  const made = new InstanceValue(cls);
  interpreter.make(made);
  for (const [name, value] of attributes) made.attributes.set(name, value);
  return made;
}

/** `type(layer).from_config(layer.get_config())`; undefined where that is not followed. */
export function likeIt(interpreter: Interpreter, instance: InstanceValue): Value | undefined {
  const config = interpreter.call(interpreter.getAttribute(instance, 'get_config'), []);
  if (isUndetermined(config)) return undefined;
  const made = interpreter.call(interpreter.getAttribute(instance.cls, 'from_config'), [config]);
  return isUndetermined(made) ? undefined : made;
}
