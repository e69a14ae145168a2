import { writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import type { Theme } from '../../explain/options.ts';
import { words } from '../../words/message.ts';
import { type CommandLine, UsageError } from '../command-line.ts';

interface Options {
  readonly output?: string;
  readonly model?: string;
  readonly full?: true;
  readonly theme: Theme;
  readonly keras: string;
  readonly timeout: number;
}

export function graphCommand(program: Command, cli: CommandLine): void {
  program
    .command('graph')
    .description(cli.say(words`a model as a picture (SVG)`))
    .argument('<file>', cli.say(words`a Python file, a notebook, or a saved model (.keras)`))
    .option('-o, --output <svg>', cli.say(words`the file to write; without it, to standard output`))
    .option('--model <name>', cli.say(words`the name of the model or of its variable; without it, the last one built`))
    .option('--full', cli.say(words`draw all repeated blocks, not only the first of them`))
    .addOption(
      new Option('--theme <theme>', cli.say(words`its colours`))
        .choices(['light', 'dark', 'high-contrast'])
        .default('light'),
    )
    .addOption(cli.kerasOption())
    .addOption(cli.timeoutOption())
    .action((file: string, options: Options) => run(cli, file, options));
}

async function run(cli: CommandLine, file: string, options: Options): Promise<void> {
  const { output, model, full, theme, keras, timeout: seconds } = options;
  const { language } = cli;
  if (output !== undefined && /\.(?:png|jpe?g|gif|webp|pdf)$/i.test(output))
    throw new UsageError(words`only SVG is written here: a .png comes from the summary beside the code`);
  const job = { paths: [file], keras, model, theme, fold: full !== true, language };
  const result = await cli.one('graph', job, file, { seconds });
  if (result === undefined) return;
  if ('error' in result) {
    cli.fail(file, result.error);
    return;
  }
  if (result.remark !== undefined) cli.remark(file, result.remark);
  if (output === undefined) {
    cli.out(result.svg);
    return;
  }
  try {
    writeFileSync(output, result.svg);
  } catch (error) {
    cli.fail(output, words`cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
