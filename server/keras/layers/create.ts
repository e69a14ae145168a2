/** Making layer objects. */
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import { type DictValue, InstanceValue, int, NativeFunction, str, type Value } from '../../python/domain/value.ts';
import { KerasTensor } from '../graph/tensor.ts';
import { formerSnakeCase, snakeCase as presentSnakeCase } from '../naming.ts';
import type { KerasDialect } from '../releases.ts';
import { KerasRefusal, type KerasSession } from '../session.ts';
import { STEPS_OF_A_LAYER } from '../steps.ts';
import { isBuiltAtInit } from './built-at-init.ts';
import { type Binding, bindConstructor, BoundArguments, COMMON_PARAMETERS, takenByKeras3 } from './bound-arguments.ts';
import { type LayerDefinition, LayerError, Undecided } from './definition.ts';
import { eitherForm } from './convolution/former.ts';
import { keras1Arguments } from './packaged/keras1-arguments.ts';
import { takenByKeras2 } from './keras2-arguments.ts';
import { checkFunctionNames } from './function-names.ts';
import { checkDtypeName } from './dtype-names.ts';
import { LayerState } from './layer-state.ts';
import { collectLayers, nestValue } from './nesting.ts';
import { adoptVariables } from './own-variables.ts';
import { layerOf } from './tracking.ts';
import { words } from '../../words/message.ts';
import { isUndetermined, undetermined } from '../../python/domain/undetermined.ts';

/** Runs a rule; what Keras refuses becomes a Python exception at `site`. */
export function refusing<T>(
  interpreter: Interpreter,
  layer: LayerState | undefined,
  work: () => T,
  site = interpreter.currentSite,
  call?: CallArguments,
): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof LayerError) throw new KerasRefusal(interpreter, error, { site, layer, call });
    throw error;
  }
}

/** What is bound to the parameters. A layer is called on a tensor after it is made, not with it. */
function boundTo(
  session: KerasSession,
  className: string,
  definition: LayerDefinition,
  args: CallArguments,
  isOwn: boolean,
): Binding {
  const binding = bind(session, className, definition, args, isOwn);
  const [first] = Object.keys(definition.parameters).filter((name) => !/^(cells?|layers?)$/.test(name));
  for (const name of [first, 'activation']) {
    const value = name === undefined ? undefined : binding.values.get(name);
    if (!(value instanceof KerasTensor) || value.traced || KEPT_AS_GIVEN.has(`${definition.name}.${name}`)) continue;
    throw new LayerError(
      'tensor-argument',
      words`${className}: the argument ${name!} is given a symbolic tensor. A layer is made first and called on the tensor then: write ${className}(…)(x).`,
      { parameter: name, exceptionType: 'ValueError' },
    );
  }
  return binding;
}

/** Arguments that Keras takes without a look at them. */
const KEPT_AS_GIVEN: ReadonlySet<string> = new Set([
  'AdditiveAttention.use_scale',
  'Attention.use_scale',
  'CenterCrop.height',
  'Concatenate.axis',
  'ContrastLimitedAdaptiveHistogramEqualization.value_range',
  'ELU.alpha',
  'HashedCrossing.num_bins',
  'Masking.mask_value',
  'MixUp.alpha',
  'Pipeline.layers',
  'RMSNormalization.axis',
  'RandomColorJitter.value_range',
  'RandomCrop.height',
  'RandomFlip.mode',
  'Rescaling.scale',
  'Resizing.height',
  'Softmax.axis',
]);

const NOTHING: Binding = { values: new Map(), given: new Set(), common: new Map() };

/**
 * `Layer.__init__`: gives an instance its Keras state. `definition` undefined: for a class that derives from Layer
 * itself. `isOwn`: the arguments are Keras's own, by their present names whichever release it is.
 */
export function initializeLayer(
  session: KerasSession,
  interpreter: Interpreter,
  instance: InstanceValue,
  definition: LayerDefinition | undefined,
  args: CallArguments,
  isOwn = false,
): LayerState {
  const existing = layerOf(instance);
  if (existing && !definition) {
    rename(interpreter, existing, args.keywords.get('name'));
    return existing;
  }
  interpreter.spend(STEPS_OF_A_LAYER);
  const className = instance.cls.name;
  const binding = definition
    ? refusing(interpreter, undefined, () =>
        boundTo(session, className, definition, args, isOwn || session.ownArguments),
      )
    : { ...NOTHING, common: args.keywords };
  const bound = new BoundArguments(className, binding, session.dataFormat, layerOf, session.kerasVersion);
  const name = binding.common.get('name');
  const dtype = dtypeOf(
    session,
    interpreter,
    binding.common.get('dtype') ??
      (definition && 'dtype' in definition.parameters ? binding.values.get('dtype') : undefined),
  );
  refusing(interpreter, undefined, () => {
    checkCommon(className, binding);
  });
  const trainable = binding.common.get('trainable');
  interpreter.touch(session.naming);
  const layer = new LayerState({
    instance,
    definition,
    args: bound,
    name: nameFor(session, className, name),
    dtype,
    trainable: trainable === undefined || interpreter.truth(trainable) !== false,
    site: instance.site ?? interpreter.currentSite,
  });
  interpreter.make(layer);
  layer.built =
    session.kerasVersion === 3 &&
    definition !== undefined &&
    isBuiltAtInit(definition) &&
    instance.cls.lookup('build')?.kind !== 'function';
  instance.host = layer;
  watchInstance(session, layer);
  for (const [key, value] of binding.values)
    if (!instance.attributes.has(key) && isKeptAsGiven(definition, key, value)) instance.attributes.set(key, value);
  for (const [key, value] of binding.values) if (key !== definition?.calledAtInit) nestValue(layer, value);
  session.layers.push(layer);
  if (definition) checkDeclared(session, interpreter, layer, definition);
  return layer;
}

/** @throws LayerError for a `dtype` or `name` that no layer takes. */
function checkCommon(className: string, { common }: Binding): void {
  checkDtypeName(className, common.get('dtype'), true);
  const name = common.get('name');
  if (name && !isUndetermined(name) && !['str', 'none', 'host'].includes(name.kind))
    throw new LayerError('bad-argument', words`${className}: name must be a string.`, { parameter: 'name' });
}

/** The name that the program gives; without one, the next of Keras's own. */
function nameFor(session: KerasSession, className: string, given: Value | undefined): string {
  if (given?.kind === 'str') return given.value;
  return given && given.kind !== 'none'
    ? session.naming.unknown()
    : session.naming.unique(automaticPrefix(session, className));
}

/** The layer hears what is assigned to attributes of its object, and in Keras 3 when its build() is taken. */
function watchInstance(session: KerasSession, layer: LayerState): void {
  layer.assigned = (told, value, before) => {
    if (session.kerasVersion === 3 && before && before !== value) keepReplaced(told, layer, before);
    adoptVariables(session, told, layer, value);
    nestValue(layer, value);
    if (session.kerasVersion === 3) noteHeld(layer, value, before);
  };
  if (session.kerasVersion === 3)
    layer.wrapped = (method, found) =>
      method === 'build' && found.kind === 'method' && found.method.kind === 'function'
        ? marking(session, layer, found)
        : found;
}

/** What of a container is there when it is assigned: of one that takes the place of another, what that had. */
function noteHeld({ heldAtFirst }: LayerState, value: Value, before: Value | undefined): void {
  if (!['list', 'tuple', 'dict'].includes(value.kind) || heldAtFirst.has(value)) return;
  const held = new Set<LayerState>();
  collectLayers(value, held);
  heldAtFirst.set(value, (before && heldAtFirst.get(before)) ?? held);
}

/** What the declaration refuses about the arguments; one that it cannot decide is accepted. */
function checkDeclared(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  definition: LayerDefinition,
): void {
  if (session.kerasVersion === 3)
    refusing(interpreter, layer, () => {
      checkFunctionNames(layer.className, definition.parameters, layer.args);
    });
  if (!definition.validate) return;
  try {
    refusing(interpreter, layer, () => {
      definition.validate!(layer.args);
    });
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
  }
}

/** A build() of the program's, which Keras 3 takes to have built the layer, whoever calls it. */
const marking = (session: KerasSession, layer: LayerState, build: Value): NativeFunction =>
  new NativeFunction('build', (interpreter, args) => {
    const result = session.scopes.within(interpreter, layer, () => interpreter.callWith(build, args));
    interpreter.touch(layer);
    layer.built = true;
    return result;
  });

/** Keras 3 goes on to count a layer whose attribute is given something else. */
function keepReplaced(interpreter: Interpreter, layer: LayerState, before: Value): void {
  const held = new Set<LayerState>();
  collectLayers(before, held);
  const left = [...held].filter((one) => !layer.children.includes(one));
  if (left.length === 0) return;
  interpreter.touch(layer);
  layer.children.push(...left);
}

/** As the releases in question write them. */
function givenTo(
  className: string,
  definition: LayerDefinition,
  args: CallArguments,
  dialect: KerasDialect,
): CallArguments {
  if (definition.package !== undefined) {
    const names = Object.keys(definition.parameters);
    return { ...args, positional: args.positional.slice(0, names.includes('*') ? names.indexOf('*') : names.length) };
  }
  if (dialect.keras1Names) {
    const present = keras1Arguments(definition, className, args);
    return definition.formerArguments?.(present) ?? present;
  }
  if (!definition.formerArguments || !(dialect.standalone || dialect.eitherPackage)) return args;
  const former = definition.formerArguments(args);
  return dialect.standalone ? former : eitherForm(args, former);
}

/** `kernel_layout` and the like say in Keras 2 on which devices an array lies. */
function bind(
  { dialect }: KerasSession,
  className: string,
  definition: LayerDefinition,
  args: CallArguments,
  isOwn: boolean,
): Binding {
  const parameters =
    dialect.version === 3
      ? definition.parameters
      : { ...definition.parameters, ...definition.keras2Defaults, ...(dialect.first ? definition.formerDefaults : {}) };
  const former =
    dialect.version === 2
      ? { ...definition.formerParameters, ...definition.keras2Parameters }
      : Object.fromEntries(
          Object.entries(definition.formerParameters ?? {}).filter(([name]) => takenByKeras3(definition.name, name)),
        );
  const bound = bindConstructor(
    className,
    parameters,
    former,
    isOwn ? args : givenTo(className, definition, args, dialect),
    (name) =>
      definition.package !== undefined ||
      (dialect.version === 2
        ? COMMON_PARAMETERS.has(name) || takenByKeras2(definition, name)
        : takenByKeras3(definition.name, name)),
    definition.formerParameters ?? {},
    definition.commonByPosition,
  );
  const binding =
    dialect.perhapsFirst && definition.formerDefaults
      ? withOpenDefaults(bound, Object.keys(definition.formerDefaults))
      : bound;
  if (dialect.version === 3 || !definition.keras2Truncated) return binding;
  return {
    ...binding,
    values: new Map(
      [...binding.values].map(([name, value]) => [
        name,
        definition.keras2Truncated!.includes(name) ? asInteger(value) : value,
      ]),
    ),
  };
}

/** What Python's int() makes of a number or of its text; anything else as it is, for the layer to refuse. */
function asInteger(value: Value): Value {
  if (value.kind === 'float' && Number.isFinite(value.value)) return int(Math.trunc(value.value));
  if (value.kind === 'str' && /^\s*\+?\d+\s*$/.test(value.value)) return int(Number(value.value));
  return value;
}

/** The defaults of `names` are not known, since they differ between the releases that the program may be for. */
function withOpenDefaults(binding: Binding, names: readonly string[]): Binding {
  const open = names.filter((name) => !binding.given.has(name));
  return {
    ...binding,
    values: new Map([
      ...binding.values,
      ...open.map(
        (name) =>
          [
            name,
            undetermined('its default is another one up to Keras 2.3, and which Keras runs the program is not known', {
              name,
            }),
          ] as const,
      ),
    ]),
  };
}

/**
 * Keras turns names of functions (`activation="relu"`) into functions; what else it changes, the declaration's
 * attributes say.
 */
function isKeptAsGiven(definition: LayerDefinition | undefined, parameter: string, value: Value): boolean {
  if (definition?.attributes && parameter in definition.attributes) return false;
  // They are not inside of the layer.
  if (definition?.calledAtInit === parameter) return false;
  const isFunctionName = /(^activation|_activation|_initializer|_regularizer|_constraint)$/.test(parameter);
  return !(isFunctionName && (value.kind === 'str' || (value.kind === 'none' && parameter.endsWith('activation'))));
}

/** Keras 2 calls a functional model `model`, Keras 1 a MaxPooling2D `maxpooling2d`. */
export function automaticPrefix({ dialect }: KerasSession, className: string): string {
  if (dialect.version === 2 && className === 'Functional') return 'model';
  if (dialect.keras1Names) return className.toLowerCase();
  const snakeCase = dialect.standalone ? formerSnakeCase : presentSnakeCase;
  // A scope of TensorFlow's cannot begin with a line below.
  return dialect.version === 2 && className.startsWith('_') ? `private${snakeCase(className)}` : snakeCase(className);
}

/** A later `super().__init__(name=…)` of the same object. */
function rename(interpreter: Interpreter, layer: LayerState, name: Value | undefined): void {
  if (name?.kind !== 'str') return;
  interpreter.touch(layer);
  layer.name = name.value;
}

/**
 * A layer's dtypes from a dtype name or policy: `mixed_float16` computes in float16 and keeps float32 variables;
 * `int8_from_mixed_float16` is quantized from that.
 */
export function dtypeOf(
  session: KerasSession,
  interpreter: Interpreter,
  value: Value | undefined,
): { compute: string; variable: string } {
  let policy = session.policy;
  if (value?.kind === 'str') policy = value.value;
  else if (value && value.kind !== 'none') {
    const name = value.kind === 'dict' ? nameInConfig(interpreter, value) : interpreter.findAttribute(value, 'name');
    if (name?.kind === 'str') policy = name.value;
  }
  policy = /_from_(\w+)$/.exec(policy)?.[1] ?? policy;
  const mixed = /^mixed_(float16|bfloat16)$/.exec(policy);
  return mixed ? { compute: mixed[1]!, variable: 'float32' } : { compute: policy, variable: policy };
}

/** Of a policy as configurations have it. */
function nameInConfig(interpreter: Interpreter, policy: DictValue): Value | undefined {
  const entry = (dict: DictValue, key: string): Value | undefined =>
    dict.entries.get(interpreter.hashKey(str(key))!)?.[1];
  const config = entry(policy, 'config');
  return config?.kind === 'dict' ? entry(config, 'name') : undefined;
}

/** A layer of a public class, as Keras makes one for itself. */
export function createLayer(
  session: KerasSession,
  interpreter: Interpreter,
  className: string,
  args: ReadonlyMap<string, Value>,
  name: string | undefined,
): LayerState {
  const cls = session.classes.get(className);
  if (!cls) throw new Undecided(words`${className} is not declared`);
  const instance = new InstanceValue(cls);
  const keywords = new Map(args);
  if (name !== undefined) keywords.set('name', str(name));
  const definition = session.definitions.get(className);
  return initializeLayer(session, interpreter, instance, definition, { positional: [], keywords }, true);
}
