/** Numbers between numbers: interpolation, convolution, slopes, fits, and what they say about each other. */
import { broadcastAll } from '../../../shapes/broadcasting.ts';
import { normalizeAxis } from '../../../shapes/axis.ts';
import { add, maximum, minimum, subtract, type Size } from '../../../shapes/dimension.ts';
import { reduce } from '../../../shapes/shape.ts';
import { Float, int, type NativeFunction, TupleValue } from '../../domain/value.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { toArray } from '../arrays/conversion.ts';
import { declare } from '../arrays/declare.ts';
import { castElement, isIntegerDtype, numberOf, promoteDtypes } from '../arrays/dtypes.ts';
import { commonDtype } from '../arrays/common-dtype.ts';
import { broadcastElements } from '../arrays/elementwise.ts';
import type { Ranked } from '../arrays/joining.ts';
import { NotDecided } from '../arrays/library-call.ts';
import { allKnown } from '../arrays/selecting.ts';
import { unboxed } from '../arrays/scalars.ts';
import { isUndetermined } from '../../domain/undetermined.ts';

/** The dtype of a quotient: a float's. */
const quotient = (dtype: string | undefined): string | undefined =>
  dtype !== undefined && (isIntegerDtype(dtype) || dtype === 'bool') ? 'float64' : dtype;
const atLeastDouble = (dtype: string | undefined): string | undefined =>
  dtype === undefined ? undefined : promoteDtypes(quotient(dtype), 'float64');

/** `np.interp(x, xp, fp)`: on the lines between the points, and level outside of them. */
const interp = declare('interp', 'x xp fp left~ right~ period', (call) => {
  const [x, xp, fp] = [call.array('x'), call.array('xp'), call.array('fp')];
  if (call.optional('period') || fp.dtype?.startsWith('complex'))
    return x.like(x.shape, fp.dtype?.startsWith('complex') ? undefined : 'float64');
  const [xs, ys] = [xp, fp].map((array) => array.elements?.map((element) => numberOf(element)));
  const ends = ['left', 'right'].every((name) => call.optional(name) === undefined);
  const isKnown = xs?.every((number) => number !== undefined) && ys?.every((number) => number !== undefined);
  if (xs && ys && xs.length !== ys.length)
    return call.interpreter.raise('ValueError', 'fp and xp are not of the same length.');
  if (!isKnown || !ends || xs.length === 0 || xp.shape.length !== 1) return x.like(x.shape, 'float64');
  call.interpreter.spend(xs.length);
  const elements = x.elements?.map((element) => {
    const at = numberOf(element);
    const value = at === undefined ? undefined : interpolated(Number(at), xs.map(Number), ys!.map(Number));
    return value === undefined ? undefined : new Float(value);
  });
  return unboxed(x.like(x.shape, 'float64', allKnown(elements)));
});

function interpolated(at: number, xs: readonly number[], ys: readonly number[]): number | undefined {
  // What NumPy makes of points that are not in order is an accident.
  if (Number.isNaN(at) || xs.some((x, index) => index > 0 && !(xs[index - 1]! < x))) return undefined;
  if (at <= xs[0]!) return ys[0];
  const next = xs.findIndex((x) => x >= at);
  if (next < 0) return ys.at(-1);
  if (xs[next] === at) return ys[next];
  const slope = (ys[next]! - ys[next - 1]!) / (xs[next]! - xs[next - 1]!);
  return slope * (at - xs[next - 1]!) + ys[next - 1]!;
}

/** How long a convolution of two lengths is. */
function lengthOf(mode: string, a: Size, b: Size): Size {
  if (mode === 'full') return subtract(add(a, b), 1);
  if (mode === 'same') return maximum(a, b);
  if (mode === 'valid') return add(subtract(maximum(a, b), minimum(a, b)), 1);
  throw new NotDecided('mode is not known');
}

const convolution = (name: 'convolve' | 'correlate', usual: string): NativeFunction =>
  declare(name, 'a v mode', (call) => {
    const [a, b] = [call.array('a'), call.array('v')].map((array) =>
      array.shape.length === 0 ? array.view([1]) : array,
    ) as [Ranked, Ranked];
    const mode = call.text('mode', usual);
    if (a.shape.length !== 1 || b.shape.length !== 1)
      return call.interpreter.raise('ValueError', 'object too deep for desired array');
    const [m, n] = [a.shape[0]!, b.shape[0]!];
    if (m === null || n === null) throw new NotDecided('the lengths are not known');
    if (m === 0 || n === 0) return call.interpreter.raise('ValueError', 'a and v cannot be empty');
    return a.like([lengthOf(mode, m, n)], promoteDtypes(a.dtype, b.dtype));
  });

/** Rows (or columns) against each other; one number for one row. */
const against = (name: 'cov' | 'corrcoef', parameters: string): NativeFunction =>
  declare(name, parameters, (call) => {
    const first = call.array('m');
    const second = call.optional('y') && call.array('y');
    const byRows = call.flag('rowvar', true);
    const rowsOf = (array: Ranked): Size => {
      if (array.shape.length > 2) return call.interpreter.raise('ValueError', 'm has more than 2 dimensions');
      const rows = array.shape.length < 2 ? 1 : array.shape[byRows ? 0 : 1];
      if (rows === undefined || rows === null) throw new NotDecided('the number of variables is not known');
      return rows;
    };
    const count = second ? add(rowsOf(first), rowsOf(second)) : rowsOf(first);
    const dtype = [first, ...(second ? [second] : [])].map((array) => array.dtype).reduce(promoteDtypes);
    return first.like(count === 1 ? [] : [count, count], atLeastDouble(dtype));
  });

/** `np.gradient(f)`: one array for each axis, a list before NumPy 2. */
const gradient = declare('gradient', 'f *spacing axis edge_order~', (call) => {
  const array = call.array('f');
  const axes = call.axes();
  const places = axes === undefined ? array.shape.map((_, axis) => axis) : typeof axes === 'number' ? [axes] : axes;
  for (const axis of places) {
    const size = array.shape[call.accept(normalizeAxis(axis, array.shape.length))];
    if (typeof size === 'number' && size < 2)
      return call.interpreter.raise('ValueError', 'Shape of array too small to calculate a numerical gradient');
  }
  const one = () => array.like(array.shape, call.rest.length > 0 ? undefined : quotient(array.dtype));
  return places.length === 1 ? one() : new TupleValue(places.map(one));
});

const polyfit = declare('polyfit', 'x y deg rcond~ full w~ cov', (call) => {
  if (call.flag('full', false) || (call.optional('cov') && call.flag('cov', false)))
    throw new NotDecided('what the fit says of itself is not worked out');
  const degree = call.integer('deg');
  call.array('x');
  const [, ...columns] = call.array('y').shape;
  return new ArrayValue({ shape: [degree + 1, ...columns], dtype: 'float64' });
});
const polyval = declare('polyval', 'p x', (call) => {
  const [p, x] = [call.array('p'), call.array('x')];
  return x.like(x.shape, promoteDtypes(p.dtype, x.dtype));
});

const trapezoid = (name: string): NativeFunction =>
  declare(name, 'y x~ dx~ axis', (call) => {
    const array = call.array('y');
    return array.like(call.accept(reduce(array.shape, call.integer('axis', -1))), quotient(array.dtype));
  });

/** `np.select(condlist, choicelist, default)`: of the first condition that holds. */
const select = declare('select', 'condlist choicelist default', (call) => {
  const [conditions, choices] = ['condlist', 'choicelist'].map((name) => call.items(name));
  if (conditions!.length !== choices!.length || conditions!.length === 0)
    return call.interpreter.raise('ValueError', 'list of cases must be same length as list of conditions');
  const values = [...choices!, call.passed('default') ?? int(0)];
  const arrays = values.map((value) => call.ranked(toArray(call.interpreter, value)));
  const masks = conditions!.map((mask) => call.ranked(toArray(call.interpreter, mask)));
  const shape = call.accept(broadcastAll([...masks, ...arrays].map((array) => array.shape)));
  const dtype = arrays
    .slice(1)
    .reduce(
      (type, array, index) =>
        commonDtype(arrays[0]!.like([], type), array, index === 0 ? values[0] : undefined, values[index + 1]),
      arrays[0]!.dtype,
    );
  const [tests, columns] = [masks, arrays].map((list) => list.map((array) => broadcastElements(array, shape)));
  const isKnown = tests!.every((list) => list !== undefined) && columns!.every((list) => list !== undefined);
  return arrays[0]!.like(
    shape,
    dtype,
    isKnown
      ? allKnown(
          columns![0]!.map((_, at) => {
            const truths = tests!.map((list) =>
              isUndetermined(list![at]) ? undefined : call.interpreter.truth(list![at]!),
            );
            const first = truths.indexOf(true);
            return truths.includes(undefined)
              ? undefined
              : castElement(columns![first < 0 ? columns!.length - 1 : first]![at]!, dtype);
          }),
        )
      : undefined,
  );
});
const piecewise = declare('piecewise', 'x condlist~ funclist() *args', (call) => {
  const x = call.array('x');
  return x.like(x.shape, x.dtype);
});

/** `np.hanning(M)` and its like: M weights. */
const windowFunction = (name: string, parameters: string): NativeFunction =>
  declare(name, parameters, (call) => {
    const size = call.size('M');
    return new ArrayValue({ shape: [typeof size === 'number' ? Math.max(size, 0) : size], dtype: 'float64' });
  });

/** Lengths along the axes of a transform of Fourier's. */
const transform = (
  name: string,
  lengthAfter: (size: Size) => Size,
  dtype: (input: string | undefined) => string | undefined,
): NativeFunction =>
  declare(name, name === 'hfft' || name === 'ihfft' ? 'a n axis norm~' : 'a n axis norm~ out', (call) => {
    const array = call.array('a');
    const axis = call.accept(normalizeAxis(call.integer('axis', -1), array.shape.length));
    const size = call.optionalSize('n');
    const own = array.shape[axis];
    if (own === undefined || own === null) throw new NotDecided('the size along the axis is not known');
    const inverse = name === 'irfft' || name === 'hfft';
    const length = size === undefined ? lengthAfter(own) : inverse ? size : lengthAfter(size);
    return array.like(
      array.shape.map((dimension, at) => (at === axis ? length : dimension)),
      dtype(array.dtype),
    );
  });
const complexOf = (dtype: string | undefined): string | undefined =>
  dtype === undefined
    ? undefined
    : dtype === 'float32' || dtype === 'float16' || dtype === 'complex64'
      ? undefined
      : 'complex128';
const realOf = (dtype: string | undefined): string | undefined =>
  complexOf(dtype) === undefined ? undefined : 'float64';
const half = (size: Size): Size => (typeof size === 'number' ? Math.floor(size / 2) + 1 : notHalved());
const whole = (size: Size): Size => (typeof size === 'number' ? 2 * (size - 1) : notHalved());
const notHalved = (): never => {
  throw new NotDecided('the size along the axis is not known');
};
const unchanged = (size: Size): Size => size;

const sameShape = (
  name: string,
  parameters: string,
  dtype: (input: string | undefined) => string | undefined,
): NativeFunction =>
  declare(name, parameters, (call) => {
    const array = call.array('a');
    return array.like(array.shape, dtype(array.dtype));
  });
const frequencies = (name: string, lengthAfter: (size: Size) => Size): NativeFunction =>
  declare(name, 'n d~ device~', (call) => new ArrayValue({ shape: [lengthAfter(call.size('n'))], dtype: 'float64' }));

export const fourier: Readonly<Record<string, NativeFunction>> = {
  fft: transform('fft', unchanged, complexOf),
  ifft: transform('ifft', unchanged, complexOf),
  rfft: transform('rfft', half, complexOf),
  ihfft: transform('ihfft', half, complexOf),
  irfft: transform('irfft', whole, realOf),
  hfft: transform('hfft', whole, realOf),
  fft2: sameShape('fft2', 'a s axes~ norm~', complexOf),
  ifft2: sameShape('ifft2', 'a s axes~ norm~', complexOf),
  fftn: sameShape('fftn', 'a s axes~ norm~', complexOf),
  ifftn: sameShape('ifftn', 'a s axes~ norm~', complexOf),
  fftshift: sameShape('fftshift', 'a|x axes~', (dtype) => dtype),
  ifftshift: sameShape('ifftshift', 'a|x axes~', (dtype) => dtype),
  fftfreq: frequencies('fftfreq', unchanged),
  rfftfreq: frequencies('rfftfreq', half),
};

export const signalFunctions: Readonly<Record<string, NativeFunction>> = {
  interp,
  convolve: convolution('convolve', 'full'),
  correlate: convolution('correlate', 'valid'),
  cov: against('cov', 'm y rowvar bias~ ddof~ fweights~ aweights~ * dtype'),
  corrcoef: against('corrcoef', 'm|x y rowvar bias~ ddof~ * dtype'),
  gradient,
  polyfit,
  polyval,
  trapezoid: trapezoid('trapezoid'),
  trapz: trapezoid('trapz'),
  select,
  piecewise,
  ...Object.fromEntries(
    ['hanning', 'hamming', 'blackman', 'bartlett'].map((name) => [name, windowFunction(name, 'M')]),
  ),
  kaiser: windowFunction('kaiser', 'M beta~'),
};
