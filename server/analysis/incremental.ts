/**
 * The analysis of a program that is being edited. Statements whose text the edit leaves alone are not parsed again, and
 * those that would find what
 * they found before are not evaluated again (python/evaluate/statement-runs.ts).
 */
import { complete, type Steps } from '../python/syntax/steps.ts';
import { editedModule } from '../python/syntax/edited-module.ts';
import { parseProgramFrom } from '../python/syntax/parse-program.ts';
import { SourceFile } from '../python/syntax/place.ts';
import type { PythonParser } from '../python/syntax/parser.ts';
import type { ProgramText } from '../python/syntax/program-text.ts';
import type { Module } from '../python/syntax/tree.ts';
import type { Analysis } from './analysis.ts';
import { inAnyRelease } from './analyze.ts';
import { type AnalyzeOptions, ProgramRun, premises, textParser } from './run.ts';

export class IncrementalAnalysis {
  private readonly parser: PythonParser;
  private readonly options: AnalyzeOptions;
  private readonly file: SourceFile;
  private readonly reading: Reading;
  /** As another version's, once that was needed. */
  private readonly others = new Map<2 | 3, Reading>();

  /** `options` hold for all texts that the program will have. */
  constructor(parser: PythonParser, options: AnalyzeOptions = {}) {
    this.parser = parser;
    this.options = { parse: textParser(parser), ...options };
    this.file = new SourceFile(options.path, '');
    this.reading = new Reading(parser, this.file, this.options);
  }

  /** The facts of the program with this text: the same as those of an analysis that begins anew. */
  of(text: ProgramText): Analysis {
    return complete(this.steps(text));
  }

  /**
   * The same step by step. It may be left unfinished: the next text goes on from there. The places in facts given
   * before are then no longer right.
   */
  *steps(text: ProgramText): Steps<Analysis> {
    const analysis = yield* this.reading.steps(text);
    return yield* inAnyRelease(analysis, text, this.options, (version) => this.readingAs(version).steps(text));
  }

  private readingAs(kerasVersion: 2 | 3): Reading {
    const known = this.others.get(kerasVersion);
    if (known) return known;
    const made = new Reading(this.parser, this.file, { ...this.options, kerasVersion });
    this.others.set(kerasVersion, made);
    return made;
  }
}

interface State {
  readonly text: ProgramText;
  readonly module: Module;
  readonly premises: string;
  readonly run: ProgramRun;
}

/** The program as one version of Keras reads it. */
class Reading {
  private readonly parser: PythonParser;
  private readonly file: SourceFile;
  private readonly options: AnalyzeOptions;
  private state: State | undefined;
  private going: Steps<Analysis> | undefined;

  constructor(parser: PythonParser, file: SourceFile, options: AnalyzeOptions) {
    this.parser = parser;
    this.file = file;
    this.options = options;
  }

  /** What was left in the middle of a statement ends there first. */
  steps(text: ProgramText): Steps<Analysis> {
    this.going?.return(undefined as never);
    this.going = this.of(text);
    return this.going;
  }

  private *of(text: ProgramText): Steps<Analysis> {
    const before = this.state;
    const needed = premises(text, this.options);
    try {
      if (before !== undefined && before.premises === needed && !before.run.isOver) {
        const { run } = before;
        const module = yield* editedModule(this.parser, before, text);
        this.state = { text, module, premises: needed, run };
        yield;
        const analysis = yield* run.steps(module, text);
        if (analysis !== undefined) return analysis;
      }
      this.file.text = text.text;
      const run = new ProgramRun(this.file, text, this.options);
      const module = yield* parseProgramFrom(this.parser, text, this.file, 0);
      this.state = { text, module, premises: needed, run };
      yield;
      return yield* run.first(module, text);
    } catch (error) {
      // Where something fails in the middle, the next text begins anew.
      this.state = undefined;
      throw error;
    }
  }
}
