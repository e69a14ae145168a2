/** Functional and Sequential models from their configurations. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';
import { type ClassValue, type DictValue, ListValue, str, TupleValue, type Value } from '../../python/domain/value.ts';
import { words } from '../../words/message.ts';
import { addNode } from '../graph/add-node.ts';
import type { Operation } from '../graph/node.ts';
import { KerasTensor } from '../graph/tensor.ts';
import { callLayer } from '../layers/call.ts';
import { dictOf, entryOf } from '../layers/config-dicts.ts';
import { Undecided } from '../layers/definition.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { layerOf } from '../layers/tracking.ts';
import { shapeOf, structureOf, valueOfNest } from '../layers/values.ts';
import { createInputLayer } from '../models/input.ts';
import { FunctionalModel } from '../models/functional.ts';
import { SequentialModel } from '../models/sequential.ts';
import { flatten, mapNest } from '../nests.ts';
import type { KerasSession } from '../session.ts';
import { STEPS_OF_A_LAYER, STEPS_OF_A_ROW } from '../steps.ts';
import { type TensorPlace, WrittenCall } from './holders.ts';
import { argumentsOfCall, isOperation, notMade, operationCalled, placesInCall } from './calls-of-files.ts';
import { type Reading, readObject } from './read.ts';

const textAt = (interpreter: Interpreter, dict: DictValue, key: string): string | undefined => {
  const value = entryOf(interpreter, dict, key);
  return value?.kind === 'str' ? value.value : undefined;
};

function itemsAt(interpreter: Interpreter, dict: DictValue, key: string): readonly Value[] {
  const value = entryOf(interpreter, dict, key);
  if (value?.kind === 'tuple' || (value?.kind === 'list' && !value.summary)) return value.items;
  throw new Undecided(words`the entry ${key} of the configuration is not known`);
}

/** Whether it says what the layers of a functional model are and how they are called. */
export const isFunctionalConfig = (interpreter: Interpreter, config: DictValue): boolean =>
  ['name', 'layers', 'input_layers', 'output_layers'].every((key) => entryOf(interpreter, config, key));

/** `Sequential.from_config(config)`. @throws Undecided */
export function readSequential(reading: Reading, cls: ClassValue, config: DictValue): Value {
  const { session, interpreter } = reading;
  const name = textAt(interpreter, config, 'name');
  if (name === undefined) throw new Undecided('its name is not known');
  const items = itemsAt(interpreter, config, 'layers');
  const layers: LayerState[] = [];
  // Where one of them cannot be made, there is no model.
  quietly(session, () => {
    for (const item of items) layers.push(layerFrom(reading, item));
  });
  const model = interpreter.call(cls, [], new Map([['name', str(name)]]));
  const owner = layerOf(model);
  if (!owner || !(owner.model instanceof SequentialModel)) throw new Undecided('what its class makes is not followed');
  const row = owner.model;
  quietly(session, () => {
    try {
      for (const layer of layers) row.add(interpreter, layer, true);
    } catch (error) {
      owner.unknown ??= words`a part of the file is not followed`;
      throw error;
    }
  });
  const shape = entryOf(interpreter, config, 'build_input_shape');
  if (!row.functional && shape && shapeOf(shape) && row.stack.length > 0)
    interpreter.call(interpreter.getAttribute(model, 'build'), [shape]);
  return model;
}

/** Nobody hears of the layers that are made and called. */
function quietly(session: KerasSession, work: () => void): void {
  session.unheard(work);
}

/** A layer of a configuration with its class. */
function layerFrom(reading: Reading, item: Value): LayerState {
  const { interpreter } = reading;
  if (item.kind !== 'dict') throw new Undecided('one of its layers is not known');
  interpreter.spend(STEPS_OF_A_LAYER + STEPS_OF_A_ROW);
  if (textAt(interpreter, item, 'class_name') === 'InputLayer') return inputFrom(reading, item);
  const layer = layerOf(readObject({ ...reading, isCalled: true }, item));
  if (!layer) throw new Undecided('one of its layers is not known');
  return layer;
}

function inputFrom({ session, interpreter }: Reading, item: DictValue): LayerState {
  const config = entryOf(interpreter, item, 'config');
  if (config?.kind !== 'dict') throw new Undecided('one of its inputs is not known');
  const ofKeras3 = entryOf(interpreter, config, 'batch_shape');
  if (ofKeras3 && session.kerasVersion === 2) throw new Undecided('Keras 2 does not read what Keras 3 has written');
  const given = ofKeras3 ?? entryOf(interpreter, config, 'batch_input_shape');
  const shape = given && shapeOf(given);
  return createInputLayer(session, interpreter, {
    shape: shape ?? undefined,
    dtype: textAt(interpreter, config, 'dtype'),
    name: textAt(interpreter, config, 'name'),
    site: interpreter.currentSite,
  });
}

/** `Model.from_config(config)` of a functional model. @throws Undecided */
export function readFunctional(reading: Reading, cls: ClassValue, config: DictValue): Value {
  const { interpreter } = reading;
  const name = entryOf(interpreter, config, 'name');
  let ends: readonly [Value, Value] | undefined;
  quietly(reading.session, () => {
    const graph = new GraphFromConfig(reading);
    graph.make(itemsAt(interpreter, config, 'layers'));
    ends = [
      graph.tensorsAt(entryOf(interpreter, config, 'input_layers')),
      graph.tensorsAt(entryOf(interpreter, config, 'output_layers')),
    ];
  });
  const trainable = entryOf(interpreter, config, 'trainable');
  return interpreter.call(
    cls,
    [],
    new Map([
      ['inputs', ends![0]],
      ['outputs', ends![1]],
      ...(name ? ([['name', name]] as const) : []),
      ...(trainable ? ([['trainable', trainable]] as const) : []),
    ]),
  );
}

interface Waiting {
  operation: Operation;
  /** Of an operation that a file tells of: it is made by its first call. */
  readonly config?: DictValue;
  readonly calls: readonly Value[];
  done: number;
}

/** The layers and operations of a functional model, and their calls. */
class GraphFromConfig {
  readonly #reading: Reading;
  readonly #operations = new Map<string, Operation>();
  /** Is it as Keras 2 writes it? */
  #isFormer = false;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  make(layers: readonly Value[]): void {
    const waiting = layers.map((layer) => this.#operation(layer));
    this.#isFormer = waiting.some(({ calls }) => calls.some(({ kind }) => kind === 'list'));
    // A layer may be called on what another call of it gives.
    for (let left = waiting; left.length > 0; ) {
      let isForward = false;
      for (const one of left)
        while (one.done < one.calls.length && this.#isReady(one.calls[one.done]!)) {
          this.#callOf(one, one.calls[one.done]!);
          one.done++;
          isForward = true;
        }
      left = left.filter(({ done, calls }) => done < calls.length);
      if (left.length > 0 && !isForward) throw new Undecided('its graph does not hang together');
    }
  }

  #operation(item: Value): Waiting {
    const { interpreter } = this.#reading;
    if (item.kind !== 'dict') throw new Undecided('one of its layers is not known');
    const name = textAt(interpreter, item, 'name');
    if (name === undefined) throw new Undecided('the name of one of its layers is not known');
    const calls = itemsAt(interpreter, item, 'inbound_nodes');
    const first = calls[0];
    const plain = first instanceof WrittenCall && !first.node.operation.layer ? first.node.operation : undefined;
    if (!plain && isOperation(interpreter, item)) return { operation: notMade(name), config: item, calls, done: 0 };
    const operation: Operation = plain
      ? { operationName: name, className: plain.className, layer: undefined, nodes: [], ...computed(plain) }
      : layerFrom(this.#reading, item).operation;
    this.#operations.set(name, operation);
    return { operation, calls, done: 0 };
  }

  #isReady(call: Value): boolean {
    const places =
      call instanceof WrittenCall ? [...call.places.values()] : placesInCall(this.#reading.interpreter, call);
    const isFormer = call.kind === 'list';
    return places.every(
      ([name, node]) =>
        (this.#operations.get(name)?.nodes.length ?? Number.POSITIVE_INFINITY) >
        node - (isFormer ? this.#callsBefore(name) : 0),
    );
  }

  #callOf(one: Waiting, call: Value): void {
    if (call instanceof WrittenCall) {
      this.#call(one.operation, call);
      return;
    }
    const { session, interpreter } = this.#reading;
    const isFormer = call.kind === 'list';
    const given = argumentsOfCall(this.#reading, call, ([name, node, tensor]) =>
      this.#tensor([name, node - (isFormer ? this.#callsBefore(name) : 0), tensor]),
    );
    if (one.config) {
      const name = textAt(interpreter, one.config, 'name')!;
      one.operation = operationCalled(session, interpreter, one.config, given, one.done > 0);
      this.#operations.set(name, one.operation);
      return;
    }
    const { layer } = one.operation;
    if (!layer) throw new Undecided('how its layers are called is not known');
    const result = callLayer(session, interpreter, layer, { ...given, site: interpreter.currentSite });
    if (isUndetermined(result)) throw new Undecided(result.reason);
  }

  #call(operation: Operation, { node, places }: WrittenCall): void {
    const { session, interpreter } = this.#reading;
    const swapped = (tensor: KerasTensor): KerasTensor => {
      const place = places.get(tensor);
      return place ? this.#tensor(place) : tensor;
    };
    const { layer } = operation;
    if (!layer) {
      addNode(
        session,
        operation,
        node.inputs.map(swapped),
        mapNest(node.outputs, (tensor) => tensor.spec),
        node.site,
        node.run,
      );
      return;
    }
    if (!node.call) throw new Undecided(words`how ${layer.className} is called is not followed`);
    const value = (given: Value): Value => {
      const structure = structureOf(given);
      return structure
        ? valueOfNest<Value>(interpreter, structure, (leaf) => (leaf instanceof KerasTensor ? swapped(leaf) : leaf))
        : given;
    };
    const given = callLayer(session, interpreter, layer, {
      positional: node.call.positional.map(value),
      keywords: new Map([...node.call.keywords].map(([name, one]) => [name, value(one)])),
      incomplete: node.call.incomplete,
      site: interpreter.currentSite,
    });
    if (isUndetermined(given)) throw new Undecided(given.reason);
  }

  /** Keras 2 counts the call by which a model was made of its graph, in a Sequential too. Keras 3 leaves that out. */
  #callsBefore(name: string): number {
    if (this.#reading.session.kerasVersion === 3) return 0;
    const model = this.#operations.get(name)?.layer?.model;
    return model instanceof FunctionalModel || (model instanceof SequentialModel && model.functional) ? 1 : 0;
  }

  #tensor([name, node, tensor]: TensorPlace): KerasTensor {
    const outputs = this.#operations.get(name)?.nodes[node]?.outputs;
    const found = outputs && flatten(outputs)[tensor];
    if (!found) throw new Undecided('one of its tensors is not known');
    return found;
  }

  /** `['dense', 0, 0]`, or a structure of these. */
  tensorsAt(value: Value | undefined): Value {
    const place = value && placeIn(value);
    if (place) {
      const [name, node, tensor] = place;
      // A functional model begins with a call of its own.
      const isFunctional = this.#operations.get(name)?.layer?.model instanceof FunctionalModel;
      const isOf2 = this.#isFormer && this.#reading.session.kerasVersion === 2;
      const first = isOf2 ? this.#callsBefore(name) : isFunctional ? 1 : 0;
      return this.#tensor([name, node - first, tensor]);
    }
    if (value?.kind === 'list') return new ListValue(value.items.map((item) => this.tensorsAt(item)));
    if (value?.kind === 'tuple') return new TupleValue(value.items.map((item) => this.tensorsAt(item)));
    if (value?.kind !== 'dict') throw new Undecided('which tensors are its ends is not known');
    const made = dictOf(this.#reading.interpreter, []);
    for (const [key, [name, item]] of value.entries) made.entries.set(key, [name, this.tensorsAt(item)]);
    return made;
  }
}

const computed = ({ computes }: Operation): { computes?: string } => (computes === undefined ? {} : { computes });

function placeIn(value: Value): TensorPlace | undefined {
  if ((value.kind !== 'list' && value.kind !== 'tuple') || value.items.length !== 3) return undefined;
  const [name, node, tensor] = value.items;
  return name?.kind === 'str' && node?.kind === 'int' && tensor?.kind === 'int'
    ? [name.value, Number(node.value), Number(tensor.value)]
    : undefined;
}
