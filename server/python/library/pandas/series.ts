/** What a Series, or an index of pandas', has that a NumPy array has not. */
import { once } from '../once.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { bool, NONE, type NativeFunction, type Value } from '../../domain/value.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { bind } from '../arrays/library-call.ts';
import { Accessor } from './accessors.ts';
import { DataFrameValue } from './data-frame.ts';
import { labelValue, labelOf } from './labels.ts';
import { indexMethods } from './index-methods.ts';
import { SeriesIndexer } from './indexer.ts';
import { seriesCounts } from './series-counts.ts';
import { numpyOf, taken } from './series-value.ts';
import { seriesMethods } from './series-methods.ts';
import { words } from '../../../words/message.ts';
import { keyOf, maskOf, placesOf } from './cells.ts';
import { isUndetermined } from '../../domain/undetermined.ts';

const methods = once((): Readonly<Record<string, NativeFunction>> => ({ ...seriesMethods, ...seriesCounts }));

/** The Series as a table of one column; undefined where the number of rows is not known. */
export function asTable(series: ArrayValue): DataFrameValue | undefined {
  const rows = series.shape?.[0];
  if (series.shape?.length !== 1 || rows === null || rows === undefined) return undefined;
  const { dtype, elements, index, label, classes } = series;
  return new DataFrameValue(rows, [{ name: label ?? 0, dtype, cells: elements, classes }], series.reason, index);
}

export function seriesAttribute(interpreter: Interpreter, series: ArrayValue, name: string): Value | undefined {
  if (series.isIndex && Object.hasOwn(indexMethods, name)) return bind(series, indexMethods[name]!);
  if (Object.hasOwn(methods(), name)) return bind(series, methods()[name]!);
  const count = series.shape?.[0];
  switch (name) {
    case 'values':
    case 'array':
      return numpyOf(series);
    case 'iloc':
    case 'loc':
    case 'iat':
    case 'at': {
      const table = asTable(series);
      return table ? new SeriesIndexer(series, table, name.startsWith('i') ? 'iloc' : 'loc') : series;
    }
    case 'index':
      return asTable(series)?.rowLabels() ?? interpreter.unknown(series.reason);
    case 'name':
      return series.label === undefined ? nameOf(interpreter, series) : labelValue(series.label);
    case 'str':
    case 'dt':
    case 'cat':
      return new Accessor(series, name);
    case 'empty':
      return typeof count === 'number' ? bool(count === 0) : interpreter.unknown(series.reason);
    case 'is_unique':
    case 'hasnans':
      return interpreter.unknown(words`what .${name} of a table gives is not worked out`);
    default:
      return undefined;
  }
}

/** A Series that was made without a name has none; of others it may have been lost. */
const nameOf = (interpreter: Interpreter, series: ArrayValue): Value =>
  series.index && series.isIndex ? NONE : interpreter.unknown('the name of the Series is not kept');

/**
 * `series[key]`: by label, by a mask, or a slice by places. undefined: as of any array.
 */
export function itemOfSeries(interpreter: Interpreter, series: ArrayValue, key: Value): Value | undefined {
  const { index, elements } = series;
  const count = series.shape?.[0];
  if (series.isIndex || series.shape?.length !== 1) return undefined;
  const mask = key instanceof ArrayValue && key.dtype === 'bool' ? maskOf(key.elements) : undefined;
  if (mask && mask.length === count) return taken(interpreter, series, placesOf(mask));
  if (key.kind === 'slice') {
    const table = asTable(series);
    const rows = table?.sliced(interpreter, key);
    return rows?.series(rows.columns[0]!);
  }
  const label = labelOf(key);
  if (label === undefined) return undefined;
  if (!index || typeof count !== 'number' || !elements)
    return index?.labels ? interpreter.unknown(series.reason) : undefined;
  const wanted = keyOf(interpreter, key);
  for (let row = 0; row < count; row++) {
    const own = index.label(row);
    if (isUndetermined(own)) return interpreter.unknown(series.reason);
    if (keyOf(interpreter, own) === wanted) return elements[row];
  }
  return interpreter.raise('KeyError', interpreter.str(key) ?? '');
}
