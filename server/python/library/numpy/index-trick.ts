import { HostValue } from '../../values/host.ts';
import type { Interpreter } from '../../values/interpreter.ts';
import { int, ListValue, type SliceValue, type Value } from '../../values/value.ts';
import { columnStack, concatenate } from '../arrays/joining.ts';
import { rangeCreator } from '../arrays/creation.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { toArray } from '../arrays/conversion.ts';

const arange = rangeCreator('arange', 'start stop step dtype', 'numpy', 'int64');

/** `np.r_[a, b]` puts arrays, numbers and ranges one behind the other; `np.c_[a, b]` puts them beside each other as columns. */
export class IndexTrick extends HostValue {
  readonly typeName: string;
  constructor(name: 'r_' | 'c_') {
    super();
    this.typeName = name;
  }
  override getItem(interpreter: Interpreter, index: Value): Value | undefined {
    const items = index.kind === 'tuple' ? index.items : [index];
    // A text in front says how to join.
    if (items.some((item) => item.kind === 'str')) return undefined;
    const arrays = items.map((item) => (item.kind === 'slice' ? this.range(interpreter, item) : toArray(interpreter, item)));
    const parts = arrays.map((array) => (array instanceof ArrayValue && array.shape?.length === 0 ? array.view([1]) : array));
    return interpreter.call(this.typeName === 'c_' ? columnStack : concatenate, [new ListValue(parts)]);
  }
  private range(interpreter: Interpreter, slice: SliceValue): Value {
    const bounds = [slice.lower.kind === 'none' ? int(0) : slice.lower, slice.upper, ...(slice.step.kind === 'none' ? [] : [slice.step])];
    // A step of 5j is a number of points.
    if (slice.upper.kind === 'none' || slice.step.kind === 'complex') return interpreter.unknown('this range is not worked out');
    return interpreter.call(arange, bounds);
  }
}
