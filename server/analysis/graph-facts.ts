/** What a model computes, and what compile() decides of its training, as plain facts. */
import type { Value } from '../python/domain/value.ts';
import { howMade, type Made } from '../python/library/arrays/recording.ts';
import type { Interpreter } from '../python/domain/interpreter.ts';
import type { Node } from '../keras/graph/node.ts';
import type { KerasTensor } from '../keras/graph/tensor.ts';
import { Variable } from '../keras/graph/variable.ts';
import { LayerState } from '../keras/layers/layer-state.ts';
import { trainableWeights, unknownTrainable, unknownWeights } from '../keras/layers/weights.ts';
import type { FunctionalModel } from '../keras/models/functional.ts';
import { optimizerBytes, optimizerName } from '../keras/models/optimizer.ts';
import { isScaled } from '../keras/models/training-members.ts';
import { flatten } from '../keras/nests.ts';
import { tensorsIn } from '../keras/operations/value-specs.ts';
import type { KerasSession } from '../keras/session.ts';
import { lossOf } from '../keras/training/losses.ts';
import { type Message, words } from '../words/message.ts';
import { graphOf } from './cost.ts';
import type { CallOfGraph, GraphFact, TensorOfGraph, TrainingFact } from './graph.ts';
import type { LayerFacts } from './layer-facts.ts';

/** More calls than models have that fit anywhere. */
const MOST_CALLS = 20_000;

export function trainingFact(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
): TrainingFact | undefined {
  const compiled = layer.training?.compile;
  if (compiled === undefined || layer.undecidedTraining) return undefined;
  const optimizer = compiled.get('optimizer');
  const given = compiled.get('loss');
  const loss = given && lossOf(given, session.kerasVersion);
  const isKnown = unknownWeights(layer) === undefined && unknownTrainable(layer) === undefined;
  return {
    optimizer: optimizerName(optimizer),
    optimizerBytes: isKnown
      ? optimizerBytes(interpreter, optimizer, trainableWeights(layer), session.kerasVersion, isScaled(session, layer))
      : undefined,
    kerasVersion: session.kerasVersion,
    loss: loss?.name,
    fromLogits: loss?.fromLogits === true,
  };
}

const unknownGraph = (unknown: Message): GraphFact => ({ tensors: [], inputs: [], calls: [], outputs: [], unknown });

/** Graphs of models are described once for each description of a program's models. */
export class GraphFacts {
  readonly #known = new Map<LayerState, GraphFact>();
  readonly #interpreter: Interpreter;
  readonly #layers: LayerFacts;

  constructor(interpreter: Interpreter, layers: LayerFacts) {
    this.#interpreter = interpreter;
    this.#layers = layers;
  }

  of(layer: LayerState): GraphFact {
    const known = this.#known.get(layer);
    if (known !== undefined) return known;
    this.#known.set(layer, unknownGraph(words`it is called inside of itself`));
    const graph = graphOf(layer);
    const fact = graph ? this.#ofModel(graph) : this.#ofOwnCall(layer);
    this.#known.set(layer, fact);
    return fact;
  }

  #inside(layer: LayerState | undefined): GraphFact | undefined {
    if (layer === undefined) return undefined;
    const isOwn = layer.instance.cls.lookup('call')?.kind === 'function';
    return layer.model !== undefined || isOwn ? this.of(layer) : undefined;
  }

  #ofModel(graph: FunctionalModel): GraphFact {
    const tensors = new Tensors();
    const inputs = flatten(graph.inputs).map((tensor) => tensors.of(tensor));
    const calls = graph.nodes.flatMap((node) => (isInput(node) ? [] : [this.#callOfNode(node, tensors)]));
    const outputs = flatten(graph.outputs).map((tensor) => tensors.of(tensor));
    return { tensors: tensors.list, inputs, calls, outputs, unknown: undefined };
  }

  #callOfNode({ operation, inputs, outputs, call }: Node, tensors: Tensors): CallOfGraph {
    const { layer } = operation;
    const made = flatten(outputs);
    return {
      name: operation.operationName,
      layer: layer && this.#layers.of(layer),
      operation: operation.computes ?? operation.className,
      compute: layer?.dtype.compute ?? made[0]?.dtype ?? 'float32',
      inputs: inputs.map((tensor) => tensors.of(tensor)),
      outputs: made.map((tensor) => tensors.of(tensor)),
      training: told(call?.keywords.get('training')),
      inside: this.#inside(layer),
    };
  }

  /** The operations of the program's own call(), as far back from what it gives as they were followed. */
  #ofOwnCall(layer: LayerState): GraphFact {
    const { followed } = layer;
    if (followed === undefined)
      return unknownGraph(
        layer.unknown ??
          layer.model?.unknown ??
          (layer.built
            ? words`what its own call() computes was not followed`
            : words`the model is not built: no input shape is given`),
      );
    const tensors = new Tensors();
    const inputs = tensorsIn(this.#interpreter, followed.inputs).map((tensor) => tensors.of(tensor));
    const calls: CallOfGraph[] = [];
    const results = tensorsIn(this.#interpreter, [followed.result]);
    const unknown = results.length === 0 ? words`what its own call() gives is not known` : undefined;
    const missing = unknown ?? this.#walk(results, tensors, calls);
    return missing === undefined
      ? {
          tensors: tensors.list,
          inputs,
          calls,
          outputs: results.map((tensor) => tensors.of(tensor)),
          unknown: undefined,
        }
      : unknownGraph(missing);
  }

  /** Puts what made the tensors into `calls`, each behind all that it needs. Gives what is not known. */
  #walk(results: readonly KerasTensor[], tensors: Tensors, calls: CallOfGraph[]): Message | undefined {
    // Several outputs of one call have the same list of inputs.
    const done = new Map<Made['inputs'], { readonly layer: unknown; readonly outputs: number[] }>();
    const stack: { readonly value: KerasTensor; readonly isEntered: boolean }[] = [...results]
      .reverse()
      .map((value) => ({ value, isEntered: false }));
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      const { value, isEntered } = top;
      const how = howMade(value);
      if (how === undefined) {
        if (tensors.has(value) || value instanceof Variable) continue;
        return words`a tensor in its own call() comes from what is not followed`;
      }
      if (tensors.has(value)) continue;
      const sibling = done.get(how.inputs);
      if (sibling !== undefined && sibling.layer === how.layer) {
        sibling.outputs.push(tensors.of(value));
        continue;
      }
      const inputs = tensorsIn(this.#interpreter, how.inputs);
      if (!isEntered) {
        stack.push({ value, isEntered: true });
        for (const input of [...inputs].reverse()) stack.push({ value: input, isEntered: false });
        continue;
      }
      if (calls.length >= MOST_CALLS) return words`its own call() has too many operations`;
      const outputs: number[] = [];
      calls.push(this.#callOfMade(value, how, inputs, tensors, outputs));
      done.set(how.inputs, { layer: how.layer, outputs });
    }
    return undefined;
  }

  #callOfMade(
    value: KerasTensor,
    how: Made,
    given: readonly KerasTensor[],
    tensors: Tensors,
    outputs: number[],
  ): CallOfGraph {
    const layer = how.layer instanceof LayerState ? how.layer : undefined;
    const inputs = given.map((tensor) => tensors.of(tensor));
    outputs.push(tensors.of(value));
    return {
      name: layer?.name ?? how.operation,
      layer: layer && this.#layers.of(layer),
      operation: layer?.className ?? how.operation,
      compute: layer?.dtype.compute ?? value.dtype,
      inputs,
      outputs,
      training: told(how.named?.get('training')),
      inside: this.#inside(layer),
    };
  }
}

const told = (value: Value | undefined): boolean | undefined => (value?.kind === 'bool' ? value.value : undefined);
const isInput = ({ operation }: Node): boolean => operation.layer?.className === 'InputLayer';

/** Tensors by the numbers that facts have for them. */
class Tensors {
  readonly list: TensorOfGraph[] = [];
  readonly #numbers = new Map<KerasTensor, number>();

  has(tensor: KerasTensor): boolean {
    return this.#numbers.has(tensor);
  }
  of(tensor: KerasTensor): number {
    const known = this.#numbers.get(tensor);
    if (known !== undefined) return known;
    this.list.push({ shape: tensor.shape, dtype: tensor.dtype });
    this.#numbers.set(tensor, this.list.length - 1);
    return this.list.length - 1;
  }
}
