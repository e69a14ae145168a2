import { HostValue } from '../../domain/host.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { int, ListValue, type Value } from '../../domain/value.ts';
import { columnStack, concatenate } from '../arrays/joining.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { toArray } from '../arrays/conversion.ts';
import { rangeOf } from './index-grid.ts';

/**
 * `np.r_[a, b]` puts arrays, numbers and ranges one behind the other; `np.c_[a, b]` puts them beside each other as
 * columns.
 */
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
    const arrays = items.map((item) =>
      item.kind === 'slice' ? rangeOf(interpreter, item) : toArray(interpreter, item),
    );
    const parts = arrays.map((array) =>
      array instanceof ArrayValue && array.shape?.length === 0 ? array.view([1]) : array,
    );
    // Columns are the last axis, also of arrays of more axes.
    const isDeep = parts.some((part) => part instanceof ArrayValue && (part.shape?.length ?? 0) > 2);
    if (this.typeName === 'c_' && isDeep) return interpreter.call(concatenate, [new ListValue(parts), int(-1)]);
    return interpreter.call(this.typeName === 'c_' ? columnStack : concatenate, [new ListValue(parts)]);
  }
}
