/** `layerlens coverage`: of how many calls of layers the shapes and counts are known, by file and in all. */
import { KNOWLEDGE } from '../../analysis/coverage/coverage.ts';
import type { CallCoverage } from '../../analysis/coverage/coverage.ts';
import { exactJson } from '../../features/exact-json.ts';
import { cellJson, type JsonObject } from '../../features/facts-json.ts';
import { inEnglish, type Language } from '../../words/language.ts';
import { type Message, type Text, words } from '../../words/message.ts';
import { findFiles } from '../sources.ts';
import { type CountedCause, causesOf, type Counts, countsOf, createCounter, type FileCoverage } from './count.ts';

export interface CoverageCommand {
  readonly paths: readonly string[];
  readonly keras: string;
  readonly json: boolean;
  /** Tells each call too. */
  readonly calls: boolean;
  readonly out: (text: string) => void;
  /** Hears of a file that there is nothing to say of, and why. */
  readonly fail: (file: string, error: Text) => void;
  readonly language: Language;
}

/** So many reasons are told. */
const MOST_CAUSES = 10;

export async function coverage({ paths, keras, json, calls, out, fail, language }: CoverageCommand): Promise<void> {
  const count = await createCounter(paths, keras);
  const files: FileCoverage[] = [];
  for (const found of findFiles(paths)) {
    const file = count(found);
    if (file.error !== undefined) fail(file.file, file.error);
    if (file.calls.length > 0) files.push(file);
  }
  if (json) out(`${exactJson(coverageJson(files, calls))}\n`);
  else for (const line of coverageText(files)) out(`${language.say(line).trimEnd()}\n`);
}

function coverageJson(files: readonly FileCoverage[], calls: boolean): JsonObject {
  const all = files.flatMap((file) => file.calls);
  return {
    files: files.map((file) => ({
      file: file.file,
      ...countsJson(file.calls),
      ...(calls ? { calls: file.calls.map((call) => callJson(call, file)) } : {}),
    })),
    total: countsJson(all),
  };
}

function countsJson(calls: readonly CallCoverage[]): JsonObject {
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

function callJson({ span, knowledge, cause }: CallCoverage, { text }: FileCoverage): JsonObject {
  const place = text?.positionAt(span.start);
  return {
    ...cellJson(place?.cell),
    line: (place?.line ?? 0) + 1,
    column: (place?.character ?? 0) + 1,
    knowledge,
    ...(cause === undefined ? {} : { reason: inEnglish(cause.reason) }),
  };
}

/** A table with a line for each file, and then the commonest reasons. */
function coverageText(files: readonly FileCoverage[]): readonly Text[] {
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
