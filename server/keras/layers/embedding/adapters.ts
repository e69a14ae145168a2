/** LoRA: two small trainable arrays beside a frozen one (https://arxiv.org/abs/2106.09685). */
import type { ArrayDeclaration, LayerArguments, Terms } from '../definition.ts';

export function loraTerms(args: LayerArguments): Terms {
  const rank = args.optionalSize('lora_rank');
  return rank === undefined || rank === 0 ? {} : { lora_rank: rank };
}

/** `lora_kernel_a` (rows, rank) and `lora_kernel_b` (rank, columns); none without lora_rank. */
export function loraArrays(args: LayerArguments, name: string, rows: string | readonly string[], columns: string | readonly string[]): ArrayDeclaration[] {
  if (!('lora_rank' in loraTerms(args))) return [];
  return [
    { name: `lora_${name}_a`, dimensions: [rows, 'lora_rank'] },
    { name: `lora_${name}_b`, dimensions: ['lora_rank', columns] },
  ];
}
