/** Attributes and methods of models. */
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import { forAll } from '../../python/domain/journal.ts';
import {
  ClassValue,
  DictValue,
  FALSE,
  InstanceValue,
  ListValue,
  NativeFunction,
  NONE,
  PropertyValue,
  str,
  type Value,
} from '../../python/domain/value.ts';
import type { Dimension, Shape } from '../../shapes/dimension.ts';
import type { Operation } from '../graph/node.ts';
import type { KerasTensor } from '../graph/tensor.ts';
import { callLayer, traced } from '../layers/call.ts';
import { specsOfShapes } from '../layers/values.ts';
import { distanceIsOne } from '../layers/bound-arguments.ts';
import { automaticPrefix, refusing } from '../layers/create.ts';
import { LayerError, type Nest, type TensorSpec, Undecided } from '../layers/definition.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { layerOf, mayBeBuilt } from '../layers/tracking.ts';
import { specOf, structureOf, valueOfNest } from '../layers/values.ts';
import { isUndecidedName } from '../naming.ts';
import { flatten, isDict, isList, mapNest } from '../nests.ts';
import type { KerasSession } from '../session.ts';
import { STEPS_OF_A_SUMMARY } from '../steps.ts';
import { listValue } from './classes.ts';
import { configOf } from '../layers/configuration.ts';
import { configOfModel, jsonOfModel, modelFromConfig } from './configuration.ts';
import { FunctionalModel } from './functional.ts';
import { trainableWeights } from '../layers/weights.ts';
import { batchAxis, type Batching } from '../training/batches.ts';
import { runCallbacks } from '../training/callbacks.ts';
import { checkTraining, PARAMETERS, type TrainingMethod } from '../training/calls.ts';
import { compiled } from '../training/compile.ts';
import { boundTo, COMPILE_PARAMETERS } from '../training/compiled.ts';
import { ownCodeRuns } from '../training/own-code.ts';
import { scheduleOf } from '../training/schedule.ts';
import { optimizerCount } from './optimizer.ts';
import { SequentialModel } from './sequential.ts';
import { words } from '../../words/message.ts';
import { Top } from '../../python/domain/undetermined.ts';

type Method = (interpreter: Interpreter, layer: LayerState, args: CallArguments) => Value;

/** Where the program itself puts `model.optimizer`. */
const OPTIMIZER = '_optimizer';

export function modelMembers(session: KerasSession): Map<string, Value> {
  const members = new Map<string, Value>();
  const bound = (name: string, run: Method) =>
    new NativeFunction(name, (interpreter, args) => {
      const layer = args.positional[0] ? layerOf(args.positional[0]) : undefined;
      return layer
        ? run(interpreter, layer, { ...args, positional: args.positional.slice(1) })
        : interpreter.unknown(words`${name} of a model that is not set up`);
    });
  const method = (name: string, run: Method): void => {
    members.set(name, bound(name, run));
  };
  const property = (name: string, get: Method): void => {
    members.set(name, new PropertyValue(bound(name, get)));
  };

  const graphOf = (layer: LayerState): FunctionalModel | undefined =>
    layer.model instanceof FunctionalModel
      ? layer.model
      : layer.model instanceof SequentialModel
        ? layer.model.functional
        : undefined;
  method('summary', (interpreter, layer) => {
    interpreter.spend(STEPS_OF_A_SUMMARY * (layer.model?.layers().length ?? 0));
    return NONE;
  });
  for (const name of ['save', 'save_weights', 'export', 'reset_states', 'reset_metrics']) method(name, () => NONE);
  // From a checkpoint Keras 2 gives the status of loading, which is asked for `expect_partial()`.
  method('load_weights', (interpreter) =>
    session.kerasVersion === 2 ? interpreter.unknown('what load_weights() gives is up to the file') : NONE,
  );
  members.set(
    'layers',
    layersProperty((interpreter, layer) =>
      session.dialect.standalone && layer.model instanceof FunctionalModel
        ? listOnce(layer.model)
        : layer.model
          ? new ListValue(listedBy(session, interpreter, layer.model))
          : interpreter.unknown(layer.unknown ?? 'the layers are not known'),
    ),
  );
  const operations: Method = (interpreter, layer) => {
    const graph = graphOf(layer);
    if (!graph) return interpreter.unknown('the model is not built yet');
    return new ListValue(graph.operations.map((operation) => operation.layer?.instance ?? operationValue(operation)));
  };
  for (const name of ['operations', '_operations']) property(name, operations);
  method('get_layer', (interpreter, layer, args) => getLayer(session, interpreter, layer, args));
  const tensors =
    (pick: 'inputs' | 'outputs'): Method =>
    (interpreter, layer) => {
      const graph = graphOf(layer);
      if (!graph) return interpreter.unknown('the model is not built yet');
      const nest = graph[pick];
      const leaves: Nest<KerasTensor> = isList(nest) ? nest : isDict(nest) ? nest : { nest: 'list', items: [nest] };
      return valueOfNest<KerasTensor>(interpreter, { nest: 'list', items: flatten(leaves) }, (tensor) => tensor);
    };
  property('inputs', tensors('inputs'));
  property('outputs', tensors('outputs'));
  // Keras 2 keeps them in plain attributes: after `model.layers.pop()` people set them by hand.
  if (session.kerasVersion === 2)
    for (const pick of ['inputs', 'outputs'] as const)
      members.set(
        pick,
        new PropertyValue(
          bound(pick, tensors(pick)),
          bound(pick, (interpreter, layer) => {
            const reason = pick === 'inputs' ? words`its inputs are set by hand` : words`its outputs are set by hand`;
            interpreter.touch(layer);
            if (layer.model instanceof SequentialModel) layer.model.addUnknown(interpreter, reason);
            layer.unknown = reason;
            return NONE;
          }),
        ),
      );
  const names =
    (pick: 'inputs' | 'outputs'): Method =>
    (interpreter, layer) => {
      const graph = graphOf(layer);
      return graph
        ? valueOfNest<KerasTensor>(interpreter, { nest: 'list', items: flatten(graph[pick]) }, (tensor) =>
            str(tensor.node?.operation.operationName ?? ''),
          )
        : interpreter.unknown('the model is not built yet');
    };
  property('input_names', names('inputs'));
  property('output_names', names('outputs'));
  members.set(
    'optimizer',
    new PropertyValue(
      bound('optimizer', (interpreter, layer) => {
        const own = layer.instance.attributes.get(OPTIMIZER) ?? layer.training?.compile?.get('optimizer');
        // What a name or a configuration stands for is made by compile().
        return own && own.kind !== 'str' && own.kind !== 'dict' ? own : interpreter.unknown('the optimizer');
      }),
      bound('optimizer', (interpreter, layer, { positional: [value] }) => {
        interpreter.touch(layer.instance);
        if (value) layer.instance.attributes.set(OPTIMIZER, value);
        return NONE;
      }),
    ),
  );

  method('build', (interpreter, layer, args) => {
    const shapes = args.positional[0] ?? args.keywords.get('input_shape');
    const specs = specsOfShapes(shapes);
    buildModel(session, interpreter, layer, specs, 'build');
    return NONE;
  });
  method('compile', (interpreter, layer, args) => {
    const site = interpreter.currentSite;
    const compile = boundTo(COMPILE_PARAMETERS[session.kerasVersion], args);
    interpreter.touch(layer);
    layer.training = { compile, fitted: false, optimizer: undefined, site };
    layer.undecidedTraining = args.incomplete !== undefined;
    if (!args.incomplete) compiled(session, interpreter, layer);
    return NONE;
  });
  const data = (args: CallArguments): Value | undefined =>
    args.positional[0] ?? args.keywords.get('x') ?? args.keywords.get('generator');
  for (const name of ['fit', 'fit_generator'] as const) {
    method(name, (interpreter, layer, args) => {
      checkTraining(session, interpreter, layer, name, args, (batching) => {
        onData(session, interpreter, layer, data(args), batching);
      });
      fitted(interpreter, layer);
      callsOfProgram(session, interpreter, layer, name, args);
      return interpreter.unknown('what training gives');
    });
  }
  for (const name of ['evaluate', 'train_on_batch', 'test_on_batch'] as const) {
    method(name, (interpreter, layer, args) => {
      session.trained(name === 'train_on_batch' ? undefined : FALSE, () => {
        checkTraining(session, interpreter, layer, name, args, (batching) => {
          onData(session, interpreter, layer, data(args), batching);
        });
      });
      callsOfProgram(session, interpreter, layer, name, args);
      return interpreter.unknown('what training gives');
    });
  }
  for (const name of ['predict', 'predict_on_batch'] as const) {
    method(name, (interpreter, layer, args) =>
      session.trained(FALSE, () => {
        checkTraining(session, interpreter, layer, name, args, (batching) => {
          onData(session, interpreter, layer, data(args), batching);
        });
        callsOfProgram(session, interpreter, layer, name, args);
        return predict(session, interpreter, layer, data(args));
      }),
    );
  }
  members.set('from_config', modelFromConfig(session));
  method('to_json', (interpreter, layer) => jsonOfModel(interpreter, layer));
  method('get_config', (interpreter, layer) => {
    if (!layer.model || layer.model.modelKind === 'subclassed') return configOf(session, interpreter, layer);
    const whole = configOfModel(interpreter, layer);
    if (whole) return whole;
    const config = new DictValue();
    config.entries.set(interpreter.hashKey(str('name'))!, [str('name'), str(layer.name)]);
    config.summary = interpreter.unknown("a model's whole configuration is not followed");
    return config;
  });
  return members;
}

/** `model.layers`, which nobody may set. */
export function layersProperty(get: (interpreter: Interpreter, layer: LayerState) => Value): PropertyValue {
  const getter = new NativeFunction('layers', (interpreter, { positional: [self] }) => {
    const layer = self ? layerOf(self) : undefined;
    return layer ? get(interpreter, layer) : interpreter.unknown('layers of a model that is not set up');
  });
  const setter = new NativeFunction('layers', (interpreter, { positional: [self] }) =>
    refusing(interpreter, self && layerOf(self), () => {
      throw new LayerError(
        'reserved-name',
        words`A model keeps its layers in the attribute "layers", which cannot be set. Use another name, or add() and pop() of a Sequential model.`,
        { exceptionType: 'AttributeError' },
      );
    }),
  );
  return new PropertyValue(getter, setter);
}

/** Keras: by name over all layers, or by position. @throws LayerError (ValueError) where there is none. */
function getLayer(session: KerasSession, interpreter: Interpreter, layer: LayerState, args: CallArguments): Value {
  const name = args.keywords.get('name') ?? args.positional.find((value) => value.kind === 'str');
  const index = args.keywords.get('index') ?? args.positional.find((value) => value.kind === 'int');
  if (!layer.model) return interpreter.unknown(layer.unknown ?? 'the layers are not known');
  const undecided = layer.model instanceof SequentialModel && layer.model.undecided;
  const layers = listedBy(session, interpreter, layer.model);
  if (undecided && index) return interpreter.unknown('which layers it has is not decided');
  if (index?.kind === 'int') {
    const found = layers.at(Number(index.value));
    return (
      found ??
      refusing(interpreter, layer, () => {
        throw new LayerError(
          'no-such-layer',
          words`"${layer.name}" has ${layers.length} layers: there is none at index ${String(index.value)}.`,
        );
      })
    );
  }
  if (name?.kind !== 'str') return interpreter.unknown('which layer is meant is not decided');
  const all = layer.model.layers();
  const found = all.find((candidate) => candidate.name === name.value);
  if (found) return found.instance;
  if (
    hasOperationLayers(session, layer.model) &&
    layer.model.operations.some(({ operationName }) => operationName === name.value)
  )
    return interpreter.unknown('layers of operations are not followed');
  // Names of layers in keras.applications changed with Keras 2.2 and TensorFlow 2.
  if (session.dialect.first && /^(resnet|inception|xception|mobilenet|densenet|nasnet)/.test(layer.name))
    return interpreter.unknown('the names of the layers are those of another release');
  if (layer.unknown !== undefined || undecided)
    return interpreter.unknown(layer.unknown ?? 'which layers it has is not decided');
  if (all.some((one) => isUndecidedName(one.name)))
    return interpreter.unknown('the names of its layers are not decided');
  const site = args.site ?? interpreter.currentSite;
  const nearest = all
    .filter(
      (one) =>
        distanceIsOne(one.name, name.value) ||
        one.name.startsWith(name.value) ||
        one.className.toLowerCase() === name.value.replace(/_\d+$/, '').replaceAll('_', ''),
    )
    .slice(0, 4);
  const repairs = (nearest.length > 0 ? nearest : all.slice(-3)).map((one) => ({
    argument: 'name',
    value: `"${one.name}"`,
    call: site,
  }));
  const kindOf = (automatic: string): string => automatic.replace(/_\d+$/, '');
  const countsLayers = all.some(
    (one) => kindOf(one.name) === kindOf(name.value) && kindOf(one.name) === automaticPrefix(session, one.className),
  );
  return refusing(
    interpreter,
    layer,
    () => {
      throw new LayerError(
        'no-such-layer',
        words`"${layer.name}" has no layer named "${name.value}". Its layers are: ${all.map((one) => one.name).join(', ')}.`,
        { repairs, countsLayers },
      );
    },
    site,
  );
}

/** Builds a model on shapes: Sequential as Keras does, a subclassed one by running its call(). */
export function buildModel(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  specs: Nest<TensorSpec>,
  how: 'build' | 'call' = 'call',
): void {
  interpreter.touch(layer);
  const model = layer.model;
  if (model instanceof SequentialModel) {
    const shape: Shape | undefined = flatten(specs)[0]?.shape;
    if (!shape) {
      layer.unknown ??= words`the shape it is built on is not known`;
      return;
    }
    try {
      refusing(interpreter, layer, () => {
        model.build(interpreter, shape);
      });
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
    }
    return;
  }
  if (layer.built || model instanceof FunctionalModel) return;
  if (how === 'build' && session.kerasVersion === 3) {
    // Keras 3 marks a subclassed model as built without running its call(): the layers inside stay unbuilt.
    // A build() of the class itself comes here by super().build(…) only.
    layer.built = true;
    return;
  }
  // super().build(…) of the class's own build(): Keras 2 runs call() here, which does not come to build() again.
  if (how === 'build' && layer.instance.cls.lookup('build')?.kind === 'function') layer.built = true;
  const input = valueOfNest<TensorSpec>(interpreter, specs, (spec) =>
    traced(session, { shape: spec.shape, dtype: spec.dtype ?? layer.dtype.compute }),
  );
  const args = { positional: [input], keywords: new Map(), site: interpreter.currentSite };
  callLayer(session, interpreter, layer, args, 'keras');
}

const UNKNOWN_DATA = words`the shape of the data it is trained on is not known`;

/** A deferred model is built by the first data it sees. */
function onData(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  data: Value | undefined,
  batching?: Batching,
): void {
  if (layer.built || !data) return;
  const specs = batchSpecs(interpreter, data, session.kerasVersion, batching);
  if (!specs) {
    if (!(layer.model instanceof FunctionalModel) && layer.unknown === undefined) {
      interpreter.touch(layer);
      layer.unknown = UNKNOWN_DATA;
    }
    mayBeBuilt(interpreter, layer);
    return;
  }
  buildModel(session, interpreter, layer, specs);
  if (layer.unknown === UNKNOWN_DATA) layer.unknown = undefined;
}

/** The first fit() makes the optimizer's variables, for what is trainable then. */
function fitted(interpreter: Interpreter, layer: LayerState): void {
  const { training } = layer;
  if (!training?.compile || training.fitted) return;
  interpreter.touch(layer);
  layer.training = {
    ...training,
    fitted: true,
    optimizer: optimizerCount(interpreter, training.compile.get('optimizer'), trainableWeights(layer)),
  };
}

/** An operation that is no layer, as programs see it. */
function operationValue({ className, operationName }: Operation): InstanceValue {
  const made = new InstanceValue(new ClassValue({ name: className, unknownBase: OPERATION }));
  made.attributes.set('name', str(operationName));
  return made;
}
const OPERATION = new Top('what else an operation has is not followed');

/** What of the program's code Keras runs in such a call. */
function callsOfProgram(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  method: TrainingMethod,
  args: CallArguments,
): void {
  const bound = boundTo(PARAMETERS[method], args);
  const given = (name: string): Value | undefined => {
    const value = bound.get(name);
    return value?.kind === 'none' ? undefined : value;
  };
  const validation = given('validation_data');
  ownCodeRuns(interpreter, layer, [given('x') ?? given('generator'), validation]);
  if (method.endsWith('on_batch')) return;
  const what = method.startsWith('fit') ? 'fit' : method === 'predict' ? 'predict' : 'evaluate';
  runCallbacks(
    interpreter,
    layer,
    given('callbacks') ?? args.incomplete,
    scheduleOf(interpreter, what, given, session.kerasVersion),
  );
}

/**
 * One batch of the data. Keras 2 leaves its size open, unless all batches are of that size until the end. undefined
 * where its shape is not known.
 */
function batchSpecs(
  interpreter: Interpreter,
  data: Value,
  kerasVersion: 2 | 3,
  batching: Batching | undefined,
): Nest<TensorSpec> | undefined {
  const structure = structureOf(data);
  if (!structure) return undefined;
  let known = true;
  const specs = mapNest(structure, (leaf): TensorSpec => {
    if (leaf instanceof ArrayValue && leaf.shape && leaf.shape.length > 0) {
      // Keras 2 adds a last axis to data that has none.
      const rest = leaf.shape.length === 1 && kerasVersion === 2 ? [1] : leaf.shape.slice(1);
      return {
        shape: [batching && kerasVersion === 3 ? batchAxis(batching, leaf.shape[0]) : null, ...rest],
        dtype: leaf.dtype,
      };
    }
    if (leaf.kind === 'host' && !(leaf instanceof ArrayValue) && leaf.element) {
      const element = leaf.element(interpreter);
      const first = element?.kind === 'tuple' || element?.kind === 'list' ? element.items[0] : element;
      if (first) {
        const spec = specOf(first);
        if (spec.shape) return { ...spec, shape: [null, ...spec.shape.slice(1)] };
      }
    }
    known = false;
    return { shape: undefined };
  });
  return known ? specs : undefined;
}

/** The batch size that the model was made for; null for any. */
function batchSizeOf(layer: LayerState): Dimension {
  const graph = layer.model instanceof SequentialModel ? layer.model.functional : layer.model;
  return (graph instanceof FunctionalModel ? flatten(graph.inputs)[0]?.shape?.[0] : null) ?? null;
}

function predict(session: KerasSession, interpreter: Interpreter, layer: LayerState, data: Value | undefined): Value {
  onData(session, interpreter, layer, data);
  const structure = data ? structureOf(data) : undefined;
  if (!structure || !layer.built) return interpreter.unknown('what the model predicts is not known');
  const specs = mapNest(structure, specOf);
  const samples = flatten(specs)[0]?.shape?.[0];
  if (samples === undefined || flatten(specs).some((spec) => !spec.shape))
    return interpreter.unknown('the shape of the data is not known');
  // The data passes in batches, of the size that the model was made for or any; their outputs are put together again.
  const batch = batchSizeOf(layer);
  const input = valueOfNest<TensorSpec>(interpreter, specs, (spec) =>
    traced(session, { shape: [batch, ...spec.shape!.slice(1)], dtype: spec.dtype ?? layer.dtype.compute }),
  );
  const args = { positional: [input], keywords: new Map(), site: undefined };
  const result = callLayer(session, interpreter, layer, args, 'keras');
  const found = structureOf(result);
  if (!found) return interpreter.unknown('what the model predicts is not known');
  return valueOfNest<Value>(interpreter, found, (leaf) => {
    const spec = specOf(leaf);
    const [first, ...rest] = spec.shape ?? [];
    if (first === undefined || first !== batch || rest.some((dimension) => dimension === null))
      return interpreter.unknown('the shape of the prediction is not known');
    return new ArrayValue({ shape: [samples, ...rest], dtype: spec.dtype ?? 'float32', library: 'numpy' });
  });
}

/** In TensorFlow's Keras 2 what an operation does is a layer of the model too. */
const hasOperationLayers = ({ dialect }: KerasSession, model: LayerState['model']): model is FunctionalModel =>
  dialect.version === 2 && !dialect.standalone && model instanceof FunctionalModel;

function listedBy(session: KerasSession, interpreter: Interpreter, model: NonNullable<LayerState['model']>): Value[] {
  if (hasOperationLayers(session, model))
    return model.operations.map(
      ({ layer, className }) => layer?.instance ?? interpreter.unknown(words`a layer ${className} is not followed`),
    );
  return (model instanceof SequentialModel ? model.shown : model.layers()).map(({ instance }) => instance);
}

/** The list that `layers` gives each time; whoever asks first, it is there for all. */
const listOnce = (model: FunctionalModel): Value => (model.listed ??= forAll(() => listValue(model.layers())));
