/** Keras's public namespaces: `keras.layers`, `tf.keras.models`, … as modules of the evaluator. */
import type { Interpreter } from '../python/domain/interpreter.ts';
import { ClassValue, ModuleValue, NativeFunction, NONE, str, tuple, type Value } from '../python/domain/value.ts';
import { createApplications } from './applications/index.ts';
import { createLayerClasses, declaredClasses } from './layers/classes.ts';
import { createInputSpec } from './layers/input-spec.ts';
import { distanceIsOne } from './layers/bound-arguments.ts';
import { refusing } from './layers/create.ts';
import { exportedName, inSource, isSource, publicNames } from './exported-names.ts';
import { type LibraryCode, libraryModel } from './library-code.ts';
import { LayerError } from './layers/definition.ts';
import { createMergeFunctions } from './layers/merging/functions.ts';
import { cloneModel } from './models/clone.ts';
import { createInput, createModelClasses, createTensorClass } from './models/classes.ts';
import { createOperations } from './operations/index.ts';
import { createDataFunctions } from './data/index.ts';
import { policyValue } from './layers/dtype-policy.ts';
import { createInitializers } from './plain-classes.ts';
import { NameScopeContext } from './name-scopes.ts';
import { Namespaces, once } from './namespaces.ts';
import { PACKAGES } from './packages/index.ts';
import type { KerasSession } from './session.ts';
import { LOSS_FUNCTIONS, METRIC_FUNCTIONS } from './training/losses.ts';
import { words } from '../words/message.ts';
import { isUndetermined } from '../python/domain/undetermined.ts';

/** Old places of the same namespaces. */
const KERAS_ROOTS = [
  'tensorflow.keras',
  'tensorflow.python.keras',
  'tensorflow.compat.v1.keras',
  'tensorflow.compat.v2.keras',
  'tf_keras',
  'keras.api',
  'keras.src',
  'keras_core',
  'tensorflow.contrib.keras',
];

export interface KerasApi {
  module(name: string): ModuleValue | undefined;
  /** A public name as pasted snippets use it without import. */
  bareName(name: string): Value | undefined;
  /** All of these names. */
  bareNames(): readonly string[];
}

/** `library`: evaluates what of Keras is written in Python here; without it, that stays unknown. */
export function createKerasApi(session: KerasSession, object: ClassValue, library?: LibraryCode): KerasApi {
  const layerClasses = createLayerClasses(session, object);
  const modelClasses = createModelClasses(session, layerClasses.get('Layer')!);
  session.classes = { get: (name) => modelClasses.get(name) ?? layerClasses.get(name) };
  const operations = createOperations(session);
  session.operators = operations.operators;
  const ops = once(() => operations.modules['keras.ops']!());
  session.operation = (name) => ops().get(name);
  const namespaces = new Namespaces();
  const add = (path: string, make: () => Iterable<readonly [string, Value]>): void =>
    namespaces.add(path, () => new Map(make()));

  const input = createInput(session, false);
  add('keras.layers', () => [
    ['InputLayer', inputLayerClass(layerClasses.get('InputLayer'), createInput(session, true))],
  ]);
  namespaces.add('keras.layers', () => publicNames(session, layerClasses));
  add('keras.layers', () => [['Input', input]]);
  add('keras.layers', () => createMergeFunctions(session));
  const inputSpec = once(() => createInputSpec(object));
  for (const path of ['keras', 'keras.layers']) add(path, () => [['InputSpec', inputSpec()]]);
  add('keras.models', () => [
    ...modelClasses,
    ['Input', input],
    ['clone_model', cloneModel(session)],
    ['load_model', modelOfFile(session, 'load_model')],
    ['model_from_json', modelOfFile(session, 'model_from_json')],
  ]);
  add('keras', () => [
    ['Model', modelClasses.get('Model')!],
    ['Sequential', modelClasses.get('Sequential')!],
    ['Input', input],
    ['Layer', layerClasses.get('Layer')!],
    ['KerasTensor', createTensorClass(session)],
    ['name_scope', nameScope(session)],
    ['__version__', str(session.kerasVersion === 2 ? '2.15.0' : '3.16.0')],
  ]);
  add('keras.engine.input_layer', () => [['Input', input]]);
  add('keras.utils', () => [
    ['clear_session', clearSession(session)],
    ['plot_model', new NativeFunction('plot_model', () => NONE)],
    ['set_random_seed', new NativeFunction('set_random_seed', () => NONE)],
  ]);
  add('keras.backend', () => [['clear_session', clearSession(session)]]);
  add('keras.mixed_precision', () => [
    ['set_global_policy', setPolicy(session)],
    ['set_dtype_policy', setPolicy(session)],
    ['set_policy', setPolicy(session)],
    ['global_policy', policyOf(session, 'global_policy')],
    ['dtype_policy', policyOf(session, 'dtype_policy')],
  ]);
  add('keras.config', () => [
    ['set_dtype_policy', setPolicy(session)],
    ['set_image_data_format', setDataFormat(session)],
    ['image_data_format', dataFormatOf(session)],
    ['set_floatx', setFloatx(session)],
    ['floatx', floatxOf(session)],
    ['dtype_policy', policyOf(session, 'dtype_policy')],
  ]);
  add('keras.backend', () => [
    ['set_image_data_format', setDataFormat(session)],
    ['image_data_format', dataFormatOf(session)],
    ['set_floatx', setFloatx(session)],
    ['floatx', floatxOf(session)],
  ]);
  namespaces.addAll(createInitializers(object));
  namespaces.add('keras.losses', () => LOSS_FUNCTIONS);
  namespaces.add('keras.metrics', () => METRIC_FUNCTIONS);
  namespaces.addAll(operations.modules);
  namespaces.addAll(createDataFunctions(session));

  for (const [path, members] of createApplications(session, library)) namespaces.add(path, () => members);
  for (const { modules, functions = [] } of PACKAGES) {
    const declared = Object.entries(modules).map(([path, layers]) => {
      const classes = once(() => declaredClasses(session, layers, path, layerClasses));
      namespaces.add(path, classes);
      return classes;
    });
    const all = (): [string, Value][] =>
      declared.flatMap((classes) => [...classes().keys()].map((name): [string, Value] => [name, classes().get(name)!]));
    for (const { module: path, name, python, followed } of functions)
      add(path, () => [
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
      ]);
  }

  const modules = new Map<string, ModuleValue>();
  const module = (name: string): ModuleValue | undefined => {
    const path = canonical(name);
    if (path === undefined) return undefined;
    const source = isSource(name);
    const key = source ? name : path;
    let found = modules.get(key);
    if (!found) {
      if (!knownNamespace(path, namespaces)) return undefined;
      found = new ModuleValue(
        path,
        undefined,
        (member) =>
          (source ? inSource(session, layerClasses, path, member) : undefined) ??
          namespaces.member(path, member) ??
          memberOf(path, key, member),
        () => [...namesIn(path)],
        (interpreter, member) => {
          refuseMisspelt(interpreter, path, member, [...namesIn(path)], exportedName(session, member));
        },
      );
      modules.set(key, found);
    }
    return found;
  };
  const memberOf = (path: string, name: string, member: string): Value | undefined => {
    // Old and experimental places: `keras.layers.core.Dense`, `keras.layers.merge.concatenate`,
    // `keras.layers.experimental.preprocessing.Rescaling`.
    const deep = DEEP.find((one) => path.startsWith(`${one}.`));
    const old =
      deep !== undefined
        ? namespaces.member(deep, member)
        : path.startsWith('keras.layers.')
          ? namespaces.member('keras.layers', member)
          : /^keras\.(models|engine)/.test(path)
            ? (namespaces.member('keras.models', member) ??
              (/^[A-Z]/.test(member) ? namespaces.member('keras.layers', member) : undefined))
            : undefined;
    return old ?? module(`${name}.${member}`);
  };
  const namesIn = (path: string): Iterable<string> => {
    if (path.startsWith('keras.layers.')) return namespaces.names('keras.layers');
    const inner = [...namespaces.paths()].flatMap((known) =>
      known.startsWith(`${path}.`) ? [known.slice(path.length + 1).split('.')[0]!] : [],
    );
    return new Set([...namespaces.names(path), ...inner]);
  };
  return {
    module,
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

/** Names that pasted snippets use for namespaces. */
const BARE_MODULES: Readonly<Record<string, (module: (name: string) => ModuleValue | undefined) => Value | undefined>> =
  {
    keras: (module) => module('keras'),
    layers: (module) => module('keras.layers'),
    models: (module) => module('keras.models'),
    tf: (module) => module('tensorflow'),
    K: (module) => module('keras.backend'),
  };

/** Further names that nothing else is called by, and where they are. */
const BARE_MEMBERS: Readonly<Record<string, string>> = {
  Adam: 'keras.optimizers',
  SGD: 'keras.optimizers',
  RMSprop: 'keras.optimizers',
  Adagrad: 'keras.optimizers',
  Adadelta: 'keras.optimizers',
  Nadam: 'keras.optimizers',
  Adamax: 'keras.optimizers',
  to_categorical: 'keras.utils',
  pad_sequences: 'keras.preprocessing.sequence',
  Tokenizer: 'keras.preprocessing.text',
  ImageDataGenerator: 'keras.preprocessing.image',
  EarlyStopping: 'keras.callbacks',
  ModelCheckpoint: 'keras.callbacks',
  ReduceLROnPlateau: 'keras.callbacks',
  TensorBoard: 'keras.callbacks',
  ...Object.fromEntries(
    [
      'VGG16',
      'VGG19',
      'ResNet50',
      'InceptionV3',
      'Xception',
      'MobileNet',
      'MobileNetV2',
      'InceptionResNetV2',
      'DenseNet121',
      'EfficientNetB0',
    ].map((name) => [name, 'keras.applications']),
  ),
};

const bareMember = (name: string, module: (name: string) => ModuleValue | undefined): Value | undefined =>
  Object.hasOwn(BARE_MEMBERS, name) ? module(BARE_MEMBERS[name]!)?.resolve?.(name) : undefined;

function canonical(name: string): string | undefined {
  for (const root of KERAS_ROOTS) {
    if (name === root) return 'keras';
    if (name.startsWith(`${root}.`)) return `keras.${name.slice(root.length + 1)}`;
  }
  if (name === 'tensorflow.compat.v1' || name === 'tensorflow.compat.v2') return 'tensorflow';
  if (name.startsWith('tensorflow.compat.v')) return `tensorflow.${name.split('.').slice(3).join('.')}`;
  return /^(keras|tensorflow)(\.|$)/.test(name) ? name : inPackage(name);
}

const DEEP: readonly string[] = PACKAGES.flatMap(({ deep = [] }) => deep);
const PACKAGE_NAMES: ReadonlySet<string> = new Set(
  PACKAGES.flatMap(({ modules }) => Object.keys(modules).map((path) => path.split('.')[0]!)),
);

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

/** A module of one of the packages beside Keras whose layers are declared. */
function inPackage(name: string): string | undefined {
  const path = PACKAGES.flatMap(({ formerly = [] }) => formerly).reduce(
    (former, [from, to]) => former.replace(from, to),
    name,
  );
  return PACKAGE_NAMES.has(path.split('.')[0]!) ? path : undefined;
}

/** Names of Keras 1 and 2 that look like misspelt present ones. */
const FORMER_NAMES: ReadonlySet<string> = new Set(['SReLU', 'Layers', 'layers', 'models', 'input', 'Inputs']);

/** A class of layers or models, misspelt by one letter, or by its name in Keras's source. Other names that are not known here may well be Keras's. */
function refuseMisspelt(
  interpreter: Interpreter,
  path: string,
  name: string,
  known: readonly string[],
  exported: string | undefined,
): void {
  if (!['keras', 'keras.layers', 'keras.models'].includes(path) || name.length < 5 || FORMER_NAMES.has(name)) return;
  const candidate = exported ?? known.find((one) => /^[A-Z]/.test(one) && one.length > 4 && distanceIsOne(one, name));
  if (candidate === undefined || candidate.replace(/\d/g, '') === name.replace(/\d/g, '')) return;
  refusing(interpreter, undefined, () => {
    throw new LayerError('no-such-name', words`${path} has no ${name}. Did you mean ${candidate}?`, {
      parameter: candidate,
      exceptionType: 'AttributeError',
    });
  });
}

/** A namespace that has members, leads to one that has, or is one of Keras's old module names. */
function knownNamespace(path: string, namespaces: Namespaces): boolean {
  if (path === 'keras' || path === 'tensorflow' || path === 'tensorflow.compat') return true;
  if (namespaces.has(path) || DEEP.some((one) => path.startsWith(`${one}.`) && /\.[a-z_0-9]+$/.test(path))) return true;
  for (const known of namespaces.paths()) if (known.startsWith(`${path}.`)) return true;
  return (
    /^keras\.(layers|models|engine)(\.[a-z_0-9]+)*$/.test(path) &&
    !/\.(save_model|(de)?serialize|get(_\w+)?|\w+_from_\w+)$/.test(path)
  );
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

/**
 * Each Sequential of the file takes one of the automatic names of functional models in Keras 3; how many there are is
 * not known.
 */
const modelOfFile = (session: KerasSession, name: string): NativeFunction =>
  new NativeFunction(name, (interpreter) => {
    interpreter.touch(session.naming);
    if (session.kerasVersion === 3) session.naming.lose('functional');
    return interpreter.unknown('the model is read from a file');
  });

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

const setPolicy = (session: KerasSession): NativeFunction =>
  new NativeFunction('set_dtype_policy', (interpreter, { positional: [policy] }) => {
    const name = policy?.kind === 'str' ? policy : policy ? interpreter.findAttribute(policy, 'name') : undefined;
    if (name?.kind === 'str') session.set(interpreter, { givenPolicy: name.value });
    return NONE;
  });

const setFloatx = (session: KerasSession): NativeFunction =>
  new NativeFunction('set_floatx', (interpreter, { positional: [dtype] }) => {
    if (dtype?.kind === 'str') session.set(interpreter, { floatx: dtype.value });
    return NONE;
  });
const floatxOf = (session: KerasSession): NativeFunction => new NativeFunction('floatx', () => str(session.floatx));
const policyOf = (session: KerasSession, name: string): NativeFunction =>
  new NativeFunction(name, () => policyValue(session, session.policy));

const dataFormatOf = (session: KerasSession): NativeFunction =>
  new NativeFunction('image_data_format', (interpreter) =>
    session.dataFormat ? str(session.dataFormat) : interpreter.unknown('which order of axes is set is not decided'),
  );

const setDataFormat = (session: KerasSession): NativeFunction =>
  new NativeFunction('set_image_data_format', (interpreter, { positional: [format] }) => {
    if (format?.kind === 'str' && (format.value === 'channels_first' || format.value === 'channels_last'))
      session.set(interpreter, { dataFormat: format.value });
    else if (isUndetermined(format)) session.set(interpreter, { dataFormat: undefined });
    return NONE;
  });
