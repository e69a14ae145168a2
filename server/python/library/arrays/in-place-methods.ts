/** `a += b` on arrays, and what NumPy refuses of it. */
import { sameShape, type Shape } from '../../../shapes/dimension.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import type { NativeFunction, Value } from '../../domain/value.ts';
import type { BinaryOperator } from '../../syntax/tree.ts';
import { ArrayValue } from './array-value.ts';
import { declare } from './declare.ts';
import { castAll, isFloatDtype, isIntegerDtype } from './dtypes.ts';
import type { LibraryCall } from './library-call.ts';

/** `a += b`: the array stays, with its shape and dtype. */
export const inPlaceMethods: Readonly<Record<string, NativeFunction>> = Object.fromEntries(
  Object.entries({
    add: '+',
    sub: '-',
    mul: '*',
    truediv: '/',
    floordiv: '//',
    mod: '%',
    pow: '**',
    and: '&',
    or: '|',
    xor: '^',
  } as const).map(([word, operator]) => {
    const name = `__i${word}__`;
    return [
      name,
      declare(name, 'a! other', (call) => {
        const array: ArrayValue = changedArray(call);
        const result = call.interpreter.binary(operator, array, call.required('other'));
        refuseInPlace(call.interpreter, operator, array, result);
        const { elements } = result instanceof ArrayValue ? result : array.like([], array.dtype, [result]);
        const isWhole =
          elements !== undefined && array.dtype !== undefined && elements.length === array.elements?.length;
        array.overwrite(call.interpreter, isWhole ? castAll(elements, array.dtype ?? '') : undefined);
        return array;
      }),
    ];
  }),
);

/** What NumPy does not write back: floats into integers, and what is larger than the array. */
function refuseInPlace(interpreter: Interpreter, operator: BinaryOperator, array: ArrayValue, result: Value): void {
  if (!(result instanceof ArrayValue) || !array.shape || !result.shape) return;
  const [own, made] = [array.dtype, result.dtype];
  if (own !== undefined && made !== undefined && isIntegerDtype(own) && isFloatDtype(made))
    interpreter.raise(
      'TypeError',
      `Cannot cast ufunc '${UFUNCS[operator] ?? operator}' output from dtype('${made}') to dtype('${own}') with casting rule 'same_kind'`,
    );
  if (isLarger(result.shape, array.shape))
    interpreter.raise('ValueError', 'non-broadcastable output operand does not match the broadcast shape');
}

const UFUNCS: Readonly<Partial<Record<BinaryOperator, string>>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '//': 'floor_divide',
  '%': 'remainder',
  '**': 'power',
};

/** Whether one shape surely has more in it than the other. */
const isLarger = (made: Shape, own: Shape): boolean =>
  made.every((size) => typeof size === 'number') &&
  own.every((size) => typeof size === 'number') &&
  sameShape(made, own) === 'different';

/** The array that a method changes in place: where what it does cannot be worked out, its elements are lost. */
export function changedArray(call: LibraryCall): ArrayValue {
  const target = call.required('a');
  if (target instanceof ArrayValue) target.refuseReadOnly(call.interpreter);
  if (target instanceof ArrayValue && !target.shape) target.overwrite(call.interpreter, undefined);
  return call.array('a');
}
