/** What a Series has that a NumPy array has not. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { NONE, type NativeFunction, type Value } from '../../domain/value.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { sizeOf } from '../arrays/conversion.ts';
import { bind, define, type LibraryCall } from '../arrays/library-call.ts';
import { minimum, type Size } from '../../../shapes/dimension.ts';
import { NotDecided } from '../arrays/library-call.ts';
import { unique } from '../arrays/distinct.ts';
import { describedSymbol } from '../unknowns.ts';

const sameLength = (name: string): NativeFunction =>
  define(name, 'a', (call) => call.array('a').like(call.array('a').shape, undefined));
const applied = (name: string): NativeFunction =>
  define(name, 'a function()', (call) => call.array('a').like(call.array('a').shape, undefined));
const truths = (name: string): NativeFunction =>
  define(name, 'a', (call) => call.array('a').like(call.array('a').shape, 'bool'));

function openLength(call: LibraryCall): Size {
  const size = call.sourceText
    ? sizeOf(call.interpreter.unknownInteger(call.array('a').reason, `len(${call.sourceText})`))
    : describedSymbol('rows');
  if (size === undefined) throw new NotDecided('how many are left is not known');
  return size;
}

const methods: Readonly<Record<string, NativeFunction>> = {
  ...Object.fromEntries(['map', 'apply', 'transform'].map((name) => [name, applied(name)])),
  ...Object.fromEntries(
    [
      'fillna',
      'ffill',
      'bfill',
      'replace',
      'shift',
      'diff',
      'interpolate',
      'sort_values',
      'sort_index',
      'pct_change',
      'rank',
      'abs',
    ].map((name) => [name, sameLength(name)]),
  ),
  ...Object.fromEntries(
    ['isnull', 'isna', 'notnull', 'notna', 'isin', 'between', 'duplicated'].map((name) => [name, truths(name)]),
  ),
  to_numpy: define('to_numpy', 'a', (call) => numpyOf(call.array('a'))),
  reset_index: define('reset_index', 'a level drop', (call) => {
    if (!call.flag('drop', false)) throw new NotDecided('a Series with its index as a table is not worked out');
    return call.array('a').selection(call.array('a').shape);
  }),
  head: define('head', 'a n', (call) => call.array('a').selection([minimum(lengthOf(call), call.size('n', 5))])),
  tail: define('tail', 'a n', (call) => call.array('a').selection([minimum(lengthOf(call), call.size('n', 5))])),
  dropna: define('dropna', 'a', (call) => call.array('a').selection([openLength(call)])),
  unique: define('unique', 'a', (call) =>
    call.interpreter.call(unique, [numpyOf(call.array('a'))], undefined, call.site),
  ),
  nunique: define('nunique', 'a', (call) => {
    const values = call.interpreter.call(unique, [numpyOf(call.array('a'))], undefined, call.site);
    return call.interpreter.length(values);
  }),
  to_list: define('to_list', 'a', (call) =>
    call.interpreter.call(call.interpreter.getAttribute(call.array('a'), 'tolist')),
  ),
  plot: define('plot', 'a', () => NONE),
};

function lengthOf(call: LibraryCall): Size {
  const [length] = call.array('a').shape;
  if (length === undefined || length === null) throw new NotDecided('the length is not known');
  return length;
}

export function numpyOf(series: ArrayValue): ArrayValue {
  return new ArrayValue({
    shape: series.shape,
    dtype: series.dtype,
    elements: series.elements,
    reason: series.reason,
    classes: series.classes,
  });
}

export function seriesAttribute(interpreter: Interpreter, series: ArrayValue, name: string): Value | undefined {
  if (Object.hasOwn(methods, name)) return bind(series, methods[name]!);
  switch (name) {
    case 'values':
    case 'array':
      return numpyOf(series);
    case 'iloc':
    case 'loc':
      return series;
    case 'index':
      return series.shape?.[0] === undefined || series.shape[0] === null
        ? interpreter.unknown(series.reason)
        : new ArrayValue({ shape: [series.shape[0]], library: 'pandas', reason: series.reason });
    case 'name':
      return interpreter.unknown('the name of the Series is not kept');
    default:
      return undefined;
  }
}
