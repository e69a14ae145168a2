/** Problems of a program: what Keras refuses, names without a value, broken syntax. */
import type { ProgramText } from '../python/syntax/program-text.ts';
import type { Module, Span } from '../python/syntax/tree.ts';
import type { PythonError } from '../python/values/interpreter.ts';
import { KerasRefusal } from '../keras/session.ts';
import type { Fix, Problem } from './analysis.ts';

export class ProblemCollector {
  private readonly found = new Map<string, Problem>();
  private readonly text: ProgramText;
  constructor(text: ProgramText) { this.text = text; }

  private add(problem: Problem): void {
    const key = `${problem.span.start}:${problem.span.end}:${problem.code}`;
    if (!this.found.has(key)) this.found.set(key, problem);
  }

  uncaught(error: PythonError, statement: Span, speculative: boolean): void {
    if (!(error instanceof KerasRefusal)) return;
    const span = error.site ?? statement;
    // In code that nobody in the file calls, what decides may be passed from elsewhere.
    this.add({ span, severity: speculative ? 'warning' : 'error', code: error.refusal.code, message: error.refusal.message, related: [], fixes: [] });
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
    this.add({ span, severity: 'hint', code: 'not-imported', message: `${name} is not imported in this file. It is taken as Keras's ${name}.`, related: [], fixes: [] });
  }

  all(module: Module): readonly Problem[] {
    for (const { start, end, message } of module.syntaxErrors) this.add({ span: { start, end }, severity: 'error', code: 'syntax', message, related: [], fixes: [] });
    return [...this.found.values()].sort((a, b) => a.span.start - b.span.start);
  }
}
