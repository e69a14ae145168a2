import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { words } from '../../words/message.ts';
import type { CommandLine } from '../command-line.ts';

interface Options {
  readonly keras: string;
  readonly timeout: number;
}

export function explainErrorCommand(program: Command, cli: CommandLine): void {
  program
    .command('explain-error')
    .description(cli.say(words`a traceback of Keras, explained by the code that raised it`))
    .argument('<file>', cli.say(words`the Python file or notebook`))
    .argument('[traceback]', cli.say(words`a file with the traceback; without it, standard input`))
    .addOption(cli.kerasOption())
    .addOption(cli.timeoutOption())
    .action((file: string, traceback: string | undefined, options: Options) => run(cli, file, traceback, options));
}

async function run(
  cli: CommandLine,
  file: string,
  traceback: string | undefined,
  { keras, timeout: seconds }: Options,
): Promise<void> {
  let pasted: string;
  try {
    const bytes = traceback === undefined ? await cli.given.read() : readFileSync(traceback);
    pasted = new TextDecoder().decode(bytes);
  } catch {
    cli.fail(traceback ?? file, words`the traceback cannot be read`);
    return;
  }
  const { columns, language } = cli;
  const job = { paths: [file], keras, pasted, columns, language };
  for await (const { answer } of cli.each('explainError', job, [{ file, named: true }], { seconds })) {
    if (answer !== undefined) cli.out(answer);
    else
      cli.fail(
        traceback ?? cli.say(words`standard input`),
        words`this is no error of Python or Keras: paste the traceback with its last line`,
      );
  }
}
