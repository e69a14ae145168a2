import { Undecided, type LayerArguments } from '../definition.ts';

/** How a quantized dtype policy stores the weights (`int8_from_mixed_bfloat16`); undefined for a plain one. Undecided for other ways than int8. */
export function quantizationOf(args: LayerArguments): 'int8' | undefined {
  const value = args.value('dtype');
  if (value.kind !== 'str') return undefined;
  const mode = /^(\w+?)(?:\/[\w-]+)*_from_/.exec(value.value)?.[1];
  if (mode === undefined) return undefined;
  if (mode === 'int8') return mode;
  throw new Undecided(`the arrays that ${mode} quantization makes are not declared`);
}
