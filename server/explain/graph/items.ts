/** A model as a graph of boxes: layers, models inside opened or closed, and repeated blocks drawn once. */
import type { InsideView, RowView } from '../model-view.ts';
import { findRepeats } from './repeats.ts';

export type Row = RowView<unknown>;

interface Box {
  /** Names from the outside in, `encoder/dense_1`; that of a repeated block begins with `×`. */
  readonly id: string;
}
/** A layer, or a model that is not opened. */
export interface LayerBox extends Box {
  readonly kind: 'layer';
  readonly row: Row;
}
/** A model that is opened. */
export interface ModelBox extends Box {
  readonly kind: 'model';
  readonly row: Row;
  readonly body: Body;
}
/**
 * Blocks of layers one after the other that are alike but for their names: the first is drawn, or all of them where the
 * box is opened.
 */
export interface RepeatBox extends Box {
  readonly kind: 'repeat';
  readonly opened: boolean;
  readonly times: number;
  /** How many layers each block has. */
  readonly length: number;
  readonly body: Body;
  /** Names of the first and the last layer of all of them. */
  readonly first: string;
  readonly last: string;
}
export type Item = LayerBox | ModelBox | RepeatBox;

/** Boxes and the arrows between them, by their places in the list. */
export interface Body {
  readonly items: readonly Item[];
  readonly edges: readonly (readonly [from: number, to: number])[];
  /** Boxes that are fed from outside, and boxes that feed what is outside. */
  readonly entries: readonly number[];
  readonly exits: readonly number[];
  /** Do all arrows lead to boxes further on in the list? */
  readonly forward: boolean;
  /** Are there no arrows because nothing is known about them? */
  readonly loose: boolean;
}

export interface GraphOptions {
  /** Models inside and repeated blocks that are shown in full, by their ids. */
  readonly opened: ReadonlySet<string>;
  /** Are repeated blocks drawn once? */
  readonly fold: boolean;
}

/** The names by which the rows are told apart: their own, with a number where two have the same. */
export function rowNames(rows: readonly { readonly name: string }[]): readonly string[] {
  const seen = new Map<string, number>();
  return rows.map(({ name }) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name}#${times}`;
  });
}

export function graphBody({ kind, rows }: InsideView<unknown>, options: GraphOptions, path = ''): Body {
  const names = rowNames(rows);
  const edges = rows.flatMap((row, to) => [...new Set(row.inputs)].map((from): [number, number] => [from, to]));
  const forward = edges.every(([from, to]) => from < to);
  const items = rows.map((row, index): Item => {
    const id = path + (names[index] ?? '');
    const { inside } = row;
    if (inside === undefined || inside.rows.length === 0 || !options.opened.has(id)) return { kind: 'layer', id, row };
    return { kind: 'model', id, row, body: graphBody(inside, options, `${id}/`) };
  });
  const readers = new Set(edges.map(([from]) => from));
  const body: Body = {
    items,
    edges,
    entries: rows.flatMap((row, index) => (row.inputs.length === 0 ? [index] : [])),
    exits: rows.flatMap((_, index) => (readers.has(index) ? [] : [index])),
    forward,
    loose: kind === 'subclassed',
  };
  return options.fold && forward && !body.loose ? folded(body, options, path) : body;
}

/** Runs of alike blocks become one box each. */
function folded(body: Body, { opened }: GraphOptions, path: string): Body {
  const { items, edges } = body;
  const repeats = findRepeats(items.map(signature), items.map(nameOf), edges);
  if (repeats.length === 0) return body;
  const place = new Map<number, number>();
  const made: Item[] = [];
  let index = 0;
  const repeatAt = new Map(repeats.map((repeat) => [repeat.start, repeat]));
  while (index < items.length) {
    const repeat = repeatAt.get(index);
    const item = items[index];
    if (item === undefined) break;
    if (repeat === undefined) {
      place.set(index, made.length);
      made.push(item);
      index++;
      continue;
    }
    const { start, length, times } = repeat;
    const id = `×${path}${nameOf(item)}`;
    const isOpened = opened.has(id);
    const end = start + length * (isOpened ? times : 1);
    const inside = ([from, to]: readonly [number, number]) => from >= start && to < end;
    for (let covered = start; covered < start + length * times; covered++) place.set(covered, made.length);
    made.push({
      kind: 'repeat',
      id,
      opened: isOpened,
      times,
      length,
      first: nameOf(item),
      last: nameOf(items[start + length * times - 1]),
      body: {
        items: items.slice(start, end),
        edges: edges.filter(inside).map(([from, to]) => [from - start, to - start]),
        entries: [
          ...new Set(edges.filter(([from, to]) => from < start && to >= start && to < end).map(([, to]) => to - start)),
        ],
        exits: [end - start - 1],
        forward: true,
        loose: false,
      },
    });
    index = start + length * times;
  }
  const moved = new Map<string, readonly [number, number]>();
  for (const [from, to] of edges) {
    const edge = [place.get(from) ?? 0, place.get(to) ?? 0] as const;
    if (edge[0] !== edge[1]) moved.set(edge.join(), edge);
  }
  const at = (indices: readonly number[]) => [...new Set(indices.map((one) => place.get(one) ?? 0))];
  return { ...body, items: made, edges: [...moved.values()], entries: at(body.entries), exits: at(body.exits) };
}

const nameOf = (item: Item | undefined): string => (item === undefined || item.kind === 'repeat' ? '' : item.row.name);

/** What two layers of alike blocks have in common: all that is shown but the name. */
function signature(item: Item): string {
  return item.kind === 'layer' ? rowSignature(item.row) : `${item.id} opened`;
}

function rowSignature({ className, shape, params, macs, built, training, inside, unknown }: Row): string {
  const within = inside?.rows.map((row) => `${rowSignature(row)} ${row.inputs.join(' ')}`);
  return JSON.stringify([className, shape, params.text, macs.text, built, training, unknown, within]);
}

/** All boxes of layers and models, the inner ones after the one they are in. */
export function* allBoxes({ items }: Body): Generator<Item> {
  for (const item of items) {
    yield item;
    if (item.kind !== 'layer') yield* allBoxes(item.body);
  }
}
