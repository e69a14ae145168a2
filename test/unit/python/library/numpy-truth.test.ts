/**
 * Each function of NumPy that is declared, with each of its parameters, beside what NumPy itself does
 * (test/truth/numpy).
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numpyModules } from '../../../../server/python/library/numpy/index.ts';
import { UNANSWERED } from '../../../support/numpy-gaps.ts';
import { answersTo, type Cell, numpyTruth, type Verdict, verdictOn } from '../../../support/numpy-truth.ts';
import type { NativeFunction } from '../../../../server/python/domain/value.ts';
import { pythonParser } from '../../../support/parser.ts';

const python = await pythonParser();
const { arrays, functions } = numpyTruth();

const judged: { readonly name: string; readonly cell: Cell; readonly verdict: Verdict }[] = [];
for (const [name, cells] of functions) {
  const answers = answersTo(
    python,
    arrays,
    cells.map(([piece]) => piece),
  );
  for (const [number, cell] of cells.entries()) judged.push({ name, cell, verdict: verdictOn(cell, answers[number]!) });
}
const cellsOf = (verdict: Verdict): string[] =>
  judged
    .filter((one) => one.verdict === verdict)
    .map(({ cell: [piece, result] }) => `${piece} # ${JSON.stringify(result)}`);

test('no answer contradicts NumPy', () => {
  assert.deepEqual(cellsOf('wrong'), []);
});

test('what NumPy accepts is not refused, and what it refuses is not refused otherwise', () => {
  assert.deepEqual(cellsOf('falsely refused'), []);
  assert.deepEqual(cellsOf('otherwise refused'), []);
});

test('what is not answered is in the list, as often as it says', (context) => {
  const found: Record<string, number> = {};
  const isGap = ({ cell: [, result], verdict }: (typeof judged)[number]): boolean =>
    verdict === 'none' && result[0] !== 'error';
  for (const { name } of judged.filter(isGap)) found[name] = (found[name] ?? 0) + 1;
  const listed = Object.fromEntries(UNANSWERED.flatMap(([, counts]) => Object.entries(counts)));
  const counted: Record<string, number> = {};
  for (const {
    cell: [, result],
    verdict,
  } of judged) {
    const kind = verdict === 'none' && result[0] === 'error' ? 'refused by NumPy, not known here' : verdict;
    counted[kind] = (counted[kind] ?? 0) + 1;
  }
  context.diagnostic(
    `${judged.length} cells: ${Object.entries(counted)
      .map(([kind, count]) => `${count} ${kind}`)
      .join(', ')}`,
  );
  for (const [reason, counts] of UNANSWERED)
    context.diagnostic(
      `${reason}: ${Object.entries(counts)
        .map(([name, count]) => `${name} ${count}`)
        .join(', ')}`,
    );
  assert.deepEqual(sorted(found), sorted(listed));
});

const sorted = (counts: Readonly<Record<string, number>>): [string, number][] =>
  Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1));

/** The parameters that a function is declared with: their first spellings. */
const parametersOf = (text: string): string[] =>
  text
    .split(' ')
    .filter((part) => part !== '' && !part.startsWith('*'))
    .map((part) => part.replace('~', ''));

test('each function that is declared has cells, and each of its parameters', () => {
  const pieces = [...functions.values()].flat().map(([piece]) => piece);
  // A function may have several names.
  const named = new Map<NativeFunction, string[]>();
  for (const module of ['numpy', 'numpy.linalg', 'numpy.fft']) {
    for (const [name, value] of numpyModules[module]!().attributes) {
      if (value.kind === 'native' && value.documentation !== undefined)
        named.set(value, [...(named.get(value) ?? []), name]);
    }
  }
  const missing = [...named].flatMap(([fn, names]) => {
    const own = pieces.filter((piece) => names.some((name) => piece.includes(`.${name}(`)));
    return parametersOf(fn.documentation!)
      .filter((spellings, place) => !own.some((piece) => passes(piece, names, spellings, place)))
      .map((spellings) => `${names[0]}(${spellings}=)`);
  });
  assert.deepEqual(missing, []);
});

/** Whether a piece passes a parameter: by name, or by its place. */
function passes(piece: string, names: readonly string[], spellings: string, place: number): boolean {
  if (spellings.split('|').some((spelling) => new RegExp(`\\b${spelling}=`).test(piece))) return true;
  return names.some(
    (name) => piece.includes(`.${name}(`) && piece.slice(piece.indexOf(`.${name}(`)).split(',').length > place,
  );
}
