/** Of how many calls of layers the shapes and counts are known, by file and in all. */
import { KNOWLEDGE } from '../../analysis/coverage/coverage.ts';
import { cellJson, type JsonObject } from '../../features/problem-json.ts';
import { inEnglish } from '../../words/language.ts';
import { type Message, type Text, words } from '../../words/message.ts';
import type { PlacedCall } from '../jobs/coverage.ts';
import { type CountedCause, causesOf, type Counts, countsOf } from './count.ts';

export interface FileCoverage {
  readonly file: string;
  readonly calls: readonly PlacedCall[];
}

/** So many reasons are told. */
const MOST_CAUSES = 10;

export function coverageJson(files: readonly FileCoverage[], calls: boolean): JsonObject {
  const all = files.flatMap((file) => file.calls);
  return {
    files: files.map((file) => ({
      file: file.file,
      ...countsJson(file.calls),
      ...(calls ? { calls: file.calls.map(callJson) } : {}),
    })),
    total: countsJson(all),
  };
}

function countsJson(calls: readonly PlacedCall[]): JsonObject {
  return {
    layer_calls: calls.length,
    ...countsOf(calls),
    reasons: causesOf(calls).map(({ reason, help, count }) => ({
      count,
      reason: inEnglish(reason),
      help: help === undefined ? null : inEnglish(help),
    })),
  };
}

function callJson({ cell, line, column, knowledge, cause }: PlacedCall): JsonObject {
  return {
    ...cellJson(cell),
    line,
    column,
    knowledge,
    ...(cause === undefined ? {} : { reason: inEnglish(cause.reason) }),
  };
}

/** A table with a line for each file, and then the commonest reasons. */
export function coverageText(files: readonly FileCoverage[]): readonly Text[] {
  const all = files.flatMap(({ calls }) => calls);
  if (all.length === 0) return [words`No layer is made or called here.`];
  const lines = files.map(({ file, calls }): Text => rowOf(file, calls.length, countsOf(calls)));
  const causes = causesOf(all);
  return [
    words`numbers  open  formulas  partly  unknown   of  file`,
    ...lines,
    ...(files.length > 1 ? [rowOf('', all.length, countsOf(all))] : []),
    shareOf(all.length, countsOf(all)),
    ...(causes.length === 0 ? [] : ['', words`Why there are no numbers, and what would help:`]),
    ...causes.slice(0, MOST_CAUSES).map(causeText),
  ];
}

/** The widths of the columns, which are those of their titles. */
const WIDTHS = [7, 6, 10, 8, 9, 5];

function rowOf(file: string, all: number, counts: Counts): string {
  const numbers = [...KNOWLEDGE.map((one) => counts[one]), all];
  return `${numbers.map((number, column) => String(number).padStart(WIDTHS[column]!)).join('')}  ${file}`;
}

function shareOf(all: number, counts: Counts): Message {
  const percent = (count: number): string => `${Math.round((100 * count) / all)}%`;
  return words`${percent(counts.numbers)} numbers, ${percent(counts.open)} open (None), ${percent(counts.formulas)} formulas, ${percent(counts.partly)} partly known, ${percent(counts.unknown)} unknown`;
}

function causeText({ count, reason, help }: CountedCause): Text {
  const number = String(count).padStart(7);
  return help === undefined ? words`${number}  ${reason}` : words`${number}  ${reason} (${help})`;
}
