/** What operators make of Series: the results keep their labels, and rows of both sides are found by them. */
import type { Interpreter } from '../../domain/interpreter.ts';
import type { Value } from '../../domain/value.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { sameRows } from '../arrays/row-index.ts';
import { seriesOf } from './series-value.ts';

/** The result of an operator on a Series, as worked out element by element, with its labels. */
export function withLabels(
  interpreter: Interpreter,
  series: ArrayValue,
  other: Value,
  result: Value | undefined,
): Value | undefined {
  if (!(result instanceof ArrayValue) || result.shape?.length !== 1 || series.isIndex) return result;
  const rows = result.shape[0]!;
  const isSeries = other instanceof ArrayValue && other.library === 'pandas' && !other.isIndex && other !== series;
  const same = isSeries ? sameRows(interpreter, series.index, other.index) : true;
  // Rows of other labels are missing in the result, which then has more of them, or others beside each other.
  if (same === false) return interpreter.unknown('the rows of both are found by their labels');
  return seriesOf({
    rows,
    dtype: result.dtype,
    cells: same ? result.elements : undefined,
    index: same ? series.index : undefined,
    label: !isSeries || other.label === series.label ? series.label : undefined,
    reason: series.reason,
  });
}
