import { type Command, Option } from 'commander';
import type { Severity } from '../../analysis/analysis.ts';
import { LEVELS, type Severities } from '../../features/diagnostics.ts';
import { type Message, words } from '../../words/message.ts';
import { check, type CheckFlags } from '../check/command.ts';
import { FORMATS, SEVERITIES } from '../check/report.ts';
import { type CommandLine, UsageError } from '../command-line.ts';

interface Options extends Omit<CheckFlags, 'paths' | 'severities' | 'shown' | 'seconds'> {
  readonly severity: Severity;
  readonly problem: Severities;
  readonly timeout: number;
}

export function checkCommand(program: Command, cli: CommandLine): void {
  program
    .command('check')
    .description(cli.say(words`problems: what Keras would refuse`))
    .argument('<path...>', cli.say(words`Python files, notebooks, or folders of them; - is standard input`))
    .addOption(new Option('--format <format>', cli.say(words`how they are written`)).choices(FORMATS).default('text'))
    .option('--fix', cli.say(words`mend in the files what has one sure fix; the program of - goes to standard output`))
    .option('--diff', cli.say(words`show the edits of such fixes, instead of the problems`))
    .addOption(
      new Option('--severity <least>', cli.say(words`the least severe to report`))
        .choices(SEVERITIES)
        .default('warning'),
    )
    .option(
      '--problem <code=severity>',
      cli.say(words`the severity of a code, or off (may be repeated)`),
      severityReader(cli),
      new Map(),
    )
    .option('--max-warnings <number>', cli.say(words`exit with 1 also for more warnings than this`), cli.whole())
    .addOption(cli.kerasOption())
    .addOption(cli.stdinOption())
    .addOption(cli.timeoutOption())
    .addOption(cli.threadsOption())
    .action(async (paths: string[], { severity, problem: severities, timeout: seconds, ...flags }: Options) => {
      if (flags.diff === true && flags.format !== 'text')
        throw new UsageError(words`--diff is written as text, so it goes with no other --format`);
      await checkCodes(severities);
      const shown = SEVERITIES.slice(0, SEVERITIES.indexOf(severity) + 1);
      await check(cli, { ...flags, paths, severities, shown, seconds });
    });
}

const severityReader =
  (cli: CommandLine) =>
  (text: string, before: Severities): Severities => {
    const [code = '', level] = text.split('=');
    const known = LEVELS.find((one) => one === level);
    return known === undefined || code === '' ? cli.refuse(mustBe()) : new Map([...before, [code, known]]);
  };

const mustBe = (): Message =>
  words`It must be a code (see docs/problems), = and one of ${LEVELS.join(', ')}, as rank-mismatch=warning.`;

/** Which codes there are is loaded where some are named. */
async function checkCodes(severities: Severities): Promise<void> {
  if (severities.size === 0) return;
  const { PROBLEMS } = await import('../../problems/index.ts');
  const unknown = [...severities.keys()].find((code) => PROBLEMS.every((problem) => problem.code !== code));
  if (unknown !== undefined) throw new UsageError(words`--problem cannot be ${unknown}: ${mustBe()}`);
}
