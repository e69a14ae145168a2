/** What a model needs: its arrays, its optimizer's, and what is alive at the same time in a step. */
import type { Count, ModelFact, ModelRow } from '../../analysis/analysis.ts';
import type { CallOfGraph, GraphFact } from '../../analysis/graph.ts';
import { exactCount } from '../count-text.ts';
import { type Message, words } from '../../words/message.ts';
import { type Amount, fixed, NOTHING, perSample, plus } from './amount.ts';
import { bytesOfWeights, Call, elements, NotKnown, type Sized } from './call.ts';
import { labelBytes, putLoss } from './losses.ts';
import { runRule } from './rules/index.ts';
import { STOPS } from './rules/operations.ts';
import { Sizes } from './sizes.ts';
import { Buffer, type Kept, Tape } from './tape.ts';

export type Planned<T> = T | { readonly unknown: Message };

/** Bytes; those of arrays are exact. */
export interface MemoryPlan {
  readonly weights: Planned<{ readonly bytes: number; readonly trained: number }>;
  readonly optimizer: Planned<{ readonly bytes: number }>;
  /** One batch of the model's inputs. */
  readonly data: Planned<{ readonly amount: Amount }>;
  readonly inference: Planned<{ readonly peaks: readonly Amount[] }>;
  readonly training: Planned<TrainingPlan>;
  /** The largest tensor that one sample makes. */
  readonly largest: { readonly row: string; readonly bytes: number } | undefined;
}

export interface TrainingPlan {
  /** Inputs and labels. */
  readonly data: Amount;
  /** All that is alive besides weights, optimizer and data, gradients too: the largest of these. */
  readonly peaks: readonly Amount[];
  /** At least so much of it, without gradients, in any way of computing: the largest of these. */
  readonly least: readonly Amount[];
  readonly gradients: number;
  readonly kept: readonly Kept[];
}

export function planMemory(model: ModelFact): MemoryPlan {
  const weights = attempt(() => weightsOf(model));
  const sizes = attempt(() => ({ sizes: sized(model.graph) }));
  const data = 'unknown' in sizes ? sizes : { amount: dataOf(model.graph, sizes.sizes) };
  return {
    weights,
    optimizer: optimizerOf(model),
    data,
    inference: attempt(() => {
      const { tape, outputs } = taped(model.graph, false);
      return { peaks: tape.forward(outputs) };
    }),
    training: attempt(() => trainingOf(model)),
    largest: largestOf(model.graph),
  };
}

function attempt<T>(work: () => T): Planned<T> {
  try {
    return work();
  } catch (error) {
    if (error instanceof NotKnown) return { unknown: error.reason };
    throw error;
  }
}

function numberOf(count: Count, otherwise: Message): number {
  const exact = exactCount(count);
  if (exact === undefined) throw new NotKnown(otherwise);
  return Number(exact);
}

function weightsOf({ rows, cost, unknown }: ModelFact): { bytes: number; trained: number } {
  const reason = unknown ?? words`the size of an array is not known`;
  const bytes = numberOf(cost.weightBytes, cost.unknown.weightBytes ?? reason);
  const arrays = new Set(everyWeight(rows));
  return { bytes, trained: bytesOfWeights({ weights: [...arrays] }, ({ trainable }) => trainable === true) };
}

const everyWeight = (rows: readonly ModelRow[]) => rows.flatMap(({ weights }) => weights);

function optimizerOf({ training }: ModelFact): Planned<{ bytes: number }> {
  if (training === undefined) return { unknown: words`no compile() with a known optimizer is seen` };
  return attempt(() => ({
    bytes: numberOf(training.optimizerBytes, words`what this optimizer keeps is not followed`),
  }));
}

function dataOf(graph: GraphFact, sizes: Sizes): Amount {
  return graph.inputs.reduce((total, index) => {
    const one = sizes.of(index);
    return plus(total, perSample(elements(one) * one.bytes));
  }, NOTHING);
}

function sized(graph: GraphFact): Sizes {
  if (graph.unknown !== undefined) throw new NotKnown(graph.unknown);
  return new Sizes(graph);
}

interface Taped {
  readonly tape: Tape;
  readonly outputs: readonly Buffer[];
  readonly sizes: readonly Sized[];
}

function taped(graph: GraphFact, isTraining: boolean): Taped {
  const tape = new Tape(isTraining);
  const sizes = sized(graph);
  const inputs = graph.inputs.map((index) => {
    const one = sizes.of(index);
    return new Buffer(perSample(elements(one) * one.bytes), '', { isGiven: true });
  });
  const outputs = new Recorder(tape).run(graph, inputs, { row: undefined, trains: isTraining });
  return { tape, outputs, sizes: graph.outputs.map((index) => sizes.of(index)) };
}

/** Models in models, each called several times, are more calls than anybody waits for. */
const MOST_CALLS = 50_000;

/** Puts the calls of a graph, and of the graphs inside, on a tape. */
class Recorder {
  readonly #tape: Tape;
  #calls = 0;
  constructor(tape: Tape) {
    this.#tape = tape;
  }

  run(
    graph: GraphFact,
    inputs: readonly Buffer[],
    how: { row: string | undefined; trains: boolean },
  ): readonly Buffer[] {
    const sizes = sized(graph);
    const buffers = new Map<number, Buffer>();
    graph.inputs.forEach((index, place) => {
      const buffer = inputs[place];
      if (buffer !== undefined) buffers.set(index, buffer);
    });
    for (const call of graph.calls) this.#call(call, sizes, buffers, how);
    return graph.outputs.map((index) => bufferOf(buffers, index));
  }

  #call(
    call: CallOfGraph,
    sizes: Sizes,
    buffers: Map<number, Buffer>,
    { row = call.name, trains }: { row: string | undefined; trains: boolean },
  ): void {
    if (++this.#calls > MOST_CALLS) throw new NotKnown(words`it has more calls than are followed`);
    const inputs = call.inputs.map((index) => buffers.get(index) ?? this.#constant(sizes.of(index), row));
    const results = sizes.after(call);
    const given = call.inputs.map((index) => sizes.of(index));
    if (call.inside !== undefined) {
      checkSameSizes(call.inside, given, call.name);
      const made = this.run(call.inside, inputs, { row, trains: trains && call.training !== false });
      call.outputs.forEach((index, place) => {
        buffers.set(index, made[place] ?? bufferOf(buffers, index));
      });
      return;
    }
    const one = new Call({ tape: this.#tape, call, layer: call.layer, inputs, given, results, row, trains });
    runRule(one);
    call.outputs.forEach((index, place) => {
      const made = one.outputs[place];
      if (made === undefined) throw new NotKnown(words`what ${call.name} gives is not known`);
      buffers.set(index, STOPS.has(call.operation) ? new Buffer(NOTHING, row) : made);
    });
  }

  /** An array of the program's own, or a weight of a layer that computes with it. */
  #constant(one: Sized, row: string): Buffer {
    return new Buffer(perSample(elements(one) * one.bytes), row, { isGiven: true, flows: this.#tape.isTraining });
  }
}

function bufferOf(buffers: ReadonlyMap<number, Buffer>, index: number): Buffer {
  const buffer = buffers.get(index);
  if (buffer === undefined) throw new NotKnown(words`a tensor comes from what is not followed`);
  return buffer;
}

/** A model that is called on other sizes than it was made with computes others inside. */
function checkSameSizes(graph: GraphFact, given: readonly Sized[], name: string): void {
  const inside = sized(graph);
  const isSame = graph.inputs.every((index, place) => {
    const outer = given[place];
    return outer !== undefined && elements({ ...inside.of(index), rows: outer.rows }) === elements(outer);
  });
  if (!isSame) throw new NotKnown(words`${name} is called on other sizes than it was made with`);
}

function trainingOf(model: ModelFact): TrainingPlan {
  const { training } = model;
  if (training === undefined) throw new NotKnown(words`no compile() with a known optimizer is seen`);
  const { trained } = weightsOf(model);
  if (trained === 0) throw new NotKnown(words`nothing of it is trained`);
  const { tape, outputs, sizes } = taped(model.graph, true);
  putLoss(tape, training, outputs, sizes);
  const { peaks, kept, least } = tape.training();
  return {
    data: plus(dataOf(model.graph, sized(model.graph)), perSample(labelBytes(training, sizes))),
    peaks: peaks.map((one) => plus(one, fixed(trained))),
    least,
    gradients: trained,
    kept: [...kept].sort((a, b) => b.amount.perSample - a.amount.perSample),
  };
}

function largestOf(graph: GraphFact): { row: string; bytes: number } | undefined {
  if (graph.unknown !== undefined) return undefined;
  const found = attempt(() => {
    const sizes = new Sizes(graph);
    let most: { row: string; bytes: number } | undefined;
    for (const call of graph.calls)
      for (const one of sizes.after(call)) {
        const bytes = elements(one) * one.bytes;
        if (most === undefined || bytes > most.bytes) most = { row: call.name, bytes };
      }
    return { most };
  });
  return 'unknown' in found ? undefined : found.most;
}
