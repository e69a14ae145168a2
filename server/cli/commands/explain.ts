import type { Command } from 'commander';
import { words } from '../../words/message.ts';
import type { CommandLine } from '../command-line.ts';
import { type Place, readPlace } from '../place.ts';

interface Options {
  readonly cell?: number;
  readonly keras: string;
  readonly timeout: number;
}

export function explainCommand(program: Command, cli: CommandLine): void {
  program
    .command('explain')
    .description(cli.say(words`the hover, as text`))
    .argument(
      '<file:line[:column]>',
      cli.say(
        words`a place, counted from 1; without a column, all of the line; in a notebook "book.ipynb:Cell 5:3", as check names it`,
      ),
      (text) => readPlace(text) ?? cli.refuse(words`It must be FILE:LINE or FILE:LINE:COLUMN, as model.py:4:5.`),
    )
    .option('--cell <number>', cli.say(words`the cell of a notebook, counted from 0 as in analyze --json`), cli.whole())
    .addOption(cli.kerasOption())
    .addOption(cli.timeoutOption())
    .action((place: Place, options: Options) => run(cli, place, options));
}

async function run(cli: CommandLine, place: Place, { cell, keras, timeout: seconds }: Options): Promise<void> {
  const { file } = place;
  const { columns, language } = cli;
  const found = await cli.one('explain', { paths: [file], keras, place, cell, columns, language }, file, { seconds });
  if (found === undefined) return;
  if (found.nothing !== undefined) cli.fail(file, found.nothing);
  else cli.out(found.text);
}
