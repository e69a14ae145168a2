/** Answers that keep within what a model is willing to read. */

export interface Cuts {
  /** What may be shortened from its end, since each item stands by itself. */
  readonly lists: readonly unknown[][];
  /** The same, where those are empty. */
  readonly outer?: readonly unknown[][];
  /** Members that are texts and may be cut after a line. */
  readonly texts?: readonly string[];
  /** Members that are left out where there is no room: half of them is of no use. */
  readonly whole?: readonly string[];
}

export type Fitted = Record<string, unknown> & { readonly left_out?: number };

/**
 * The answer in at most so many bytes of JSON, as far as what may be cut allows. `left_out` counts the items and lines
 * that were left out.
 */
export function fitted(
  answer: Record<string, unknown>,
  most: number,
  { lists, outer = [], texts = [], whole = [] }: Cuts,
): Fitted {
  let result: Fitted = { ...answer };
  let left = 0;
  const isTooLong = (): boolean => bytesOf(result) > most;
  const leaveOut = (count: number): void => {
    left += count;
    result = { ...result, left_out: left };
  };
  for (const key of whole) {
    if (!isTooLong()) break;
    const { [key]: dropped, ...others } = result;
    if (dropped === undefined) continue;
    result = others;
    leaveOut(1);
  }
  while (isTooLong()) {
    const longest = longestOf(lists) ?? longestOf(outer);
    if (longest === undefined) break;
    leaveOut(longest.splice(Math.floor(longest.length * 0.8)).length);
  }
  for (const key of texts) {
    const lines = String(result[key] ?? '').split('\n');
    while (isTooLong() && lines.length > 1) {
      leaveOut(lines.splice(Math.max(1, Math.floor(lines.length * 0.8))).length);
      result = { ...result, [key]: lines.join('\n') };
    }
  }
  return result;
}

const longestOf = (lists: readonly unknown[][]): unknown[] | undefined =>
  lists.filter(({ length }) => length > 0).sort((a, b) => bytesOf(b) - bytesOf(a))[0];

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
