import { Command, InvalidArgumentError, Option } from 'commander';
import { writeFileSync } from 'node:fs';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { WriteStream } from 'node:tty';
import { styleText } from 'node:util';
import type { Analysis, Severity } from '../analysis/analysis.ts';
import type { Document } from '../explain/document/document.ts';
import { toPlainText } from '../explain/document/plain-text.ts';
import type { ExportFormat } from '../explain/model-view.ts';
import { DEFAULT_EXPLAIN_OPTIONS, type Theme } from '../explain/options.ts';
import { LEVELS, type Severities } from '../features/diagnostics.ts';
import { exportModel } from '../features/model-export.ts';
import { explainError } from '../features/explain-error.ts';
import { inlayHints, WHOLE_HINTS } from '../features/inlay-hints.ts';
import { summaries } from '../features/summary.ts';
import { PROBLEMS } from '../problems/index.ts';
import { lineText } from '../python/syntax/place-text.ts';
import type { ProgramText } from '../python/syntax/program-text.ts';
import { complete } from '../python/syntax/steps.ts';
import { inEnglish, type Language } from '../words/language.ts';
import { words, type Message, type Text } from '../words/message.ts';
import type { Analyses } from '../workspace/analyses.ts';
import { isSavedModel } from '../workspace/saved/names.ts';
import { createFileAnalyses } from './analyses.ts';
import { failure } from './check/checker.ts';
import { check } from './check/command.ts';
import { FORMATS, SEVERITIES } from './check/report.ts';
import { diffCommand } from './diff/register.ts';
import { coverage } from './coverage/command.ts';
import { exactJson } from '../features/exact-json.ts';
import { explainPlace, type Place, readPlace } from './explain-place.ts';
import { visible } from '../explain/visible.ts';
import { factsJson, type JsonObject } from '../features/facts-json.ts';
import { graphOf } from './graph.ts';
import { speakHelp } from './help.ts';
import { hintedSource } from './hinted-source.ts';
import { isSpoken } from './language.ts';
import { describeMemory } from './memory/options.ts';
import { readSource, readSources, type Source } from './sources.ts';

/** What a command line talks to. */
export interface Terminal {
  out(text: string): void;
  error(text: string): void;
  /** Takes colours. */
  readonly colours: boolean;
  /** All of standard input. */
  read(): Promise<string>;
  /** What is said on it is said in this language. */
  readonly language: Language;
  /** Columns; undefined where it is not a terminal. */
  readonly columns: number | undefined;
  /** The program that is also a worker thread of `check`. */
  readonly entry: URL;
  /** Where progress is told, if it is a terminal. */
  readonly progress?: WriteStream;
  /** From now on, the person's wish to stop is told here, and does not end the process. */
  stop?(): AbortSignal;
}

/**
 * Exit statuses: all well; errors in a program or a file that cannot be read; bad usage; stopped by the person (as
 * shells count signals).
 */
const STATUS = { ok: 0, problem: 1, usage: 2, stopped: 130 } as const;

const EXPORT_FORMATS: readonly ExportFormat[] = ['text', 'markdown', 'csv', 'json'];

/** Runs one command; gives the exit status. Never throws for what a file contains. */
export async function runCommandLine(args: readonly string[], given: Terminal, version: string): Promise<number> {
  // Names in programs, and of files, may hold what a terminal takes as its commands.
  const terminal: Terminal = {
    ...given,
    out: (text) => given.out(visible(text)),
    error: (text) => given.error(visible(text)),
  };
  const { language } = given;
  let status: number = STATUS.ok;
  const say = (text: Text): string => language.say(text);
  /** Commander says in front of it which argument is refused. */
  const refuse = (reason: Text): never => {
    throw new InvalidArgumentError(say(reason));
  };
  const program = new Command('layerlens')
    .description(say(words`Shows what Keras would build, and why. Reads Python, never runs it.`))
    .version(version, '-V, --version', say(words`output the version number`))
    .option('--stdio', say(words`be the language server, on standard input and output`))
    .option(
      '--lang <language>',
      say(words`the language to speak, as zh-cn; without it, that of the terminal`),
      (name) => (isSpoken(name, language) ? name : refuse(words`Layer Lens does not speak it yet.`)),
    )
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.error })
    .showSuggestionAfterError()
    .showHelpAfterError(say(words`(layerlens --help shows what there is)`));
  speakHelp(program, language);
  const { readIndex, readKeras, readThreads, readWidth, readSeverity } = readers(refuse);
  const plain = (document: Document): string => toPlainText(document, Math.min(terminal.columns ?? 100, 100), language);
  const kerasOption = () =>
    new Option('--keras <version>', say(words`the Keras that the code is for`)).argParser(readKeras).default('auto');
  const remark = (file: string, text: Text) => terminal.error(`layerlens: ${file}: ${say(text)}\n`);
  const fail = (file: string, error: Text) => {
    remark(file, error);
    status = STATUS.problem;
  };

  /** The facts of a file; undefined where there are none, which was said then. */
  const factsOf = ({ file, program: code, error }: Source, analyses: Analyses): Analysis | undefined => {
    if (code === undefined) {
      fail(file, error);
      return undefined;
    }
    try {
      return analyses.withCallers(code).analysis;
    } catch (thrown) {
      fail(file, failure(thrown));
      return undefined;
    }
  };

  /** The same, of a file that may be a saved model. */
  const factsIn = async (file: string, analyses: () => Analyses | Promise<Analyses>): Promise<Analysis | undefined> => {
    if (!isSavedModel(file)) return factsOf(readSource(file), await analyses());
    const { savedFacts } = await import('./saved.ts');
    return savedFacts(file, { fail, remark });
  };

  program
    .command('summary')
    .description(say(words`the models' summaries, as Keras prints them`))
    .argument('<file...>', say(words`Python files, notebooks, or saved models (.keras)`))
    .option('--line-length <columns>', say(words`width of the summary`), readWidth, 100)
    .addOption(
      new Option('--format <format>', say(words`how they are written`)).choices(EXPORT_FORMATS).default('text'),
    )
    .addOption(kerasOption())
    .action(
      async (
        files: string[],
        { lineLength, format, keras }: { lineLength: number; format: ExportFormat; keras: string },
      ) => {
        const analyses = await loadAnalyses(files, keras);
        for (const file of files) {
          const analysis = await factsIn(file, () => analyses);
          if (analysis === undefined) continue;
          const text =
            format === 'text'
              ? summaries(analysis, lineLength)
              : analysis.models
                  .map((model) => exportModel(isSavedModel(file) ? {} : analysis, model, format, language))
                  .join(format === 'json' ? '' : '\n');
          if (files.length > 1) terminal.out(`${file}\n`);
          if (text === '') remark(file, words`no Keras model is built here, as far as the code tells`);
          terminal.out(text);
        }
      },
    );

  describeMemory(program, say, refuse)
    .addOption(kerasOption())
    .action(async (files: string[], options: { batch?: number; gpu?: number; json?: true; keras: string }) => {
      const analyses = await loadAnalyses(files, options.keras);
      const { memory } = await import('./memory/command.ts');
      const { batch, gpu: card, json = false } = options;
      for (const source of files.map(readSource)) {
        const analysis = factsOf(source, analyses);
        if (analysis !== undefined)
          memory({ batch, card, json }, { file: source.file, analysis, out: terminal.out, plain, remark });
      }
    });

  program
    .command('graph')
    .description(say(words`a model as a picture (SVG)`))
    .argument('<file>', say(words`a Python file, a notebook, or a saved model (.keras)`))
    .option('-o, --output <svg>', say(words`the file to write; without it, to standard output`))
    .option('--model <name>', say(words`the name of the model or of its variable; without it, the last one built`))
    .option('--full', say(words`draw all repeated blocks, not only the first of them`))
    .addOption(
      new Option('--theme <theme>', say(words`its colours`))
        .choices(['light', 'dark', 'high-contrast'])
        .default('light'),
    )
    .addOption(kerasOption())
    .action(
      async (
        file: string,
        {
          output,
          model,
          full,
          theme,
          keras,
        }: { output?: string; model?: string; full?: true; theme: Theme; keras: string },
      ) => {
        const analysis = await factsIn(file, () => loadAnalyses([file], keras));
        if (analysis === undefined) return;
        const result = graphOf(analysis, model, { theme, fold: full !== true, language });
        if ('error' in result) {
          fail(file, result.error);
          return;
        }
        if (result.remark !== undefined) remark(file, result.remark);
        if (output === undefined) {
          terminal.out(result.svg);
          return;
        }
        try {
          writeFileSync(output, result.svg);
        } catch (error) {
          fail(output, words`cannot be written: ${error instanceof Error ? error.message : String(error)}`);
        }
      },
    );

  diffCommand(program, { out: terminal.out, remark, fail, language }, kerasOption(), () => {
    status = STATUS.problem;
  });

  program
    .command('hints')
    .description(say(words`the source with its inlay hints written in`))
    .argument('<file>', say(words`a Python file or notebook`))
    .action(async (file: string) => {
      const analysis = factsOf(readSource(file), await loadAnalyses([file], 'auto'));
      if (analysis === undefined) return;
      const style = (comment: string) => (given.colours ? styleText('cyan', visible(comment)) : visible(comment));
      // The source stays what it is, except before people's eyes.
      given.out(
        hintedSource(
          analysis.text,
          inlayHints(analysis, WHOLE_HINTS),
          style,
          given.columns === undefined ? (line) => line : visible,
        ),
      );
    });

  program
    .command('explain')
    .description(say(words`the hover, as text`))
    .argument(
      '<file:line[:column]>',
      say(
        words`a place, counted from 1; without a column, all of the line; in a notebook "book.ipynb:Cell 5:3", as check names it`,
      ),
      (text) => readPlace(text) ?? refuse(words`It must be FILE:LINE or FILE:LINE:COLUMN, as model.py:4:5.`),
    )
    .option('--cell <number>', say(words`the cell of a notebook, counted from 0 as in analyze --json`), readIndex)
    .addOption(kerasOption())
    .action(
      async (place: NonNullable<ReturnType<typeof readPlace>>, { cell, keras }: { cell?: number; keras: string }) => {
        const analysis = factsOf(readSource(place.file), await loadAnalyses([place.file], keras));
        if (analysis === undefined) return;
        const [firstCell] = analysis.text.cells;
        const index = place.cell ?? cell ?? firstCell?.index;
        const documents = explainPlace(analysis, place, index, { ...DEFAULT_EXPLAIN_OPTIONS, pictures: false });
        if (documents.length === 0) {
          fail(place.file, nothingAt(place, index, analysis.text));
          return;
        }
        terminal.out(documents.map(plain).join('\n\n'));
      },
    );

  program
    .command('explain-error')
    .description(say(words`a traceback of Keras, explained by the code that raised it`))
    .argument('<file>', say(words`the Python file or notebook`))
    .argument('[traceback]', say(words`a file with the traceback; without it, standard input`))
    .addOption(kerasOption())
    .action(async (file: string, traceback: string | undefined, { keras }: { keras: string }) => {
      const analyses = await loadAnalyses([file], keras);
      const source = readSource(file);
      const analysis = factsOf(source, analyses);
      if (analysis === undefined || source.program === undefined) return;
      const { program: code } = source;
      let pasted: string;
      try {
        pasted = traceback === undefined ? await terminal.read() : readFileSync(traceback, 'utf8');
      } catch {
        fail(traceback ?? file, words`the traceback cannot be read`);
        return;
      }
      const found = complete(
        explainError(analysis, pasted, basename(file), (changed) => analyses.ofChanged(code, changed)),
      );
      if (found === undefined) {
        fail(
          traceback ?? say(words`standard input`),
          words`this is no error of Python or Keras: paste the traceback with its last line`,
        );
        return;
      }
      terminal.out(plain(found.content));
    });

  program
    .command('check')
    .description(say(words`problems: what Keras would refuse`))
    .argument('<path...>', say(words`Python files, notebooks, or folders of them`))
    .addOption(new Option('--format <format>', say(words`how they are written`)).choices(FORMATS).default('text'))
    .addOption(
      new Option('--severity <least>', say(words`the least severe to report`)).choices(SEVERITIES).default('warning'),
    )
    .option(
      '--problem <code=severity>',
      say(words`the severity of a code, or off (may be repeated)`),
      readSeverity,
      new Map(),
    )
    .option('--max-warnings <number>', say(words`exit with 1 also for more warnings than this`), readIndex)
    .addOption(kerasOption())
    .option(
      '--threads <number>',
      say(
        words`how many files are checked at the same time; without it, as many as there are cores, and fewer for few files`,
      ),
      readThreads,
    )
    .action(
      async (
        paths: string[],
        {
          format,
          severity,
          problem: severities,
          maxWarnings,
          threads,
          keras,
        }: {
          format: (typeof FORMATS)[number];
          severity: Severity;
          problem: Severities;
          maxWarnings?: number;
          threads?: number;
          keras: string;
        },
      ) => {
        const shown = SEVERITIES.slice(0, SEVERITIES.indexOf(severity) + 1);
        const { entry, progress } = terminal;
        const stop = terminal.stop?.();
        const { count, checked, files } = await check({
          paths,
          keras,
          severities,
          shown,
          format,
          threads,
          version,
          entry,
          out: terminal.out,
          fail,
          progress,
          stop,
          language,
        });
        if (stop?.aborted === true) {
          const [before, all] = [checked.toLocaleString('en'), files.toLocaleString('en')];
          terminal.error(`layerlens: ${say(words`stopped after ${before} of ${all} files`)}\n`);
          status = STATUS.stopped;
        } else if (count.error > 0 || count.warning > (maxWarnings ?? Number.POSITIVE_INFINITY))
          status = STATUS.problem;
      },
    );

  program
    .command('coverage')
    .description(say(words`of how many calls of layers the shapes and counts are known, by file and in all`))
    .argument('<path...>', say(words`Python files, notebooks, or folders of them`))
    .option('--json', say(words`as JSON`))
    .option('--calls', say(words`in JSON: each call too`))
    .addOption(kerasOption())
    .action(async (paths: string[], options: { json?: true; calls?: true; keras: string }) => {
      const [json, calls] = [options.json === true, options.calls === true];
      await coverage({ paths, keras: options.keras, json, calls, out: terminal.out, fail, language });
    });

  program
    .command('migrate')
    .description(say(words`what of older programs Keras 3 refuses or changes, and the edits that mend it`))
    .argument('<path...>', say(words`Python files, notebooks, or folders of them`))
    .addOption(
      new Option('--to <keras>', say(words`what they are made for: Keras 3, or Keras 2 as tf_keras has it`))
        .choices(['3', 'tf_keras'])
        .default('3'),
    )
    .option('--fix', say(words`write the edits into the files`))
    .option('--diff', say(words`show the edits`))
    .action(async (paths: string[], options: { to: '3' | 'tf_keras'; fix?: true; diff?: true }) => {
      const { migrate } = await import('./migrate/command.ts');
      const [fix, diff] = [options.fix === true, options.diff === true];
      const left = await migrate({ paths, to: options.to, fix, diff, out: terminal.out, fail, language });
      if (left > 0) status = STATUS.problem;
    });

  program
    .command('analyze')
    .description(say(words`all facts, as JSON Lines: one object for each file`))
    .argument('<path...>', say(words`Python files, notebooks, or folders of them`))
    .requiredOption('--json', say(words`as JSON Lines, which is the only form there is`))
    .option('--callers', say(words`with what the programs around a file pass to its functions`), false)
    .addOption(kerasOption())
    .action(async (paths: string[], { keras, callers }: { keras: string; callers: boolean }) => {
      const analyses = await loadAnalyses(paths, keras);
      for (const source of readSources(paths)) {
        const facts = analyzed(source, analyses, callers);
        if ('error' in facts) status = STATUS.problem;
        terminal.out(`${exactJson(facts)}\n`);
      }
    });

  try {
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    // commander has said what is wrong; its codes for help and version end well.
    if (error instanceof Error && 'exitCode' in error) return error.exitCode === 0 ? STATUS.ok : STATUS.usage;
    throw error;
  }
}

/** Why there is nothing to explain there. */
function nothingAt({ line, column }: Place, index: number | undefined, { cells }: ProgramText): Message {
  const cell = cells.find((one) => one.index === index);
  if (cell === undefined) return words`there is no code cell with this number: Cell ${(index ?? 0) + 1}`;
  const place = lineText(line, cell);
  if (column !== undefined) return words`there is nothing to explain at ${place}, column ${column}`;
  return words`there is nothing to explain at ${place}: no layer, model, tensor or printed value is there`;
}

function analyzed(source: Source, analyses: Analyses, callers: boolean): JsonObject {
  const { file, program } = source;
  if (program === undefined) return { file, error: inEnglish(source.error) };
  try {
    const analysis = callers ? analyses.withCallers(program).analysis : analyses.of(program);
    const facts = factsJson(file, analysis, callers);
    analyses.closed(program.uri);
    return facts;
  } catch (error) {
    return { file, error: inEnglish(failure(error)) };
  }
}

const loadAnalyses = async (paths: readonly string[], keras: string): Promise<Analyses> =>
  (await createFileAnalyses(paths, keras)).analyses;

/** Reads the arguments of options; what is none is refused. */
function readers(refuse: (reason: Text) => never) {
  const index = (text: string): number =>
    /^\d{1,9}$/.test(text) ? Number(text) : refuse(words`It must be a whole number of 0 or more.`);
  const between =
    (least: number, most: number) =>
    (text: string): number => {
      const number = index(text);
      return number >= least && number <= most ? number : refuse(words`It must be between ${least} and ${most}.`);
    };
  const severity = (text: string, before: Severities): Severities => {
    const [code = '', level] = text.split('=');
    const known = LEVELS.find((one) => one === level);
    if (known !== undefined && PROBLEMS.some((problem) => problem.code === code))
      return new Map([...before, [code, known]]);
    return refuse(
      words`It must be a code (see docs/problems), = and one of ${LEVELS.join(', ')}, as rank-mismatch=warning.`,
    );
  };
  const keras = (text: string): string =>
    /^(auto|[23]|[123]\.\d{1,2}(\.\d{1,3})?)$/.test(text)
      ? text
      : refuse(words`It must be auto, 2, 3, or a release as 2.15.0.`);
  return {
    readIndex: index,
    readKeras: keras,
    readThreads: between(1, 256),
    readWidth: between(40, 1000),
    readSeverity: severity,
  };
}
