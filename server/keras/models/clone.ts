/** `clone_model`: the same layers and graph once more, under the same names, with arrays of their own. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { InstanceValue, NativeFunction, type Value } from '../../python/domain/value.ts';
import type { Node, Operation } from '../graph/node.ts';
import { KerasTensor } from '../graph/tensor.ts';
import { addNode } from '../graph/add-node.ts';
import { callLayer } from '../layers/call.ts';
import { likeIt } from '../layers/configuration.ts';
import { type Nest, Undecided } from '../layers/definition.ts';
import { LayerState } from '../layers/layer-state.ts';
import { layerOf, trackedLayers } from '../layers/tracking.ts';
import { structureOf, valueOfNest } from '../layers/values.ts';
import { flatten, mapNest } from '../nests.ts';
import { isIn } from '../packaged-releases.ts';
import type { KerasSession } from '../session.ts';
import { STEPS_OF_A_LAYER, STEPS_OF_A_ROW } from '../steps.ts';
import { FunctionalModel } from './functional.ts';
import { createInputLayer, isInputLayer } from './input.ts';
import { SequentialModel } from './sequential.ts';
import { compiledArguments, WrittenCompile } from '../saving/holders.ts';
import { savingCode } from '../saving/loaded.ts';
import { rateOf, setRate } from '../training/learning-rate.ts';
import { words } from '../../words/message.ts';

export function cloneModel(session: KerasSession): NativeFunction {
  return new NativeFunction('clone_model', (interpreter, { positional: [model], keywords, site }) => {
    const original = layerOf(model ?? keywords.get('model') ?? interpreter.unknown('no model'));
    if (!original || keywords.has('clone_function') || keywords.has('input_tensors'))
      return interpreter.unknown('a model cloned in this way is not followed');
    try {
      const clone = clonedModel(session, interpreter, original, 'clone_model');
      clone.instance.site = site;
      if (session.kerasVersion === 3) compileLike(session, interpreter, clone, original);
      if (session.telling()) session.keepModel(clone);
      return clone.instance;
    } catch (error) {
      if (error instanceof Undecided) return interpreter.unknown(error.reason);
      throw error;
    }
  });
}

/**
 * `clone_model()` names the inputs of a functional model anew, after their tensors; a configuration has their names.
 * @throws Undecided where it is not known what a layer's configuration makes
 */
export function clonedModel(
  session: KerasSession,
  interpreter: Interpreter,
  original: LayerState,
  by: 'clone_model' | 'configuration',
): LayerState {
  if (by === 'clone_model' && original.model?.modelKind === 'subclassed') {
    const made = likeIt(interpreter, original.instance);
    const like = made && layerOf(made);
    if (!like) throw new Undecided('a clone of a subclassed model is not followed');
    return like;
  }
  const clone = cloneLayer(session, interpreter, original, new Map(), by === 'clone_model');
  // Up to 2.1 the configuration of a Sequential is the list of its layers, without a name.
  if (
    by === 'configuration' &&
    clone.model instanceof SequentialModel &&
    isIn(session.dialect.packaged, { until: 2.1 })
  ) {
    interpreter.touch(session.naming);
    clone.name = session.naming.unique('sequential');
  }
  if (by === 'clone_model' && clone.model instanceof FunctionalModel && session.kerasVersion === 3)
    for (const tensor of flatten(clone.model.inputs)) {
      const input = tensor.node?.operation.layer;
      if (!input || isNamed(input)) continue;
      input.name = session.naming.unknown();
      tensor.name = input.name;
    }
  return clone;
}

/**
 * Keras 3 compiles the clone of a compiled model by its configuration, with an optimizer of its own. Losses and metrics
 * of the program's own must be registered for that.
 */
function compileLike(
  session: KerasSession,
  interpreter: Interpreter,
  clone: LayerState,
  { training, undecidedTraining }: LayerState,
): void {
  const saving = savingCode();
  if (!training?.compile || undecidedTraining || !saving) {
    clone.undecidedTraining = undecidedTraining || training !== undefined;
    return;
  }
  const { compile: given, made, isOptimizerTaken: isTaken = false } = training;
  const compile = compiledArguments({ given, made, isTaken });
  saving.compileLike(session, interpreter, clone, new WrittenCompile(compile, training.fitted));
  const optimizer = made ?? given.get('optimizer');
  if (!isTaken && clone.training)
    setRate(
      interpreter,
      clone.training.made ?? clone.training.compile?.get('optimizer'),
      rateOf(interpreter, optimizer),
    );
}

function inputLike(session: KerasSession, interpreter: Interpreter, { name, nodes, site }: LayerState): LayerState {
  const tensor = nodes[0] && flatten(nodes[0].outputs)[0];
  return createInputLayer(session, interpreter, { shape: tensor?.shape, dtype: tensor?.dtype, name, site });
}

/** Does the program name it? */
const isNamed = ({ args }: LayerState): boolean => args.value('name').kind === 'str';

/** A layer of the program's own: its class says what its configuration is, and makes one of it. */
function cloneOwn(interpreter: Interpreter, original: LayerState, clones: Map<LayerState, LayerState>): LayerState {
  const made = likeIt(interpreter, original.instance);
  const clone = made && layerOf(made);
  if (!clone) throw new Undecided(words`what a clone of ${original.className} is, its get_config() decides`);
  clones.set(original, clone);
  return clone;
}

/** Whether it is a layer of the program's own, or one is inside of it. */
const hasOwn = (layer: LayerState, seen = new Set<LayerState>()): boolean => {
  if (seen.has(layer)) return false;
  seen.add(layer);
  const isOwn = (layer.instance.cls.definition !== undefined || !layer.definition) && !isInputLayer(layer);
  return (isOwn && !layer.model) || trackedLayers(layer).some((child) => hasOwn(child, seen));
};

/**
 * `isWhole`: it is what `clone_model()` is given, and made of all its layers at once; what is inside is made of
 * configurations.
 * @throws Undecided for layers of the user's own: their get_config() decides what a clone is
 */
function cloneLayer(
  session: KerasSession,
  interpreter: Interpreter,
  original: LayerState,
  clones: Map<LayerState, LayerState>,
  isWhole = false,
): LayerState {
  const known = clones.get(original);
  if (known) return known;
  interpreter.spend(STEPS_OF_A_LAYER + STEPS_OF_A_ROW);
  if (!original.model && !isInputLayer(original) && (!original.definition || original.instance.cls.definition))
    return cloneOwn(interpreter, original, clones);
  if (original.model && !(original.model instanceof FunctionalModel) && !(original.model instanceof SequentialModel))
    throw new Undecided('a clone of a subclassed model is not followed');
  const instance = new InstanceValue(original.instance.cls);
  instance.attributes = new Map([...original.instance.attributes].filter(([, value]) => !layerOf(value)));
  const clone = new LayerState({
    instance,
    definition: original.definition,
    args: original.args,
    name: original.name,
    dtype: original.dtype,
    trainable: original.trainable,
    site: interpreter.currentSite,
  });
  interpreter.make(clone);
  instance.host = clone;
  clones.set(original, clone);
  clone.built = original.built;
  clone.unknown = original.unknown;
  clone.weights = original.weights.map((weight) => ({ ...weight }));
  clone.terms = original.terms;
  clone.buildInput = original.buildInput;
  clone.children = original.children.map((child) => cloneLayer(session, interpreter, child, clones));
  for (const [key, value] of original.kept)
    clone.kept.set(
      key,
      value instanceof LayerState
        ? cloneLayer(session, interpreter, value, clones)
        : cloneKept(session, interpreter, value, clones),
    );
  if (original.model instanceof SequentialModel) cloneRow(session, interpreter, original.model, clone, clones, isWhole);
  if (original.model instanceof FunctionalModel) clone.model = cloneGraph(session, interpreter, original.model, clones);
  session.layers.push(clone);
  return clone;
}

function cloneKept(
  session: KerasSession,
  interpreter: Interpreter,
  value: Value,
  clones: Map<LayerState, LayerState>,
): Value {
  const layer = layerOf(value);
  return layer ? cloneLayer(session, interpreter, layer, clones).instance : value;
}

function cloneRow(
  session: KerasSession,
  interpreter: Interpreter,
  original: SequentialModel,
  owner: LayerState,
  clones: Map<LayerState, LayerState>,
  isWhole: boolean,
): void {
  const row = new SequentialModel(session, owner);
  interpreter.make(row);
  owner.model = row;
  if (original.layers().some((layer) => hasOwn(layer))) {
    session.unheard(() => {
      for (const layer of original.stack)
        row.add(
          interpreter,
          isInputLayer(layer)
            ? inputLike(session, interpreter, layer)
            : cloneLayer(session, interpreter, layer, clones),
          false,
        );
      if (original.stack.some(isInputLayer)) row.rebuild(interpreter);
    });
    return;
  }
  if (!original.functional) {
    row.stack = original.stack.map((layer) => cloneLayer(session, interpreter, layer, clones));
    return;
  }
  const graph = cloneGraph(session, interpreter, original.functional, clones);
  interpreter.touch(session.naming);
  // A configuration adds one layer after the other, and each makes the functional model inside anew.
  const times = isWhole ? 1 : original.stack.filter((layer) => !isInputLayer(layer)).length;
  for (let time = 0; time < times; time++) session.naming.unique('functional');
  row.adopt(
    original.stack.map((layer) => cloneLayer(session, interpreter, layer, clones)),
    graph,
  );
}

function cloneGraph(
  session: KerasSession,
  interpreter: Interpreter,
  original: FunctionalModel,
  clones: Map<LayerState, LayerState>,
): FunctionalModel {
  const tensors = new Map<KerasTensor, KerasTensor>();
  const operations = new Map<Operation, Operation>();
  for (const node of original.nodes) {
    const { layer } = node.operation;
    let operation = operations.get(node.operation);
    if (!operation) {
      operation = layer
        ? cloneLayer(session, interpreter, layer, clones).operation
        : {
            operationName: node.operation.operationName,
            className: node.operation.className,
            layer: undefined,
            nodes: [],
          };
      operations.set(node.operation, operation);
    }
    const inputs = node.inputs.map((tensor) => tensors.get(tensor) ?? tensor);
    if (layer && hasOwn(layer)) {
      const outputs = flatten(calledOn(session, interpreter, operation.layer!, node, tensors));
      flatten(node.outputs).forEach((tensor, i) => {
        if (outputs[i]) tensors.set(tensor, outputs[i]);
      });
      continue;
    }
    const outputs = flatten(
      addNode(
        session,
        operation,
        inputs,
        mapNest(node.outputs, (tensor) => tensor.spec),
        node.site,
        node.run,
      ),
    );
    flatten(node.outputs).forEach((tensor, i) => {
      tensors.set(tensor, outputs[i]!);
    });
  }
  const swap = (tensor: KerasTensor): KerasTensor => tensors.get(tensor) ?? tensor;
  return new FunctionalModel(mapNest(original.inputs, swap), mapNest(original.outputs, swap));
}

/** The clone of a layer of the program's own is called as that was: its call() builds it. */
function calledOn(
  session: KerasSession,
  interpreter: Interpreter,
  clone: LayerState,
  { call }: Node,
  tensors: ReadonlyMap<KerasTensor, KerasTensor>,
): Nest<KerasTensor> {
  if (!call) throw new Undecided(words`how ${clone.className} is called is not followed`);
  const swapped = (value: Value): Value => {
    const structure = structureOf(value);
    if (!structure) return value;
    return valueOfNest<Value>(interpreter, structure, (leaf) =>
      leaf instanceof KerasTensor ? (tensors.get(leaf) ?? leaf) : leaf,
    );
  };
  let result: Value | undefined;
  session.unheard(() => {
    result = callLayer(session, interpreter, clone, {
      ...call,
      positional: call.positional.map(swapped),
      keywords: new Map([...call.keywords].map(([name, value]) => [name, swapped(value)])),
    });
  });
  const outputs = result && structureOf(result);
  if (!outputs) throw new Undecided(words`what ${clone.className} gives is not known`);
  return mapNest(outputs, (leaf) => {
    if (leaf instanceof KerasTensor) return leaf;
    throw new Undecided(words`what ${clone.className} gives is not known`);
  });
}
