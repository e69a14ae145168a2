/**
 * Programs with one mistake that real Keras 3 refuses, and programs that look suspicious and run: an error on the
 * statement that raised, none where nothing did, and printed values as recorded or not known.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { analyze } from '../../../server/analysis/analyze.ts';
import { exactJson } from '../../../server/features/exact-json.ts';
import { factsJson } from '../../../server/features/facts-json.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { pythonParser } from '../../support/parser.ts';

const parser = await pythonParser();

interface Recorded {
  readonly id: string;
  readonly source: string;
  readonly error?: {
    readonly type: string;
    readonly message: string;
    readonly line: number;
    readonly called_from: number;
  };
  readonly values?: readonly Value[];
}
interface Value {
  readonly line: number;
  readonly text: string;
  readonly value: unknown;
  readonly unknown?: boolean;
}
interface Found {
  readonly values: readonly Value[];
  readonly problems: readonly {
    readonly line: number;
    readonly end_line: number;
    readonly severity: string;
    readonly code: string;
    readonly message: string;
  }[];
}

/** Refused by Keras and not told here, each with its reason. */
const MISSED: ReadonlyMap<string, string> = new Map([
  ['indexfloat', 'a float in an index of several is not looked at'],
]);

const records = readFileSync(new URL('../../truth/mistakes.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Recorded);

function found(source: string): Found {
  const text = ProgramText.ofFile(source);
  return JSON.parse(exactJson(factsJson('program.py', analyze(parser, text)))) as Found;
}

/** Whether an unknown, a name or a formula stands for it. */
const isOpen = ({ unknown, value }: Value): boolean => unknown === true || /"|\?/.test(JSON.stringify(value) ?? '"');

test('mistakes that Keras refuses are told where it does', () => {
  const wrong: string[] = [];
  for (const { id, source, error, values = [] } of records) {
    const { problems, values: mine } = found(source);
    const errors = problems.filter(({ severity }) => severity === 'error');
    if (error) {
      const isTold = errors.some(
        ({ line, end_line: end }) =>
          (line <= error.line && error.line <= end) || (line <= error.called_from && error.called_from <= end),
      );
      if (isTold === MISSED.has(id)) wrong.push(`${id} line ${error.line}: ${isTold ? 'is told now' : 'is missed'}`);
      continue;
    }
    for (const { line, code, message } of errors) wrong.push(`${id} line ${line}: false alarm ${code}: ${message}`);
    for (const { line, text, value } of values) {
      const own = mine.filter((one) => one.line === line && one.text === text);
      if (own.length !== 1 || isOpen(own[0]!)) continue;
      if (JSON.stringify(own[0]!.value) !== JSON.stringify(value))
        wrong.push(`${id} line ${line} ${text}: ${JSON.stringify(own[0]!.value)}, Keras ${JSON.stringify(value)}`);
    }
  }
  assert.deepEqual(wrong, []);
});
