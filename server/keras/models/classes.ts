/** The Python classes Model, Functional and Sequential, and `Input`. */
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import { ClassValue, InstanceValue, ListValue, NativeFunction, NONE, type Value } from '../../python/domain/value.ts';
import { KerasTensor } from '../graph/tensor.ts';
import { initializeLayer, refusing } from '../layers/create.ts';
import { LayerError, type Nest, Undecided } from '../layers/definition.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { nest, TOO_DEEP } from '../layers/nesting.ts';
import { layerOf } from '../layers/tracking.ts';
import { shapeOf, structureOf } from '../layers/values.ts';
import { isList, mapNest } from '../nests.ts';
import type { KerasSession } from '../session.ts';
import { STEPS_OF_A_ROW } from '../steps.ts';
import { FunctionalModel } from './functional.ts';
import { checkDtypeName } from '../layers/dtype-names.ts';
import { createInputLayer, givenTensor, inputShapeFrom, inputTensorOf } from './input.ts';
import { layersProperty, modelMembers } from './model-members.ts';
import { withOwnInputs } from './own-inputs.ts';
import { SequentialModel } from './sequential.ts';
import { SubclassedModel } from './subclassed.ts';
import { type Message, words } from '../../words/message.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';

/** Keras's rule for "this is a functional model": two positional arguments, or inputs and outputs by name. */
function isFunctionalCall(args: CallArguments): boolean {
  return (
    args.positional.length === 2 ||
    (args.positional.length === 1 && hasOutputs(args)) ||
    (hasInputs(args) && hasOutputs(args))
  );
}
const hasInputs = (args: CallArguments): boolean => args.keywords.has('inputs') || args.keywords.has('input');
const hasOutputs = (args: CallArguments): boolean => args.keywords.has('outputs') || args.keywords.has('output');

/** Whether an attribute is what Keras tracks: plain ones may be set before super().__init__(). */
const layersIn = (value: Value): boolean =>
  value.kind === 'list' || value.kind === 'tuple'
    ? value.items.some(layersIn)
    : value instanceof KerasTensor || layerOf(value) !== undefined;

export function createModelClasses(session: KerasSession, layerClass: ClassValue): Map<string, ClassValue> {
  const rest = (args: CallArguments): CallArguments => ({ ...args, positional: args.positional.slice(1) });
  const attributes = modelMembers(session);
  attributes.set(
    '__init__',
    new NativeFunction('__init__', (interpreter, args) => {
      const self = args.positional[0];
      if (self?.kind === 'instance') initializeModel(session, interpreter, self, rest(args));
      return NONE;
    }),
  );
  const model: ClassValue = new ClassValue({
    name: 'Model',
    qualifiedName: session.kerasVersion === 3 ? 'keras.src.models.model.Model' : 'keras.Model',
    bases: [layerClass],
    attributes,
    construct: (interpreter, cls, args) => {
      const instance = new InstanceValue(cls === model && isFunctionalCall(args) ? functional : cls);
      instance.site = args.site;
      if (cls.definition) instance.made = args;
      const init = instance.cls.lookup('__init__');
      if (init) interpreter.callWith(init, { ...args, positional: [instance, ...args.positional] });
      if (
        init?.kind === 'function' &&
        !layerOf(instance) &&
        !cls.mro.some((base) => base.unknownBase) &&
        [...instance.attributes.values()].some(layersIn)
      ) {
        refusing(
          interpreter,
          undefined,
          () => {
            throw new LayerError(
              'missing-super-init',
              words`The __init__() of ${cls.name} does not call super().__init__(), which Keras needs before layers are put into attributes.`,
              { exceptionType: 'RuntimeError' },
            );
          },
          args.site,
        );
      }
      return instance;
    },
  });
  const functional = new ClassValue({
    name: session.dialect.plainModel ? 'Model' : 'Functional',
    qualifiedName: session.kerasVersion === 3 ? 'keras.src.models.functional.Functional' : 'keras.Functional',
    bases: [model],
  });
  const sequential = new ClassValue({
    name: 'Sequential',
    qualifiedName: session.kerasVersion === 3 ? 'keras.src.models.sequential.Sequential' : 'keras.Sequential',
    bases: [model],
    attributes: sequentialMembers(session),
  });
  return new Map([
    ['Model', model],
    ['Functional', functional],
    ['Sequential', sequential],
  ]);
}

function initializeModel(
  session: KerasSession,
  interpreter: Interpreter,
  self: InstanceValue,
  args: CallArguments,
): void {
  if (!isFunctionalCall(args)) {
    const layer = initializeLayer(session, interpreter, self, undefined, { ...args, positional: [] });
    if (!layer.model) register(session, layer, new SubclassedModel(layer));
    return;
  }
  for (const name of ['input', 'output']) {
    if (session.kerasVersion === 2 || !args.keywords.has(name)) continue;
    const error = new LayerError(
      'unknown-argument',
      words`Model has no argument named ${name} in Keras 3. Did you mean ${name}s?`,
      { parameter: name, repairs: [{ argument: `${name}s`, named: name, value: '', call: args.site }] },
    );
    refusing(
      interpreter,
      undefined,
      () => {
        throw error;
      },
      args.site,
    );
  }
  const keywords = new Map(args.keywords);
  for (const name of ['inputs', 'outputs', 'input', 'output']) keywords.delete(name);
  const inputs = args.keywords.get('inputs') ?? args.keywords.get('input') ?? args.positional[0];
  const outputs =
    args.keywords.get('outputs') ??
    args.keywords.get('output') ??
    args.positional[args.positional.length === 2 ? 1 : 0];
  const layer = initializeLayer(session, interpreter, self, undefined, { ...args, positional: [], keywords });
  layer.built = true;
  register(session, layer, undefined);
  refusing(interpreter, layer, () => {
    try {
      const given = {
        inputs: asKept(session, tensorsOf(interpreter, inputs, 'inputs')),
        outputs: asKept(session, tensorsOf(interpreter, outputs, 'outputs')),
      };
      const ends = withOwnInputs(session, interpreter, given, args.site);
      const model = new FunctionalModel(ends.inputs, ends.outputs);
      const inside = model.layers();
      interpreter.spend(STEPS_OF_A_ROW * inside.length);
      for (const one of inside) if (!nest(layer, one)) throw new Undecided(TOO_DEEP);
      layer.model = model;
    } catch (error) {
      if (!(error instanceof Undecided)) {
        layer.unknown = words`Keras refuses it`;
        throw error;
      }
      layer.unknown = error.reason;
    }
  });
}

/** Keras 2 takes the only tensor of a list out of it: predict() gives one array then. */
function asKept(session: KerasSession, tensors: Nest<KerasTensor>): Nest<KerasTensor> {
  const only =
    session.kerasVersion === 2 && isList(tensors) && tensors.items.length === 1 ? tensors.items[0] : undefined;
  return only ?? tensors;
}

function register(session: KerasSession, layer: LayerState, model: LayerState['model']): void {
  layer.model = model;
  if (session.making()) session.keepModel(layer);
  layer.speculative = session.speculative();
}

function tensorsOf(interpreter: Interpreter, value: Value | undefined, what: string): Nest<KerasTensor> {
  const structure = value ? structureOf(value) : undefined;
  // Keras takes keys of any kind.
  if (!structure && value?.kind === 'dict' && [...value.entries.values()].some(([key]) => key.kind !== 'str'))
    throw new Undecided('a dict whose keys are no names is not followed');
  if (!structure)
    throw new LayerError(
      'not-a-tensor',
      words`Model(${what}=…) needs symbolic tensors, as Input() and layers give them, but it is given ${value ? describe(interpreter, value) : words`nothing`}.`,
      { parameter: what },
    );
  return mapNest(structure, (leaf) => {
    if (leaf instanceof KerasTensor && !leaf.traced) return leaf;
    const layer = layerOf(leaf);
    if (isUndetermined(leaf) || leaf instanceof KerasTensor)
      throw new Undecided(isUndetermined(leaf) ? leaf.reason : 'one of its tensors is not decided');
    throw new LayerError(
      'not-a-tensor',
      words`Model(${what}=…) needs symbolic tensors, but one of them is ${layer ? words`the layer ${layer.className} itself: call it on a tensor` : describe(interpreter, leaf)}.`,
      { parameter: what },
    );
  });
}

function describe(interpreter: Interpreter, value: Value): Message {
  const type = interpreter.typeOf(value);
  return type.kind === 'class' ? words`a value of type ${type.name}` : words`something else`;
}

function sequentialMembers(session: KerasSession): Map<string, Value> {
  const members = new Map<string, Value>();
  const method = (
    name: string,
    run: (interpreter: Interpreter, layer: LayerState, model: SequentialModel, args: CallArguments) => Value,
  ): void => {
    members.set(
      name,
      new NativeFunction(name, (interpreter, args) => {
        const self = args.positional[0];
        const layer = self ? layerOf(self) : undefined;
        // `model = Sequential` without its parentheses: Keras's layer stands where the model should.
        if (
          name === 'add' &&
          layer?.definition &&
          args.positional.length === 1 &&
          args.keywords.size === 0 &&
          !args.incomplete
        ) {
          refusing(interpreter, undefined, () => {
            throw new LayerError(
              'missing-argument',
              words`add() is called on the class Sequential, not on a model: write Sequential() with parentheses. Sequential.add() missing 1 required positional argument: 'layer'.`,
              { exceptionType: 'TypeError' },
            );
          });
        }
        if (!layer || !(layer.model instanceof SequentialModel))
          return interpreter.unknown(words`${name} of something that is not a Sequential model`);
        return run(interpreter, layer, layer.model, { ...args, positional: args.positional.slice(1) });
      }),
    );
  };
  members.set(
    '__init__',
    new NativeFunction('__init__', (interpreter, args) => {
      const self = args.positional[0];
      if (self?.kind !== 'instance') return NONE;
      const keywords = new Map(args.keywords);
      const layers = keywords.get('layers') ?? args.positional[1];
      keywords.delete('layers');
      const name = args.positional[3] ?? (args.positional[2]?.kind === 'str' ? args.positional[2] : undefined);
      if (name && !keywords.has('name')) keywords.set('name', name);
      const owner = initializeLayer(session, interpreter, self, undefined, { ...args, positional: [], keywords });
      const model = new SequentialModel(session, owner);
      interpreter.make(model);
      register(session, owner, model);
      if (!layers || layers.kind === 'none') return NONE;
      const items = interpreter.iterate(layers);
      if (!items) {
        owner.unknown = words`which layers it has is not decided`;
        model.addUnknown(interpreter, owner.unknown);
        return NONE;
      }
      for (const item of items) addTo(interpreter, owner, model, item, false);
      try {
        refusing(
          interpreter,
          owner,
          () => {
            model.rebuild(interpreter);
          },
          owner.site,
        );
      } catch (error) {
        if (!(error instanceof Undecided)) throw error;
      }
      return NONE;
    }),
  );
  method('add', (interpreter, layer, model, args) => {
    const item = args.positional[0] ?? args.keywords.get('layer');
    if (item) addTo(interpreter, layer, model, item, true);
    return NONE;
  });
  method('pop', (interpreter, layer, model) => {
    interpreter.touch(layer);
    const popped = refusing(interpreter, layer, () => model.pop(interpreter));
    return popped ? popped.instance : NONE;
  });
  members.set(
    'layers',
    layersProperty((interpreter, layer) =>
      layer.model instanceof SequentialModel && !layer.model.undecided
        ? listValue(layer.model.shown)
        : interpreter.unknown('the layers are not known'),
    ),
  );
  return members;
}

export const listValue = (layers: readonly LayerState[]): ListValue =>
  new ListValue(layers.map((layer) => layer.instance));

function addTo(
  interpreter: Interpreter,
  owner: LayerState,
  model: SequentialModel,
  item: Value,
  rebuild: boolean,
): void {
  interpreter.touch(owner);
  let layer = layerOf(item);
  if (item instanceof KerasTensor) layer = item.node?.operation.layer;
  if (!layer) {
    if (isUndetermined(item) || item.kind === 'host' || item.kind === 'instance') {
      owner.unknown = isUndetermined(item) ? item.reason : words`one of its layers is not known`;
      model.addUnknown(interpreter, owner.unknown);
      return;
    }
    throw refusal(interpreter, owner, item);
  }
  const adding = layer;
  try {
    refusing(interpreter, owner, () => {
      model.add(interpreter, adding, rebuild);
    });
  } catch (error) {
    if (!(error instanceof Undecided)) {
      owner.unknown ??= words`one of its layers is refused`;
      throw error;
    }
    owner.unknown = error.reason;
  }
}

function refusal(interpreter: Interpreter, owner: LayerState, item: Value): never {
  return refusing(interpreter, owner, () => {
    throw new LayerError(
      'not-a-layer',
      words`Only layers can be added to Sequential "${owner.name}", but this is ${describe(interpreter, item)}.`,
    );
  });
}

/** `Input(shape=…)` and `InputLayer(...)`. */
export function createInput(session: KerasSession, asLayer: boolean): NativeFunction {
  const names = asLayer
    ? ['shape', 'batch_size', 'dtype', 'sparse', 'ragged', 'batch_shape', 'input_tensor', 'optional', 'name']
    : ['shape', 'batch_size', 'dtype', 'sparse', 'ragged', 'batch_shape', 'name', 'tensor', 'optional'];
  const known = new Set([
    ...names,
    'input_shape',
    'batch_input_shape',
    'input_tensor',
    'tensor',
    'type_spec',
    'input_dtype',
    'trainable',
  ]);
  return new NativeFunction(asLayer ? 'InputLayer' : 'Input', (interpreter, args) => {
    const site = args.site ?? interpreter.currentSite;
    const given = new Map(args.keywords);
    args.positional.forEach((value, i) => {
      if (names[i]) given.set(names[i], value);
    });
    const name = given.get('name');
    const dtype = given.get('dtype') ?? given.get('input_dtype');
    const around = refusing(interpreter, undefined, () => givenTensor(given, session.kerasVersion), site);
    const shape = refusing(
      interpreter,
      undefined,
      () => {
        for (const keyword of args.keywords.keys()) {
          if (!known.has(keyword))
            throw new LayerError('unknown-argument', words`Input has no argument named ${keyword}.`, {
              parameter: keyword,
              exceptionType: 'TypeError',
            });
        }
        checkDtypeName('Input', dtype, false);
        if (around) return around.shape;
        try {
          return inputShapeFrom(given, session.dialect);
        } catch (error) {
          if (error instanceof Undecided) return undefined;
          throw error;
        }
      },
      site,
    );
    const layer = createInputLayer(session, interpreter, {
      shape,
      dtype: around?.dtype ?? dtypeName(interpreter, dtype),
      name: name?.kind === 'str' ? name.value : undefined,
      site,
      given,
      tensor: around,
    });
    if (site)
      session.record({
        layer,
        site,
        inputs: { nest: 'list', items: [] },
        more: new Map(),
        output: { shape, dtype: layer.dtype.compute },
      });
    return asLayer ? layer.instance : inputTensorOf(layer)!;
  });
}

/** `keras.KerasTensor(shape, dtype)`: a symbolic tensor that nothing made. */
export function createTensorClass(session: KerasSession): ClassValue {
  const make = (interpreter: Interpreter, args: CallArguments): Value => {
    const [shapeArgument, dtypeArgument] = [
      args.positional[0] ?? args.keywords.get('shape'),
      args.positional[1] ?? args.keywords.get('dtype'),
    ];
    const shape = shapeArgument && shapeOf(shapeArgument);
    return new KerasTensor(
      { shape, dtype: dtypeName(interpreter, dtypeArgument) ?? 'float32' },
      { operators: session.operators, name: 'keras_tensor' },
    );
  };
  return new ClassValue({
    name: 'KerasTensor',
    qualifiedName: 'keras.src.backend.common.keras_tensor.KerasTensor',
    construct: (interpreter, _cls, args) => make(interpreter, args),
  });
}

function dtypeName(interpreter: Interpreter, value: Value | undefined): string | undefined {
  if (!value || value.kind === 'none') return undefined;
  if (value.kind === 'str') return value.value;
  const name = interpreter.findAttribute(value, 'name') ?? interpreter.findAttribute(value, '__name__');
  return name?.kind === 'str' ? name.value : undefined;
}
