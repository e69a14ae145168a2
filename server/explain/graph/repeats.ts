/** Where a graph passes through a single node, and where it does the same several times in a row. */

export interface Repeat {
  /** Nodes start … start + length·times - 1 are `times` alike blocks of `length` nodes. */
  readonly start: number;
  readonly length: number;
  readonly times: number;
}

/** Nodes that no arrow leads past, in order; all arrows must lead forward. */
export function waists(count: number, edges: readonly (readonly [number, number])[]): readonly number[] {
  const furthest = new Array<number>(count).fill(0);
  for (const [from, to] of edges) furthest[from] = Math.max(furthest[from] ?? 0, to);
  const found: number[] = [];
  let reach = 0;
  for (let node = 0; node < count; node++) {
    if (reach <= node) found.push(node);
    reach = Math.max(reach, furthest[node] ?? 0);
  }
  return found;
}

/** Fewer nodes than this are not worth folding away. */
const LEAST_SAVED = 4;
/** A block has at most this many parts between waists. */
const LONGEST = 64;

/**
 * Runs of alike blocks. A block begins behind a waist and ends with one, so that all arrows into it come from the node
 * before it. Nodes are alike where their
 * `labels` are the same and they are fed from the same places within the block.
 */
export function findRepeats(
  labels: readonly string[],
  names: readonly string[],
  edges: readonly (readonly [number, number])[],
): readonly Repeat[] {
  const cuts = waists(labels.length, edges);
  const feeders = labels.map((): number[] => []);
  for (const [from, to] of edges) feeders[to]?.push(to - from);
  const described = labels.map((label, node) => `${label}${(feeders[node] ?? []).join(' ')}`);
  // Part k is what lies behind waist k, up to and with waist k + 1.
  const parts = cuts.slice(1).map((end, index) => described.slice((cuts[index] ?? 0) + 1, end + 1).join('\n'));
  const startOf = (part: number) => (cuts[part] ?? 0) + 1;
  const found: Repeat[] = [];
  let part = 0;
  while (part < parts.length) {
    const best = bestRun(parts, part, startOf, names);
    if (best === undefined) {
      part++;
      continue;
    }
    const start = startOf(best.part);
    found.push({ start, length: startOf(best.part + best.period) - start, times: best.times });
    part = best.part + best.period * best.times;
  }
  return found;
}

interface Run {
  readonly part: number;
  readonly period: number;
  readonly times: number;
}

/** The run beginning at this part that saves the most nodes; the shorter period where two save as many. */
function bestRun(
  parts: readonly string[],
  part: number,
  startOf: (part: number) => number,
  names: readonly string[],
): Run | undefined {
  let best: Run | undefined;
  let bestSaved = LEAST_SAVED - 1;
  for (let period = 1; period <= LONGEST && part + 2 * period <= parts.length; period++) {
    let end = part + period;
    while (end < parts.length && parts[end] === parts[end - period]) end++;
    const times = Math.floor((end - part) / period);
    if (times < 2) continue;
    const length = startOf(part + period) - startOf(part);
    const saved = (times - 1) * length;
    if (length === 1 && times < 4) continue;
    if (saved <= bestSaved) continue;
    bestSaved = saved;
    best = turned({ part, period, times }, end, startOf, names);
  }
  return best;
}

/**
 * A run can begin at any of its parts as long as all its blocks fit in; it begins where names change most: between
 * `block1_add` and `block2_conv`.
 */
function turned(run: Run, end: number, startOf: (part: number) => number, names: readonly string[]): Run {
  const slack = Math.min(run.period - 1, end - run.part - run.period * run.times);
  let best = run;
  let least = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn <= slack; turn++) {
    const next = startOf(run.part + turn + run.period);
    const shared = commonStart(names[next - 1] ?? '', names[next] ?? '');
    if (shared < least) {
      least = shared;
      best = { ...run, part: run.part + turn };
    }
  }
  return best;
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}
