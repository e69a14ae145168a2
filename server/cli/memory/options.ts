/** The options of `layerlens memory`. */
import type { Command } from 'commander';
import { words, type Text } from '../../words/message.ts';

/** `8GB`, `8 GiB`, `8`; in GiB, as cards are sold. undefined: it is none of these. */
export function readCard(text: string): number | undefined {
  const number = /^(\d{1,4}(?:\.\d)?)\s*(?:gi?b?)?$/i.exec(text.trim())?.[1];
  return number === undefined || Number(number) === 0 ? undefined : Number(number);
}

/** The command and its options, in words of the language. */
export function describeMemory(
  program: Command,
  say: (text: Text) => string,
  refuse: (reason: Text) => never,
): Command {
  const size = (text: string): number => readCard(text) ?? refuse(words`It must be the memory of a card, as 8GB.`);
  const whole = (text: string): number =>
    /^[1-9]\d{0,6}$/.test(text) ? Number(text) : refuse(words`It must be a whole number of 1 or more.`);
  return program
    .command('memory')
    .description(say(words`what training takes of memory, and which batch fits into which card`))
    .argument('<file...>', say(words`Python files or notebooks`))
    .option('--batch <size>', say(words`the size of a batch; without it, that of fit()`), whole)
    .option('--gpu <memory>', say(words`the memory of the card, as 8GB; without it, of several`), size)
    .option('--json', say(words`as JSON Lines, in bytes`));
}
