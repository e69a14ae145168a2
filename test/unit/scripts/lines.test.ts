/** The form of the code that the formatter does not see to. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

const { complaintsOf } = (await import(new URL('../../../scripts/lines.mjs', import.meta.url).href)) as {
  complaintsOf(file: string, text: string): readonly string[];
};

const body = (lines: number): string => '  one();\n'.repeat(lines);
const found = (text: string): readonly string[] => complaintsOf('a.ts', text);

test('functions of at most 60 lines', () => {
  assert.deepEqual(found(`function short() {\n${body(58)}}\n`), []);
  assert.deepEqual(found(`function long() {\n${body(59)}}\n`), ['a.ts:1: a.ts long has 61 lines']);
  assert.deepEqual(found(`const made = () => {\n${body(70)}};\n`), ['a.ts:1: a.ts made has 72 lines']);
  assert.deepEqual(found(`class A {\n  method() {\n${body(70)}  }\n}\n`), ['a.ts:2: a.ts method has 72 lines']);
});

test('a list of tests is no piece of work', () => {
  assert.deepEqual(found(`describe('it', () => {\n${body(100)}});\n`), []);
  assert.deepEqual(found(`test('it', () => {\n${body(100)}});\n`), ['a.ts:1: a.ts test has 102 lines']);
});

test('files of at most 400 lines', () => {
  assert.deepEqual(found(body(400)), []);
  assert.deepEqual(found(body(401)), ['a.ts has 401 lines']);
});

test('lines of at most 120 columns, but for texts, tables and addresses', () => {
  const long = 'word '.repeat(30);
  assert.deepEqual(found(`// ${long}\n`), ['a.ts:1: more than 120 columns']);
  assert.deepEqual(found(`/**\n * ${long}\n */\nexport const a = 1;\n`), ['a.ts:2: more than 120 columns']);
  assert.deepEqual(found(`const a = ${'a + '.repeat(40)}a;\n`), ['a.ts:1: more than 120 columns']);
  assert.deepEqual(found(`const a = '${long}';\n`), []);
  assert.deepEqual(found(`const a = \`${long}\`;\n`), []);
  assert.deepEqual(found(`// | ${long} | ${long} |\n`), []);
  assert.deepEqual(found(`// https://keras.io/${'a'.repeat(120)}\n`), []);
});
