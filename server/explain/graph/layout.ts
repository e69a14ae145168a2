/**
 * Where the boxes of a graph stand. Inputs are above, outputs below. A graph is laid out in parts, from one waist (a
 * node that everything passes through) to the next:
 * each part by dagre's layered layout, the waists one under the other. That keeps long models straight, and the time
 * linear in their length.
 */
import { Graph, layout } from '@dagrejs/dagre';
import { ENGLISH, type Language } from '../../words/language.ts';
import type { Body, Item } from './items.ts';
import { waists } from './repeats.ts';
import { boxSize, FRAME } from './box-text.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedItem {
  readonly item: Item;
  /** Left upper corner. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** What is in it, from its own left upper corner. */
  readonly inside: Placed | undefined;
}
export interface Placed {
  readonly width: number;
  readonly height: number;
  readonly items: readonly PlacedItem[];
  /** Lines from the lower edge of one box to the upper edge of another. */
  readonly lines: readonly (readonly Point[])[];
  /**
   * In a frame: lines from its upper edge to the boxes that are fed from outside, and from boxes to its lower edge.
   * They begin, or end, at the frame's middle.
   */
  readonly into: readonly (readonly Point[])[];
  readonly out: readonly (readonly Point[])[];
}

const GAP = { x: 28, y: 26 };

/** Boxes are as large as their texts are in the language. */
export function placeBody(body: Body, language = ENGLISH): Placed {
  return place(body, language, false);
}

/**
 * A frame has two ends, without a size, that its lines begin and end at: so they find their way around the boxes too.
 */
function withEnds(body: Body): Body {
  const { length } = body.items;
  const edges = body.edges.map(([from, to]): [number, number] => [from + 1, to + 1]);
  const ends = [
    ...body.entries.map((entry): [number, number] => [0, entry + 1]),
    ...body.exits.map((exit): [number, number] => [exit + 1, length + 1]),
  ];
  return { ...body, edges: body.loose ? [] : [...edges, ...ends] };
}

function place(body: Body, language: Language, isFrame: boolean): Placed {
  const insides = body.items.map((item) => (item.kind === 'layer' ? undefined : place(item.body, language, true)));
  const own = body.items.map((item, index) => sizeOf(item, language, insides[index]));
  const ended = isFrame && !body.loose && own.length > 0;
  const sizes = ended ? [END, ...own, END] : own;
  const shift = ended ? 1 : 0;
  const { edges } = ended ? withEnds(body) : body;
  const { centres, bends } = body.loose
    ? inColumns(sizes)
    : body.forward
      ? inParts(edges, sizes)
      : layered(edges, sizes, [0, sizes.length - 1]);
  const xs = [
    ...centres.flatMap(({ x }, index) => [x - (sizes[index]?.width ?? 0) / 2, x + (sizes[index]?.width ?? 0) / 2]),
    ...bends.flatMap(({ points }) => points.map(({ x }) => x)),
  ];
  const left = Math.min(0, ...xs);
  const right = Math.max(0, ...xs);
  // The frame has room of its own over and under what is in it.
  const top = ended ? GAP.y : 0;
  const bottom = Math.max(0, ...own.map(({ height }, index) => (centres[index + shift]?.y ?? 0) + height / 2));
  const moved = ({ x, y }: Point): Point => ({ x: x - left, y: y - top });
  const items = body.items.map((item, index): PlacedItem => {
    const { x, y } = moved(centres[index + shift] ?? { x: 0, y: 0 });
    const { width, height } = own[index] ?? END;
    return { item, x: x - width / 2, y: y - height / 2, width, height, inside: insides[index] };
  });
  const end = sizes.length - 1;
  const isEnd = (node: number) => ended && (node === 0 || node === end);
  const points = (bend: Plan['bends'][number]) => bend.points.map(moved);
  return {
    width: right - left,
    height: bottom - top,
    items,
    lines: bends
      .filter(({ from, to }) => !isEnd(from) && !isEnd(to))
      .map((bend) => [below(items[bend.from - shift]), ...points(bend), above(items[bend.to - shift])]),
    into: ended
      ? bends
          .filter(({ from, to }) => from === 0 && to !== end)
          .map((bend) => [...points(bend), above(items[bend.to - shift])])
      : [],
    out: ended
      ? bends
          .filter(({ from, to }) => to === end && from !== 0)
          .map((bend) => [below(items[bend.from - shift]), ...points(bend)])
      : [],
  };
}

const END = { width: 0, height: 0 };

const below = (placed: PlacedItem | undefined): Point =>
  placed === undefined ? { x: 0, y: 0 } : { x: placed.x + placed.width / 2, y: placed.y + placed.height };
const above = (placed: PlacedItem | undefined): Point =>
  placed === undefined ? { x: 0, y: 0 } : { x: placed.x + placed.width / 2, y: placed.y };

interface Size {
  readonly width: number;
  readonly height: number;
}

function sizeOf(item: Item, language: Language, inside: Placed | undefined): Size {
  if (item.kind === 'layer' || inside === undefined) return boxSize(item, language);
  const { width, height } = boxSize(item, language);
  return {
    width: Math.max(width, inside.width + 2 * FRAME.side),
    height: inside.height + height + FRAME.top + FRAME.bottom,
  };
}

/** Centres of the boxes, and the bends of the arrows between their ends. */
interface Plan {
  readonly centres: Point[];
  readonly bends: { readonly from: number; readonly to: number; readonly points: readonly Point[] }[];
}

type Edges = readonly (readonly [from: number, to: number])[];

function inParts(all: Edges, sizes: readonly Size[]): Plan {
  const count = sizes.length;
  const plan: Plan = { centres: [], bends: [] };
  const cuts = waists(count, all);
  const edgesAt = new Map<number, (readonly [number, number])[]>();
  for (const edge of all) edgesAt.set(edge[1], [...(edgesAt.get(edge[1]) ?? []), edge]);
  const ends = [...new Set([...cuts, count - 1])];
  let first = 0;
  for (const last of ends) {
    if (last < first || count === 0) continue;
    // The waist that begins the part is placed already, with the arrows into it, by the part before.
    const edges = Array.from({ length: last - first }, (_, index) => edgesAt.get(first + index + 1) ?? []).flat();
    addPart(plan, edges, sizes, first, last);
    first = last;
  }
  return plan;
}

function addPart(plan: Plan, edges: Edges, sizes: readonly Size[], first: number, last: number): void {
  const known = plan.centres[first];
  const top = sizes[first] ?? { width: 0, height: 0 };
  const bottom = sizes[last] ?? { width: 0, height: 0 };
  if (first === last) {
    if (known === undefined) plan.centres[first] = { x: 0, y: top.height / 2 };
    return;
  }
  if (last === first + 1) {
    const start = known ?? { x: 0, y: top.height / 2 };
    plan.centres[first] = start;
    plan.centres[last] = { x: start.x, y: start.y + top.height / 2 + GAP.y + bottom.height / 2 };
    if (edges.some(([from, to]) => from === first && to === last))
      plan.bends.push({ from: first, to: last, points: [] });
    return;
  }
  const part = layered(edges, sizes, [first, last]);
  const begin = part.centres[first] ?? { x: 0, y: 0 };
  const end = part.centres[last] ?? begin;
  const alone = (node: number, y: number) =>
    part.centres.every(
      (centre, other) =>
        other === node || Math.abs(centre.y - y) > ((sizes[other]?.height ?? 0) + (sizes[node]?.height ?? 0)) / 2,
    );
  const straight = alone(first, begin.y) && alone(last, end.y);
  const trunk = known?.x ?? 0;
  const shift = {
    x: trunk - (straight ? (begin.x + end.x) / 2 : begin.x),
    y: known === undefined ? 0 : known.y - begin.y,
  };
  const moved = ({ x, y }: Point) => ({ x: x + shift.x, y: y + shift.y });
  for (let node = first; node <= last; node++) {
    const centre = part.centres[node];
    if (centre !== undefined) plan.centres[node] = moved(centre);
  }
  if (straight) {
    plan.centres[first] = { x: trunk, y: begin.y + shift.y };
    plan.centres[last] = { x: trunk, y: end.y + shift.y };
  }
  for (const { from, to, points } of part.bends) plan.bends.push({ from, to, points: points.map(moved) });
}

/** The boxes first … last by dagre. */
function layered(edges: Edges, sizes: readonly Size[], [first, last]: readonly [number, number]): Plan {
  const graph = new Graph({ multigraph: false });
  graph.setGraph({ ranksep: GAP.y, nodesep: GAP.x, edgesep: 14 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (let node = first; node <= last; node++)
    graph.setNode(String(node), { ...(sizes[node] ?? { width: 0, height: 0 }) });
  for (const [from, to] of edges) if (from !== to) graph.setEdge(String(from), String(to));
  layout(graph);
  const plan: Plan = { centres: [], bends: [] };
  for (let node = first; node <= last; node++) {
    const { x = 0, y = 0 } = graph.node(String(node)) as Partial<Point>;
    plan.centres[node] = { x, y };
  }
  for (const { v, w } of graph.edges()) {
    const { points = [] } = graph.edge(v, w) as { points?: readonly Point[] };
    plan.bends.push({ from: Number(v), to: Number(w), points: points.slice(1, -1) });
  }
  return plan;
}

/** Boxes without arrows, in reading order. */
function inColumns(sizes: readonly Size[]): Plan {
  const columns = Math.max(1, Math.ceil(Math.sqrt(sizes.length / 3)));
  const width = Math.max(0, ...sizes.map((size) => size.width)) + GAP.x;
  const centres: Point[] = [];
  let y = 0;
  for (let row = 0; row * columns < sizes.length; row++) {
    const line = sizes.slice(row * columns, (row + 1) * columns);
    const height = Math.max(...line.map((size) => size.height));
    for (const [column, size] of line.entries()) centres.push({ x: column * width, y: y + size.height / 2 });
    y += height + GAP.y / 2;
  }
  return { centres, bends: [] };
}
