import { words, type Text } from './message.ts';

/** `a and b and c`: several in a sentence, each as it is. */
export function inTurn(texts: readonly Text[]): Text {
  const [first = '', ...others] = texts;
  return others.reduce((before: Text, text) => words`${before} and ${text}`, first);
}
