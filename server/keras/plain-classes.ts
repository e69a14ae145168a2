/**
 * Classes that decide no shape: optimizers, losses, metrics, initializers, regularizers, callbacks. They keep their
 * arguments.
 */
import { ArrayValue } from '../python/library/arrays/array-value.ts';
import { iterations } from './data/optimizer-steps.ts';
import { changesVariables } from './data/optimized-variables.ts';
import { define } from '../python/library/arrays/library-call.ts';
import type { Interpreter } from '../python/domain/interpreter.ts';
import {
  ClassValue,
  type DictValue,
  type InstanceValue,
  NativeFunction,
  NONE,
  str,
  type Value,
} from '../python/domain/value.ts';
import { entryOf } from './layers/config-dicts.ts';
import { snakeCase } from './naming.ts';
import { NAMES, TENSORFLOW_INITIALIZERS } from './plain-class-names.ts';
import { type MembersByPath, once } from './namespaces.ts';
import { legacyOptimizers, refuseGone } from './gone-attributes.ts';
import type { KerasSession } from './session.ts';
import { lossOfAll, lossOfRows } from './training/loss-values.ts';
import { callbackMembers } from './training/callback-class.ts';
import { checkCallback } from './training/callback-arguments.ts';
import { checkObject, parametersOf } from './training/object-parameters.ts';
import { learningRate, makeLearningRate } from './training/learning-rate.ts';
import { changedAttributes, usualAttribute } from './training/object-attributes.ts';
import { built, variables } from './training/optimizer-object.ts';
import { LOSS_FUNCTIONS, METRIC_FUNCTIONS } from './training/losses.ts';
import { METRIC_PARAMETERS, nameMetric } from './training/metric-names.ts';
import { words } from '../words/message.ts';
import { isUndetermined } from '../python/domain/undetermined.ts';

/** `initializer(shape, dtype)`: an array of that shape. */
const fill = define(
  'initializer',
  'self shape dtype',
  (call) =>
    new ArrayValue({
      shape: call.shape('shape'),
      dtype: call.dtype('dtype', 'float32'),
      library: 'tensorflow',
      reason: words`an initializer fills it`,
    }),
);

/** `loss(labels, predictions)`: one number, unless the program asks for each row's. */
const lossCall = new NativeFunction('__call__', (interpreter, { positional: [self, ...rest], keywords }) => {
  const args = [rest[0] ?? keywords.get('y_true'), rest[1] ?? keywords.get('y_pred')];
  const reduction = self?.kind === 'instance' ? self.attributes.get('reduction') : undefined;
  if (
    reduction === undefined ||
    (reduction.kind === 'str' && /^(auto|sum|mean|sum_over_batch_size)$/.test(reduction.value))
  )
    return lossOfAll(interpreter, args);
  const isPlain = self?.kind === 'instance' && !self.cls.definition;
  return isPlain && reduction.kind === 'str' && reduction.value === 'none'
    ? lossOfRows(interpreter, args, self.cls.name.startsWith('Sparse'))
    : interpreter.unknown('what the loss gives is not followed');
});

/** `he_normal` → `HeNormal`; Keras takes both. */
const classNameOf = (name: string): string =>
  name.replace(/(^|_)([a-z])/g, (_, _line, letter: string) => letter.toUpperCase());

/** What a loss takes by position. */
const LOSS_PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  BinaryCrossentropy: ['from_logits', 'label_smoothing', 'axis'],
  CategoricalCrossentropy: ['from_logits', 'label_smoothing', 'axis'],
  SparseCategoricalCrossentropy: ['from_logits'],
};

/** What an optimizer takes by position, as far as it decides its variables. */
const OPTIMIZER_PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  SGD: ['learning_rate', 'momentum', 'nesterov'],
  RMSprop: ['learning_rate', 'rho', 'momentum', 'epsilon', 'centered'],
  Adam: ['learning_rate', 'beta_1', 'beta_2', 'epsilon', 'amsgrad'],
};

/** What a callback takes by position, of those that call functions. */
const CALLBACK_PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  LambdaCallback: [
    'on_epoch_begin',
    'on_epoch_end',
    'on_train_begin',
    'on_train_end',
    'on_train_batch_begin',
    'on_train_batch_end',
  ],
};

/** What a class takes by position. */
function positionalOf({ kerasVersion }: KerasSession, space: string, name: string): readonly string[] | undefined {
  const places = kerasVersion === 3 || space === 'callbacks' ? parametersOf(`keras.${space}.${name}`) : [];
  if (places.length > 0) return places;
  const own = POSITIONAL[space]?.[name];
  if (own || space !== 'metrics') return own ?? (space === 'optimizers' ? ['learning_rate'] : undefined);
  return name === 'Metric' && kerasVersion === 2 ? ['name', 'dtype'] : undefined;
}

const POSITIONAL: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  losses: LOSS_PARAMETERS,
  callbacks: CALLBACK_PARAMETERS,
  optimizers: OPTIMIZER_PARAMETERS,
  metrics: METRIC_PARAMETERS,
};

/** What is done with an object that has kept its arguments. */
const MADE: Readonly<
  Record<string, (session: KerasSession) => (interpreter: Interpreter, made: InstanceValue) => void>
> = {
  metrics: (session) => (interpreter, metric) => {
    nameMetric(session, interpreter, metric);
  },
  optimizers: (session) => (interpreter, optimizer) => {
    if (session.kerasVersion === 2) return;
    nameOptimizer(session, interpreter, optimizer);
    makeLearningRate(interpreter, optimizer);
  },
  callbacks: (session) => (interpreter, callback) => {
    if (!callback.cls.definition) checkCallback(session, interpreter, callback);
  },
};

/** The classes of a module, by name. An instance keeps what it was given as attributes. */
function classesOf(session: KerasSession, object: ClassValue, space: string): Map<string, Value> {
  const { kerasVersion } = session;
  const more = (name: string): ReadonlyMap<string, Value> | undefined => {
    if (space === 'optimizers') return ofOptimizers(session);
    if (name === 'Callback') return callbackMembers(session);
    return kerasVersion === 3 ? changedAttributes(`keras.${space}.${name}`) : undefined;
  };
  return new Map(
    (NAMES[space] ?? []).map((name) => [
      name,
      plainClass(name, `keras.${space}.${name}`, object, {
        call: space === 'initializers' ? fill : space === 'losses' ? lossCall : undefined,
        positional: positionalOf(session, space, name),
        more: more(name),
        checkedFor: session.firstGeneration ? undefined : kerasVersion,
        made: MADE[space]?.(session),
      }),
    ]),
  );
}

/** `keras.initializers.get(…)`: a name stands for one of the classes, by either of its spellings. */
function initializerGetter(members: ReadonlyMap<string, Value>): NativeFunction {
  const some = members.get('Initializer')!;
  return new NativeFunction('get', (interpreter, { positional: [identifier = NONE] }) => {
    const named = identifier.kind === 'str' ? members.get(classNameOf(identifier.value)) : undefined;
    if (named) return interpreter.call(named);
    if (identifier.kind === 'dict')
      return (
        madeOf(interpreter, identifier, (name) => members.get(name) ?? members.get(classNameOf(name))) ??
        interpreter.unknown('what the configuration stands for is not followed')
      );
    return identifier.kind === 'str' || isUndetermined(identifier) ? interpreter.call(some) : identifier;
  });
}

export function createPlainClasses(session: KerasSession, object: ClassValue): MembersByPath {
  const classes = (space: string): Map<string, Value> => classesOf(session, object, space);
  const withGet = (space: string): (() => Map<string, Value>) =>
    once(() => {
      const members = classes(space);
      if (session.kerasVersion === 2) return members;
      const get = getter(space, members);
      return members.set('get', get).set('deserialize', get);
    });
  const spacesWithGet = new Map(
    ['losses', 'metrics', 'regularizers', 'constraints'].map((space) => [space, withGet(space)] as const),
  );
  const spaceOf = (space: string): (() => Map<string, Value>) => spacesWithGet.get(space)!;
  const initializers = once(() => {
    const members = classes('initializers');
    return members.set('get', initializerGetter(members));
  });
  session.objectNamed = (interpreter, space, name) => {
    const members = space === 'initializers' ? initializers() : spaceOf(space)();
    return interpreter.call(members.get('get')!, [str(name)]);
  };
  const callbacks = once(() => classes('callbacks'));
  const optimizers = withGet('optimizers');
  session.optimizerClass = (name) => [...optimizers()].find(([one]) => one.toLowerCase() === name.toLowerCase())?.[1];
  session.historyClass = () => callbacks().get('History');
  const policy = once(() => plainClass('DTypePolicy', 'keras.DTypePolicy', object, { positional: ['name'] }));
  const spaces = Object.keys(NAMES).map((space) => [`keras.${space}`, () => classes(space)] as const);
  return {
    ...Object.fromEntries(spaces),
    'keras.optimizers.legacy': () =>
      session.kerasVersion === 2 ? classes('optimizers') : legacyOptimizers(NAMES['optimizers']!),
    'keras.callbacks': callbacks,
    'keras.optimizers': optimizers,
    ...Object.fromEntries([...spacesWithGet].map(([space, members]) => [`keras.${space}`, members] as const)),
    'keras.initializers': initializers,
    'tensorflow.initializers': initializers,
    tensorflow: () =>
      new Map(
        TENSORFLOW_INITIALIZERS.map((name) => [name, plainClass(name, `tensorflow.${name}`, object, { call: fill })]),
      ),
    keras: () => new Map([['DTypePolicy', policy()]]),
    'keras.mixed_precision': () =>
      new Map([
        ['Policy', policy()],
        ['DTypePolicy', policy()],
      ]),
    'keras.mixed_precision.experimental': () => new Map([['Policy', policy()]]),
    'keras.utils': () =>
      new Map<string, Value>([
        ...['Sequence', 'PyDataset'].map((name) => [name, plainClass(name, `keras.utils.${name}`, object)] as const),
      ]),
  };
}

const ofOptimizers = (session: KerasSession): ReadonlyMap<string, Value> => {
  const { kerasVersion } = session;
  const rate = learningRate(kerasVersion);
  return new Map<string, Value>([
    ['learning_rate', rate],
    ...(kerasVersion === 2
      ? [['lr', rate] as const, ['minimize', changesVariables('minimize', session)] as const]
      : []),
    ['iterations', iterations],
    ...(kerasVersion === 3 ? [['built', built] as const, ['variables', variables] as const] : []),
    ...['apply_gradients', 'apply'].map((name) => [name, changesVariables(name, session)] as const),
  ]);
};

/** An object of a class by its name and the arguments that a configuration has; undefined where it is none. */
function madeOf(
  interpreter: Interpreter,
  given: DictValue,
  classNamed: (name: string) => Value | undefined,
): Value | undefined {
  const [name, config] = ['class_name', 'config'].map((key) => entryOf(interpreter, given, key));
  const cls = name?.kind === 'str' ? classNamed(name.value) : undefined;
  if (cls?.kind !== 'class' || config?.kind !== 'dict' || config.summary) return undefined;
  const keywords = new Map<string, Value>();
  for (const [key, value] of config.entries.values()) {
    if (key.kind !== 'str' || value.kind === 'dict') return undefined;
    keywords.set(key.value, value);
  }
  return interpreter.call(cls, [], keywords);
}

/** `keras.losses.get(…)` and its like: what a name stands for, and other things as they are. */
const getter = (space: string, members: ReadonlyMap<string, Value>): NativeFunction =>
  new NativeFunction('get', (interpreter, { positional: [first], keywords }) => {
    const identifier = first ?? keywords.get('identifier') ?? NONE;
    if (identifier.kind === 'class') return interpreter.call(identifier);
    const classNamed = (name: string): Value | undefined =>
      [...members].find(
        ([one]) =>
          one === name ||
          snakeCase(one) === name.toLowerCase() ||
          (space === 'optimizers' && one.toLowerCase() === name.toLowerCase()),
      )?.[1];
    const made = identifier.kind === 'dict' ? madeOf(interpreter, identifier, classNamed) : undefined;
    if (made) return made;
    if (identifier.kind !== 'str')
      return identifier.kind === 'dict' || isUndetermined(identifier)
        ? interpreter.unknown('what the configuration stands for is not followed')
        : identifier;
    const name = identifier.value;
    const fn = space === 'losses' ? LOSS_FUNCTIONS.get(name) : undefined;
    if (fn) return fn;
    const whole = METRIC_FUNCTIONS.get(name)?.name ?? name;
    const cls = classNamed(whole);
    return cls ? interpreter.call(cls) : interpreter.unknown('what the name stands for is not followed');
  });

/** Keras names the objects of each class in the order in which they are made. */
function nameOptimizer({ naming }: KerasSession, interpreter: Interpreter, optimizer: InstanceValue): void {
  const given = optimizer.attributes.get('name');
  if (given !== undefined && given.kind !== 'none') return;
  interpreter.touch(naming);
  optimizer.attributes.set('name', str(naming.unique(snakeCase(optimizer.cls.name))));
}

interface Options {
  /** Parameters that are taken by position. */
  readonly positional?: readonly string[] | undefined;
  readonly call?: NativeFunction | undefined;
  /** Further attributes of the class. */
  readonly more?: ReadonlyMap<string, Value> | undefined;
  /** Arguments that it does not have in this version are refused. */
  readonly checkedFor?: 2 | 3 | undefined;
  /** What the constructor does when it has kept its arguments. */
  readonly made?: ((interpreter: Interpreter, instance: InstanceValue) => void) | undefined;
}

function plainClass(
  name: string,
  qualifiedName: string,
  object: ClassValue,
  { positional = [], call, more = new Map(), made, checkedFor }: Options = {},
): ClassValue {
  const [, space = ''] = qualifiedName.split('.');
  const cls: ClassValue = new ClassValue({
    name,
    qualifiedName,
    bases: [object],
    attributes: new Map<string, Value>([
      [
        '__init__',
        new NativeFunction('__init__', (interpreter, args) => {
          const self = args.positional[0];
          if (self?.kind !== 'instance') return NONE;
          if (checkedFor !== undefined && !self.cls.definition)
            checkObject(interpreter, qualifiedName, { ...args, positional: args.positional.slice(1) }, checkedFor);
          for (const [key, value] of args.keywords) self.attributes.set(key, value);
          args.positional.slice(1).forEach((value, index) => {
            const parameter = positional[index];
            if (parameter !== undefined) self.attributes.set(parameter, value);
          });
          made?.(interpreter, self);
          return NONE;
        }),
      ],
      [
        '__getattr__',
        new NativeFunction('__getattr__', (interpreter, { positional: [self, attribute] }) => {
          if (checkedFor === 3 && attribute?.kind === 'str') refuseGone(interpreter, space, self, attribute.value);
          const usual =
            checkedFor === 3 && self?.kind === 'instance' && attribute?.kind === 'str'
              ? usualAttribute(self, attribute.value)
              : undefined;
          return (
            usual ??
            interpreter.unknown(
              words`${attribute?.kind === 'str' ? attribute.value : words`an attribute`} of ${name} is not followed`,
            )
          );
        }),
      ],
      ...more,
      [
        '__call__',
        call ??
          new NativeFunction('__call__', (interpreter) =>
            interpreter.unknown(words`what ${name} gives is not followed`),
          ),
      ],
    ]),
  });
  return cls;
}
