/** The members that the class Sequential has of its own: `__init__()`, add(), pop() and `layers`. */
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';
import { type InstanceValue, NativeFunction, NONE, type Value } from '../../python/domain/value.ts';
import { words } from '../../words/message.ts';
import { KerasTensor } from '../graph/tensor.ts';
import { initializeLayer, refusing } from '../layers/create.ts';
import { LayerError, Undecided } from '../layers/definition.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { checkInitialized } from '../layers/super-init.ts';
import { layerOf } from '../layers/tracking.ts';
import { isStated } from '../packaged-releases.ts';
import type { KerasSession } from '../session.ts';
import { describe, register } from './initialize.ts';
import { layersProperty, listValue } from './listed-layers.ts';
import { predictClasses } from './packaged-members.ts';
import { predict } from './predict.ts';
import { SequentialModel } from './sequential.ts';

/** The attributes of the class Sequential by name. */
export function sequentialMembers(session: KerasSession): Map<string, Value> {
  const members = new Map<string, Value>();
  members.set(
    '__init__',
    new NativeFunction('__init__', (interpreter, args) => {
      const self = args.positional[0];
      if (self?.kind === 'instance') initializeSequential(session, interpreter, self, args);
      return NONE;
    }),
  );
  members.set(
    'add',
    methodOfRow('add', (interpreter, layer, model, args) => {
      const item = args.positional[0] ?? args.keywords.get('layer');
      if (item) addTo(session, interpreter, layer, model, item, true);
      return NONE;
    }),
  );
  members.set(
    'pop',
    methodOfRow('pop', (interpreter, layer, model) => {
      interpreter.touch(layer);
      const popped = refusing(interpreter, layer, () => model.pop(interpreter));
      return popped ? popped.instance : NONE;
    }),
  );
  members.set(
    'layers',
    layersProperty((interpreter, layer) =>
      layer.model instanceof SequentialModel && !layer.model.undecided
        ? listValue(layer.model.shown)
        : interpreter.unknown('the layers are not known'),
    ),
  );
  if (session.firstGeneration) {
    members.set(
      'predict_classes',
      onData('predict_classes', (interpreter, layer, data) => predictClasses(session, interpreter, layer, data)),
    );
    members.set(
      'predict_proba',
      onData('predict_proba', (interpreter, layer, data) => predict(session, interpreter, layer, data)),
    );
  }
  return members;
}

/** A method that is given data. */
const onData = (
  name: string,
  run: (interpreter: Interpreter, layer: LayerState, data: Value | undefined) => Value,
): NativeFunction =>
  methodOfRow(name, (interpreter, layer, _model, { positional: [first], keywords }) =>
    run(interpreter, layer, first ?? keywords.get('x')),
  );

type RunOnRow = (interpreter: Interpreter, layer: LayerState, model: SequentialModel, args: CallArguments) => Value;

/** A method that `run` carries out on the model that it is called on; its arguments are without self. */
function methodOfRow(name: string, run: RunOnRow): NativeFunction {
  return new NativeFunction(name, (interpreter, args) => {
    const self = args.positional[0];
    const layer = self ? layerOf(self) : undefined;
    if (name === 'add' && layer) checkCalledOnModel(interpreter, layer, args);
    if (!layer || !(layer.model instanceof SequentialModel))
      return interpreter.unknown(words`${name} of something that is not a Sequential model`);
    return run(interpreter, layer, layer.model, { ...args, positional: args.positional.slice(1) });
  });
}

/**
 * `model = Sequential` without its parentheses: Keras's layer stands where the model should.
 * @throws KerasRefusal (TypeError)
 */
function checkCalledOnModel(interpreter: Interpreter, self: LayerState, args: CallArguments): void {
  if (!self.definition || args.positional.length !== 1 || args.keywords.size > 0 || args.incomplete) return;
  refusing(interpreter, undefined, () => {
    throw new LayerError(
      'missing-argument',
      words`add() is called on the class Sequential, not on a model: write Sequential() with parentheses. Sequential.add() missing 1 required positional argument: 'layer'.`,
      { exceptionType: 'TypeError' },
    );
  });
}

/** `Sequential.__init__(layers, trainable, name)`; `args` are with self. */
function initializeSequential(
  session: KerasSession,
  interpreter: Interpreter,
  self: InstanceValue,
  args: CallArguments,
): void {
  const keywords = new Map(args.keywords);
  const layers = keywords.get('layers') ?? args.positional[1];
  keywords.delete('layers');
  const name = args.positional[3] ?? (args.positional[2]?.kind === 'str' ? args.positional[2] : undefined);
  if (name && !keywords.has('name')) keywords.set('name', name);
  const owner = initializeLayer(session, interpreter, self, undefined, { ...args, positional: [], keywords });
  const model = new SequentialModel(session, owner);
  interpreter.make(model);
  register(session, owner, model);
  if (!layers || layers.kind === 'none') return;
  const items = interpreter.iterate(layers);
  if (!items) {
    owner.unknown = words`which layers it has is not decided`;
    model.addUnknown(interpreter, owner.unknown);
    return;
  }
  for (const item of items) addTo(session, interpreter, owner, model, item, false);
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
}

function addTo(
  session: KerasSession,
  interpreter: Interpreter,
  owner: LayerState,
  model: SequentialModel,
  item: Value,
  rebuild: boolean,
): void {
  interpreter.touch(owner);
  let layer = layerOf(item);
  if (item instanceof KerasTensor) {
    layer = item.node?.operation.layer;
    // The tensor of an Input stands for its layer; any other one is what a layer gave.
    const isRefused =
      isStated(session.dialect) || (session.kerasVersion === 3 && item.node?.operation.className !== 'InputLayer');
    if (layer && isRefused) throw refusal(interpreter, owner, item);
  }
  if (item.kind === 'instance' && item.cls.mro.some(({ qualifiedName }) => qualifiedName === 'keras.layers.Layer'))
    checkInitialized(session, interpreter, item);
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
