/** Why something is not known, and what would make it known. */
import { code, say, type Inline } from '../document/document.ts';
import type { Message } from '../../words/message.ts';

/** `X_train.shape[2]`: the size of an axis of data that the code does not describe. */
const SIZE_OF_DATA = /^([\p{L}_][\p{L}\p{N}_.]*)\.shape(?:\[-?\d+\])?$/u;

/** `reason` is the evaluator's, without a full stop. */
export function whyUnknown(text: string, reason: Message): Inline {
  const [, data] = SIZE_OF_DATA.exec(text) ?? [];
  const remedy: Inline = data === undefined ? [] : say` A comment ${code(`# shape: ${data} (…)`)} with its sizes makes it known.`;
  return say`Because ${reason}.${remedy}`;
}

/** Of the names that formulas are written in: what they stand for. `speculative`: in a function that nothing in the file calls. */
export function aboutSymbols(names: readonly string[], speculative: boolean): Inline | undefined {
  const [name] = names;
  if (name === undefined) return undefined;
  const data = names.map((one) => SIZE_OF_DATA.exec(one)?.[1]).find((one) => one !== undefined);
  const listed: Inline = names.flatMap((one, index): Inline => (index === 0 ? [code(one)] : [', ', code(one)]));
  const stands = names.length === 1 ? 'stands for a number' : 'stand for numbers';
  if (data !== undefined) return say`${listed} ${stands} that the code does not say. A comment ${code(`# shape: ${data} (…)`)} with the sizes of your data puts it in.`;
  return say`${listed} ${stands} that ${speculative ? 'a call of this function would decide; nothing in this file calls it' : 'the code does not say'}.`;
}
