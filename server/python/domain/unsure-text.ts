import { Str } from './constants.ts';
import type { Value } from './value.ts';

/**
 * A text that stands for what the machine gives: a name of a folder's, whose names come in no order that is known, or
 * the folder that the program is started in. It leads to files as any text; it is never shown.
 */
export class UnsureText extends Str {
  readonly isUnsure = true;
}

/** A text made of others: as unsure as these. */
export const textOf = (text: string, parts: readonly Value[]): Str =>
  parts.some((part) => part instanceof UnsureText) ? new UnsureText(text) : new Str(text);

/** The same value in an order that the program has chosen. */
export const sureText = (value: Value): Value => (value instanceof UnsureText ? new Str(value.value) : value);
