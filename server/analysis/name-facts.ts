/** What names stand for where they are read. */
import { KerasTensor } from '../keras/graph/tensor.ts';
import type { LayerState } from '../keras/layers/layer-state.ts';
import { layerOf } from '../keras/layers/tracking.ts';
import { ArrayValue } from '../python/library/arrays/array-value.ts';
import type { Span } from '../python/syntax/tree.ts';
import type { Value } from '../python/values/value.ts';
import { sameShape } from '../shapes/dimension.ts';
import type { LayerFact, ModelFact, NameFact } from './analysis.ts';

/** So many different tensors of one place are kept; a loop may read a name any number of times. */
const MOST_TENSORS = 64;

type Tensor = NameFact['tensors'][number];
interface Read { readonly name: string; readonly span: Span; times: number; readonly tensors: Tensor[]; layer: LayerState | undefined; readonly speculative: boolean }

export class NameReads {
  private readonly reads = new Map<number, Read>();

  read(name: string, span: Span, value: Value, speculative: boolean): void {
    const tensor = tensorOf(value);
    const layer = layerOf(value);
    if (!tensor && !layer) return;
    let read = this.reads.get(span.start);
    if (!read) this.reads.set(span.start, read = { name, span: { start: span.start, end: span.end }, times: 0, tensors: [], layer: undefined, speculative });
    read.times++;
    if (layer) read.layer = layer;
    const last = read.tensors.at(-1);
    if (tensor && read.tensors.length < MOST_TENSORS && !(last && isSame(last, tensor))) read.tensors.push(tensor);
  }

  facts(layerFact: (layer: LayerState) => LayerFact, modelFact: (layer: LayerState) => ModelFact | undefined): readonly NameFact[] {
    return [...this.reads.values()].map(({ name, span, times, tensors, layer, speculative }) => ({
      name, span, times, tensors, layer: layer && layerFact(layer), model: layer && modelFact(layer), speculative,
    }));
  }
}

function tensorOf(value: Value): Tensor | undefined {
  if (value instanceof KerasTensor) return { shape: value.shape, dtype: value.dtype, origin: value.traced ? 'traced' : 'keras' };
  return value instanceof ArrayValue ? { shape: value.shape, dtype: value.dtype, origin: 'array' } : undefined;
}

function isSame(a: Tensor, b: Tensor): boolean {
  return a.dtype === b.dtype && a.origin === b.origin && (a.shape && b.shape ? sameShape(a.shape, b.shape) === 'same' : a.shape === b.shape);
}
