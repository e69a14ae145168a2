import type { Command } from 'commander';
import { exactJson } from '../../features/exact-json.ts';
import { words } from '../../words/message.ts';
import type { CommandLine } from '../command-line.ts';

interface Options {
  readonly batch?: number;
  readonly gpu?: number;
  readonly json?: true;
  readonly keras: string;
  readonly timeout: number;
}

/** `8GB`, `8 GiB`, `8`; in GiB, as cards are sold. undefined: it is none of these. */
export function readCard(text: string): number | undefined {
  const number = /^(\d{1,4}(?:\.\d)?)\s*(?:gi?b?)?$/i.exec(text.trim())?.[1];
  return number === undefined || Number(number) === 0 ? undefined : Number(number);
}

export function memoryCommand(program: Command, cli: CommandLine): void {
  const size = (text: string): number => readCard(text) ?? cli.refuse(words`It must be the memory of a card, as 8GB.`);
  const whole = (text: string): number =>
    /^[1-9]\d{0,6}$/.test(text) ? Number(text) : cli.refuse(words`It must be a whole number of 1 or more.`);
  program
    .command('memory')
    .description(cli.say(words`what training takes of memory, and which batch fits into which card`))
    .argument('<path...>', cli.say(words`Python files, notebooks, or folders of them`))
    .option('--batch <size>', cli.say(words`the size of a batch; without it, that of fit()`), whole)
    .option('--gpu <memory>', cli.say(words`the memory of the card, as 8GB; without it, of several`), size)
    .option('--json', cli.say(words`as JSON Lines, in bytes`))
    .addOption(cli.kerasOption())
    .addOption(cli.timeoutOption())
    .action((paths: string[], options: Options) => run(cli, paths, options));
}

async function run(cli: CommandLine, paths: readonly string[], options: Options): Promise<void> {
  const { batch, gpu: card, json, keras, timeout: seconds } = options;
  const { columns, language } = cli;
  const files = await cli.files(paths);
  const named = new Set(files.flatMap((one) => (one.named ? [one.file] : [])));
  const job = { paths, keras, batch, card, columns, language };
  for await (const { file, answer } of cli.each('memory', job, files, { seconds })) {
    if (answer.facts.length > 0 && files.length > 1 && !json) cli.given.out(`${cli.paint('bold', file)}\n`);
    if (answer.facts.length > 0) cli.out(json ? `${exactJson({ file, models: answer.facts })}\n` : answer.text);
    else if (named.has(file)) cli.remark(file, words`no Keras model is built here, as far as the code tells`);
  }
}
