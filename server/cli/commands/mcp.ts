import { realpathSync } from 'node:fs';
import type { Command } from 'commander';
import { words } from '../../words/message.ts';
import { type CommandLine, UsageError } from '../command-line.ts';

export function mcpCommand(program: Command, cli: CommandLine): void {
  program
    .command('mcp')
    .description(cli.say(words`answer agents (Model Context Protocol), on standard input and output`))
    .argument('[folder...]', cli.say(words`folders that may be read; without them, the roots that the client names`))
    .addOption(cli.timeoutOption())
    .action(async (folders: string[], { timeout: seconds }: { timeout: number }) => {
      const missing = folders.find((folder) => !isThere(folder));
      if (missing !== undefined) throw new UsageError(words`there is no folder ${missing}`);
      const { serveMcp } = await import('../mcp/server.ts');
      await serveMcp({ threads: cli.given.threads, folders, seconds, version: cli.version });
    });
}

function isThere(folder: string): boolean {
  try {
    realpathSync(folder);
    return true;
  } catch {
    return false;
  }
}
