/** `model.get_config()`, `to_json()`, and what makes a model of them again. */
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import {
  ClassMethodValue,
  type DictValue,
  ListValue,
  NativeFunction,
  str,
  TRUE,
  FALSE,
  int,
  type Value,
} from '../../python/domain/value.ts';
import { shapeValue, type KerasTensor } from '../graph/tensor.ts';
import { argumentsOfConfig, dictOf, entryOf, serialized } from '../layers/configuration.ts';
import { type TensorSpec, Undecided } from '../layers/definition.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { layerOf, trackedLayers } from '../layers/tracking.ts';
import { isRegistered } from '../saving/registered.ts';
import { valueOfNest } from '../layers/values.ts';
import { flatten, isDict, isList } from '../nests.ts';
import type { KerasDialect } from '../releases.ts';
import type { KerasSession } from '../session.ts';
import { clonedModel } from './clone.ts';
import { FunctionalModel } from './functional.ts';
import { isInputLayer } from './input.ts';
import { SequentialModel } from './sequential.ts';
import { words } from '../../words/message.ts';

/** Which model a configuration or a text is of, and what stood in it: the program may change it. */
const written = new WeakMap<object, { readonly model: LayerState; readonly content: unknown }>();

/** undefined for subclassed models, whose classes say it. */
export function configOfModel(
  interpreter: Interpreter,
  layer: LayerState,
  { standalone: isFirst = false }: Partial<Pick<KerasDialect, 'standalone'>> = {},
): Value | undefined {
  const { model } = layer;
  if (!(model instanceof FunctionalModel || model instanceof SequentialModel)) return undefined;
  if (layer.unknown !== undefined || (model instanceof SequentialModel && model.unknown !== undefined))
    return undefined;
  const functional = model instanceof FunctionalModel ? model : undefined;
  const layers = functional ? functional.layers() : isFirst ? (model as SequentialModel).shown : model.layers();
  interpreter.spend(layers.length * 10);
  const config = dictOf(interpreter, [
    ['name', str(layer.name)],
    ['trainable', layer.trainable ? TRUE : FALSE],
    ...(functional ? [] : [['dtype', interpreter.unknown('the policy of a model is not followed')] as const]),
    ['layers', new ListValue(layers.map((one) => writtenOut(interpreter, one, functional !== undefined)))],
    ...(functional
      ? ([
          ['input_layers', endsOf(interpreter, functional.inputs)],
          ['output_layers', endsOf(interpreter, functional.outputs)],
        ] as const)
      : []),
  ]);
  if (model instanceof SequentialModel && model.functional) {
    const shape = flatten(model.functional.inputs)[0]?.shape;
    if (shape)
      config.entries.set(interpreter.hashKey(str('build_input_shape'))!, [str('build_input_shape'), shapeValue(shape)]);
  }
  written.set(config, { model: layer, content: contentOfConfig(config) });
  return config;
}

function writtenOut(interpreter: Interpreter, layer: LayerState, inGraph: boolean): Value {
  const isOwn = layer.definition === undefined && layer.model === undefined && !isInputLayer(layer);
  const module = isOwn ? undefined : layer.model ? 'keras.models' : 'keras.layers';
  const config = isInputLayer(layer)
    ? inputConfig(interpreter, layer)
    : interpreter.call(interpreter.getAttribute(layer.instance, 'get_config'), []);
  const more: (readonly [string, Value])[] =
    isInputLayer(layer) || !layer.built ? [] : [[BUILD, builtOn(interpreter, layer)]];
  if (inGraph)
    more.push(
      ['name', str(layer.name)],
      ['inbound_nodes', interpreter.unknown('the calls in a configuration are not followed')],
    );
  return serialized(interpreter, module, layer.className, config, more);
}

const BUILD = 'build_config';

function builtOn(interpreter: Interpreter, { buildInput }: LayerState): Value {
  const shape = buildInput && !isList(buildInput) && !isDict(buildInput) ? (buildInput as TensorSpec).shape : undefined;
  return shape
    ? dictOf(interpreter, [['input_shape', shapeValue(shape)]])
    : interpreter.unknown('on what it is built is not followed');
}

function inputConfig(interpreter: Interpreter, layer: LayerState): Value {
  const tensor = layer.nodes[0] && flatten(layer.nodes[0].outputs)[0];
  return dictOf(interpreter, [
    ['batch_shape', tensor?.shape ? shapeValue(tensor.shape) : interpreter.unknown('its shape is not known')],
    ['dtype', str(tensor?.dtype ?? 'float32')],
    ['sparse', FALSE],
    ['ragged', FALSE],
    ['name', str(layer.name)],
    ['optional', FALSE],
  ]);
}

/** `['dense', 0, 0]`, or a structure of these. */
const endsOf = (interpreter: Interpreter, nest: FunctionalModel['inputs']): Value =>
  valueOfNest<KerasTensor>(
    interpreter,
    nest,
    (tensor) =>
      new ListValue([
        str(tensor.node?.operation.operationName ?? ''),
        int(tensor.node?.index ?? 0),
        int(tensor.tensorIndex),
      ]),
  );

/** What the program would have to change for it to be another configuration. */
function contentOf(value: Value): unknown {
  switch (value.kind) {
    case 'dict':
      return [...value.entries].map(([key, [, entry]]) => [key, contentOf(entry)]);
    case 'list':
    case 'tuple':
      return value.items.map(contentOf);
    default:
      return value;
  }
}
/** Another name is taken. */
const contentOfConfig = ({ entries }: DictValue): unknown =>
  [...entries.values()].flatMap(([key, entry]) =>
    key.kind === 'str' && key.value === 'name' ? [] : [contentOf(entry)],
  );
const isSame = (a: unknown, b: unknown): boolean =>
  Array.isArray(a) && Array.isArray(b) ? a.length === b.length && a.every((one, i) => isSame(one, b[i])) : a === b;

/** The model that a configuration or a text of one makes; undefined where the program has changed it, or it is none. */
function fromWritten(
  session: KerasSession,
  interpreter: Interpreter,
  value: Value | undefined,
  args: CallArguments,
): Value | undefined {
  const known = value && written.get(value);
  if (!known || !value) return undefined;
  if (value.kind === 'dict' && !isSame(known.content, contentOfConfig(value)))
    return interpreter.unknown('the program has changed the configuration');
  if (!args.keywords.has('custom_objects') && hasUnregistered(known.model))
    return interpreter.unknown('one of its classes is not registered');
  try {
    const clone = clonedModel(session, interpreter, known.model, 'configuration');
    const own = value.kind === 'dict' ? entryOf(interpreter, value, 'name') : undefined;
    if (own?.kind === 'str') clone.name = own.value;
    clone.instance.site = args.site;
    if (session.telling()) session.keepModel(clone);
    return clone.instance;
  } catch (error) {
    if (error instanceof Undecided) return interpreter.unknown(error.reason);
    throw error;
  }
}

/** Keras finds a class of the program's only where it is registered. */
function hasUnregistered(layer: LayerState, seen = new Set<LayerState>()): boolean {
  if (seen.has(layer)) return false;
  seen.add(layer);
  const { cls } = layer.instance;
  return (
    (cls.definition !== undefined && !isRegistered(cls)) ||
    trackedLayers(layer).some((child) => hasUnregistered(child, seen))
  );
}

/** `Model.from_config(config)` and `Sequential.from_config(config)`. */
export const modelFromConfig = (session: KerasSession): ClassMethodValue =>
  new ClassMethodValue(
    new NativeFunction('from_config', (interpreter, args) => {
      const [cls, positional] = args.positional;
      const config = positional ?? args.keywords.get('config');
      const made = fromWritten(session, interpreter, config, args);
      if (made) return made;
      const given = cls?.kind === 'class' && cls.definition ? argumentsOfConfig(interpreter, config) : undefined;
      return given && cls ? interpreter.call(cls, [], given) : interpreter.unknown('the configuration is not known');
    }),
  );

/** `model.to_json()`: its text is not followed, but which model it is of. */
export function jsonOfModel(interpreter: Interpreter, layer: LayerState): Value {
  const text = interpreter.unknown('the text of a configuration is not followed');
  if (configOfModel(interpreter, layer)) written.set(text, { model: layer, content: undefined });
  return text;
}

export const modelFromJson = (session: KerasSession, otherwise: NativeFunction): NativeFunction =>
  new NativeFunction('model_from_json', (interpreter, args) => {
    const made = fromWritten(session, interpreter, args.positional[0] ?? args.keywords.get('json_string'), args);
    return made ?? interpreter.callWith(otherwise, args);
  });

/** `keras.layers.serialize(layer)`. */
export const serializeLayer = new NativeFunction('serialize', (interpreter, { positional: [value] }) => {
  const layer = value && layerOf(value);
  return layer ? writtenOut(interpreter, layer, false) : interpreter.unknown('how it is written out is not followed');
});

/** `keras.layers.deserialize(config)`: of Keras's own classes. */
export const deserializeLayer = (session: KerasSession): NativeFunction =>
  new NativeFunction('deserialize', (interpreter, { positional: [value] }) => {
    const entry = (key: string): Value | undefined =>
      value?.kind === 'dict' && !value.summary ? entryOf(interpreter, value, key) : undefined;
    const [module, name, config] = [entry('module'), entry('class_name'), entry('config')];
    const cls = name?.kind === 'str' && module?.kind === 'str' ? session.classes.get(name.value) : undefined;
    if (!cls || !config) return interpreter.unknown('what is written out is not known');
    const made = interpreter.call(interpreter.getAttribute(cls, 'from_config'), [config]);
    const layer = layerOf(made);
    const build = entry(BUILD);
    const shape = build?.kind === 'dict' ? entryOf(interpreter, build, 'input_shape') : undefined;
    if (shape) interpreter.call(interpreter.getAttribute(made, 'build'), [shape]);
    else if (build && layer) layer.unknown ??= words`on what it is built is not followed`;
    return made;
  });
