import type { KnownShape, LayerCallFact, NameFact, TensorFact } from '../../analysis/analysis.ts';
import type { Nest } from '../../keras/layers/definition.ts';
import { code, heading, paragraph, say, strong, type Document, type Inline } from '../document/document.ts';
import { flatten, formatShapes } from '../nest-text.ts';
import { compact, distinct } from './evaluations.ts';

/** A tensor that a variable holds, or a list of them. */
interface Held {
  readonly shape: Nest<KnownShape>;
  readonly dtype: string | undefined;
  readonly origin: TensorFact['origin'];
}

const ORIGINS: Readonly<Record<TensorFact['origin'], string>> = { keras: 'symbolic tensor', traced: 'tensor', array: 'array' };

/** What one sees over a variable where it is bound to a tensor. `tensors` are its evaluations there; `producer` is the call that made it, with its line from 1. */
export function explainTensor(tensors: readonly TensorFact[], producer: { readonly call: LayerCallFact; readonly line: number } | undefined): Document {
  const tensor = tensors.at(-1);
  if (tensor === undefined) return [];
  const origin = producer === undefined ? [] : [paragraph(say`From ${strong(producer.call.layer.className)} ${code(producer.call.layer.name)}, line ${producer.line}${inputText(producer.call)}.`)];
  return [...about(tensor.variable, tensors, tensors.length, 'Bound'), ...origin, ...notes(tensor)];
}

/** What one sees over a variable where it is read and stands for a tensor. */
export function explainTensorRead({ name, tensors, times }: NameFact): Document {
  const tensor = tensors.at(-1);
  return tensor === undefined ? [] : [...about(name, tensors, times, 'Read'), ...notes(tensor)];
}

function about(name: string, tensors: readonly Held[], times: number, verb: string): Document {
  const last = tensors.at(-1);
  if (last === undefined) return [];
  const shapes = distinct(tensors.map(({ shape }) => formatShapes(shape)));
  const type = last.dtype === undefined ? '' : ` · ${last.dtype}`;
  return [
    heading(say`${code(name)} · ${code(formatShapes(last.shape))}${type} · ${ORIGINS[last.origin]}`),
    ...(shapes.length > 1 ? [paragraph(say`${verb} ${String(times)}× here: ${compact(shapes)}. The last one is above.`)] : []),
  ];
}

function notes(tensor: Held): Document {
  const shapes = flatten(tensor.shape);
  return [
    ...(tensor.origin === 'keras' && shapes.some((shape) => shape?.[0] === null) ? [paragraph(say`The first ${code('None')} is the batch: any number of samples.`)] : []),
    ...(shapes.includes(undefined) ? [paragraph(say`${code('?')}: a shape that the code does not decide.`)] : []),
  ];
}

const inputText = ({ inputs, layer }: LayerCallFact): Inline => (inputs === undefined || layer.className === 'InputLayer' ? [] : say`, which got ${code(formatShapes(inputs))}`);
