/** Problems as `layerlens check` writes them. */
import type { Severity } from '../../analysis/analysis.ts';
import { exactJson } from '../../features/exact-json.ts';
import { cellJson, fixJson, type JsonObject, problemJson } from '../../features/problem-json.ts';
import type { ReportedProblem } from '../../features/reported-problem.ts';
import { cellText } from '../../python/syntax/place-text.ts';
import type { Paint, Style } from '../paint.ts';

export interface FileProblems {
  readonly file: string;
  readonly problems: readonly ReportedProblem[];
}

export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];
export const FORMATS = ['text', 'json', 'sarif'] as const;

/** Writes what is found as it is found, as far as the format allows. */
export interface ReportWriter {
  add(file: FileProblems): void;
  end(): void;
}

export async function reportWriter(
  format: (typeof FORMATS)[number],
  version: string,
  paint: Paint,
  out: (text: string) => void,
): Promise<ReportWriter> {
  switch (format) {
    case 'text':
      return {
        add: (file) => {
          for (const problem of file.problems) out(problemText(file.file, problem, paint));
        },
        end: () => {},
      };
    case 'json':
      return jsonWriter(out);
    case 'sarif':
      return sarifWriter(version, out);
  }
}

const STYLES: Readonly<Record<Severity, Style>> = {
  error: ['bold', 'red'],
  warning: ['bold', 'yellow'],
  information: ['bold', 'blue'],
  hint: ['bold', 'blue'],
};

/**
 * `model.py:4:5: error: … [rank-mismatch]`; in a notebook the cell stands before the line: `book.ipynb:Cell 5, [4]:3:1:
 * …`.
 */
function problemText(
  file: string,
  { region: { cell, executionCount, line, column }, severity, code, message }: ReportedProblem,
  paint: Paint,
): string {
  const inside = cell === undefined ? '' : `${cellText({ index: cell, executionCount })}:`;
  const place = `${paint('bold', file)}${paint('cyan', `:${inside}${line}:${column}:`)}`;
  return `${place} ${paint(STYLES[severity], `${severity}:`)} ${paint('plain', message)} ${paint('dim', `[${code}]`)}\n`;
}

/** One list. */
function jsonWriter(out: (text: string) => void): ReportWriter {
  let before = '[';
  const add = (item: JsonObject): void => {
    out(`${before}${exactJson(item)}`);
    before = ', ';
  };
  return {
    add: ({ file, problems }) => {
      for (const problem of problems) {
        const related = problem.related.map(({ region: { cell, line }, message }) => ({
          ...cellJson(cell),
          line,
          message,
        }));
        const { restsOn } = problem;
        add({
          file,
          ...problemJson(problem),
          ...(restsOn.length === 0 ? {} : { rests_on: restsOn }),
          ...(related.length === 0 ? {} : { related }),
          fixes: (problem.fixes ?? []).map(fixJson),
        });
      }
    },
    end: () => out(before === '[' ? '[]\n' : ']\n'),
  };
}

/** The rules come first in a SARIF log, and which they are is known at the end. */
async function sarifWriter(version: string, out: (text: string) => void): Promise<ReportWriter> {
  const { reportSarif } = await import('./sarif.ts');
  const files: FileProblems[] = [];
  return {
    add: (file) => {
      if (file.problems.length > 0) files.push(file);
    },
    end: () => out(`${exactJson(reportSarif(files, version))}\n`),
  };
}
