/** What a hint says, in several lengths. */
import type { Span } from '../../python/syntax/place.ts';
import type { Text } from '../../words/message.ts';

/** A piece of a hint, and where in the program it comes from. */
export interface HintPart {
  readonly text: string;
  readonly source?: Span | undefined;
}
export type HintText = readonly HintPart[];

/**
 * The same in versions from the fullest to the shortest, each complete in itself; and with exact numbers, however long
 * that is.
 */
export interface Texts<Version = HintText, Exact = Text> {
  readonly exact: Exact;
  readonly versions: readonly Version[];
}

export const plain = (text: string): HintText => [{ text }];
export const textOf = (parts: HintText): string => parts.map(({ text }) => text).join('');
/** As editors count: in UTF-16 units. */
export const lengthOf = (parts: HintText): number => parts.reduce((length, { text }) => length + text.length, 0);

/** Neighbours without a source in one. */
export function joined(...texts: readonly (HintText | string)[]): HintText {
  const result: HintPart[] = [];
  for (const part of texts.flatMap((text) => (typeof text === 'string' ? plain(text) : text))) {
    const last = result.at(-1);
    if (last !== undefined && last.source === undefined && part.source === undefined)
      result[result.length - 1] = { text: last.text + part.text };
    else if (part.text !== '') result.push(part);
  }
  return result;
}

/**
 * The text, or its beginning and `…`, in so many characters: whole items of a tuple, whole words; no number, no name
 * and no formula is cut in two. undefined where that would leave nothing.
 */
export function cut(text: string, most: number): string | undefined {
  if (text.length <= most) return text;
  for (let end = most - 1; end > 0; end--) {
    const kept = text.slice(0, end);
    const rest = /^(?:,|\s…|\s)/.exec(text.slice(end))?.[0];
    if (rest === undefined || /[\s,([{…]$/.test(kept) || (rest === ' ' && !isPlain(kept))) continue;
    // `(None, 100…` would be taken for a range of sizes.
    const whole = kept + (rest === ',' ? ', …' : rest === ' …' ? rest : '…');
    if (whole.length <= most) return whole;
  }
  // One long word may be cut.
  return isPlain(text) && !/^[\d.+-]/.test(text) ? `${text.slice(0, most - 1)}…` : undefined;
}

/** Words, not code. */
const isPlain = (text: string): boolean => !/[()[\]{}+*/]/.test(text);
