import type { Command } from 'commander';
import { words } from '../../words/message.ts';
import type { CommandLine } from '../command-line.ts';

interface Options {
  readonly keras: string;
  readonly timeout: number;
}

export function hintsCommand(program: Command, cli: CommandLine): void {
  program
    .command('hints')
    .description(cli.say(words`the source with its inlay hints written in`))
    .argument('<path...>', cli.say(words`Python files, notebooks, or folders of them`))
    .addOption(cli.kerasOption())
    .addOption(cli.timeoutOption())
    .action((paths: string[], options: Options) => run(cli, paths, options));
}

async function run(cli: CommandLine, paths: readonly string[], { keras, timeout: seconds }: Options): Promise<void> {
  const files = await cli.files(paths);
  const job = { paths, keras, colours: cli.colours.out, forPeople: cli.given.columns !== undefined };
  let isFirst = true;
  for await (const { file, answer } of cli.each('hints', job, files, { seconds })) {
    if (answer === '') continue;
    // Files one after the other are still Python.
    if (files.length > 1) cli.given.out(`${isFirst ? '' : '\n\n'}${cli.paint('bold', `# ${file}`)}\n`);
    isFirst = false;
    cli.given.out(answer);
  }
}
