/** Checks of arguments that the image layers share. LayerError only where Keras surely refuses. */
import { LayerError, type LayerArguments } from '../definition.ts';
import type { Value } from '../../../python/domain/value.ts';
import { described } from '../refusals.ts';
import { type Text, words } from '../../../words/message.ts';
import { isUndetermined } from '../../../python/domain/undetermined.ts';

const numberOf = (value: Value): number | undefined =>
  value.kind === 'float'
    ? value.value
    : value.kind === 'int'
      ? Number(value.value)
      : value.kind === 'bool'
        ? Number(value.value)
        : undefined;

const isOpen = (value: Value): boolean => isUndetermined(value) || value.kind === 'host';

export interface FactorRange {
  readonly least: number;
  readonly most: number;
  /** Zoom excludes its lower bound: all of the image gone. */
  readonly leastExcluded?: boolean;
  /** Keras compares a pair's first with the upper bound and its second with the lower one only. */
  readonly looseInPairs?: boolean;
  readonly orNone?: boolean;
}

/** A number, or a list or tuple of two, within a range. */
export function requireFactor(layer: string, args: LayerArguments, name: string, range: FactorRange): void {
  const value = args.value(name);
  if (isOpen(value) || (range.orNone && value.kind === 'none')) return;
  const refuse = (found: Text): LayerError =>
    new LayerError(
      'bad-argument',
      words`${layer}: ${name} must be a number (or a list of two numbers) in the range ${range.leastExcluded ? '(' : '['}${range.least}, ${range.most}], but it is ${found}.`,
      { parameter: name },
    );
  const isBelow = (number: number): boolean =>
    number < range.least || (range.leastExcluded === true && number === range.least);
  if (value.kind === 'list' || value.kind === 'tuple') {
    if (value.kind === 'list' && value.summary) return;
    const [first, second] = value.items;
    if (value.items.length !== 2 || !first || !second)
      throw refuse(words`${described(value)} of ${value.items.length}`);
    const [lower, upper] = [numberOf(first), numberOf(second)];
    const wrong = range.looseInPairs
      ? (lower !== undefined && lower > range.most) || (upper !== undefined && isBelow(upper))
      : [lower, upper].some((number) => number !== undefined && (number > range.most || isBelow(number)));
    if (wrong) throw refuse(words`(${described(first)}, ${described(second)})`);
    return;
  }
  const number = numberOf(value);
  if (number === undefined || number > range.most || isBelow(number)) throw refuse(described(value));
}

/** `value_range`: two numbers. */
export function requireValueRange(layer: string, args: LayerArguments): void {
  const value = args.value('value_range');
  if (isOpen(value) || (value.kind === 'list' && value.summary)) return;
  if ((value.kind === 'list' || value.kind === 'tuple') && value.items.length === 2) return;
  const found =
    value.kind === 'list' || value.kind === 'tuple'
      ? words`${described(value)} of ${value.items.length}`
      : described(value);
  throw new LayerError(
    'bad-argument',
    words`${layer}: value_range must be a list of two numbers, but it is ${found}.`,
    { parameter: 'value_range' },
  );
}

/** One of the words; Keras raises NotImplementedError here. */
export function requireMode(layer: string, args: LayerArguments, name: string, allowed: readonly string[]): void {
  const value = args.value(name);
  if (isOpen(value) || (value.kind === 'str' && allowed.includes(value.value))) return;
  throw new LayerError(
    'bad-argument',
    words`${layer}: unknown ${name} ${described(value)}; it must be one of ${allowed.map((word) => `"${word}"`).join(', ')}.`,
    { parameter: name, exceptionType: 'NotImplementedError' },
  );
}

/** A Gaussian kernel's size: odd, or two odd ones. */
export function requireOddKernel(layer: string, args: LayerArguments): void {
  const value = args.value('kernel_size');
  if (isOpen(value) || (value.kind === 'list' && value.summary)) return;
  const refuse = (): LayerError =>
    new LayerError(
      'bad-argument',
      words`${layer}: kernel_size must be an odd number, or a list of two, but it is ${described(value)}.`,
      { parameter: 'kernel_size' },
    );
  const items = value.kind === 'list' || value.kind === 'tuple' ? value.items : [value];
  if (value.kind !== 'int' && value.kind !== 'float' && items.length !== 2) throw refuse();
  for (const item of items) {
    const number = numberOf(item);
    if (number === undefined ? !isOpen(item) : number % 2 === 0) throw refuse();
  }
}
