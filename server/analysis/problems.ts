/** Problems of a program: what Keras refuses, what is likely a mistake, names without a value, broken syntax. */
import type { ProgramText } from '../python/syntax/program-text.ts';
import type { Module, Span } from '../python/syntax/tree.ts';
import type { PythonError } from '../python/values/interpreter.ts';
import type { LayerError } from '../keras/layers/definition.ts';
import { KerasRefusal, type KerasSession, type Occasion } from '../keras/session.ts';
import type { Finding } from '../problems/finding.ts';
import { problemDefinition } from '../problems/index.ts';
import { Source } from '../problems/source.ts';
import { problemOf } from '../problems/spelled.ts';
import type { Fix, Problem } from './analysis.ts';

/** The others, in the order in which they were found, are left out: nobody reads so many. */
const MOST = 500;

interface Found { readonly refusal: LayerError; readonly span: Span; readonly occasion: Occasion; readonly speculative: boolean }

export class ProblemCollector {
  private readonly found = new Map<string, Problem>();
  private readonly refused: Found[] = [];
  private readonly text: ProgramText;
  private readonly session: KerasSession;
  constructor(text: ProgramText, session: KerasSession) {
    this.text = text;
    this.session = session;
  }

  private add(problem: Problem): void {
    const key = `${problem.span.start}:${problem.span.end}:${problem.code}`;
    if (!this.found.has(key)) this.found.set(key, problem);
  }

  uncaught(error: PythonError, statement: Span, speculative: boolean): void {
    if (error instanceof KerasRefusal && this.refused.length < MOST) this.refused.push({ refusal: error.refusal, span: error.site ?? statement, occasion: error, speculative });
  }

  undefinedName(name: string, span: Span, candidate: string | undefined, speculative: boolean): void {
    const fixes: Fix[] = candidate ? [{ title: `Change to ${candidate}`, edits: [{ span, newText: candidate }], preferred: true }] : [];
    const assignedLater = new RegExp(`^[ \\t]*${name}\\s*=[^=]`, 'm').test(this.text.text);
    const sure = !speculative && (candidate !== undefined || assignedLater);
    // The cells of a notebook run in any order, and cells that ran may be gone.
    const notebook = this.text.cells.some((cell) => cell.index !== undefined);
    this.add({
      span, severity: !sure ? 'information' : notebook ? 'warning' : 'error', code: 'undefined-name',
      message: `${name} has no value here${candidate ? `. Did you mean ${candidate}?` : '.'}${candidate ? ` Going on as if it were ${candidate}.` : ''}`,
      related: [], fixes,
    });
  }

  notImported(name: string, span: Span): void {
    this.add({ span, severity: problemDefinition('not-imported').severity, code: 'not-imported', message: `${name} is not imported in this file. It is taken as Keras's ${name}.`, related: [], fixes: [] });
  }

  /** Spelled now that all is evaluated: the words look things up in the whole program. */
  all(module: Module): readonly Problem[] {
    const source = new Source(module, this.text);
    const remarks = this.session.remarks.flatMap((occasion): Found[] => (occasion.site ? [{ refusal: occasion.remark, span: occasion.site, occasion, speculative: occasion.speculative }] : []));
    for (const { refusal, span, occasion, speculative } of [...this.refused, ...remarks]) {
      const finding: Finding = { refusal, span, layer: occasion.layer, call: occasion.call, speculative, source };
      this.add(problemOf(finding));
    }
    for (const { start, end, message } of module.syntaxErrors) this.add({ span: { start, end }, severity: problemDefinition('syntax').severity, code: 'syntax', message, related: [], fixes: [] });
    return [...this.found.values()].sort((a, b) => a.span.start - b.span.start);
  }
}
