/** What names stand for where they are read, or bound. */
import { originsBeside } from '../python/domain/carried.ts';
import { Axes } from '../shapes/axes.ts';
import { shownShape } from '../keras/layers/spec-axes.ts';
import { KerasTensor } from '../keras/graph/tensor.ts';
import type { LayerState } from '../keras/layers/layer-state.ts';
import { layerOf } from '../keras/layers/tracking.ts';
import { Parts } from '../python/evaluate/ledgers.ts';
import { ArrayValue } from '../python/library/arrays/array-value.ts';
import type { Steps } from '../python/syntax/steps.ts';
import type { Place } from '../python/syntax/place.ts';
import type { Value } from '../python/domain/value.ts';
import { type Shape, sameShape } from '../shapes/dimension.ts';
import type { LayerFact, ModelFact, NameFact } from './analysis.ts';

/** So many different tensors of one place are kept; a loop may read a name any number of times. */
const MOST_TENSORS = 64;

/** So many places are gone through between two chances to be interrupted. */
const READS_OF_A_STEP = 2_000;

type Tensor = NameFact['tensors'][number];

/** All readings, or bindings, of a name at one place, by one statement. */
interface Read {
  readonly name: string;
  readonly span: Place;
  readonly speculative: boolean;
  times: number;
  readonly tensors: Tensor[];
  layer: LayerState | undefined;
}

export class NameReads {
  readonly parts = new Parts<Map<Place, Read>>(
    () => new Map(),
    (reads) => reads.size === 0,
  );

  read(name: string, span: Place, value: Value, speculative: boolean): void {
    this.keep(name, span, tensorOf(value), layerOf(value), speculative);
  }

  /** Tensors have facts of their own where they are bound. */
  bound(name: string, span: Place, layer: LayerState, speculative: boolean): void {
    this.keep(name, span, undefined, layer, speculative);
  }

  private keep(
    name: string,
    span: Place,
    tensor: Tensor | undefined,
    layer: LayerState | undefined,
    speculative: boolean,
  ): void {
    if (!tensor && !layer) return;
    const reads = this.parts.now;
    let read = reads.get(span);
    if (!read) reads.set(span, (read = { name, span, speculative, times: 0, tensors: [], layer: undefined }));
    read.times++;
    if (layer) read.layer = layer;
    if (tensor) add(read.tensors, tensor);
  }

  /** `pause` lets others be heard after some of them. */
  *facts(
    layerFact: (layer: LayerState) => LayerFact,
    modelFact: (layer: LayerState) => ModelFact | undefined,
    pause: () => Steps<void>,
  ): Steps<readonly NameFact[]> {
    const whole = new Map<Place, Read>();
    let later = READS_OF_A_STEP;
    for (const reads of this.parts.all) {
      if (whole.size > later) {
        yield* pause();
        later = whole.size + READS_OF_A_STEP;
      }
      for (const [span, read] of reads) {
        const known = whole.get(span);
        if (known === undefined) {
          whole.set(span, { ...read, tensors: read.tensors.slice() });
          continue;
        }
        known.times += read.times;
        if (read.layer) known.layer = read.layer;
        for (const tensor of read.tensors) add(known.tensors, tensor);
      }
    }
    yield* pause();
    return [...whole.values()].map(({ name, span, times, tensors, layer, speculative }) => ({
      name,
      span,
      times,
      tensors,
      layer: layer && layerFact(layer),
      model: layer && modelFact(layer),
      speculative,
    }));
  }
}

function add(tensors: Tensor[], tensor: Tensor): void {
  const last = tensors.at(-1);
  if (tensors.length < MOST_TENSORS && !(last && isSame(last, tensor))) tensors.push(tensor);
}

function tensorOf(value: Value): Tensor | undefined {
  if (value instanceof KerasTensor)
    return {
      shape: shownShape(value.spec),
      dtype: value.dtype,
      origin: value.traced ? 'traced' : 'keras',
      ...originsBeside(value),
    };
  return value instanceof ArrayValue
    ? { shape: value.shape, dtype: value.dtype, origin: 'array', ...originsBeside(value) }
    : undefined;
}

const isSameShape = (a: Shape | Axes, b: Shape | Axes): boolean =>
  a instanceof Axes || b instanceof Axes
    ? a instanceof Axes && b instanceof Axes && a.equals(b)
    : sameShape(a, b) === 'same';

function isSame(a: Tensor, b: Tensor): boolean {
  return (
    a.dtype === b.dtype &&
    a.origin === b.origin &&
    a.origins === b.origins &&
    (a.shape && b.shape ? isSameShape(a.shape, b.shape) : a.shape === b.shape)
  );
}
