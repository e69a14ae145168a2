/** Sizes of a graph's tensors for each sample of the batch. */
import type { CallOfGraph, GraphFact, TensorOfGraph } from '../../analysis/graph.ts';
import { exactCount } from '../count-text.ts';
import { type Dimension, formatShape } from '../../shapes/dimension.ts';
import { type Message, words } from '../../words/message.ts';
import { bytesOfDtype, elements, NotKnown, type Sized } from './call.ts';
import { MOVES_AXES, RESHAPES } from './rules/operations.ts';

/**
 * Each tensor of a graph, sized. The batch is None, or the number that the first axis of the inputs has. What puts it
 * into other axes is followed where it keeps all values (a reshape), or moves the axis.
 */
export class Sizes {
  readonly #graph: GraphFact;
  readonly #batch: number | undefined;
  readonly #known = new Map<number, Sized>();

  constructor(graph: GraphFact) {
    this.#graph = graph;
    const first = graph.tensors[graph.inputs[0] ?? -1]?.shape?.[0];
    this.#batch = first === null || first === undefined ? undefined : whole(first);
    for (const index of graph.inputs) this.#known.set(index, this.#sized(index, 1));
  }

  of(index: number): Sized {
    const known = this.#known.get(index);
    if (known !== undefined) return known;
    const sized = this.#sized(index, 1);
    this.#known.set(index, sized);
    return sized;
  }

  /** What the call gives, of what it takes. */
  after(call: CallOfGraph): readonly Sized[] {
    const given = call.inputs.map((index) => this.of(index));
    return call.outputs.map((index) => {
      const sized = this.#result(call, given, index);
      this.#known.set(index, sized);
      return sized;
    });
  }

  #result({ operation }: CallOfGraph, given: readonly Sized[], index: number): Sized {
    const [first] = given;
    const { shape, dtype } = this.#graph.tensors[index]!;
    if (shape === undefined) throw unknownShape(this.#graph.tensors[index]!);
    const holes = shape.filter((size) => this.#isBatch(size)).length;
    if (first !== undefined && RESHAPES.has(operation)) {
      if (shape.filter((size) => size === null).length > 1) throw openAxis(shape);
      const sizes = shape.slice(1).map((size) => (size === null ? 1 : sizeOf(size, shape)));
      const product = sizes.reduce((total, size) => total * size, 1);
      return { rows: elements(first) / product, sizes, bytes: widthOf(dtype) };
    }
    if (MOVES_AXES.has(operation) && holes === 1) {
      const sizes = shape.filter((size) => !this.#isBatch(size)).map((size) => sizeOf(size!, shape));
      return { rows: first?.rows ?? 1, sizes, bytes: widthOf(dtype) };
    }
    const rows = shape.length > 0 && this.#isBatch(shape[0]!) ? (first?.rows ?? 1) : undefined;
    return this.#sized(index, rows);
  }

  #isBatch(size: Dimension): boolean {
    return size === null || (this.#batch !== undefined && whole(size) === this.#batch);
  }

  /** `rows` undefined: the first axis is none of the batch. */
  #sized(index: number, rows: number | undefined): Sized {
    const tensor = this.#graph.tensors[index]!;
    const { shape, dtype } = tensor;
    if (shape === undefined) throw unknownShape(tensor);
    const [first, ...others] = shape;
    const sizes = others.map((size) => sizeOf(size, shape));
    if (first === undefined) return { rows: 0, sizes: [], bytes: widthOf(dtype) };
    if (rows !== undefined && this.#isBatch(first)) return { rows, sizes, bytes: widthOf(dtype) };
    // A table that is the same for all samples, or rows of several samples: a share of it is for each of the batch.
    return { rows: sizeOf(first, shape) / (this.#batch ?? 1), sizes, bytes: widthOf(dtype) };
  }
}

function whole(size: Dimension): number | undefined {
  const exact = size === null ? undefined : exactCount(size);
  return exact === undefined ? undefined : Number(exact);
}

function sizeOf(size: Dimension, shape: readonly Dimension[]): number {
  if (size === null) throw openAxis(shape);
  const exact = whole(size);
  if (exact === undefined) throw new NotKnown(words`a size of ${formatShape(shape)} is not a number here`);
  return exact;
}

const openAxis = (shape: readonly Dimension[]): NotKnown =>
  new NotKnown(words`an axis of ${formatShape(shape)} is None, which has a length only once data comes`);

function unknownShape({ dtype }: TensorOfGraph): NotKnown {
  const reason: Message = words`the shape of a tensor (${dtype}) is not known`;
  return new NotKnown(reason);
}

function widthOf(dtype: string): number {
  const width = bytesOfDtype(dtype);
  if (width === undefined) throw new NotKnown(words`the dtype ${dtype} has no size that is known`);
  return width;
}
