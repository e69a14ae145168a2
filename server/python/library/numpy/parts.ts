/** Parts of numbers, and arrays made of what programs have besides: bytes, iterators, functions. */
import { floorDivide } from '../../../shapes/dimension.ts';
import { int, ListValue, TupleValue, type NativeFunction, type Value } from '../../domain/value.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { toArray } from '../arrays/conversion.ts';
import { floatDtype } from '../arrays/creation.ts';
import { declare } from '../arrays/declare.ts';
import { itemSize, kindOfDtype } from '../arrays/dtypes.ts';
import type { LibraryCall } from '../arrays/library-call.ts';
import { NotDecided } from '../arrays/library-call.ts';
import { cast } from '../arrays/shaping.ts';
import { elementwiseFunctions } from './elementwise.ts';
import { words } from '../../../words/message.ts';

const isComplex = (array: ArrayValue): boolean => array.dtype === undefined || kindOfDtype(array.dtype) === 'complex';

/** Of real numbers only: what complex ones give is not worked out. */
const ofReal = (
  name: string,
  parameters: string,
  rule: (call: LibraryCall, array: ReturnType<LibraryCall['array']>) => Value,
): NativeFunction =>
  declare(name, parameters, (call) => {
    const array = call.array(parameters.split(' ')[0]!.split('|')[0]!);
    if (isComplex(array) || kindOfDtype(array.dtype!) === 'object' || kindOfDtype(array.dtype!) === 'string')
      throw new NotDecided(array.reason);
    return rule(call, array);
  });

const both = (call: LibraryCall, names: readonly string[]): Value =>
  new TupleValue(
    names.map((name) => call.interpreter.call(elementwiseFunctions[name]!, [call.required('x1'), call.required('x2')])),
  );

export const partFunctions: Readonly<Record<string, NativeFunction>> = {
  divmod: declare('divmod', 'x1 x2', (call) => both(call, ['floor_divide', 'remainder'])),
  modf: ofReal(
    'modf',
    'x',
    (_call, array) => new TupleValue([0, 1].map(() => array.like(array.shape, floatDtype(array.dtype)))),
  ),
  frexp: ofReal(
    'frexp',
    'x',
    (_call, array) =>
      new TupleValue([array.like(array.shape, floatDtype(array.dtype)), array.like(array.shape, 'int32')]),
  ),
  real: ofReal('real', 'val', (_call, array) => array),
  imag: ofReal('imag', 'val', (_call, array) => array.like(array.shape, array.dtype)),
  angle: ofReal('angle', 'z deg~', (_call, array) => array.like(array.shape, undefined)),
  isreal: ofReal('isreal', 'x', (_call, array) => array.like(array.shape, 'bool')),
  iscomplex: ofReal('iscomplex', 'x', (_call, array) => array.like(array.shape, 'bool')),
  fromiter: declare('fromiter', 'iter dtype count * like~', (call) => {
    const items = call.items('iter');
    const count = call.integer('count', -1);
    const data = toArray(call.interpreter, new ListValue(count < 0 ? [...items] : items.slice(0, count)));
    if (!(data instanceof ArrayValue) || data.shape?.length !== 1 || count > items.length)
      throw new NotDecided(data.reason);
    return cast(data, call.dtype('dtype', undefined));
  }),
  frombuffer: declare('frombuffer', 'buffer dtype count offset * like~', (call) => {
    const buffer = call.required('buffer');
    // It has the same elements, which may be written.
    if (buffer instanceof ArrayValue) buffer.overwrite(call.interpreter, undefined);
    const dtype = call.dtype('dtype', 'float64');
    const [width, count, offset] = [itemSize(dtype), call.integer('count', -1), call.integer('offset', 0)];
    if (width === undefined || (count < 0 && buffer.kind !== 'bytes')) throw new NotDecided('its bytes are not known');
    const length =
      count >= 0 ? count : floorDivide((buffer.kind === 'bytes' ? buffer.value.length : 0) - offset, width);
    return new ArrayValue({ shape: [length], dtype, reason: words`its bytes are not worked out` });
  }),
  fromfunction: declare('fromfunction', 'function() shape~ dtype~ * like~', () => {
    throw new NotDecided('what the function gives is not worked out');
  }),
  histogram2d: declare('histogram2d', 'x~ y~ bins range~ density~ weights~', (call) => {
    const bins = call.optional('bins') ?? int(10);
    const [first, second] = bins.kind === 'int' ? [bins, bins] : call.itemsOf(bins, 'bins');
    if (first?.kind !== 'int' || second?.kind !== 'int') throw new NotDecided('the bins are not known');
    const [m, n] = [Number(first.value), Number(second.value)];
    return new TupleValue([[m, n], [m + 1], [n + 1]].map((shape) => new ArrayValue({ shape, dtype: 'float64' })));
  }),
};
