/**
 * The analysis of a program that is being edited. Statements whose text the edit leaves alone are not parsed again, and those that would find what
 * they found before are not evaluated again (python/evaluate/statement-runs.ts).
 */
import { editedModule } from '../python/syntax/edited-module.ts';
import { parseProgram } from '../python/syntax/parse-program.ts';
import type { PythonParser } from '../python/syntax/parser.ts';
import type { ProgramText } from '../python/syntax/program-text.ts';
import type { Module } from '../python/syntax/tree.ts';
import type { Analysis } from './analysis.ts';
import { type AnalyzeOptions, complete, ProgramRun, premises } from './run.ts';

interface State {
  readonly text: ProgramText;
  readonly module: Module;
  readonly premises: string;
  readonly run: ProgramRun;
}

export class IncrementalAnalysis {
  private readonly parser: PythonParser;
  private readonly options: AnalyzeOptions;
  private state: State | undefined;

  /** `options` hold for all texts that the program will have. */
  constructor(parser: PythonParser, options: AnalyzeOptions = {}) {
    this.parser = parser;
    this.options = { parse: (text) => parser.parse(text), ...options };
  }

  /** The facts of the program with this text: the same as those of an analysis that begins anew. */
  of(text: ProgramText): Analysis { return complete(this.steps(text)); }

  /** The same step by step. It may be left unfinished: the next text goes on from there. The places in facts given before are then no longer right. */
  *steps(text: ProgramText): Generator<undefined, Analysis> {
    const before = this.state;
    const needed = premises(text, this.options);
    try {
      if (before !== undefined && before.premises === needed && !before.run.isOver) {
        const module = editedModule(this.parser, before, text);
        const analysis = yield* this.go(before.run, { text, module, premises: needed, run: before.run });
        if (analysis !== undefined) return analysis;
      }
      const run = new ProgramRun(text, this.options);
      const analysis = yield* this.go(run, { text, module: parseProgram(this.parser, text), premises: needed, run });
      if (analysis === undefined) throw new Error('a run that begins has nothing to take back');
      return analysis;
    } catch (error) {
      // Where something fails in the middle, the next text begins anew.
      this.state = undefined;
      throw error;
    }
  }

  private *go(run: ProgramRun, state: State): Generator<undefined, Analysis | undefined> {
    this.state = state;
    yield;
    return yield* run.steps(state.module, state.text);
  }
}
