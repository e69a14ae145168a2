/** `model.get_config()`, `to_json()`, and what makes a model of them again. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';
import {
  ClassMethodValue,
  type ClassValue,
  ListValue,
  NativeFunction,
  str,
  TRUE,
  FALSE,
  int,
  type Value,
} from '../../python/domain/value.ts';
import { textOfDocument } from '../../python/library/files/documents-of-texts.ts';
import { documentOfText } from '../../python/library/modules/json.ts';
import { words } from '../../words/message.ts';
import type { Node, Operation } from '../graph/node.ts';
import { shapeValue, type KerasTensor } from '../graph/tensor.ts';
import { dictOf, serialized, entryOf } from '../layers/config-dicts.ts';
import { argumentsOfConfig } from '../layers/configuration.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { valueOfNest } from '../layers/values.ts';
import { flatten, isDict, isList } from '../nests.ts';
import { namedIn } from '../saving/custom-objects.ts';
import { type TensorPlace, WrittenCall } from '../saving/holders.ts';
import { attempted, unknownModel } from '../saving/attempted.ts';
import { savingCode } from '../saving/loaded.ts';
import type { Reading } from '../saving/read.ts';
import { writtenLayer, writtenValue } from '../saving/write.ts';
import type { KerasSession } from '../session.ts';
import { FunctionalModel } from './functional.ts';
import { SequentialModel } from './sequential.ts';

/** undefined for subclassed models, whose classes say it. */
export function configOfModel(session: KerasSession, interpreter: Interpreter, layer: LayerState): Value | undefined {
  const { model } = layer;
  if (!(model instanceof FunctionalModel || model instanceof SequentialModel)) return undefined;
  if (layer.unknown !== undefined || (model instanceof SequentialModel && model.unknown !== undefined))
    return undefined;
  const functional = model instanceof FunctionalModel ? model : undefined;
  const places = functional ? placesIn(functional) : new Map<KerasTensor, TensorPlace>();
  // Up to Keras 2.3 the inputs are not among the layers of a row.
  const isFirst = session.dialect.standalone === true;
  const row = model instanceof SequentialModel ? (isFirst ? model.shown : model.layers()) : [];
  const count = functional ? functional.operations.length : row.length;
  interpreter.spend(count * 10);
  const config = dictOf(interpreter, [
    ['name', str(layer.name)],
    ['trainable', layer.trainable ? TRUE : FALSE],
    ...(functional ? [] : [['dtype', interpreter.unknown('the policy of a model is not followed')] as const]),
    [
      'layers',
      new ListValue(
        functional
          ? graphInConfig(session, interpreter, functional, places)
          : row.map((one) => writtenLayer(session, interpreter, one)),
      ),
    ],
    ...(functional
      ? ([
          ['input_layers', endsOf(session, interpreter, functional.inputs, places)],
          ['output_layers', endsOf(session, interpreter, functional.outputs, places)],
        ] as const)
      : []),
  ]);
  if (model instanceof SequentialModel && model.functional) {
    const shape = flatten(model.functional.inputs)[0]?.shape;
    if (shape)
      config.entries.set(interpreter.hashKey(str('build_input_shape'))!, [str('build_input_shape'), shapeValue(shape)]);
  }
  return config;
}

/** `['dense', 0, 0]`, or a structure of these. */
function endsOf(
  { kerasVersion }: KerasSession,
  interpreter: Interpreter,
  nest: FunctionalModel['inputs'],
  places: ReadonlyMap<KerasTensor, TensorPlace>,
): Value {
  const ends = valueOfNest<KerasTensor>(interpreter, nest, (tensor) => {
    const [name, node, at] = places.get(tensor) ?? ['', 0, 0];
    // A functional model begins with a call of its own.
    const first = tensor.node?.operation.layer?.model instanceof FunctionalModel ? 1 : 0;
    return new ListValue([str(name), int(node + first), int(at)]);
  });
  return kerasVersion === 2 && !isList(nest) && !isDict(nest) ? new ListValue([ends]) : ends;
}

const callsIn = (model: FunctionalModel, operation: Operation): readonly Node[] =>
  operation.nodes.filter((node) => model.has(node));

/** Where each tensor of the model comes from: calls outside of it do not count. */
function placesIn(model: FunctionalModel): ReadonlyMap<KerasTensor, TensorPlace> {
  const places = new Map<KerasTensor, TensorPlace>();
  for (const operation of model.operations)
    for (const [index, node] of callsIn(model, operation).entries())
      flatten(node.outputs).forEach((tensor, at) => {
        places.set(tensor, [operation.operationName, index, at]);
      });
  return places;
}

/** Layers and operations of a functional model, with their calls. */
function graphInConfig(
  session: KerasSession,
  interpreter: Interpreter,
  model: FunctionalModel,
  places: ReadonlyMap<KerasTensor, TensorPlace>,
): Value[] {
  return model.operations.map((operation) => {
    const nodes = callsIn(model, operation).filter(({ inputs }) => inputs.length > 0);
    const more = [
      ['name', str(operation.operationName)],
      ['inbound_nodes', new ListValue(nodes.map((node) => new WrittenCall(node, placesOf(node, places))))],
    ] as const;
    if (operation.layer) return writtenLayer(session, interpreter, operation.layer, more);
    const isFormer = session.kerasVersion === 2;
    return serialized(
      interpreter,
      isFormer ? 'keras.layers' : 'keras.src.ops',
      isFormer ? operation.className : (operation.computes ?? operation.className),
      dictOf(interpreter, [['name', str(operation.operationName)]]),
      more,
    );
  });
}

const placesOf = (node: Node, all: ReadonlyMap<KerasTensor, TensorPlace>): ReadonlyMap<KerasTensor, TensorPlace> =>
  new Map(node.inputs.flatMap((tensor) => (all.has(tensor) ? [[tensor, all.get(tensor)!] as const] : [])));

/** `Model.from_config(config)` and `Sequential.from_config(config)`. */
export const modelFromConfig = (session: KerasSession): ClassMethodValue =>
  new ClassMethodValue(
    new NativeFunction('from_config', (interpreter, { positional, keywords }) => {
      const [cls, config = keywords.get('config'), objects = keywords.get('custom_objects')] = positional;
      if (cls?.kind !== 'class' || config?.kind !== 'dict' || config.summary)
        return interpreter.unknown(config && isUndetermined(config) ? config.reason : 'the configuration is not known');
      const reading: Reading = { session, interpreter, isSafe: session.customObjects.isSafe, compiles: true };
      const saving = savingCode();
      if (!saving) return interpreter.unknown(notLoaded);
      const { isFunctionalConfig, readFunctional, readSequential } = saving;
      return attempted(interpreter, () =>
        session.customObjects.within(interpreter, namedIn(objects), () => {
          if (cls.mro.includes(session.classes.get('Sequential')!)) return readSequential(reading, cls, config);
          if (isFunctionalConfig(interpreter, config) && isRevivable(session, cls))
            return readFunctional(reading, cls, config);
          return interpreter.call(cls, [], argumentsOfConfig(session, interpreter, config, true));
        }),
      );
    }),
  );

/** Whether Keras makes a functional model of the class without asking its constructor. */
function isRevivable(session: KerasSession, cls: ClassValue): boolean {
  if (!cls.definition) return true;
  const init = cls.lookup('__init__');
  if (init?.kind !== 'function') return true;
  const kinds = init.definition.parameters.map(({ parameterKind }) => parameterKind);
  return session.kerasVersion === 3 && kinds.includes('variadic') && kinds.includes('keywords');
}

/** What the text of Keras 2 says. */
const formerJson = (interpreter: Interpreter, { instance }: LayerState): Value =>
  dictOf(interpreter, [
    ['class_name', str(instance.cls.name)],
    ['config', interpreter.call(interpreter.getAttribute(instance, 'get_config'), [])],
    ['keras_version', interpreter.unknown('which release it is is not known')],
    ['backend', str('tensorflow')],
  ]);

/** `model.to_json()`: what the text says is known, how it is spelled is not. */
export function jsonOfModel(session: KerasSession, interpreter: Interpreter, layer: LayerState): Value {
  return textOfDocument(
    interpreter,
    session.kerasVersion === 3 ? writtenLayer(session, interpreter, layer) : formerJson(interpreter, layer),
    words`how the text of a configuration is spelled is not followed`,
  );
}

/** `model_from_json(json_string, custom_objects=None)`. */
export const modelFromJson = (session: KerasSession): NativeFunction =>
  new NativeFunction('model_from_json', (interpreter, { positional, keywords }) => {
    const [text = keywords.get('json_string'), objects = keywords.get('custom_objects')] = positional;
    const config = text && documentOfText(interpreter, text);
    if (config?.kind !== 'dict')
      return unknownModel(session, interpreter, words`the text of the configuration is not known`);
    // It finds no class without one.
    if (session.kerasVersion === 3 && !entryOf(interpreter, config, 'module'))
      return unknownModel(session, interpreter, words`Keras 3 does not read what Keras 2 has written as JSON`);
    return readWith(session, interpreter, config, objects);
  });

const notLoaded = words`what the configuration makes is not followed`;

/** What a configuration makes, with these custom objects. */
function readWith(session: KerasSession, interpreter: Interpreter, config: Value, objects: Value | undefined): Value {
  const reading: Reading = { session, interpreter, isSafe: session.customObjects.isSafe, compiles: true };
  const saving = savingCode();
  if (!saving) return unknownModel(session, interpreter, notLoaded);
  return attempted(interpreter, () =>
    session.customObjects.within(interpreter, namedIn(objects), () => saving.readObject(reading, config)),
  );
}

/** `keras.layers.serialize(layer)`, `keras.saving.serialize_keras_object(object)`. */
export const serializeObject = (session: KerasSession, name: string): NativeFunction =>
  new NativeFunction(name, (interpreter, { positional: [value] }) =>
    value ? writtenValue(session, interpreter, value) : interpreter.unknown('how it is written out is not followed'),
  );

/** `keras.layers.deserialize(config)`, `keras.saving.deserialize_keras_object(config)`. */
export const deserializeObject = (session: KerasSession, name: string): NativeFunction =>
  new NativeFunction(name, (interpreter, { positional, keywords }) => {
    const [config = keywords.get('config'), objects = keywords.get('custom_objects')] = positional;
    if (!config || isUndetermined(config)) return interpreter.unknown('what is written out is not known');
    return readWith(session, interpreter, config, objects);
  });
