import type { Command } from 'commander';
import { exactJson } from '../../features/exact-json.ts';
import { inEnglish } from '../../words/language.ts';
import { words } from '../../words/message.ts';
import { factsText } from '../analyze/facts-text.ts';
import { type CommandLine, STATUS } from '../command-line.ts';
import { work } from '../work/threads.ts';

interface Options {
  readonly json?: true;
  readonly callers: boolean;
  readonly keras: string;
  readonly timeout: number;
}

export function analyzeCommand(program: Command, cli: CommandLine): void {
  program
    .command('analyze')
    .description(cli.say(words`all facts: models with their layers and arrays, tensors, printed values, problems`))
    .argument('<path...>', cli.say(words`Python files, notebooks, or folders of them`))
    .option('--json', cli.say(words`as JSON Lines: one object for each file`))
    .option('--callers', cli.say(words`with what the programs around a file pass to its functions`), false)
    .addOption(cli.kerasOption())
    .addOption(cli.timeoutOption())
    .action((paths: string[], options: Options) => run(cli, paths, options));
}

async function run(cli: CommandLine, paths: readonly string[], options: Options): Promise<void> {
  const { json, callers, keras, timeout: seconds } = options;
  const files = await cli.files(paths);
  for await (const { file, error, answer } of work(cli.given.threads, 'analyze', { paths, keras, callers }, files, {
    seconds,
  })) {
    if (error !== undefined && json !== true) cli.fail(file, error);
    if (error !== undefined) cli.status = STATUS.problem;
    if (json) cli.out(`${exactJson(answer ?? { file, error: inEnglish(error) })}\n`);
    else if (answer !== undefined) for (const line of factsText(answer, cli.paint)) cli.given.out(`${line}\n`);
  }
}
