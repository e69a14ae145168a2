/** Keras's public namespaces: `keras.layers`, `tf.keras.models`, … as modules of the evaluator. */
import type { Interpreter } from '../python/domain/interpreter.ts';
import { ClassValue, type ModuleValue, NativeFunction, NONE, str, tuple, type Value } from '../python/domain/value.ts';
import { createApplications } from './applications/index.ts';
import { createLayerClasses, declaredClasses } from './layers/classes.ts';
import { createInputSpec } from './layers/input-spec.ts';
import { publicNames } from './exported-names.ts';
import { Modules } from './modules.ts';
import { type LibraryCode, libraryModel } from './library-code.ts';
import { createMergeFunctions } from './layers/merging/functions.ts';
import { cloneModel } from './models/clone.ts';
import { deserializeObject, modelFromJson, serializeObject } from './models/configuration.ts';
import { customObjectScope, register, registeredName, registeredObject } from './saving/custom-objects.ts';
import { createModelClasses } from './models/classes.ts';
import { createInput, createTensorClass } from './models/symbolic-input.ts';
import { createOperations } from './operations/index.ts';
import { createDataFunctions } from './data/index.ts';
import { createPlainClasses } from './plain-classes.ts';
import { NameScopeContext } from './name-scopes.ts';
import { type Members, Namespaces, once } from './namespaces.ts';
import { PACKAGES } from './packages/index.ts';
import { fileFunctions, weightFunctions } from './saving/functions.ts';
import type { KerasSession } from './session.ts';
import { LOSS_FUNCTIONS, METRIC_FUNCTIONS } from './training/losses.ts';
import { words } from '../words/message.ts';
import {
  setPolicy,
  setFloatx,
  floatxOf,
  policyOf,
  dataFormatOf,
  setDataFormat,
  standardizeDtype,
} from './settings-functions.ts';
import { BARE_MODULES, BARE_MEMBERS, bareMember } from './bare-names.ts';

/** What the evaluator and the analysis ask of Keras. */
export interface KerasApi {
  module(name: string): ModuleValue | undefined;
  /** Raises where no release still possible has a module of this name. */
  refuseModule(this: void, interpreter: Interpreter, name: string): void;
  /** A public name as pasted snippets use it without import. */
  bareName(name: string): Value | undefined;
  /** All of these names. */
  bareNames(): readonly string[];
}

/** Members that are made when they are first asked for. */
const members = (make: () => Iterable<readonly [string, Value]>) => (): Members => new Map(make());

/** `library`: evaluates what of Keras is written in Python here; without it, that stays unknown. */
export function createKerasApi(session: KerasSession, object: ClassValue, library?: LibraryCode): KerasApi {
  const layerClasses = createLayerClasses(session, object);
  const modelClasses = createModelClasses(session, layerClasses.get('Layer')!);
  session.classes = { get: (name) => modelClasses.get(name) ?? layerClasses.get(name) };
  const operations = createOperations(session);
  session.operators = operations.operators;
  const ops = once(() => operations.modules['keras.ops']!());
  session.operation = (name) => ops().get(name);
  const activations = once(() => operations.modules['keras.activations']!());
  session.activation = (name) => activations().get(name);
  session.tensorClass = createTensorClass(session);
  const namespaces = new Namespaces();
  const input = createInput(session, false);
  addLayers(namespaces, session, object, layerClasses, input);
  addModels(namespaces, session, modelClasses, layerClasses, input);
  addSaving(namespaces, session);
  addSettings(namespaces, session);
  namespaces.addAll(createPlainClasses(session, object));
  namespaces.add('keras.losses', () => LOSS_FUNCTIONS);
  namespaces.add('keras.metrics', () => METRIC_FUNCTIONS);
  namespaces.addAll(operations.modules);
  namespaces.addAll(createDataFunctions(session));

  for (const [path, members] of createApplications(session, library)) namespaces.add(path, () => members);
  addPackages(namespaces, session, library, layerClasses);
  const modules = new Modules(session, layerClasses, namespaces);
  const module = (name: string): ModuleValue | undefined => modules.get(name);
  return {
    module,
    refuseModule: (interpreter, name) => {
      modules.refuse(interpreter, name);
    },
    bareName: (name) =>
      namespaces.member('keras.layers', name) ??
      namespaces.member('keras.models', name) ??
      BARE_MODULES[name]?.(module) ??
      bareMember(name, module),
    bareNames: () => [
      ...namespaces.names('keras.layers'),
      ...namespaces.names('keras.models'),
      ...Object.keys(BARE_MODULES),
      ...Object.keys(BARE_MEMBERS),
    ],
  };
}

type LayerClasses = ReturnType<typeof createLayerClasses>;

function addLayers(
  namespaces: Namespaces,
  session: KerasSession,
  object: ClassValue,
  layerClasses: LayerClasses,
  input: NativeFunction,
): void {
  namespaces.add(
    'keras.layers',
    members(() => [['InputLayer', inputLayerClass(layerClasses.get('InputLayer'), createInput(session, true))]]),
  );
  namespaces.add('keras.layers', () => publicNames(session, layerClasses));
  namespaces.add(
    'keras.layers',
    members(() => [['Input', input]]),
  );
  namespaces.add(
    'keras.layers',
    members(() => createMergeFunctions(session)),
  );
  namespaces.add(
    'keras.layers',
    members(() => [
      ['serialize', serializeObject(session, 'serialize')],
      ['deserialize', deserializeObject(session, 'deserialize')],
    ]),
  );
  const inputSpec = once(() => createInputSpec(object));
  for (const path of ['keras', 'keras.layers'])
    namespaces.add(
      path,
      members(() => [['InputSpec', inputSpec()]]),
    );
}

function addModels(
  namespaces: Namespaces,
  session: KerasSession,
  modelClasses: ReadonlyMap<string, ClassValue>,
  layerClasses: LayerClasses,
  input: NativeFunction,
): void {
  namespaces.add(
    'keras.models',
    members(() => [
      ...modelClasses,
      ['Input', input],
      ['clone_model', cloneModel(session)],
      ...fileFunctions(session),
      ['model_from_json', modelFromJson(session)],
    ]),
  );
  namespaces.add(
    'keras',
    members(() => [
      ['Model', modelClasses.get('Model')!],
      ['Sequential', modelClasses.get('Sequential')!],
      ['Input', input],
      ['Layer', layerClasses.get('Layer')!],
      ['KerasTensor', session.tensorClass!],
      ['name_scope', nameScope(session)],
      // Of the package keras up to 2.3 the last number is not known.
      ...(session.dialect.standalone
        ? []
        : [['__version__', str(session.kerasVersion === 2 ? '2.15.0' : '3.16.0')] as const]),
    ]),
  );
  namespaces.add(
    'keras.engine.input_layer',
    members(() => [['Input', input]]),
  );
  namespaces.add(
    'keras.utils',
    members(() => [
      ['clear_session', clearSession(session)],
      ['plot_model', new NativeFunction('plot_model', () => NONE)],
      ['set_random_seed', new NativeFunction('set_random_seed', () => NONE)],
    ]),
  );
  namespaces.add(
    'keras.backend',
    members(() => [['clear_session', clearSession(session)]]),
  );
}

/** What writes objects out and reads them. */
function addSaving(namespaces: Namespaces, session: KerasSession): void {
  for (const path of ['keras.saving', 'keras.utils'])
    namespaces.add(
      path,
      members(() => [
        ['register_keras_serializable', register(session)],
        ['get_registered_name', registeredName(session)],
        ['get_registered_object', registeredObject(session)],
        ['custom_object_scope', customObjectScope(session, 'custom_object_scope')],
        ['CustomObjectScope', customObjectScope(session, 'CustomObjectScope')],
        ['serialize_keras_object', serializeObject(session, 'serialize_keras_object')],
        ['deserialize_keras_object', deserializeObject(session, 'deserialize_keras_object')],
      ]),
    );
  namespaces.add(
    'keras.saving',
    members(() => [...fileFunctions(session), ...(session.kerasVersion === 3 ? weightFunctions(session) : [])]),
  );
}

/** Functions that set what holds from then on, and those that tell it. */
function addSettings(namespaces: Namespaces, session: KerasSession): void {
  namespaces.add(
    'keras.mixed_precision',
    members(() => [
      ['set_global_policy', setPolicy(session)],
      ['set_dtype_policy', setPolicy(session)],
      ['set_policy', setPolicy(session)],
      ['global_policy', policyOf(session, 'global_policy')],
      ['dtype_policy', policyOf(session, 'dtype_policy')],
    ]),
  );
  namespaces.add(
    'keras.config',
    members(() => [
      ['set_dtype_policy', setPolicy(session)],
      ['set_image_data_format', setDataFormat(session)],
      ['image_data_format', dataFormatOf(session)],
      ['set_floatx', setFloatx(session)],
      ['floatx', floatxOf(session)],
      ['dtype_policy', policyOf(session, 'dtype_policy')],
    ]),
  );
  namespaces.add(
    'keras.backend',
    members(() => [
      ['standardize_dtype', standardizeDtype(session)],
      ['set_image_data_format', setDataFormat(session)],
      ['image_data_format', dataFormatOf(session)],
      ['set_floatx', setFloatx(session)],
      ['floatx', floatxOf(session)],
    ]),
  );
}

/** Layers and functions of packages beside Keras. */
function addPackages(
  namespaces: Namespaces,
  session: KerasSession,
  library: LibraryCode | undefined,
  layerClasses: LayerClasses,
): void {
  for (const { modules, functions = [] } of PACKAGES) {
    const declared = Object.entries(modules).map(([path, layers]) => {
      const classes = once(() => declaredClasses(session, layers, path, layerClasses));
      namespaces.add(path, classes);
      return classes;
    });
    const all = (): [string, Value][] =>
      declared.flatMap((classes) => [...classes().keys()].map((name): [string, Value] => [name, classes().get(name)!]));
    for (const { module: path, name, python, followed } of functions)
      namespaces.add(
        path,
        members(() => [
          [
            name,
            describedFunction(
              session,
              library,
              name,
              python,
              new Map([...all(), ['FOLLOWED', tuple(...followed.map(str))]]),
            ),
          ],
        ]),
      );
  }
}

/** A function of a package that makes a model of a model; read when it is first called. */
function describedFunction(
  session: KerasSession,
  library: LibraryCode | undefined,
  name: string,
  python: string,
  given: ReadonlyMap<string, Value>,
): NativeFunction {
  let loaded: ModuleValue | undefined;
  return new NativeFunction(name, (interpreter, args) => {
    const notFollowed = interpreter.unknown(words`what ${name}() makes of this model is not followed`);
    loaded ??= library?.evaluate(name, python, new Map([...given, ['NOT_FOLLOWED', notFollowed]]));
    const callee = loaded?.attributes.get(name);
    if (!library || callee?.kind !== 'function') return notFollowed;
    return libraryModel(session, library, callee, args);
  });
}

/** Both a class (isinstance) and, when called, an input layer. */
function inputLayerClass(declared: ClassValue | undefined, make: NativeFunction): Value {
  if (!declared) return make;
  return new ClassValue({
    name: 'InputLayer',
    qualifiedName: 'keras.layers.InputLayer',
    bases: [declared],
    construct: (interpreter, _cls, args) => interpreter.callWith(make, args),
  });
}

const clearSession = (session: KerasSession): NativeFunction =>
  new NativeFunction('clear_session', (interpreter) => {
    interpreter.touch(session.naming);
    session.naming.clear();
    return NONE;
  });

/** Keras 2's paths are not followed. */
const nameScope = (session: KerasSession): NativeFunction =>
  new NativeFunction('name_scope', (interpreter, { positional: [first], keywords }) => {
    const name = first ?? keywords.get('name');
    return session.kerasVersion === 3 && name?.kind === 'str'
      ? new NameScopeContext(session.scopes, name.value)
      : interpreter.unknown('a scope of this name is not followed');
  });
