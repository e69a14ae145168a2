/** What the commands have in common: what they say and where, their status, and how files are worked on. */
import { InvalidArgumentError, Option } from 'commander';
import { visible } from '../explain/visible.ts';
import type { Language } from '../words/language.ts';
import { type Text, words } from '../words/message.ts';
import { type Colours, NO_COLOURS, type Paint, painter, type Style } from './paint.ts';
import { type FoundFile, findFiles } from './sources.ts';
import type { Terminal } from './terminal.ts';
import type { AnswerOf, JobName, OptionsOf } from './work/jobs.ts';
import { DEFAULT_SECONDS, work, type WorkOptions } from './work/threads.ts';

/**
 * Exit statuses: all well; errors in a program or a file that cannot be read; bad usage; stopped by the person (as
 * shells count signals).
 */
export const STATUS = { ok: 0, problem: 1, usage: 2, stopped: 130 } as const;

/** Columns of what is written for people where the terminal has more, or is none. */
const WIDEST = 100;
/** The most that `--timeout` takes: a day. */
const LONGEST = 86_400;
/** The path of standard input. */
const STANDARD_INPUT = '-';

/** A command that makes no sense, which only shows when its arguments are seen together. */
export class UsageError extends Error {
  readonly reason: Text;
  constructor(reason: Text) {
    super();
    this.reason = reason;
  }
}

/** One run of the command line. */
export class CommandLine {
  status: number = STATUS.ok;
  colours: Colours = NO_COLOURS;
  /** As it was given: what is written here is taken by the terminal as it is. */
  readonly given: Terminal;
  readonly language: Language;
  /** Of Layer Lens. */
  readonly version: string;

  constructor(given: Terminal, version: string) {
    this.given = given;
    this.language = given.language;
    this.version = version;
  }

  /** Names in programs, and of files, may hold what a terminal takes as its commands. */
  readonly out = (text: string): void => this.given.out(visible(text));
  readonly error = (text: string): void => this.given.error(visible(text));
  readonly say = (text: Text): string => this.language.say(text);

  /** A text that stays what it is, except before people's eyes. */
  exactly(text: string): void {
    this.given.out(this.given.columns === undefined ? text : visible(text));
  }

  /** What `unifiedDiff` gives. */
  showDiff(diff: string): void {
    if (this.colours.out) this.given.out(diff.replace(/^.*$/gm, (line) => this.paint(styleOf(line), line)));
    else this.exactly(diff);
  }

  /** What paints for standard output. */
  get paint(): Paint {
    return painter(this.colours.out);
  }

  /** Says something of the command. */
  complain(text: Text): void {
    this.error(`layerlens: ${this.say(text)}\n`);
  }

  /** Says something of a file. */
  readonly remark = (file: string, text: Text): void => {
    const paint = painter(this.colours.error);
    this.given.error(`layerlens: ${paint('bold', file)}: ${visible(this.say(text))}\n`);
  };
  /** The same of a file that there is nothing else to say of. */
  readonly fail = (file: string, error: Text): void => {
    this.remark(file, error);
    this.status = STATUS.problem;
  };

  /** For an argument that makes no sense. */
  readonly refuse = (reason: Text): never => {
    throw new InvalidArgumentError(this.say(reason));
  };

  get columns(): number {
    return Math.min(this.given.columns ?? WIDEST, WIDEST);
  }

  kerasOption(): Option {
    return new Option('--keras <version>', this.say(words`the Keras that the code is for`))
      .argParser((text: string) =>
        /^(auto|[23]|[123]\.\d{1,2}(\.\d{1,3})?)$/.test(text)
          ? text
          : this.refuse(words`It must be auto, 2, 3, or a release as 2.15.0.`),
      )
      .default('auto');
  }

  timeoutOption(): Option {
    return new Option('--timeout <seconds>', this.say(words`how long a file may take`))
      .argParser(this.whole(1, LONGEST))
      .default(DEFAULT_SECONDS);
  }

  threadsOption(): Option {
    const threads = words`how many files are worked on at the same time; without it, as many as there are cores, and fewer for few files`;
    return new Option('--threads <number>', this.say(threads)).argParser(this.whole(1, 256));
  }

  stdinOption(): Option {
    return new Option(
      '--stdin-filename <file>',
      this.say(words`the file that - stands for, which says where its imports are`),
    );
  }

  /** Reads a whole number of `least` or more, and `most` at most. */
  readonly whole =
    (least = 0, most = Number.POSITIVE_INFINITY) =>
    (text: string): number => {
      const number = /^\d{1,9}$/.test(text)
        ? Number(text)
        : this.refuse(words`It must be a whole number of 0 or more.`);
      return number >= least && number <= most ? number : this.refuse(words`It must be between ${least} and ${most}.`);
    };

  /** The files that are named, and those in folders that are; `-` is standard input, by the name that it is given. */
  async files(paths: readonly string[], stdinFilename?: string): Promise<readonly FoundFile[]> {
    if (!paths.includes(STANDARD_INPUT)) return [...findFiles(paths)];
    if (paths.length > 1) throw new UsageError(words`standard input (-) is checked alone, without other paths`);
    return [{ file: stdinFilename ?? STANDARD_INPUT, named: true, bytes: await this.given.read() }];
  }

  /** Does a job with each of the files, and gives what comes of it, in their order. What nothing comes of is told. */
  async *each<Name extends JobName>(
    job: Name,
    options: OptionsOf<Name>,
    files: readonly FoundFile[],
    how: WorkOptions,
  ): AsyncGenerator<{ readonly file: string; readonly answer: AnswerOf<Name> }> {
    for await (const outcome of work(this.given.threads, job, options, files, how)) {
      if (outcome.error !== undefined) this.fail(outcome.file, outcome.error);
      else yield { file: outcome.file, answer: outcome.answer };
    }
  }

  /** The same with one file, which is not searched where it is a folder; undefined where nothing comes of it. */
  async one<Name extends JobName>(
    job: Name,
    options: OptionsOf<Name>,
    file: string,
    how: WorkOptions,
  ): Promise<AnswerOf<Name> | undefined> {
    for await (const { answer } of this.each(job, options, [{ file, named: true }], how)) return answer;
    return undefined;
  }
}

function styleOf(line: string): Style {
  if (/^(---|\+\+\+) /.test(line)) return 'bold';
  return line.startsWith('@@') ? 'cyan' : line.startsWith('-') ? 'red' : line.startsWith('+') ? 'green' : 'plain';
}
