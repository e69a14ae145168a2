/** Why something is not known, and what would make it known. */
import { code, say, type Inline } from '../document/document.ts';
import type { Message } from '../../words/message.ts';

/** `X_train.shape[2]`: the size of an axis of data that the code does not describe. */
const SIZE_OF_DATA = /^([\p{L}_][\p{L}\p{N}_.]*)\.shape(?:\[-?\d+\])?$/u;

/** `reason` is the evaluator's, without a full stop. */
export function whyUnknown(text: string, reason: Message): Inline {
  const [, data] = SIZE_OF_DATA.exec(text) ?? [];
  return data === undefined
    ? say`Because ${reason}.`
    : say`Because ${reason}. A comment ${code(`# shape: ${data} (…)`)} with its sizes makes it known.`;
}

/**
 * Of the names that formulas are written in: what they stand for. `speculative`: in a function that nothing in the file
 * calls.
 */
export function aboutSymbols(names: readonly string[], speculative: boolean): Inline | undefined {
  const [name] = names;
  if (name === undefined) return undefined;
  const data = names.map((one) => SIZE_OF_DATA.exec(one)?.[1]).find((one) => one !== undefined);
  const listed: Inline = names.flatMap((one, index): Inline => (index === 0 ? [code(one)] : [', ', code(one)]));
  const isOne = names.length === 1;
  if (speculative && data === undefined) {
    return isOne
      ? say`${listed} stands for a number that a call of this function would decide; nothing in this file calls it.`
      : say`${listed} stand for numbers that a call of this function would decide; nothing in this file calls it.`;
  }
  const open = isOne
    ? say`${listed} stands for a number that the code does not say.`
    : say`${listed} stand for numbers that the code does not say.`;
  return data === undefined
    ? open
    : say`${open} A comment ${code(`# shape: ${data} (…)`)} with the sizes of your data puts it in.`;
}
