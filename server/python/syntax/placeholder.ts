import { words, type Message } from '../../words/message.ts';
/**
 * One-letter identifiers that stand where a value is needed and none can be read. They are letters of scripts that no
 * program
 * uses, one UTF-16 unit long, so that putting one in place of `!ls` keeps every offset. They are lowered to `Missing`.
 */
export const halfTyped = '\ua66e';
/** The result of a shell command or an IPython magic. */
export const fromShell = '\ua668';

export function placeholderReason(name: string): Message | undefined {
  if (name === halfTyped) return words`not written yet`;
  if (name === fromShell) return words`the result of a shell command or a magic`;
  return undefined;
}

export function isPlaceholder(name: string): boolean {
  return placeholderReason(name) !== undefined;
}
