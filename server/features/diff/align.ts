/** Which rows of two models stand beside each other. */

/** A layer of a model in either list; those of a model inside another follow it, one deeper. */
export interface Aligned<Row> {
  readonly left: Row | undefined;
  readonly right: Row | undefined;
}

/** Of larger pairs of models only what is alike at their beginnings and ends is looked for. */
const MOST_CELLS = 4_000_000;
/** What it costs to leave a row without another. */
const ALONE = 2;

/**
 * The pairs of least cost in all, in order. `cost` says how unlike two rows are: 0 where they are the same, and more
 * than 4 where they never stand beside each other.
 */
export function aligned<Row>(
  left: readonly Row[],
  right: readonly Row[],
  cost: (left: Row, right: Row) => number,
): readonly Aligned<Row>[] {
  const shorter = Math.min(left.length, right.length);
  let head = 0;
  while (head < shorter && cost(left[head]!, right[head]!) === 0) head++;
  let tail = 0;
  while (tail < shorter - head && cost(left.at(-1 - tail)!, right.at(-1 - tail)!) === 0) tail++;
  const pair = (at: number, other: number): Aligned<Row> => ({ left: left[at], right: right[other] });
  const middle = between(left.slice(head, left.length - tail), right.slice(head, right.length - tail), cost);
  return [
    ...Array.from({ length: head }, (_, at) => pair(at, at)),
    ...middle,
    ...Array.from({ length: tail }, (_, at) => pair(left.length - tail + at, right.length - tail + at)),
  ];
}

function between<Row>(
  left: readonly Row[],
  right: readonly Row[],
  cost: (left: Row, right: Row) => number,
): readonly Aligned<Row>[] {
  const [rows, columns] = [left.length, right.length];
  if (rows * columns > MOST_CELLS)
    return [
      ...left.map((row): Aligned<Row> => ({ left: row, right: undefined })),
      ...right.map((row): Aligned<Row> => ({ left: undefined, right: row })),
    ];
  const width = columns + 1;
  /** The least cost of what is left of both from there on. */
  const least = new Float64Array((rows + 1) * width);
  for (let at = rows; at >= 0; at--)
    for (let other = columns; other >= 0; other--) {
      if (at === rows || other === columns) {
        least[at * width + other] = ALONE * (rows - at + columns - other);
        continue;
      }
      const both = cost(left[at]!, right[other]!) + least[(at + 1) * width + other + 1]!;
      const one = ALONE + Math.min(least[(at + 1) * width + other]!, least[at * width + other + 1]!);
      least[at * width + other] = Math.min(both, one);
    }
  const pairs: Aligned<Row>[] = [];
  for (let at = 0, other = 0; at < rows || other < columns; ) {
    const here = least[at * width + other]!;
    if (at < rows && other < columns && here === cost(left[at]!, right[other]!) + least[(at + 1) * width + other + 1]!)
      pairs.push({ left: left[at++], right: right[other++] });
    else if (at < rows && here === ALONE + least[(at + 1) * width + other]!)
      pairs.push({ left: left[at++], right: undefined });
    else pairs.push({ left: undefined, right: right[other++] });
  }
  return pairs;
}
