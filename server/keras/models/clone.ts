/** `clone_model`: the same layers and graph once more, under the same names, with arrays of their own. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { InstanceValue, NativeFunction, type Value } from '../../python/domain/value.ts';
import type { Operation } from '../graph/node.ts';
import type { KerasTensor } from '../graph/tensor.ts';
import { addNode } from '../graph/add-node.ts';
import { Undecided } from '../layers/definition.ts';
import { LayerState } from '../layers/layer-state.ts';
import { layerOf } from '../layers/tracking.ts';
import { flatten, mapNest } from '../nests.ts';
import type { KerasSession } from '../session.ts';
import { STEPS_OF_A_LAYER, STEPS_OF_A_ROW } from '../steps.ts';
import { FunctionalModel } from './functional.ts';
import { SequentialModel } from './sequential.ts';
import { words } from '../../words/message.ts';

export function cloneModel(session: KerasSession): NativeFunction {
  return new NativeFunction('clone_model', (interpreter, { positional: [model], keywords, site }) => {
    const original = layerOf(model ?? keywords.get('model') ?? interpreter.unknown('no model'));
    if (!original || keywords.has('clone_function') || keywords.has('input_tensors'))
      return interpreter.unknown('a model cloned in this way is not followed');
    try {
      const clone = cloneLayer(session, interpreter, original, new Map());
      clone.instance.site = site;
      if (session.telling()) session.keepModel(clone);
      return clone.instance;
    } catch (error) {
      if (error instanceof Undecided) return interpreter.unknown(error.reason);
      throw error;
    }
  });
}

/** @throws Undecided for layers of the user's own: their get_config() decides what a clone is. */
function cloneLayer(
  session: KerasSession,
  interpreter: Interpreter,
  original: LayerState,
  clones: Map<LayerState, LayerState>,
): LayerState {
  const known = clones.get(original);
  if (known) return known;
  interpreter.spend(STEPS_OF_A_LAYER + STEPS_OF_A_ROW);
  if (!original.definition && !original.model)
    throw new Undecided(words`what a clone of ${original.className} is, its get_config() decides`);
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
  if (original.model instanceof SequentialModel) cloneRow(session, interpreter, original.model, clone, clones);
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
): void {
  const row = new SequentialModel(session, owner);
  interpreter.make(row);
  interpreter.make(row);
  owner.model = row;
  if (!original.functional) {
    row.stack = original.stack.map((layer) => cloneLayer(session, interpreter, layer, clones));
    return;
  }
  const graph = cloneGraph(session, interpreter, original.functional, clones);
  interpreter.touch(session.naming);
  session.naming.unique('functional');
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
