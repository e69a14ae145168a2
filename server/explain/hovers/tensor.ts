import { Axes, wholeOf } from '../../shapes/axes.ts';
import type { KnownShape, ShownShape, LayerCallFact, NameFact, TensorFact } from '../../analysis/analysis.ts';
import type { ProgramText } from '../../python/syntax/program-text.ts';
import type { Nest } from '../../keras/layers/definition.ts';
import { code, heading, paragraph, say, strong, type Block, type Document, type Inline } from '../document/document.ts';
import { flatten, formatShapes } from '../nest-text.ts';
import { words, type Message, type Text } from '../../words/message.ts';
import { compact, distinct } from './evaluations.ts';
import { exactCount } from '../count-text.ts';
import { bitsOf, formatMemory } from '../summary/memory.ts';
import { product, type Size } from '../../shapes/dimension.ts';
import { inOrder } from './order.ts';
import { restsOnText } from './rests-on.ts';

/** A tensor that a variable holds, or a list of them. */
interface Held {
  readonly shape: Nest<ShownShape>;
  readonly dtype: string | undefined;
  readonly origin: TensorFact['origin'];
}

const ORIGINS: Readonly<Record<TensorFact['origin'], Text>> = {
  keras: words`symbolic tensor`,
  traced: words`tensor`,
  array: words`array`,
};

/**
 * What one sees over a variable where it is bound to a tensor. `tensors` are its evaluations there; `producer` is the
 * call that made it, with its place.
 */
export function explainTensor(
  tensors: readonly TensorFact[],
  producer: { readonly call: LayerCallFact; readonly place: Message } | undefined,
  text?: ProgramText,
): Document {
  const tensor = tensors.at(-1);
  if (tensor === undefined) return [];
  const origin =
    producer === undefined
      ? []
      : [
          paragraph(
            say`From ${strong(producer.call.layer.className)} ${code(producer.call.layer.name)}, ${producer.place}${inputText(producer.call)}.`,
          ),
        ];
  const [name, times] = [tensor.variable, tensors.length];
  const shapes = severalShapes(tensors);
  return inOrder('tensor', {
    title: titleOf(name, tensor),
    evaluations:
      shapes === undefined ? undefined : paragraph(say`Bound ${times}× here: ${shapes}. The last one is above.`),
    origin,
    restsOn: restsOnText(tensor.origins, text),
    notes: notes(tensor),
  });
}

/** What one sees over a variable where it is read and stands for a tensor. */
export function explainTensorRead({ name, tensors, times }: NameFact, text?: ProgramText): Document {
  const tensor = tensors.at(-1);
  if (tensor === undefined) return [];
  const shapes = severalShapes(tensors);
  return inOrder('tensor', {
    title: titleOf(name, tensor),
    evaluations:
      shapes === undefined ? undefined : paragraph(say`Read ${times}× here: ${shapes}. The last one is above.`),
    restsOn: restsOnText(tensor.origins, text),
    notes: notes(tensor),
  });
}

const titleOf = (name: string, { shape, dtype, origin }: Held): Block =>
  heading([
    code(name),
    ' · ',
    code(formatShapes(shape)),
    dtype === undefined ? '' : ` · ${dtype}`,
    ' · ',
    ...say`${ORIGINS[origin]}`,
  ]);

/** Undefined where all evaluations gave the same. */
function severalShapes(tensors: readonly Held[]): Inline | undefined {
  const shapes = distinct(tensors.map(({ shape }) => formatShapes(shape)));
  return shapes.length > 1 ? compact(shapes) : undefined;
}

/** From here on its size is told: a GiB. */
const HUGE = 2n ** 30n;

/** Bytes of all values of arrays; undefined where a size or the dtype is not known. */
function bytesOfArrays(shapes: readonly KnownShape[], dtype: string | undefined): bigint | undefined {
  const bits = dtype === undefined ? undefined : bitsOf(dtype);
  const counts = shapes.map((shape) =>
    shape?.every((size) => size !== null) ? exactCount(product(shape as readonly Size[])) : undefined,
  );
  if (bits === undefined || counts.length === 0 || !counts.every((count) => count !== undefined)) return undefined;
  // A truth takes a byte.
  return (counts.reduce((sum, count) => sum + count, 0n) * (bits < 8n ? 8n : bits)) / 8n;
}

function hugeText(bytes: bigint, dtype: string | undefined): Inline {
  const size = strong(formatMemory(bytes * 8n));
  return dtype === 'float64'
    ? say`Its values take ${size}; as ${code('float32')}, which Keras computes in, half of it.`
    : say`Its values take ${size}.`;
}

function notes(tensor: Held): Document {
  const shapes = flatten(tensor.shape);
  const bytes = tensor.origin === 'array' ? bytesOfArrays(shapes.map(wholeOf), tensor.dtype) : undefined;
  return [
    ...(bytes !== undefined && bytes >= HUGE ? [paragraph(hugeText(bytes, tensor.dtype))] : []),
    ...(tensor.origin === 'keras' && shapes.some((shape) => wholeOf(shape)?.[0] === null)
      ? [paragraph(say`The first ${code('None')} is the batch: any number of samples.`)]
      : []),
    ...(shapes.some((shape) => shape instanceof Axes && shape.rank === undefined)
      ? [paragraph(say`${code('...')}: any number of axes, that the code does not decide.`)]
      : []),
    ...(shapes.includes(undefined) ? [paragraph(say`${code('?')}: a shape that the code does not decide.`)] : []),
  ];
}

const inputText = ({ inputs, layer }: LayerCallFact): Inline =>
  inputs === undefined || layer.className === 'InputLayer' ? [] : say`, which got ${code(formatShapes(inputs))}`;
