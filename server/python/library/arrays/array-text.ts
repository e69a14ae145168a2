/** Arrays as `str()` shows them, and tensors: brackets, columns, lines of 75 characters. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { Bytes, type Value } from '../../domain/value.ts';
import { utf8Of } from '../../domain/utf8.ts';
import type { ArrayValue } from './array-value.ts';
import { isFloatDtype, isIntegerDtype } from './dtypes.ts';

/** Longer ones are shortened with dots in the middle. */
const MOST_SHOWN = 1000;
const WIDTH = 75;
const DECIMALS = 8;

/** Undefined where an element is not known, or how it is written is not worked out. */
export function arrayText(interpreter: Interpreter, array: ArrayValue): string | undefined {
  const { elements, shape } = array;
  if (!elements || !shape || elements.length > MOST_SHOWN || shape.length === 0) return undefined;
  if (elements.length === 0) return '[]';
  interpreter.spend(elements.length);
  const words = wordsOf(interpreter, array, elements);
  return words && nested(words, shape as readonly number[], ' ', WIDTH);
}

/** `tf.Tensor([1 2], shape=(2,), dtype=int32)` */
export function tensorText(interpreter: Interpreter, array: ArrayValue): string | undefined {
  const { shape, dtype } = array;
  const text = plainText(interpreter, array);
  if (text === undefined || !shape || dtype === undefined) return undefined;
  const sizes = shape.length === 1 ? `${shape.join()},` : shape.join(', ');
  const content = text.includes('\n') ? `\n${text}` : text;
  return `tf.Tensor(${content}, shape=(${sizes}), dtype=${dtype})`;
}

/** Without what is around it: of a single number, the number. */
function plainText(interpreter: Interpreter, array: ArrayValue): string | undefined {
  if (array.shape?.length !== 0) return arrayText(interpreter, array);
  const [element] = array.elements ?? [];
  if (!element) return undefined;
  return element.kind === 'str' ? interpreter.repr(new Bytes(utf8Of(element.value))) : interpreter.str(element);
}

/** As an f-string shows a tensor: what NumPy shows of it, and of a single number Python's own. */
export function formattedTensor(interpreter: Interpreter, array: ArrayValue): string | undefined {
  if (array.shape?.length !== 0) return arrayText(interpreter, array);
  const [element] = array.elements ?? [];
  if (element?.kind === 'str') return interpreter.repr(new Bytes(utf8Of(element.value)));
  const item = interpreter.call(interpreter.getAttribute(array, 'item'), []);
  return element && interpreter.str(item);
}

function wordsOf(
  interpreter: Interpreter,
  { dtype, library }: ArrayValue,
  elements: readonly Value[],
): readonly string[] | undefined {
  if (isFloatDtype(dtype)) return floatWords(elements, dtype!);
  const plain = elements.map((element) => {
    if (element.kind === 'int') return isIntegerDtype(dtype) ? String(element.value) : interpreter.repr(element);
    if (element.kind === 'bool') return element.value ? 'True' : 'False';
    if (element.kind === 'str' && library === 'tensorflow') return interpreter.repr(new Bytes(utf8Of(element.value)));
    return element.kind === 'str' || element.kind === 'bytes' || element.kind === 'none'
      ? interpreter.repr(element)
      : undefined;
  });
  if (!plain.every((word) => word !== undefined)) return undefined;
  if (!isIntegerDtype(dtype) && dtype !== 'bool') return plain;
  const width = Math.max(...plain.map((word) => word.length));
  return plain.map((word) => word.padStart(width));
}

/** All with their points under each other; undefined for those that NumPy writes with exponents. */
function floatWords(elements: readonly Value[], dtype: string): readonly string[] | undefined {
  const numbers = elements.map((element) => (element.kind === 'float' ? element.value : Number.NaN));
  const sizes = numbers.map(Math.abs).filter((size) => size !== 0);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  if (!numbers.every(Number.isFinite) || most >= 1e8 || least < 1e-4 || most / least > 1000) return undefined;
  const parts = numbers.map((number) => digitsOf(number, dtype)?.split('.'));
  if (!parts.every((part) => part !== undefined)) return undefined;
  const before = Math.max(...parts.map(([whole]) => whole!.length));
  const behind = Math.max(...parts.map(([, fraction]) => fraction?.length ?? 0));
  return parts.map(([whole, fraction]) => `${whole!.padStart(before)}.${(fraction ?? '').padEnd(behind)}`);
}

/** The fewest digits that tell it apart, at most eight behind the point. */
function digitsOf(number: number, dtype: string): string | undefined {
  if (Object.is(number, -0)) return '-0';
  const shortest = dtype === 'float32' ? shortestNarrow(number) : dtype === 'float64' ? number : undefined;
  if (shortest === undefined) return undefined;
  const fixed = shortest.toFixed(DECIMALS);
  const isShort = Number(fixed) === shortest;
  return (isShort ? fixed : number.toFixed(DECIMALS)).replace(/\.?0+$/, '');
}

function shortestNarrow(number: number): number | undefined {
  for (let digits = 1; digits <= 9; digits++) {
    const shorter = Number(number.toPrecision(digits));
    if (Math.fround(shorter) === number) return shorter;
  }
  return undefined;
}

/** The words of an array in brackets; lines that get too long are continued below. */
function nested(words: readonly string[], shape: readonly number[], indent: string, width: number): string {
  const [count, ...inner] = shape as [number, ...number[]];
  if (inner.length === 0) return `[${wrapped(words, indent, width - 1).slice(indent.length)}]`;
  const size = words.length / count;
  const rows = Array.from({ length: count }, (_, row) =>
    nested(words.slice(row * size, (row + 1) * size), inner, `${indent} `, width - 1),
  );
  return `[${rows.join(`${'\n'.repeat(inner.length)}${indent}`)}]`;
}

function wrapped(words: readonly string[], indent: string, width: number): string {
  const lines: string[] = [];
  let line = indent;
  for (const [at, word] of words.entries()) {
    if (line.length + word.length > width && line.length > indent.length) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += at < words.length - 1 ? `${word} ` : word;
  }
  return [...lines, line].join('\n');
}
