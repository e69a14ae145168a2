import { Command, Option } from 'commander';
import { words } from '../words/message.ts';
import { CommandLine, STATUS, UsageError } from './command-line.ts';
import { analyzeCommand } from './commands/analyze.ts';
import { checkCommand } from './commands/check.ts';
import { coverageCommand } from './commands/coverage.ts';
import { diffCommand } from './commands/diff.ts';
import { explainErrorCommand } from './commands/explain-error.ts';
import { explainCommand } from './commands/explain.ts';
import { graphCommand } from './commands/graph.ts';
import { hintsCommand } from './commands/hints.ts';
import { mcpCommand } from './commands/mcp.ts';
import { memoryCommand } from './commands/memory.ts';
import { migrateCommand } from './commands/migrate.ts';
import { summaryCommand } from './commands/summary.ts';
import { speakHelp } from './help.ts';
import { isSpoken } from './language.ts';
import { type ColourWish, COLOUR_WISHES } from './paint.ts';
import type { Terminal } from './terminal.ts';
import { usageText, withHelp } from './usage.ts';

/** In the order of the help: each says what it takes, and does it. */
const COMMANDS: readonly ((program: Command, cli: CommandLine) => void)[] = [
  summaryCommand,
  memoryCommand,
  graphCommand,
  diffCommand,
  hintsCommand,
  explainCommand,
  explainErrorCommand,
  checkCommand,
  coverageCommand,
  migrateCommand,
  analyzeCommand,
  mcpCommand,
];

/** Runs one command; gives the exit status. Never throws for what a file contains. */
export async function runCommandLine(args: readonly string[], given: Terminal, version: string): Promise<number> {
  const cli = new CommandLine(given, version);
  const program = programOf(cli);
  for (const command of COMMANDS) command(program, cli);
  for (const command of program.commands)
    command.configureOutput({ outputError: (complaint) => cli.complain(usageText(complaint, command.name())) });
  program.hook('preAction', () => {
    const { color } = program.opts<{ color: ColourWish }>();
    cli.colours = given.colours(color);
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return cli.status;
  } catch (error) {
    if (error instanceof UsageError) {
      cli.complain(withHelp(error.reason));
      return STATUS.usage;
    }
    // commander has said what is wrong; its codes for help and version end well.
    if (error instanceof Error && 'exitCode' in error) return error.exitCode === 0 ? STATUS.ok : STATUS.usage;
    throw error;
  }
}

/** What is the same for all commands. They take over how it speaks, so it speaks first. */
function programOf(cli: CommandLine): Command {
  const { say, language } = cli;
  const program = new Command('layerlens')
    .description(say(words`Shows what Keras would build, and why. Reads Python, never runs it.`))
    .version(cli.version, '-V, --version', say(words`output the version number`))
    .option('--stdio', say(words`be the language server, on standard input and output`))
    .option(
      '--lang <language>',
      say(words`the language to speak, as zh-cn; without it, that of the terminal`),
      (name) => (isSpoken(name, language) ? name : cli.refuse(words`Layer Lens does not speak it yet.`)),
    )
    .addOption(
      new Option(
        '--color <when>',
        say(words`when to write in colours; auto is on a terminal, or as NO_COLOR and FORCE_COLOR say`),
      )
        .choices(COLOUR_WISHES)
        .default('auto'),
    )
    .exitOverride()
    .configureOutput({
      writeOut: cli.out,
      writeErr: cli.error,
      outputError: (complaint) => cli.complain(usageText(complaint)),
    })
    .showSuggestionAfterError();
  speakHelp(program, language);
  return program;
}
