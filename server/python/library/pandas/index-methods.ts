/** Methods of an index: of the names of columns most often. */
import { bool, int, ListValue, NONE, type NativeFunction, type Value } from '../../domain/value.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { declare } from '../arrays/declare.ts';
import { type LibraryCall, NotDecided } from '../arrays/library-call.ts';
import { plain } from '../arrays/shaping.ts';
import { type Cells, compareCells, keyOf } from './cells.ts';
import { indexOf, numpyOf } from './series-value.ts';

/** The labels; not decided where they are not known. */
function labels(call: LibraryCall, name = 'self'): readonly Value[] {
  const given = call.required(name);
  if (given.kind === 'str' || given.kind === 'int') return [given];
  const items = given instanceof ArrayValue ? given.elements : call.itemsOf(given, name);
  if (!items) throw new NotDecided('the labels are not known');
  return items;
}

function keys(call: LibraryCall, name: string): ReadonlySet<string> {
  const found = labels(call, name).map((label) => keyOf(call.interpreter, label));
  if (found.includes(undefined)) throw new NotDecided('the labels are not known');
  return new Set(found as string[]);
}

const made = (cells: readonly Value[]): Value => indexOf(cells, cells.length);

function sorted(cells: readonly Value[]): readonly Value[] {
  return [...cells].sort((a, b) => {
    const order = compareCells(a, b);
    if (order === undefined) throw new NotDecided('the order of the labels is not known');
    return order;
  });
}

const numpy = (call: LibraryCall): ArrayValue => {
  const index = call.required('self');
  if (!(index instanceof ArrayValue)) throw new NotDecided('the index is not known');
  return numpyOf(index);
};

export const indexMethods: Readonly<Record<string, NativeFunction>> = {
  get_loc: declare('get_loc', 'self key', (call) => {
    const wanted = keyOf(call.interpreter, call.required('key'));
    const places = labels(call).flatMap((label, place) => (keyOf(call.interpreter, label) === wanted ? [place] : []));
    if (wanted === undefined || places.length > 1) throw new NotDecided('which label is meant is not known');
    return places[0] === undefined ? call.interpreter.raise('KeyError', '') : int(places[0]);
  }),
  drop: declare('drop', 'self labels errors~', (call) => {
    const gone = keys(call, 'labels');
    return made(labels(call).filter((label) => !gone.has(keyOf(call.interpreter, label) ?? '')));
  }),
  difference: declare('difference', 'self other sort', (call) => {
    const gone = keys(call, 'other');
    const left = labels(call).filter((label) => !gone.has(keyOf(call.interpreter, label) ?? ''));
    return made(call.passed('sort')?.kind === 'bool' ? left : sorted(left));
  }),
  intersection: declare('intersection', 'self other', (call) => {
    const shared = keys(call, 'other');
    return made(labels(call).filter((label) => shared.has(keyOf(call.interpreter, label) ?? '')));
  }),
  tolist: declare('tolist', 'self', (call) => new ListValue(labels(call).map(plain))),
  to_list: declare('to_list', 'self', (call) => new ListValue(labels(call).map(plain))),
  isin: declare('isin', 'self values', (call) => {
    const wanted = keys(call, 'values');
    const cells: Cells = labels(call).map((label) => bool(wanted.has(keyOf(call.interpreter, label) ?? '')));
    return new ArrayValue({ shape: [cells!.length], dtype: 'bool', elements: cells });
  }),
  to_numpy: declare('to_numpy', 'self', numpy),
  get_indexer: declare('get_indexer', 'self target', (call) => call.unknown('the places of labels are not worked out')),
  set_names: declare('set_names', 'self *more', (call) => call.required('self')),
  rename: declare('rename', 'self *more', (call) => call.required('self')),
  view: declare('view', 'self *more', () => NONE),
};
