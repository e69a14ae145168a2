/** What names stand for where they are read. */
import { KerasTensor } from '../keras/graph/tensor.ts';
import type { LayerState } from '../keras/layers/layer-state.ts';
import { layerOf } from '../keras/layers/tracking.ts';
import { untilNow } from '../python/evaluate/checkpoint.ts';
import { ArrayValue } from '../python/library/arrays/array-value.ts';
import type { Span } from '../python/syntax/tree.ts';
import type { Mutable } from '../python/values/journal.ts';
import type { Value } from '../python/values/value.ts';
import { sameShape } from '../shapes/dimension.ts';
import type { LayerFact, ModelFact, NameFact } from './analysis.ts';

/** So many different tensors of one place are kept; a loop may read a name any number of times. */
const MOST_TENSORS = 64;

type Tensor = NameFact['tensors'][number];

/** All readings of a name at one place. */
class Read implements Mutable {
  readonly name: string;
  readonly span: Span;
  readonly speculative: boolean;
  times = 0;
  readonly tensors: Tensor[] = [];
  layer: LayerState | undefined;

  constructor(name: string, { start, end }: Span, speculative: boolean) {
    this.name = name;
    this.span = { start, end };
    this.speculative = speculative;
  }

  snapshot(): unknown { return { times: this.times, tensors: this.tensors.length, layer: this.layer }; }
  restore(state: unknown): void {
    const { times, tensors, layer } = state as { times: number; tensors: number; layer: LayerState | undefined };
    this.times = times;
    this.tensors.length = tensors;
    this.layer = layer;
  }
}

export class NameReads {
  private readonly reads = new Map<number, Read>();
  private readonly touch: (fact: Mutable) => void;

  /** `touch` is told before what is kept of a place changes. */
  constructor(touch: (fact: Mutable) => void) { this.touch = touch; }

  /** Gives what forgets the places that were not read until now. */
  mark(): () => void { return untilNow(this.reads); }

  read(name: string, span: Span, value: Value, speculative: boolean): void {
    const tensor = tensorOf(value);
    const layer = layerOf(value);
    if (!tensor && !layer) return;
    let read = this.reads.get(span.start);
    if (read) this.touch(read);
    else this.reads.set(span.start, read = new Read(name, span, speculative));
    read.times++;
    if (layer) read.layer = layer;
    const last = read.tensors.at(-1);
    if (tensor && read.tensors.length < MOST_TENSORS && !(last && isSame(last, tensor))) read.tensors.push(tensor);
  }

  facts(layerFact: (layer: LayerState) => LayerFact, modelFact: (layer: LayerState) => ModelFact | undefined): readonly NameFact[] {
    return [...this.reads.values()].map(({ name, span, times, tensors, layer, speculative }) => ({
      name, span, times, tensors: tensors.slice(), layer: layer && layerFact(layer), model: layer && modelFact(layer), speculative,
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
