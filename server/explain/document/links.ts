/**
 * Where a hover may lead. Parts of a hover's text are a stranger's; what they may make an editor open or run is a list,
 * and nothing else is written as a link.
 */

/**
 * The commands of ours that a hover may run, by name. Each takes what it is given for an address and a position, and
 * only shows something.
 */
export const HOVER_COMMANDS: readonly string[] = ['layerlens.exploreLayer', 'layerlens.showSummary'];

const PAGES = /^https:\/\/(?:keras\.io|arxiv\.org|pytorch\.org|www\.tensorflow\.org|jmlr\.org)\//;

export function isAllowed(target: string): boolean {
  if (PAGES.test(target)) return true;
  const [, command = ''] = /^command:([\w.]+)\?/.exec(target) ?? [];
  return HOVER_COMMANDS.includes(command);
}

/** The address that runs a command with these arguments, as VS Code reads it. */
export const commandAddress = (command: string, args: readonly unknown[]): string =>
  `command:${command}?${encodeURIComponent(JSON.stringify(args))}`;
