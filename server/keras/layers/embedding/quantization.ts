import { add, floorDivide, type Dimension, type Size } from '../../../shapes/dimension.ts';
import { Undecided, type LayerArguments } from '../definition.ts';
import { words } from '../../../words/message.ts';

/** int8 keeps the shape; int4 packs two numbers in a byte, ternary five. */
export type Quantization = 'int8' | 'int4' | 'ternary';

/**
 * How a quantized dtype policy stores the weights (`int8_from_mixed_bfloat16`); undefined for a plain one. Undecided
 * for other ways, and for int4 in blocks.
 */
export function quantizationOf(args: LayerArguments): Quantization | undefined {
  const value = args.value('dtype');
  if (value.kind !== 'str') return undefined;
  const [, mode, block = '-1'] = /^([a-z]+\d*)(?:\/(-?\d+))?_from_/.exec(value.value) ?? [];
  if (mode === undefined) return undefined;
  if (mode === 'int8' || mode === 'ternary' || (mode === 'int4' && block === '-1')) return mode;
  throw new Undecided(words`the arrays that ${mode} quantization makes are not declared`);
}

/** ⌈size ÷ count⌉ bytes for `count` numbers a byte. */
export function packed(size: Dimension, count: number): Size | null {
  return size === null ? null : floorDivide(add(size, count - 1), count);
}
