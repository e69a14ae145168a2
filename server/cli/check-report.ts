/** Problems as `layerlens check` reports them. */
import type { JsonValue, Problem, Severity } from '../analysis/analysis.ts';
import type { ProgramText } from '../python/syntax/program-text.ts';
import { placeJson, problemJson } from '../features/facts-json.ts';

export interface FileProblems {
  readonly file: string;
  readonly text: ProgramText;
  readonly problems: readonly Problem[];
}

export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** `model.py:4:5: error: … [rank-mismatch]`; in a notebook the cell stands before the line. */
export function reportText(files: readonly FileProblems[]): string {
  return files
    .flatMap(({ file, text, problems }) =>
      problems.map(({ span, severity, code, message }) => {
        const { cell, line, character } = text.positionAt(span.start);
        return `${file}:${cell === undefined ? '' : `cell ${cell}:`}${line + 1}:${character + 1}: ${severity}: ${message} [${code}]\n`;
      }),
    )
    .join('');
}

export function reportJson(files: readonly FileProblems[]): JsonValue {
  return files.flatMap(({ file, text, problems }) => problems.map((problem) => ({
    file, ...problemJson(problem, text),
    ...(problem.related.length === 0 ? {} : { related: problem.related.map(({ span, message }) => ({ ...placeJson(span, text), message })) }),
  })));
}
