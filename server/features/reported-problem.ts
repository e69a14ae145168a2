/** A problem as those see it who do not have the program's text: plain data, which one thread can give to another. */
import type { Fix, Problem, Severity } from '../analysis/analysis.ts';
import type { ProgramText } from '../python/syntax/program-text.ts';
import { namesOf } from '../problems/rests-on.ts';
import type { Span } from '../python/syntax/place.ts';
import { inEnglish } from '../words/language.ts';

/** Lines and columns from 1 (UTF-16 units); within the `cell`, counted from 0, in a notebook. */
export interface Region {
  readonly cell: number | undefined;
  /** Of the cell, where it was run. */
  readonly executionCount: number | undefined;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface ReportedProblem {
  readonly region: Region;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  /** What it rests on beside the code, in English; empty where the code alone decides. */
  readonly restsOn: readonly string[];
  readonly related: readonly { readonly region: Region; readonly message: string }[];
  /** Where they were asked for. */
  readonly fixes?: readonly ReportedFix[];
}

/** What may be done about a problem. */
export interface ReportedFix {
  /** In English. */
  readonly title: string;
  /** It is surely meant so. */
  readonly preferred: boolean;
  /** By the text as it is; they do not overlap. */
  readonly edits: readonly { readonly region: Region; readonly newText: string }[];
}

export const reportedFixes = (fixes: readonly Fix[], text: ProgramText): readonly ReportedFix[] =>
  fixes.map(({ title, preferred, edits }) => ({
    title: inEnglish(title),
    preferred,
    edits: edits.map(({ span, newText }) => ({ region: regionOf(span, text), newText })),
  }));

export function reportedProblem(
  { span, severity, code, message, origins, related }: Problem,
  text: ProgramText,
): ReportedProblem {
  return {
    region: regionOf(span, text),
    severity,
    code,
    message,
    restsOn: namesOf(origins, text).map(inEnglish),
    related: related.map((place) => ({ region: regionOf(place.span, text), message: inEnglish(place.message) })),
  };
}

function regionOf({ start, end }: Span, text: ProgramText): Region {
  const from = text.positionAt(start);
  const to = text.positionAt(end);
  return {
    cell: from.cell,
    executionCount: text.cellAt(start)?.executionCount,
    line: from.line + 1,
    column: from.character + 1,
    endLine: to.line + 1,
    endColumn: to.character + 1,
  };
}
