import type { Command } from 'commander';
import { words } from '../../words/message.ts';
import type { CommandLine } from '../command-line.ts';
import type { FileCoverage } from '../coverage/report.ts';
import { exactJson } from '../../features/exact-json.ts';

interface Options {
  readonly json?: true;
  readonly calls?: true;
  readonly keras: string;
  readonly timeout: number;
}

export function coverageCommand(program: Command, cli: CommandLine): void {
  program
    .command('coverage')
    .description(cli.say(words`of how many calls of layers the shapes and counts are known, by file and in all`))
    .argument('<path...>', cli.say(words`Python files, notebooks, or folders of them`))
    .option('--json', cli.say(words`as JSON`))
    .option('--calls', cli.say(words`in JSON: each call too`))
    .addOption(cli.kerasOption())
    .addOption(cli.timeoutOption())
    .action((paths: string[], options: Options) => run(cli, paths, options));
}

async function run(cli: CommandLine, paths: readonly string[], options: Options): Promise<void> {
  const { json, calls, keras, timeout: seconds } = options;
  const files: FileCoverage[] = [];
  for await (const { file, answer } of cli.each('coverage', { paths, keras }, await cli.files(paths), { seconds }))
    if (answer.length > 0) files.push({ file, calls: answer });
  const { coverageJson, coverageText } = await import('../coverage/report.ts');
  if (json) cli.out(`${exactJson(coverageJson(files, calls === true))}\n`);
  else for (const line of coverageText(files)) cli.out(`${cli.say(line).trimEnd()}\n`);
}
