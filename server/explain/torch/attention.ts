import type { WeightFact } from '../../analysis/analysis.ts';
import { equalSizes, formatCount, formatDimension, multiply, type Size } from '../../shapes/dimension.ts';
import { countOf } from '../arrays.ts';
import { code, say } from '../document/document.ts';
import type { Subject } from '../families/teaching.ts';
import type { Torch, TorchArray } from './torch.ts';

function arrayOf(subject: Subject, part: string, name: 'kernel' | 'bias'): WeightFact | undefined {
  return subject.layer.weights.find((weight) => weight.name === name && weight.path.split('/').includes(part));
}

/**
 * PyTorch has query, key and value in one matrix, and splits the features among the heads: it can match only where
 * heads · key_dim is the number of features.
 */
export function torchAttention(subject: Subject): Torch | undefined {
  const kernels = ['query', 'key', 'value'].map((part) => arrayOf(subject, part, 'kernel')?.shape);
  const output = arrayOf(subject, 'attention_output', 'kernel')?.shape;
  const [features, heads, keySize] = kernels[0] ?? [];
  const total = countOf(subject.layer.weights);
  if (
    features === undefined ||
    heads === undefined ||
    keySize === undefined ||
    output?.length !== 3 ||
    total === undefined
  )
    return undefined;
  const inner = multiply(heads, keySize);
  const same = (a: Size | undefined, b: Size) => a !== undefined && equalSizes(a, b);
  const fits =
    same(inner, features) &&
    same(output[2], features) &&
    kernels.every((kernel) => same(kernel?.[0], features) && same(kernel?.[2], keySize));
  if (arrayOf(subject, 'gate', 'kernel') !== undefined)
    return { call: undefined, arrays: [], note: say`${code('nn.MultiheadAttention')} has no gate.` };
  if (!fits) {
    return {
      call: undefined,
      arrays: [],
      note: say`${code('nn.MultiheadAttention')} splits its features among the heads, so it can match only where heads · key_dim is their number: here ${formatCount(inner)} against ${formatCount(features)}${same(inner, features) ? ', but the sizes of query, key, value and output differ' : ''}.`,
    };
  }
  const bias = arrayOf(subject, 'query', 'bias') !== undefined;
  const three = multiply(3, features);
  const flat = `reshape(${formatDimension(features)}, ${formatDimension(features)}).T`;
  const arrays: TorchArray[] = [
    { name: 'in_proj_weight', shape: [three, features], from: `vstack(query, key, value kernel.${flat})` },
    ...(bias ? [{ name: 'in_proj_bias', shape: [three], from: 'hstack(query, key, value bias.ravel())' }] : []),
    { name: 'out_proj.weight', shape: [features, features], from: `attention_output kernel.${flat}` },
    ...(bias ? [{ name: 'out_proj.bias', shape: [features], from: 'attention_output bias' }] : []),
  ];
  return {
    call: `nn.MultiheadAttention(${formatDimension(features)}, ${formatDimension(heads)}${bias ? '' : ', bias=False'}, batch_first=True)`,
    arrays,
    note: say`${formatCount(total)} too; query, key and value are one array there. It is called with query, key, value (Keras: query, value, key) and gives two things: take the first.`,
  };
}
