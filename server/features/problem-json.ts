/** A problem as the command line writes it in JSON: lines and columns from 1; in a notebook with its cell, from 0. */
import type { JsonValue } from '../analysis/analysis.ts';
import type { Region, ReportedFix, ReportedProblem } from './reported-problem.ts';

export type JsonObject = { readonly [key: string]: JsonValue };

export const cellJson = (cell: number | undefined): JsonObject => (cell === undefined ? {} : { cell });

const regionJson = ({ cell, line, column, endLine, endColumn }: Region): JsonObject => ({
  ...cellJson(cell),
  line,
  column,
  end_line: endLine,
  end_column: endColumn,
});

export const problemJson = ({ region, severity, code, message }: ReportedProblem): JsonObject => ({
  ...regionJson(region),
  severity,
  code,
  message,
});

/** Its edits are by the text as it is: they are made together. */
export const fixJson = ({ title, preferred, edits }: ReportedFix): JsonObject => ({
  title,
  preferred,
  edits: edits.map(({ region, newText }) => ({ ...regionJson(region), new_text: newText })),
});
