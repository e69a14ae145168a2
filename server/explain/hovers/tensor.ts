import type { LayerCallFact, TensorFact } from '../../analysis/analysis.ts';
import { code, heading, paragraph, say, strong, type Document, type Inline } from '../document/document.ts';
import { flatten, formatShapes } from '../nest-text.ts';
import { compact, distinct } from './evaluations.ts';

/** What one sees over a variable that holds a tensor. `tensors` are its evaluations at this place; `producer` is the call that made it, with its line from 1. */
export function explainTensor(tensors: readonly TensorFact[], producer: { readonly call: LayerCallFact; readonly line: number } | undefined): Document {
  const tensor = tensors.at(-1);
  if (tensor === undefined) return [];
  const shapes = distinct(tensors.map(({ shape }) => formatShapes(shape)));
  const type = tensor.dtype === undefined ? '' : ` · ${tensor.dtype}`;
  return [
    heading(say`${code(tensor.variable)} · ${code(formatShapes(tensor.shape))}${type} · ${tensor.origin === 'keras' ? 'symbolic tensor' : 'array'}`),
    ...(shapes.length > 1 ? [paragraph(say`Bound ${String(tensors.length)}× here: ${compact(shapes)}. The last one is above.`)] : []),
    ...(producer === undefined ? [] : [paragraph(say`From ${strong(producer.call.layer.className)} ${code(producer.call.layer.name)}, line ${producer.line}${inputText(producer.call)}.`)]),
    ...(tensor.origin === 'keras' && hasBatch(tensor) ? [paragraph(say`The first ${code('None')} is the batch: any number of samples.`)] : []),
    ...(flatten(tensor.shape).includes(undefined) ? [paragraph(say`${code('?')}: a shape that the code does not decide.`)] : []),
  ];
}

const inputText = ({ inputs, layer }: LayerCallFact): Inline => (inputs === undefined || layer.className === 'InputLayer' ? [] : say`, which got ${code(formatShapes(inputs))}`);
const hasBatch = ({ shape }: TensorFact): boolean => flatten(shape).some((one) => one?.[0] === null);
