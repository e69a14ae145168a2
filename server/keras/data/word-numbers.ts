/** Lists of the numbers of words, and how often each of them is there. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { Float, type Value } from '../../python/domain/value.ts';

/** How often each number is in a row, or whether it is. */
export function counted(
  interpreter: Interpreter,
  rows: readonly (readonly number[])[] | undefined,
  columns: number,
  counts: boolean,
): readonly Value[] | undefined {
  if (!rows || rows.length * columns > MOST_CELLS || rows.flat().some((number) => number >= columns)) return undefined;
  interpreter.spend(Math.ceil((rows.length * columns) / 16));
  return rows.flatMap((row) => {
    const own = Array<number>(columns).fill(0);
    for (const number of row) own[number] = counts ? own[number]! + 1 : 1;
    return own.map((one) => new Float(one));
  });
}
const MOST_CELLS = 10_000;

/** Lists of word numbers; undefined where one is not known. */
export function sequenceNumbers(rows: Value): readonly (readonly number[])[] | undefined {
  if ((rows.kind !== 'list' && rows.kind !== 'tuple') || (rows.kind === 'list' && rows.summary)) return undefined;
  const all = rows.items.map((row) =>
    (row.kind === 'list' && !row.summary) || row.kind === 'tuple'
      ? row.items.map((item) => (item.kind === 'int' ? Number(item.value) : Number.NaN))
      : [Number.NaN],
  );
  return all.flat().some(Number.isNaN) ? undefined : all;
}
