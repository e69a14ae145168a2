import { type Command, Option } from 'commander';
import { words } from '../../words/message.ts';
import { type CommandLine, STATUS, UsageError } from '../command-line.ts';
import { writeMended } from '../files/mended-file.ts';
import type { MigrateOptions } from '../jobs/migrate.ts';
import { migrationText } from '../migrate/report.ts';

interface Options {
  readonly to: MigrateOptions['to'];
  readonly fix?: true;
  readonly diff?: true;
  readonly timeout: number;
}

export function migrateCommand(program: Command, cli: CommandLine): void {
  program
    .command('migrate')
    .description(cli.say(words`what of older programs Keras 3 refuses or changes, and the edits that mend it`))
    .argument('<path...>', cli.say(words`Python files, notebooks, or folders of them`))
    .addOption(
      new Option('--to <keras>', cli.say(words`what they are made for: Keras 3, or Keras 2 as tf_keras has it`))
        .choices(['3', 'tf_keras'])
        .default('3'),
    )
    .option('--fix', cli.say(words`write the edits into the files`))
    .option('--diff', cli.say(words`show the edits`))
    .addOption(cli.timeoutOption())
    .action((paths: string[], options: Options) => run(cli, paths, options));
}

async function run(cli: CommandLine, paths: readonly string[], options: Options): Promise<void> {
  const { to, fix, diff, timeout: seconds } = options;
  const files = await cli.files(paths);
  if (fix && files.some(({ bytes }) => bytes !== undefined))
    throw new UsageError(words`standard input (-) is no file to write into: --diff shows the edits`);
  for await (const { file, answer } of cli.each('migrate', { paths, to }, files, { seconds })) {
    for (const line of migrationText(file, answer, fix === true && !diff, cli.language)) cli.out(line);
    if (answer.left.length > 0) cli.status = STATUS.problem;
    if (answer.file === undefined) continue;
    if (diff) cli.showDiff(answer.file.diff);
    const error = fix && !diff ? writeMended(file, answer.file) : undefined;
    if (error !== undefined) cli.fail(file, error);
  }
}
