import { pathToFileURL } from 'node:url';
import { isAbsolute, sep } from 'node:path';
import type { JsonValue, Severity } from '../../analysis/analysis.ts';
import type { Region } from '../../features/reported-problem.ts';
import { explanation } from '../../problems/page.ts';
import { problemDefinition } from '../../problems/index.ts';
import { inEnglish } from '../../words/language.ts';
import { lineTitle } from '../../python/syntax/place-text.ts';
import type { FileProblems } from './report.ts';

const LEVELS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** The problems as a SARIF 2.1.0 log (OASIS), which code hosts show beside the code. */
export function reportSarif(files: readonly FileProblems[], version: string): JsonValue {
  const codes = [...new Set(files.flatMap(({ problems }) => problems.map(({ code }) => code)))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Layer Lens', semanticVersion: version, rules: codes.map(rule) } },
        columnKind: 'utf16CodeUnits',
        results: files.flatMap(({ file, problems }) =>
          problems.map(({ code, severity, message, region, related }) => ({
            ruleId: code,
            ruleIndex: codes.indexOf(code),
            level: LEVELS[severity],
            message: { text: `${placeBefore(region)}${message}` },
            locations: [location(file, region)],
            ...(related.length === 0
              ? {}
              : {
                  relatedLocations: related.map((place, id) => ({
                    id,
                    ...location(file, place.region),
                    message: { text: place.message },
                  })),
                }),
          })),
        ),
      },
    ],
  };
}

function rule(code: string): { readonly [key: string]: JsonValue } {
  const problem = problemDefinition(code);
  return {
    id: code,
    shortDescription: { text: problem.title },
    fullDescription: { text: problem.finds, markdown: problem.finds },
    help: { text: `${problem.finds}\n\n${problem.repair}`, markdown: explanation(problem).join('\n') },
    defaultConfiguration: { level: LEVELS[problem.severity] },
  };
}

/** Code hosts show a notebook's problems at its first line, so their words name the place. */
function placeBefore({ cell, executionCount, line }: Region): string {
  if (cell === undefined) return '';
  return `${inEnglish(lineTitle(line, { index: cell, executionCount }))}: `;
}

/** A notebook is JSON: a place in a cell has no line in the file, so the cell is named beside it. */
function location(
  file: string,
  { cell, line, column, endLine, endColumn }: Region,
): { readonly [key: string]: JsonValue } {
  const region = { startLine: line, startColumn: column, endLine, endColumn };
  const artifactLocation = { uri: isAbsolute(file) ? pathToFileURL(file).href : encodeURI(file.replaceAll(sep, '/')) };
  return {
    physicalLocation: { artifactLocation, ...(cell === undefined ? { region } : {}) },
    ...(cell === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: `cell ${cell}, line ${line}` }] }),
  };
}
