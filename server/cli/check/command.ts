/** `layerlens check`: writes what is found, in the order of the files, and at the end how much of it there is. */
import type { Severity } from '../../analysis/analysis.ts';
import type { Severities } from '../../features/diagnostics.ts';
import type { ReportedProblem } from '../../features/reported-problem.ts';
import { type Text, words } from '../../words/message.ts';
import { type CommandLine, STATUS } from '../command-line.ts';
import { writeMended } from '../files/mended-file.ts';
import type { CheckedFile } from '../jobs/check.ts';
import { painter } from '../paint.ts';
import type { FoundFile } from '../sources.ts';
import { work } from '../work/threads.ts';
import { type Counts, countText } from './count-text.ts';
import { showProgress } from './progress.ts';
import { type FORMATS, type ReportWriter, reportWriter } from './report.ts';

export interface CheckFlags {
  readonly paths: readonly string[];
  readonly format: (typeof FORMATS)[number];
  /** Writes what mends problems, or shows it. */
  readonly fix?: true;
  readonly diff?: true;
  readonly severities: Severities;
  /** The others are left out. */
  readonly shown: readonly Severity[];
  readonly maxWarnings?: number;
  readonly keras: string;
  readonly stdinFilename?: string;
  /** A file may take so long. */
  readonly seconds: number;
  readonly threads?: number;
}

export async function check(cli: CommandLine, flags: CheckFlags): Promise<void> {
  const { format, keras, severities, shown, seconds, threads, stdinFilename, maxWarnings = Infinity } = flags;
  const files = await cli.files(flags.paths, stdinFilename);
  // What standard input is called, its imports are beside.
  const paths = files[0]?.bytes === undefined ? flags.paths : [files[0].file];
  const fixing = flags.fix || flags.diff ? 'made' : format === 'json' ? 'told' : 'none';
  const run = await Check.begin(cli, flags, files);
  const progress = showProgress(cli.given.progress, files.length, cli.language);
  const stop = cli.given.stop?.();
  try {
    const job = { paths, keras, severities, shown, fixing } as const;
    const how = { seconds, stop, ...(threads === undefined ? {} : { threads }) };
    for await (const { file, error, answer } of work(cli.given.threads, 'check', job, files, how)) {
      if (error === undefined) run.add(file, answer);
      else run.fail(file, error);
      progress.done(run.counts.files);
    }
  } finally {
    progress.stop();
  }
  if (stop?.aborted === true) {
    const [before, all] = [run.counts.files.toLocaleString('en'), files.length.toLocaleString('en')];
    cli.complain(words`stopped after ${before} of ${all} files`);
    cli.status = STATUS.stopped;
    return;
  }
  run.end();
  const { error, warning } = run.counts.severities;
  if (error > 0 || warning > maxWarnings) cli.status = STATUS.problem;
}

/** What is written of the files, one by one, and counted. */
class Check {
  readonly counts: Counts = {
    files: 0,
    unread: 0,
    fixed: 0,
    fixable: 0,
    severities: { error: 0, warning: 0, information: 0, hint: 0 },
  };
  readonly #cli: CommandLine;
  readonly #flags: CheckFlags;
  /** Standard input: its mended program is what is written, and its problems go to standard error. */
  readonly #input: FoundFile | undefined;
  readonly #writer: ReportWriter;

  private constructor(cli: CommandLine, flags: CheckFlags, input: FoundFile | undefined, writer: ReportWriter) {
    this.#cli = cli;
    this.#flags = flags;
    this.#input = input;
    this.#writer = writer;
  }

  static async begin(cli: CommandLine, flags: CheckFlags, files: readonly FoundFile[]): Promise<Check> {
    const input = files.find(({ bytes }) => bytes !== undefined);
    const isBeside = input !== undefined && flags.fix === true;
    const { given, colours, version } = cli;
    const paint = painter(isBeside ? colours.error : colours.out);
    const write = (text: string): void => (isBeside ? given.error(text) : given.out(text));
    return new Check(cli, flags, input, await reportWriter(flags.format, version, paint, write));
  }

  fail(file: string, error: Text): void {
    this.counts.files++;
    this.counts.unread++;
    this.#cli.fail(file, error);
  }

  add(file: string, checked: CheckedFile): void {
    this.counts.files++;
    const { fix, diff } = this.#flags;
    const { mended } = checked;
    let left = checked.problems;
    if (mended !== undefined && diff) this.#cli.showDiff(mended.diff);
    if (fix) left = this.#write(file, checked);
    else this.counts.fixable += mended?.count ?? 0;
    for (const { severity } of left) this.counts.severities[severity]++;
    // Who asks for the difference pipes it to something.
    if (!diff) this.#writer.add({ file, problems: left });
  }

  end(): void {
    const { format, diff } = this.#flags;
    if (!diff) this.#writer.end();
    if (format !== 'text') return;
    const paint = painter(this.#cli.colours.error);
    const style = this.counts.severities.error > 0 ? 'red' : this.counts.severities.warning > 0 ? 'yellow' : 'green';
    const text = countText(this.counts, performance.now() / 1_000, diff === true);
    this.#cli.given.error(`${paint(style, this.#cli.say(text))}\n`);
  }

  /** Writes what mends the file; gives what problems it has then. */
  #write(file: string, { problems, mended }: CheckedFile): readonly ReportedProblem[] {
    const input = this.#input?.bytes;
    if (mended === undefined) {
      if (input !== undefined && !this.#flags.diff) this.#cli.exactly(new TextDecoder().decode(input));
      return problems;
    }
    const error = input === undefined && !this.#flags.diff ? writeMended(file, mended) : undefined;
    if (error !== undefined) {
      this.#cli.fail(file, error);
      return problems;
    }
    if (input !== undefined && !this.#flags.diff) this.#cli.exactly(mended.stored ?? new TextDecoder().decode(input));
    this.counts.fixed += mended.count;
    return mended.left;
  }
}
