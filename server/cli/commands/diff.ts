import type { Command } from 'commander';
import { words } from '../../words/message.ts';
import { type CommandLine, STATUS } from '../command-line.ts';

interface Options {
  readonly json?: true;
  readonly onlyDifferent?: true;
  readonly exitCode?: true;
  readonly keras: string;
  readonly timeout: number;
}

export function diffCommand(program: Command, cli: CommandLine): void {
  const model = words`a saved model (.keras), a Python file or notebook, or FILE:NAME of one of its models or functions`;
  program
    .command('diff')
    .description(cli.say(words`two models side by side: what differs in layers, shapes and counts`))
    .argument('<model>', cli.say(model))
    .argument('<other>', cli.say(words`the same of the other one`))
    .option('--json', cli.say(words`as JSON`))
    .option('--only-different', cli.say(words`leave out rows that are the same`))
    .option('--exit-code', cli.say(words`exit with 1 where they differ`))
    .addOption(cli.kerasOption())
    .addOption(cli.timeoutOption())
    .action((one: string, other: string, options: Options) => run(cli, [one, other], options));
}

async function run(cli: CommandLine, models: readonly [string, string], options: Options): Promise<void> {
  const { json, onlyDifferent, exitCode, keras, timeout: seconds } = options;
  const job = { models, json: json === true, onlyDifferent: onlyDifferent === true, keras, language: cli.language };
  const found = await cli.one('diff', job, models[0], { seconds });
  if (found === undefined) return;
  for (const { file, text } of found.remarks) cli.remark(file, text);
  cli.out(found.text);
  if (found.areDifferent && exitCode === true) cli.status = STATUS.problem;
}
