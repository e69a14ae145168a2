/** `tf.RaggedTensor`: flat values, and where each row of each axis ends. */
import { HostValue } from '../../python/domain/host.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { ClassValue, int, ListValue, SliceValue, type Value } from '../../python/domain/value.ts';
import type { BinaryOperator, CompareOperator, UnaryOperator } from '../../python/syntax/tree.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { DtypeValue } from '../../python/library/arrays/dtype-value.ts';
import { toList } from '../../python/library/arrays/shaping.ts';
import type { Shape } from '../../shapes/dimension.ts';
import { words } from '../../words/message.ts';
import { methodOfRagged } from './ragged-methods.ts';
import { tensorShapeOf } from './tensor-shapes.ts';

/** Where the rows of one axis begin and end: `[0, 2, 2, 5]` are three rows, of 2, 0 and 3 items. */
export type RowSplits = readonly number[];

export class RaggedValue extends HostValue {
  readonly typeName = 'RaggedTensor';
  /** The outermost first; at least one. */
  readonly splits: readonly RowSplits[];
  /** All items, with the axes that are the same everywhere behind the first. */
  readonly flat: ArrayValue & { readonly shape: Shape };

  /** Of each ragged axis: the length that all its rows have by how it was made; undefined where none is stated. */
  readonly uniform: readonly (number | undefined)[];

  constructor(splits: readonly RowSplits[], flat: ArrayValue, uniform: readonly (number | undefined)[] = []) {
    super();
    this.splits = splits;
    this.uniform = uniform;
    this.flat = flat as ArrayValue & { shape: Shape };
  }

  override pythonClass(): ClassValue {
    return raggedClass;
  }

  get rows(): number {
    return this.splits[0]!.length - 1;
  }
  get dtype(): string | undefined {
    return this.flat.dtype;
  }
  get shape(): Shape {
    return [this.rows, ...this.splits.map((_, axis) => this.uniform[axis] ?? null), ...this.flat.shape.slice(1)];
  }

  /** What is within the outermost rows: ragged itself where there are further ones. */
  get values(): RaggedValue | ArrayValue {
    return this.splits.length === 1
      ? this.flat
      : new RaggedValue(this.splits.slice(1), this.flat, this.uniform.slice(1));
  }

  /** The same rows with other items. */
  withFlat(flat: ArrayValue): RaggedValue {
    return new RaggedValue(this.splits, flat, this.uniform);
  }

  /** One row. */
  row(index: number): RaggedValue | ArrayValue {
    const [own, ...inner] = this.splits;
    const [start, end] = [own![index]!, own![index + 1]!];
    const row = cut(inner, this.flat, start, end);
    return row instanceof RaggedValue ? new RaggedValue(row.splits, row.flat, this.uniform.slice(1)) : row;
  }

  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    switch (name) {
      case 'shape':
        return tensorShapeOf(this.shape);
      case 'dtype':
        return this.dtype === undefined
          ? interpreter.unknown('the dtype is not known')
          : new DtypeValue(this.dtype, 'tensorflow');
      case 'ragged_rank':
        return int(this.splits.length);
      case 'values':
        return this.values;
      case 'flat_values':
        return this.flat;
      case 'row_splits':
        return integers(this.splits[0]!);
      case 'nested_row_splits':
        return new ListValue(this.splits.map((one) => integers(one)));
      default: {
        const method = methodOfRagged(this, name);
        if (method || name.startsWith('__')) return method;
        return interpreter.unknown(words`what .${name} of a ragged tensor gives is not worked out`);
      }
    }
  }

  override getItem(interpreter: Interpreter, index: Value): Value {
    const parts = index.kind === 'tuple' ? index.items : [index];
    const [first, second, ...rest] = parts;
    const whole = first ? this.#picked(interpreter, first) : this;
    if (whole === undefined || rest.length > 0) return interpreter.unknown('which part is taken is not worked out');
    if (second === undefined) return whole;
    if (!(whole instanceof RaggedValue) || !(first instanceof SliceValue)) return interpreter.getItem(whole, second);
    const rows = Array.from({ length: whole.rows }, (_, row) => whole.row(row));
    if (second instanceof SliceValue && rows.every((row) => row instanceof ArrayValue)) {
      const cutRows = rows.map((row) => interpreter.getItem(row, second));
      return raggedOfRows(cutRows, this.flat) ?? interpreter.unknown('which part is taken is not worked out');
    }
    return interpreter.unknown('which part is taken is not worked out');
  }

  #picked(interpreter: Interpreter, index: Value): Value | undefined {
    if (index instanceof SliceValue) {
      const rows = interpreter.iterate(interpreter.getItem(new ListValue(this.rowNumbers()), index));
      const places = rows && [...rows].map((row) => (row.kind === 'int' ? Number(row.value) : -1));
      return places && pickRows(this, places);
    }
    const place = index instanceof ArrayValue && index.shape?.length === 0 ? index.elements?.[0] : index;
    if (place?.kind !== 'int') return undefined;
    const row = Number(place.value) < 0 ? Number(place.value) + this.rows : Number(place.value);
    if (row < 0 || row >= this.rows)
      return interpreter.raise('InvalidArgumentError', `slice index ${place.value} of dimension 0 out of bounds.`);
    return this.row(row);
  }
  rowNumbers(): Value[] {
    return Array.from({ length: this.rows }, (_, row) => int(row));
  }

  override iterate(): Iterable<Value> {
    return Array.from({ length: this.rows }, (_, row) => this.row(row));
  }
  override binary(interpreter: Interpreter, operator: BinaryOperator, other: Value, reflected: boolean) {
    return elementwise(this, other, (a, b) =>
      reflected ? interpreter.binary(operator, b, a) : interpreter.binary(operator, a, b),
    );
  }
  override unary(interpreter: Interpreter, operator: UnaryOperator): Value | undefined {
    const made = this.flat.unary(interpreter, operator);
    return made instanceof ArrayValue ? this.withFlat(made) : undefined;
  }
  override compare(interpreter: Interpreter, operator: CompareOperator, other: Value): Value | undefined {
    return elementwise(this, other, (a, b) => interpreter.compare(operator, a, b));
  }
  override truth(): undefined {
    return undefined;
  }
  override text(interpreter: Interpreter): string | undefined {
    const list = interpreter.repr(listOf(interpreter, this));
    return list && `<tf.RaggedTensor ${list}>`;
  }
}

/** `tf.RaggedTensor`; its functions are put there by who makes ragged tensors. */
export const raggedClass = new ClassValue({ name: 'RaggedTensor', qualifiedName: 'tensorflow.RaggedTensor' });

/** What holds for each item, and for those of another of the same rows; undefined where they do not fit. */
export function elementwise(
  ragged: RaggedValue,
  other: Value,
  work: (a: Value, b: Value) => Value,
): RaggedValue | undefined {
  let operand: Value | undefined;
  if (other instanceof RaggedValue) operand = sameSplits(ragged, other) ? other.flat : undefined;
  else if (other.kind === 'int' || other.kind === 'float' || other.kind === 'bool' || other.kind === 'str')
    operand = other;
  else if (other instanceof ArrayValue && other.shape?.length === 0) operand = other;
  const made = operand && work(ragged.flat, operand);
  return made instanceof ArrayValue && made.shape ? ragged.withFlat(made) : undefined;
}

const sameSplits = (a: RaggedValue, b: RaggedValue): boolean =>
  a.splits.length === b.splits.length && a.splits.every((one, axis) => one.join() === b.splits[axis]!.join());

function cut(inner: readonly RowSplits[], flat: ArrayValue, start: number, end: number): RaggedValue | ArrayValue {
  const [own, ...further] = inner;
  if (own === undefined) return slice(flat, start, end);
  const first = own[start]!;
  const splits = own.slice(start, end + 1).map((place) => place - first);
  const within = cut(further, flat, first, own[end]!);
  return within instanceof RaggedValue
    ? new RaggedValue([splits, ...within.splits], within.flat)
    : new RaggedValue([splits], within);
}

/** Items of the first axis. */
function slice(flat: ArrayValue, start: number, end: number): ArrayValue {
  const inner = flat.shape!.slice(1);
  const size = inner.reduce<number>((product, one) => product * Number(one), 1);
  return flat.like([end - start, ...inner], flat.dtype, flat.elements?.slice(start * size, end * size));
}

/** Rows at places. */
export function pickRows(ragged: RaggedValue, places: readonly number[]): RaggedValue | undefined {
  return joinRows(
    places.map((place) => ragged.row(place)),
    ragged,
  );
}

/** Rows one under another; undefined where they are of different kinds. `like`: what an empty one is like. */
export function joinRows(rows: readonly (RaggedValue | ArrayValue)[], like: RaggedValue): RaggedValue | undefined {
  if (like.splits.length === 1) return raggedOfRows(rows, like.flat);
  if (!rows.every((row) => row instanceof RaggedValue)) return undefined;
  const inner = rows.flatMap((row) => Array.from({ length: row.rows }, (_, index) => row.row(index)));
  const within = joinRows(inner, like.values as RaggedValue);
  return within && new RaggedValue([splitsOf(rows.map((row) => row.rows)), ...within.splits], within.flat);
}

/** Rows without ragged axes in them. */
export function raggedOfRows(rows: readonly Value[], like: ArrayValue): RaggedValue | undefined {
  let elements: Value[] | undefined = [];
  const lengths: number[] = [];
  const inner = like.shape!.slice(1);
  for (const row of rows) {
    if (!(row instanceof ArrayValue) || !row.shape || typeof row.shape[0] !== 'number') return undefined;
    lengths.push(row.shape[0]);
    if (row.elements) elements?.push(...row.elements);
    else elements = undefined;
  }
  const total = lengths.reduce((all, one) => all + one, 0);
  return new RaggedValue([splitsOf(lengths)], like.like([total, ...inner], like.dtype, elements));
}

export function splitsOf(lengths: readonly number[]): RowSplits {
  let end = 0;
  return [0, ...lengths.map((length) => (end += length))];
}

/** A vector of whole numbers, as TensorFlow tells of rows. */
export const integers = (values: readonly number[], dtype = 'int64'): ArrayValue =>
  new ArrayValue({
    shape: [values.length],
    dtype,
    elements: values.map((value) => int(value)),
    library: 'tensorflow',
  });

/** As lists inside each other. */
export function listOf(interpreter: Interpreter, value: RaggedValue | ArrayValue): Value {
  if (value instanceof ArrayValue) {
    const numpy = interpreter.call(interpreter.getAttribute(value, 'numpy'));
    return numpy instanceof ArrayValue ? toList(interpreter, numpy) : numpy;
  }
  return new ListValue([...value.iterate()].map((row) => listOf(interpreter, row as RaggedValue | ArrayValue)));
}
