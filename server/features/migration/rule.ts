/** What a rule of migration is: an idiom of an older Keras, and the edits that make it one of Keras 3. */
import type { Analysis, TextEdit } from '../../analysis/analysis.ts';
import type { Span } from '../../python/syntax/place.ts';
import type { Call, Expression, Module, Node } from '../../python/syntax/tree.ts';
import type { Message } from '../../words/message.ts';
import type { ImportedNames } from './names.ts';

/** The program as it is now, and what an analysis under Keras 3 tells of it. */
export interface Program {
  readonly module: Module;
  readonly analysis: Analysis;
  readonly names: ImportedNames;
  readonly calls: readonly Call[];
  readonly nodes: readonly Node[];
  readonly slice: (span: Span) => string;
}

/** One place that a rule mends. */
export interface Change {
  readonly at: Span;
  readonly edits: readonly TextEdit[];
}

export interface MigrationRule {
  readonly id: string;
  /** What the idiom is, without a full stop. */
  readonly title: Message;
  /** What Keras 3 does with it, and what stands in its place, in Markdown. */
  readonly finds: string;
  /** Whole programs, each beginning with a line feed: the second is what the first becomes. */
  readonly example: { readonly broken: string; readonly mended: string };
  readonly changes: (program: Program) => readonly Change[];
}

/** What Keras 3 takes and does otherwise, so that the program goes on with another result: it is told, and left. */
export interface SilentChange {
  readonly id: string;
  readonly title: Message;
  readonly finds: string;
  readonly example: string;
  readonly places: (program: Program) => readonly Span[];
}

export const replace = (span: Span, newText: string): TextEdit => ({
  span: { start: span.start, end: span.end },
  newText,
});

/** The keyword of a call, as it is written. */
export const keyword = (call: Call, name: string): Call['arguments'][number] | undefined =>
  call.arguments.find((argument) => argument.name === name);

/** The method that a call is of: `fit` of `model.fit(x)`. */
export const methodOf = ({ callee }: Call): (Expression & { kind: 'Attribute' }) | undefined =>
  callee.kind === 'Attribute' ? callee : undefined;

/** Takes an argument out, with the comma beside it. */
export function without({ slice }: Program, call: Call, argument: Call['arguments'][number]): TextEdit {
  const after = /^\s*,\s*/.exec(slice({ start: argument.end, end: call.end }));
  if (after) return replace({ start: argument.start, end: argument.end + after[0].length }, '');
  const before = /\s*,\s*$/.exec(slice({ start: call.callee.end, end: argument.start }));
  return replace({ start: argument.start - (before?.[0].length ?? 0), end: argument.end }, '');
}
