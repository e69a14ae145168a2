/** LoRA: two small trainable arrays beside a frozen one (https://arxiv.org/abs/2106.09685). */
import { Undecided, type ArrayDeclaration, type LayerArguments, type Terms } from '../definition.ts';
import { quantizationOf } from './quantization.ts';

export function loraTerms(args: LayerArguments): Terms {
  const rank = args.optionalSize('lora_rank');
  return rank === undefined || rank === 0 ? {} : { lora_rank: rank };
}

/**
 * `lora_kernel_a` (rows …, rank) and `lora_kernel_b` (rank, columns), float32 whatever the layer is; none without
 * lora_rank, or with one of 0.
 */
export function loraArrays(
  args: LayerArguments,
  name: string,
  rows: readonly string[],
  columns: string,
): ArrayDeclaration[] {
  if (!('lora_rank' in loraTerms(args))) return [];
  if (quantizationOf(args) !== undefined)
    throw new Undecided('the arrays of LoRA beside a quantized kernel are not declared');
  return [
    { name: `lora_${name}_a`, dimensions: [...rows, 'lora_rank'], dtype: 'float32' },
    { name: `lora_${name}_b`, dimensions: ['lora_rank', columns], dtype: 'float32' },
  ];
}
