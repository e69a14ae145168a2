/**
 * The elements of a data set one by one, where the program decides them and they are few: what iteration gives, with
 * values. Each is a tensor, or tensors in tuples, lists and dicts.
 */
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { payForElements } from '../../python/library/arrays/library-call.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { DictValue, int, ListValue, TupleValue, type Value } from '../../python/domain/value.ts';
import type { Shape } from '../../shapes/dimension.ts';
import { isRagged, mapElement, type Ragged, raggedRankOf } from './elements.ts';
import { bytesValue } from './bytes-of-text.ts';
import { joinRows, raggedOfRows, RaggedValue } from './ragged.ts';

/** Past this many elements a data set is known by what all of them are like. */
export const MOST_ITEMS = 256;
/** Past this many numbers in an element, elements are not told apart. */
const MOST_NUMBERS = 4096;

export type Items = readonly Value[];

/** The rows of a structure of tensors: what `from_tensor_slices` and `unbatch` take apart. */
export function rowsOf(interpreter: Interpreter, whole: Value, count: number): Items | undefined {
  const fits = ({ shape }: ArrayValue | Ragged): boolean => shape !== undefined && (shape[0] === count || count === 0);
  if (
    count > MOST_ITEMS ||
    !everyLeaf(
      whole,
      (leaf) => fits(leaf) && isFixed(leaf.shape),
      (leaf) => leaf instanceof RaggedValue && fits(leaf),
    )
  )
    return undefined;
  return Array.from({ length: count }, (_, index) =>
    mapElement(
      whole,
      (leaf) => rowOf(interpreter, leaf, index),
      (leaf) => (leaf as RaggedValue).row(index),
    ),
  );
}

function rowOf(interpreter: Interpreter, leaf: ArrayValue, index: number): ArrayValue {
  const shape = leaf.shape!.slice(1);
  const size = numbersOf(shape);
  const { elements } = leaf;
  const own = elements && size <= MOST_NUMBERS ? elements.slice(index * size, (index + 1) * size) : undefined;
  interpreter.spend(1 + Math.ceil((own?.length ?? 0) / 32));
  return tensor(leaf, shape, own);
}

/**
 * The same structure of tensors, with a new first axis for the elements; undefined where their shapes differ. `like`:
 * what any element is; where that is ragged, rows of different lengths are put under each other.
 */
export function stacked(interpreter: Interpreter, items: Items, content = items[0]): Value | undefined {
  if (content === undefined || items.length === 0) return undefined;
  const parts = items.map((item) => partsIn(item));
  const like = partsIn(content).length === parts[0]!.length ? content : items[0]!;
  let place = 0;
  let differs = false;
  const next = (): readonly (ArrayValue | Ragged | undefined)[] => {
    const own = parts.map((all) => all[place]);
    place++;
    return own;
  };
  const made = mapElement(
    like,
    () => {
      const own = next();
      const [first] = own;
      if (first instanceof ArrayValue && own.every((part) => part instanceof ArrayValue && alike(part, first)))
        return joinedParts(interpreter, own as readonly ArrayValue[], [items.length, ...first.shape!]);
      differs = true;
      return first ?? like;
    },
    (leaf) => {
      const joined = underEachOther(interpreter, next(), leaf);
      differs ||= joined === undefined;
      return joined ?? leaf;
    },
  );
  return differs || parts.some((own) => own.length !== place) ? undefined : made;
}

/** Rows of different lengths as one ragged tensor. */
function underEachOther(
  interpreter: Interpreter,
  rows: readonly (ArrayValue | Ragged | undefined)[],
  like: Ragged,
): RaggedValue | undefined {
  interpreter.spend(rows.length);
  const [first] = rows;
  const rank = raggedRankOf(like);
  if (first instanceof ArrayValue) {
    const inner = first.shape?.slice(1) ?? [null];
    const isAlike = (row: ArrayValue | Ragged | undefined): row is ArrayValue =>
      row instanceof ArrayValue &&
      row.shape?.length === inner.length + 1 &&
      inner.every((size, axis) => size !== null && size === row.shape![axis + 1]);
    if (rank !== 0 || !rows.every(isAlike)) return undefined;
    return raggedOfRows(rows, first.like([0, ...inner], like.dtype, []));
  }
  if (!rows.every((row) => row instanceof RaggedValue && row.splits.length === rank)) return undefined;
  const all = rows as readonly RaggedValue[];
  return all[0] && joinRows(all, new RaggedValue([[0], ...all[0].splits], all[0].flat));
}

/** Elements brought to one shape by `padding` at the end of each axis; `wanted` says sizes, null the longest's. */
export function padded(
  interpreter: Interpreter,
  items: Items,
  wanted: readonly (Shape | undefined)[],
  paddings: readonly (Value | undefined)[],
): Items | undefined {
  const leaves = items.map((item) => leavesIn(item));
  const shapes: number[][] = [];
  for (const [place, leaf] of (leaves[0] ?? []).entries()) {
    const own = leaves.map((one) => one[place]?.shape);
    if (!own.every((shape) => shape !== undefined && isFixed(shape) && shape.length === leaf.shape?.length))
      return undefined;
    shapes.push(
      leaf.shape!.map((_, axis) => {
        const longest = Math.max(...own.map((shape) => shape![axis] as number));
        const said = wanted[place]?.[axis];
        return typeof said === 'number' && said >= 0 ? said : longest;
      }),
    );
    if (own.some((shape) => shape!.some((size, axis) => (size as number) > shapes[place]![axis]!))) return undefined;
  }
  return items.map((item) => {
    let place = 0;
    return mapElement(item, (leaf) => {
      const shape = shapes[place]!;
      const padding = paddings[place++];
      return tensor(leaf, shape, paddedElements(interpreter, leaf, shape, padding));
    });
  });
}

function paddedElements(
  interpreter: Interpreter,
  leaf: ArrayValue,
  shape: readonly number[],
  padding: Value | undefined,
): Value[] | undefined {
  const { elements } = leaf;
  const size = numbersOf(shape);
  if (!elements || size > MOST_NUMBERS || (padding === undefined && !/^u?int|^float|^string$/.test(leaf.dtype ?? '')))
    return undefined;
  interpreter.spend(1 + Math.ceil(size / 32));
  const empty = leaf.dtype === 'string' ? bytesValue('') : int(0);
  const filler = padding ?? new ArrayValue({ shape: [], dtype: leaf.dtype, elements: [empty] }).elements![0]!;
  const own = leaf.shape as readonly number[];
  return Array.from({ length: size }, (_, position) => {
    let [rest, offset, stride] = [position, 0, 1];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const index = rest % shape[axis]!;
      rest = Math.floor(rest / shape[axis]!);
      if (index >= own[axis]!) return filler;
      offset += index * stride;
      stride *= own[axis]!;
    }
    return elements[offset]!;
  });
}

/** Side by side, as many as the shortest has. */
export function zipped(parts: readonly (Items | undefined)[]): Items | undefined {
  if (!parts.every((part) => part !== undefined)) return undefined;
  const count = Math.min(...parts.map((part) => part.length));
  return Array.from({ length: count }, (_, index) => new TupleValue(parts.map((part) => part[index]!)));
}

/** Consecutive items in groups of a size; the last may be smaller. */
export function groups(items: Items, size: number, dropRemainder: boolean): Items[] {
  const found: Items[] = [];
  for (let start = 0; start < items.length; start += size) found.push(items.slice(start, start + size));
  return dropRemainder ? found.filter((group) => group.length === size) : found;
}

/** A number as a tensor without axes. */
export const scalar = (value: number, dtype: string): ArrayValue =>
  new ArrayValue({ shape: [], dtype, elements: [int(value)], library: 'tensorflow' });

function joinedParts(interpreter: Interpreter, parts: readonly ArrayValue[], shape: Shape): ArrayValue {
  const elements: Value[] = [];
  for (const part of parts) {
    payForElements(interpreter, part);
    if (!part.elements) return tensor(parts[0]!, shape, undefined);
    elements.push(...part.elements);
  }
  return tensor(parts[0]!, shape, elements);
}

function tensor(like: ArrayValue, shape: Shape, elements: readonly Value[] | undefined): ArrayValue {
  return new ArrayValue({
    shape,
    dtype: like.dtype,
    elements,
    library: 'tensorflow',
    reason: like.reason,
    classes: like.classes,
  });
}

function alike(part: ArrayValue, other: ArrayValue): boolean {
  const [a, b] = [part.shape, other.shape];
  return (
    a !== undefined && b !== undefined && isFixed(a) && a.length === b.length && a.every((size, i) => size === b[i])
  );
}

/** Every size of a shape is a known number. */
export const isFixed = (shape: Shape | undefined): boolean => shape?.every((size) => typeof size === 'number') ?? false;
const numbersOf = (shape: Shape): number => shape.reduce<number>((product, size) => product * (size as number), 1);

/** All tensors of a structure, in order. What is no tensor is passed over. */
export function leavesIn(value: Value): readonly ArrayValue[] {
  return partsIn(value).filter((part) => part instanceof ArrayValue);
}

/** The same, and its ragged tensors. */
export function partsIn(value: Value): readonly (ArrayValue | Ragged)[] {
  const found: (ArrayValue | Ragged)[] = [];
  const take = <T extends ArrayValue | Ragged>(leaf: T): T => {
    found.push(leaf);
    return leaf;
  };
  mapElement(value, take, take);
  return found;
}

/** Whether a structure is made of tensors alone, and this holds for each; ragged ones where `ragged` says so. */
export function everyLeaf(
  value: Value,
  holds: (leaf: ArrayValue) => boolean,
  ragged: (leaf: Ragged) => boolean = () => false,
): boolean {
  if (value instanceof ArrayValue) return holds(value);
  if (isRagged(value)) return ragged(value);
  if (value instanceof TupleValue || value instanceof ListValue)
    return value.items.every((item) => everyLeaf(item, holds, ragged));
  return (
    value instanceof DictValue && [...value.entries.values()].every(([, entry]) => everyLeaf(entry, holds, ragged))
  );
}
