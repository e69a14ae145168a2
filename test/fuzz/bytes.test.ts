/**
 * Bytes as files, and as notebooks: random ones, and those of programs with some of them changed. Each is read or
 * refused with a sentence, and what is read is
 * parsed: no exception, in bounded time, with spans inside the text, and the same each time. `BYTES_RUNS=50000` runs
 * longer, `BYTES_SEED=7` runs other ones.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseProgram } from '../../server/python/syntax/parse-program.ts';
import { programOfBytes } from '../../server/workspace/program.ts';
import { inEnglish } from '../../server/words/language.ts';
import { pythonParser } from '../support/parser.ts';
import { Dice } from './mutations.ts';

const RUNS = Number(process.env['BYTES_RUNS'] ?? 1_500);
const SEED = Number(process.env['BYTES_SEED'] ?? 1);
const CHUNK = 250;
const MOST_MILLISECONDS = 12_000;

const folder = new URL('../truth/programs/', import.meta.url);
const programs = readdirSync(folder)
  .filter((name) => name.endsWith('.py'))
  .sort()
  .map((name) => readFileSync(new URL(name, folder)));

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string, bigEndian: boolean): Uint8Array => {
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  return Uint8Array.from([
    ...(bigEndian ? [0xfe, 0xff] : [0xff, 0xfe]),
    ...units.flatMap((unit) => (bigEndian ? [unit >> 8, unit & 255] : [unit & 255, unit >> 8])),
  ]);
};
const joined = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts));

/**
 * Bytes that mean something to whoever reads files: marks, surrogates in UTF-8, overlong forms, halves of characters,
 * ends of lines.
 */
const PIECES: readonly Uint8Array[] = [
  ...[
    [0xef, 0xbb, 0xbf],
    [0xff, 0xfe],
    [0xfe, 0xff],
    [0],
    [0, 0, 0, 0],
    [0xed, 0xa0, 0x80],
    [0xed, 0xb0, 0x80],
    [0xc0, 0x80],
    [0xf4, 0x90, 0x80, 0x80],
    [0xf0, 0x9f, 0x98],
    [0xf0, 0x9f, 0x98, 0x80],
    [0x80],
    [0xff],
    [0xe2, 0x80, 0xa8],
    [0xe2, 0x80, 0xae],
    [0xc2, 0x85],
    [0x0c],
    [0x1a],
    [0x0d],
    [0x0d, 0x0a],
    [0x0d, 0x0d, 0x0a],
    [0x5c, 0x0a],
    [0x5c, 0x0d],
    [0x09],
  ].map((bytes) => Uint8Array.from(bytes)),
  ...[
    '# -*- coding: latin-1 -*-\n',
    '# coding: utf-16\n',
    '# coding: nothing\n',
    '"""',
    "'''",
    'f"{',
    '\\N{',
    '(((((((((',
    ']',
    '{"',
    '\u{1f600}',
    '\ufeff',
    'é = 1\n',
    'ª',
    '𝓍 = 1\n',
    '%%bash\n',
    '!ls\n',
    '\\ud800',
  ].map(utf8),
];

/** Long and deep texts: rows of one piece, in front of a program. */
const ROWS = [
  '(',
  '[',
  '{',
  '"',
  "'",
  '\\\n',
  '\n',
  ' ',
  '\t',
  '#\n',
  'a.',
  '1+',
  '-',
  'not ',
  'if a:\n ',
  'f"{',
  '@a\n',
  'lambda: ',
  ';',
  '\u{1f600}',
  'x',
  '0',
  'a=',
  'a,',
  '%x\n',
  '*',
  '..',
  'async ',
];

const random = (dice: Dice, length: number): Uint8Array => Uint8Array.from({ length }, () => dice.below(256));

/** A file's bytes with a few changes. */
function changed(dice: Dice, bytes: Uint8Array): Uint8Array {
  let result = bytes;
  for (let count = 1 + dice.below(5); count > 0; count--) {
    const at = dice.below(result.length + 1);
    const [before, after] = [result.subarray(0, at), result.subarray(at)];
    switch (dice.below(6)) {
      case 0:
        result = joined(before, dice.pick(PIECES), after);
        break;
      case 1:
        result = joined(before, after.subarray(dice.below(40)));
        break;
      case 2:
        result = joined(before, random(dice, dice.below(8)), after);
        break;
      case 3:
        result = joined(
          before,
          Uint8Array.from(after.subarray(0, 1), (byte) => byte ^ (1 << dice.below(8))),
          after.subarray(1),
        );
        break;
      case 4: {
        const other = dice.pick(programs);
        result = joined(before, other.subarray(dice.below(other.length)));
        break;
      }
      default:
        result = joined(dice.pick(PIECES), result);
        break;
    }
  }
  return result;
}

/** A notebook around a source, whole or with something that it should not have. */
function notebook(dice: Dice, source: string): Uint8Array {
  const odd = () => dice.pick<unknown>([null, 0, -1, 'code', [], {}, [null], ['a', 1], { a: { b: [] } }, true, 1e308]);
  const cell = {
    cell_type: dice.below(8) ? 'code' : odd(),
    source: dice.below(6) ? (dice.below(2) ? source : source.split(/(?<=\n)/)) : odd(),
    outputs: dice.below(6) ? [] : odd(),
    execution_count: dice.below(4) ? 1 : odd(),
    metadata: dice.below(6) ? {} : odd(),
  };
  const file = {
    nbformat: dice.below(6) ? 4 : odd(),
    metadata: dice.below(6)
      ? {
          kernelspec: { name: dice.below(5) ? 'python3' : odd(), language: dice.below(5) ? 'python' : odd() },
          language_info: dice.below(5) ? { name: 'python', version: '3.11' } : odd(),
        }
      : odd(),
    cells: dice.below(10) ? [cell, { cell_type: 'markdown', source: 'x' }, dice.below(4) ? cell : odd()] : odd(),
    worksheets: dice.below(8) ? undefined : [{ cells: [cell] }, odd()],
  };
  const json = JSON.stringify(file);
  return dice.below(3) ? utf8(json) : changed(dice, utf8(json));
}

function given(dice: Dice): { readonly uri: string; readonly bytes: Uint8Array } {
  const program = dice.pick(programs);
  const text = program.toString('utf8');
  switch (dice.below(8)) {
    case 0:
      return { uri: 'file:///a.py', bytes: random(dice, dice.below(400)) };
    case 1:
      return { uri: 'file:///a.py', bytes: utf16(text, dice.below(2) === 0) };
    case 2:
      return { uri: 'file:///a.py', bytes: changed(dice, utf16(text, dice.below(2) === 0)) };
    case 3:
      return {
        uri: 'file:///a.py',
        bytes: joined(utf8(dice.pick(ROWS).repeat(1 + dice.below(2_000))), dice.below(2) ? program : new Uint8Array()),
      };
    case 4:
      return { uri: 'file:///a.ipynb', bytes: notebook(dice, text) };
    case 5:
      return {
        uri: 'file:///a.ipynb',
        bytes: dice.below(2)
          ? random(dice, dice.below(300))
          : joined(utf8('{"cells":'.repeat(dice.below(300))), utf8('['.repeat(dice.below(3_000)))),
      };
    default:
      return { uri: 'file:///a.py', bytes: changed(dice, program) };
  }
}

/** Whether every node lies in the text, without recursion; the place of one that does not. */
function strayNode(root: unknown, length: number): string | undefined {
  const pending: unknown[] = [root];
  while (pending.length > 0) {
    const node = pending.pop();
    if (typeof node !== 'object' || node === null) continue;
    if ('start' in node && 'end' in node) {
      const { start, end } = node as { start: unknown; end: unknown };
      if (typeof start === 'number' && typeof end === 'number' && !(start >= 0 && start <= end && end <= length))
        return `${start} to ${end} of ${length}: ${JSON.stringify(node).slice(0, 200)}`;
    }
    pending.push(...(Array.isArray(node) ? node.slice(0, 50_000) : Object.values(node)));
  }
  return undefined;
}

const parser = await pythonParser();

function complaint(uri: string, bytes: Uint8Array): string | undefined {
  const start = process.cpuUsage().user;
  try {
    const read = programOfBytes(uri, bytes);
    if ('error' in read) {
      const refusal = inEnglish(read.error);
      return /^[A-Z].*\.$/s.test(refusal) ? undefined : `refused with ${refusal}`;
    }
    const module = parseProgram(parser, read.text);
    const stray =
      strayNode(module.body, read.text.text.length) ?? strayNode(module.syntaxErrors, read.text.text.length);
    if (stray !== undefined) return `a node outside: ${stray}`;
    if (JSON.stringify(parseProgram(parser, read.text), exact) !== JSON.stringify(module, exact))
      return 'it is read otherwise a second time';
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const milliseconds = (process.cpuUsage().user - start) / 1000;
  return milliseconds > MOST_MILLISECONDS ? `${milliseconds.toFixed(0)} ms` : undefined;
}

const exact = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? `${value}n` : value);

const dice = new Dice(Math.imul(SEED, 40_503));
for (let first = 0; first < RUNS; first += CHUNK) {
  const last = Math.min(first + CHUNK, RUNS);
  test(`bytes ${first + 1} to ${last} of seed ${SEED}`, { timeout: 3_600_000 }, () => {
    const complaints: string[] = [];
    for (let run = first; run < last; run++) {
      const { uri, bytes } = given(dice);
      const found = complaint(uri, bytes);
      if (found !== undefined)
        complaints.push(`run ${run + 1}, ${uri}: ${found}\n${Buffer.from(bytes).toString('base64').slice(0, 4_000)}\n`);
    }
    assert.equal(complaints.length, 0, `\n${complaints.slice(0, 3).join('\n')}\n${complaints.length} in all`);
  });
}
