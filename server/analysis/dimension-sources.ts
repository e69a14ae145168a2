/** Where the numbers of an output's shape are written: what one wants to see who asks "why 64?". */
import type { Place, SourceFile } from '../python/syntax/place.ts';
import type { Argument, Expression, Module } from '../python/syntax/tree.ts';
import type { Node } from '../keras/graph/node.ts';
import { KerasTensor } from '../keras/graph/tensor.ts';
import type { LayerState } from '../keras/layers/layer-state.ts';
import { isInputLayer } from '../keras/models/input.ts';
import { isDict, isList } from '../keras/nests.ts';
import type { LayerCallRecord } from '../keras/session.ts';
import { sameDimension, type Shape } from '../shapes/dimension.ts';
import { callAt } from './call-spans.ts';
import { indexesOf } from './statement-index.ts';

/** A place for each axis; undefined where none is known, or where Keras decides it (the batch). */
export type Sources = readonly (Place | undefined)[];

/** Arguments that are the size of one axis; `channels` is last or second, as the layer's data_format says. */
const ONE_AXIS: Readonly<Record<string, 'last' | 'channels' | 'second'>> = {
  units: 'last',
  output_dim: 'last',
  filters: 'channels',
  n: 'second',
};
/** Arguments that are a whole shape, by how many axes stand before it. */
const WHOLE_SHAPE: Readonly<Record<string, number>> = {
  target_shape: 1,
  shape: 1,
  input_shape: 1,
  batch_shape: 0,
  batch_input_shape: 0,
};
/** Graphs are followed back so far. */
const FARTHEST = 200;

export class DimensionSources {
  /** The values of names that are bound in one place only; undefined for those bound in several. */
  private readonly bound = new Map<string, Expression | undefined>();
  private readonly known = new Map<KerasTensor, Sources>();

  private readonly file: SourceFile;

  constructor(module: Module) {
    this.file = module.file;
    for (const { bindings } of indexesOf(module)) {
      for (const [name, value] of bindings) this.bound.set(name, this.bound.has(name) ? undefined : value);
    }
  }

  /** Of the single tensor that a call gave; undefined where it gave none, or several. */
  of({ layer, site, output }: LayerCallRecord): Sources | undefined {
    if (output === undefined || isList(output) || isDict(output) || output.shape === undefined) return undefined;
    const node = layer.nodes.findLast((one) => one.site?.isAt(site));
    const tensor = node?.outputs;
    return this.here(tensor instanceof KerasTensor ? this.ofTensor(tensor, 0) : this.stated(layer, output.shape));
  }

  /** Of a symbolic tensor. */
  axesOf(tensor: KerasTensor): Sources {
    return this.here(this.ofTensor(tensor, 0));
  }

  /** Layers that come from other files have their sizes written there. */
  private here(sources: Sources): Sources {
    return sources.some((place) => place !== undefined && place.file !== this.file)
      ? sources.map((place) => (place?.file === this.file ? place : undefined))
      : sources;
  }

  private ofTensor(tensor: KerasTensor, depth: number): Sources {
    const known = this.known.get(tensor);
    if (known !== undefined) return known;
    const { node, shape } = tensor;
    if (node === undefined || shape === undefined || depth > FARTHEST) return [];
    const layer = node.operation.layer;
    const stated = layer === undefined ? [] : this.stated(layer, shape);
    const from = carries(node) ? node.inputs[0] : undefined;
    const carried = from?.shape === undefined ? undefined : carriedAxes(from.shape, shape, layer);
    const before =
      from !== undefined && carried?.some((axis) => axis !== undefined) ? this.ofTensor(from, depth + 1) : [];
    const sources = shape.map((_, axis) => {
      const origin = carried?.[axis];
      return stated[axis] ?? (origin === undefined ? undefined : before[origin]);
    });
    this.known.set(tensor, sources);
    return sources;
  }

  /** The axes that an argument of the layer's constructor is the size of. */
  private stated(layer: LayerState, shape: Shape): Sources {
    const sources: (Place | undefined)[] = [];
    const call = callAt(layer.site);
    if (call === undefined) return sources;
    const names = isInputLayer(layer) ? ['shape'] : Object.keys(layer.definition?.parameters ?? {});
    call.arguments.forEach((argument, index) => {
      const name = argument.spread === '' ? (argument.name ?? names[index]) : undefined;
      if (name !== undefined) this.addStated(name, argument, layer, shape, sources);
    });
    return sources;
  }

  private addStated(
    name: string,
    { value }: Argument,
    layer: LayerState,
    shape: Shape,
    sources: (Place | undefined)[],
  ): void {
    const before = Object.hasOwn(WHOLE_SHAPE, name) ? WHOLE_SHAPE[name] : undefined;
    if (before !== undefined && (isInputLayer(layer) || name === 'target_shape')) {
      const display = this.written(value);
      if (display.kind !== 'Tuple' && display.kind !== 'List') return;
      if (display.elements.length + before === shape.length)
        display.elements.forEach((element, i) => {
          sources[i + before] = this.written(element);
        });
    } else if (Object.hasOwn(ONE_AXIS, name)) {
      const axis = axisOf(ONE_AXIS[name]!, layer, shape);
      if (axis !== undefined) sources[axis] = this.written(value);
    }
  }

  /** The value itself, or what the name that stands there was bound to, where that is in one place only. */
  private written(value: Expression): Expression {
    return (value.kind === 'Name' ? this.bound.get(value.id) : undefined) ?? value;
  }
}

/** undefined where the argument is the size of no axis. */
function axisOf(place: 'last' | 'channels' | 'second', layer: LayerState, shape: Shape): number | undefined {
  if (place === 'second') return layer.className === 'RepeatVector' ? 1 : undefined;
  if (place === 'last') return shape.length - 1;
  try {
    return layer.args.dataFormat() === 'channels_first' ? 1 : shape.length - 1;
  } catch {
    return undefined; // it is not decided
  }
}

/** Layers with several inputs, and operations, that hand on the axes of the first input as they are. */
const HANDING_ON = new Set([
  'Add',
  'Subtract',
  'Multiply',
  'Average',
  'Maximum',
  'Minimum',
  'Concatenate',
  'MultiHeadAttention',
  'GroupedQueryAttention',
  'Divide',
  'TrueDivide',
  'Power',
  'Negative',
  'Absolute',
  'Relu',
  'Sigmoid',
  'Tanh',
  'Softmax',
  'Exp',
  'Log',
  'Sqrt',
  'Square',
]);

const carries = ({ inputs, operation }: Node): boolean =>
  HANDING_ON.has(operation.className) ||
  (inputs.length === 1 && operation.layer?.definition !== undefined && operation.className !== 'Permute');

/** For each axis of the output the axis of the input that it is; undefined where it is none. */
function carriedAxes(input: Shape, output: Shape, layer: LayerState | undefined): readonly (number | undefined)[] {
  const isSame = (from: number, to: number): number | undefined => {
    const [a, b] = [input[from], output[to]];
    return a !== undefined && b !== undefined && a !== null && sameDimension(a, b) === 'same' ? from : undefined;
  };
  if (input.length === output.length) return output.map((_, axis) => isSame(axis, axis));
  const last = output.length - 1;
  if (layer?.definition?.name.startsWith('Global') || layer?.definition?.name === 'RepeatVector')
    return output.map((_, axis) => (axis === last ? isSame(input.length - 1, last) : undefined));
  return layer?.definition?.name === 'Embedding' ? output.map((_, axis) => isSame(axis, axis)) : [];
}
