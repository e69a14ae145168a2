import { type Command, Option } from 'commander';
import type { ExportFormat } from '../../explain/model-view.ts';
import { words } from '../../words/message.ts';
import type { CommandLine } from '../command-line.ts';

const EXPORT_FORMATS: readonly ExportFormat[] = ['text', 'markdown', 'csv', 'json'];

interface Options {
  readonly lineLength: number;
  readonly format: ExportFormat;
  readonly keras: string;
  readonly timeout: number;
}

export function summaryCommand(program: Command, cli: CommandLine): void {
  program
    .command('summary')
    .description(cli.say(words`the models' summaries, as Keras prints them`))
    .argument('<path...>', cli.say(words`Python files, notebooks, folders of them, or saved models (.keras)`))
    .option('--line-length <columns>', cli.say(words`width of the summary`), cli.whole(40, 1000), 100)
    .addOption(
      new Option('--format <format>', cli.say(words`how they are written`)).choices(EXPORT_FORMATS).default('text'),
    )
    .addOption(cli.kerasOption())
    .addOption(cli.timeoutOption())
    .action((paths: string[], options: Options) => run(cli, paths, options));
}

async function run(cli: CommandLine, paths: readonly string[], options: Options): Promise<void> {
  const { lineLength, format, keras, timeout: seconds } = options;
  const files = await cli.files(paths);
  const named = new Set(files.flatMap(({ file, named }) => (named ? [file] : [])));
  const { language } = cli;
  let isFirst = true;
  for await (const { file, answer } of cli.each('summary', { paths, keras, lineLength, format, language }, files, {
    seconds,
  })) {
    const { text, remark } = answer;
    const isSilent = text === '' && !named.has(file);
    if (files.length > 1 && !isSilent) {
      cli.given.out(`${isFirst ? '' : '\n'}${cli.paint('bold', file)}\n`);
      isFirst = false;
    }
    if (remark !== undefined) cli.remark(file, remark);
    if (text === '' && !isSilent) cli.remark(file, words`no Keras model is built here, as far as the code tells`);
    cli.out(text);
  }
}
