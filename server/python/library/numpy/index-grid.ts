/** `np.mgrid[0:2, 0:3]`, `np.ogrid[…]` and `np.s_[…]`: what is written as an index is the argument. */
import type { Dimension, Shape } from '../../../shapes/dimension.ts';
import { HostValue } from '../../domain/host.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { Float, int, type SliceValue, TupleValue, type Value } from '../../domain/value.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { smallCount } from '../arrays/conversion.ts';
import { rangeCreator } from '../arrays/creation.ts';
import { castElement, promoteDtypes } from '../arrays/dtypes.ts';
import { stridesOf } from '../arrays/positions.ts';

const arange = rangeCreator('arange', 'start stop step dtype', 'numpy', 'int64');

/** One array for each axis, as full grids or as open ones; of one slice the range itself. */
export class IndexGrid extends HostValue {
  readonly typeName: string;
  private readonly isOpen: boolean;
  constructor(isOpen: boolean) {
    super();
    this.typeName = isOpen ? 'ogrid' : 'mgrid';
    this.isOpen = isOpen;
  }
  override getItem(interpreter: Interpreter, index: Value): Value | undefined {
    if (index.kind === 'slice') return rangeOf(interpreter, index);
    if (index.kind !== 'tuple') return undefined;
    const ranges = index.items.map((item) => (item.kind === 'slice' ? rangeOf(interpreter, item) : undefined));
    if (!ranges.every((range) => range instanceof ArrayValue && range.shape !== undefined)) return undefined;
    const axes = ranges as (ArrayValue & { shape: Shape })[];
    const dtype = axes.map((range) => range.dtype).reduce(promoteDtypes);
    if (this.isOpen)
      return new TupleValue(
        axes.map((range, axis) =>
          range.like(
            axes.map((_, other) => (other === axis ? range.shape[0]! : 1)),
            dtype,
            cast(range.elements, dtype),
          ),
        ),
      );
    return fullGrid(interpreter, axes, dtype);
  }
}

const cast = (elements: readonly Value[] | undefined, dtype: string | undefined): readonly Value[] | undefined => {
  const made = elements?.map((element) => castElement(element, dtype));
  return made?.every((element) => element !== undefined) ? (made as readonly Value[]) : undefined;
};

function fullGrid(
  interpreter: Interpreter,
  axes: readonly (ArrayValue & { shape: Shape })[],
  dtype: string | undefined,
): ArrayValue {
  const sizes: Dimension[] = axes.map((range) => range.shape[0]!);
  const shape = [axes.length, ...sizes];
  const count = smallCount(shape);
  const columns = axes.map((range) => cast(range.elements, dtype));
  if (count === undefined || !columns.every((column) => column !== undefined)) return axes[0]!.like(shape, dtype);
  interpreter.spend(Math.ceil(count / 4));
  const strides = stridesOf(sizes as readonly number[]);
  const one = count / axes.length;
  return axes[0]!.like(
    shape,
    dtype,
    Array.from({ length: count }, (_, position) => {
      const axis = Math.floor(position / one);
      return columns[axis]![Math.floor((position % one) / strides[axis]!) % (sizes[axis] as number)]!;
    }),
  );
}

/** A range; of a step like 5j, so many points from one end to the other. */
export function rangeOf(interpreter: Interpreter, slice: SliceValue): Value {
  const start = slice.lower.kind === 'none' ? int(0) : slice.lower;
  if (slice.upper.kind === 'none') return interpreter.unknown('this range has no end');
  if (slice.step.kind !== 'complex')
    return interpreter.call(arange, [start, slice.upper, ...(slice.step.kind === 'none' ? [] : [slice.step])]);
  const count = Math.floor(Math.abs(slice.step.imaginary));
  const [from, to] = [start, slice.upper].map((end) =>
    end.kind === 'int' ? Number(end.value) : end.kind === 'float' ? end.value : undefined,
  );
  if (!(count > 1) || count > 10_000 || from === undefined || to === undefined)
    return new ArrayValue({ shape: [count], dtype: 'float64' });
  const step = (to - from) / (count - 1);
  return new ArrayValue({
    shape: [count],
    dtype: 'float64',
    elements: Array.from({ length: count }, (_, place) => new Float(from + place * step)),
  });
}

/** The index itself. */
export class IndexExpression extends HostValue {
  readonly typeName: string;
  constructor(name: 's_' | 'index_exp') {
    super();
    this.typeName = name;
  }
  override getItem(_interpreter: Interpreter, index: Value): Value {
    return this.typeName === 'index_exp' && index.kind !== 'tuple' ? new TupleValue([index]) : index;
  }
}
