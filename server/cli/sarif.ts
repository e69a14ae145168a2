import { pathToFileURL } from 'node:url';
import { isAbsolute, sep } from 'node:path';
import type { JsonValue, Severity } from '../analysis/analysis.ts';
import type { ProgramText } from '../python/syntax/program-text.ts';
import type { Span } from '../python/syntax/tree.ts';
import { explanation } from '../problems/page.ts';
import { problemDefinition } from '../problems/index.ts';
import type { FileProblems } from './check-report.ts';

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'note', hint: 'note' };

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
        results: files.flatMap(({ file, text, problems }) =>
          problems.map(({ code, severity, message, span, related }) => ({
            ruleId: code,
            ruleIndex: codes.indexOf(code),
            level: LEVELS[severity],
            message: { text: `${cellText(text, span)}${message}` },
            locations: [location(file, text, span)],
            ...(related.length === 0 ? {} : { relatedLocations: related.map((place, id) => ({ id, ...location(file, text, place.span), message: { text: place.message } })) }),
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
function cellText(text: ProgramText, { start }: Span): string {
  const { cell, line } = text.positionAt(start);
  return cell === undefined ? '' : `Cell ${cell}, line ${line + 1}: `;
}

/** A notebook is JSON: a place in a cell has no line in the file, so the cell is named beside it. */
function location(file: string, text: ProgramText, { start, end }: Span): { readonly [key: string]: JsonValue } {
  const from = text.positionAt(start);
  const to = text.positionAt(end);
  const region = { startLine: from.line + 1, startColumn: from.character + 1, endLine: to.line + 1, endColumn: to.character + 1 };
  const artifactLocation = { uri: isAbsolute(file) ? pathToFileURL(file).href : encodeURI(file.replaceAll(sep, '/')) };
  return {
    physicalLocation: { artifactLocation, ...(from.cell === undefined ? { region } : {}) },
    ...(from.cell === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: `cell ${from.cell}, line ${from.line + 1}` }] }),
  };
}
