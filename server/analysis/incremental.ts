/**
 * The analysis of a program that is being edited. What stands before the edit is neither parsed nor evaluated again: the evaluation is
 * taken back to a checkpoint there and goes on with the new text. What follows it is, for anything may depend on what the edit changed.
 */
import { parseProgram, parseProgramFrom } from '../python/syntax/parse-program.ts';
import type { PythonParser } from '../python/syntax/parser.ts';
import type { ProgramText } from '../python/syntax/program-text.ts';
import type { Module, Statement } from '../python/syntax/tree.ts';
import type { Analysis } from './analysis.ts';
import { type AnalyzeOptions, ProgramRun, premises } from './run.ts';

/** So many checkpoints are kept: each makes what is evaluated after it a little slower. */
const MOST_CHECKPOINTS = 2;

interface SetCheckpoint {
  /** So many statements have run. */
  readonly statements: number;
  readonly return: () => void;
  readonly remove: () => void;
}

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
  private checkpoints: SetCheckpoint[] = [];

  /** `options` hold for all texts that the program will have. */
  constructor(parser: PythonParser, options: AnalyzeOptions = {}) {
    this.parser = parser;
    this.options = { parse: (text) => parser.parse(text), ...options };
  }

  /** The facts of the program with this text: the same as those of an analysis that begins anew. */
  of(text: ProgramText): Analysis {
    const before = this.state;
    const needed = premises(text, this.options);
    // Where something fails in the middle, the next text begins anew.
    this.state = undefined;
    if (before === undefined || before.premises !== needed || before.run.exhausted) return this.fresh(text, needed, 0);
    const edited = editedModule(this.parser, before, text);
    return edited.kept === 0 ? this.fresh(text, needed, 0, edited.module) : this.goOn(before, text, edited);
  }

  private fresh(text: ProgramText, needed: string, kept: number, module = parseProgram(this.parser, text)): Analysis {
    this.checkpoints = [];
    return this.execute(new ProgramRun(text, this.options), text, module, needed, 0, kept);
  }

  private goOn(before: State, text: ProgramText, { module, kept }: Edited): Analysis {
    while ((this.checkpoints.at(-1)?.statements ?? 0) > kept) this.checkpoints.pop()!.remove();
    const checkpoint = this.checkpoints.at(-1);
    if (checkpoint === undefined) return this.fresh(text, before.premises, kept, module);
    checkpoint.return();
    before.run.continueWith(text);
    return this.execute(before.run, text, module, before.premises, checkpoint.statements, kept);
  }

  /** Runs the statements from `done` on, with a checkpoint after `kept`. */
  private execute(run: ProgramRun, text: ProgramText, module: Module, needed: string, done: number, kept: number): Analysis {
    run.execute(module.body.slice(done, kept));
    if (kept > (this.checkpoints.at(-1)?.statements ?? 0)) {
      if (this.checkpoints.length === MOST_CHECKPOINTS) this.checkpoints.pop()!.remove();
      this.checkpoints.push({ statements: kept, ...run.checkpoint() });
    }
    run.execute(module.body.slice(kept));
    const analysis = run.finish(module);
    this.state = { text, module, premises: needed, run };
    return analysis;
  }
}

interface Edited {
  readonly module: Module;
  /** So many statements from the first on are those of the module before. */
  readonly kept: number;
}

/** The module of the new text, with the statements before the edit taken over. */
function editedModule(parser: PythonParser, before: State, text: ProgramText): Edited {
  const kept = unchangedStatements(before, text);
  // The parser is not quite the same at the beginning of a text as later, so it begins with a statement that is known.
  const known = before.module.body[kept - 1];
  if (known === undefined) return { module: parseProgram(parser, text), kept: 0 };
  const rest = parseProgramFrom(parser, text, beginning(known, before.text));
  if (rest.syntaxErrors.length === 0 && isSame(rest.body[0], known)) {
    return { module: { ...rest, body: [...before.module.body.slice(0, kept), ...rest.body.slice(1)], start: 0 }, kept };
  }
  // Broken text may be understood otherwise together with what stands before it.
  const module = parseProgram(parser, text);
  const end = module.body[kept]?.start ?? text.text.length;
  const same = before.module.body.slice(0, kept).every((statement, index) => isSame(module.body[index], statement));
  if (!same || module.syntaxErrors.some(({ start }) => start < end)) return { module, kept: 0 };
  return { module: { ...module, body: [...before.module.body.slice(0, kept), ...module.body.slice(kept)] }, kept };
}

const isSame = (a: Statement | undefined, b: Statement): boolean => a !== undefined && a.kind === b.kind && a.start === b.start && a.end === b.end;

/** Statements that begin with these words belong to the one before. */
const CONTINUES = /^(else|elif|except|finally|case)\b/;

/** How many statements from the first on stand wholly before the first difference, whatever the text from there on is. */
function unchangedStatements({ text: before, module }: State, text: ProgramText): number {
  const difference = firstDifference(before, text);
  const broken = Math.min(...module.syntaxErrors.map(({ start }) => start));
  const { body } = module;
  const onOwnLine = (index: number): boolean => {
    const statement = body[index];
    return statement !== undefined && [undefined, '\n'].includes(before.text[beginning(statement, before) - 1]);
  };
  let kept = body.findLastIndex((statement) => beginning(statement, before) < difference);
  for (; kept > 0; kept--) {
    const start = beginning(body[kept]!, before);
    if (onOwnLine(kept) && onOwnLine(kept - 1) && start <= broken && !CONTINUES.test(text.text.slice(start, start + 8))) return kept;
  }
  return 0;
}

/** Where a statement begins, its decorators included. */
function beginning(statement: Statement, { text }: ProgramText): number {
  const [decorator] = statement.kind === 'FunctionDefinition' || statement.kind === 'ClassDefinition' ? statement.decorators : [];
  return decorator === undefined ? statement.start : text.lastIndexOf('@', decorator.start);
}

/** The first offset at which the texts, or the cells that they are in, differ. */
function firstDifference(a: ProgramText, b: ProgramText): number {
  const shorter = Math.min(a.text.length, b.text.length);
  let offset = 0;
  while (offset < shorter && a.text.charCodeAt(offset) === b.text.charCodeAt(offset)) offset++;
  for (const [number, cell] of a.cells.entries()) {
    const other = b.cells[number];
    if (other === undefined || other.start !== cell.start || other.index !== cell.index) return Math.min(offset, cell.start);
    if (other.end !== cell.end) return Math.min(offset, cell.end, other.end);
  }
  const added = b.cells[a.cells.length];
  return added === undefined ? offset : Math.min(offset, added.start);
}
