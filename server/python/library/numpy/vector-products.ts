/** Products of stacks of vectors and matrices (NumPy 2): their last axes are multiplied, the others broadcast. */
import type { Shape } from '../../../shapes/dimension.ts';
import type { NativeFunction, Value } from '../../domain/value.ts';
import { int } from '../../domain/value.ts';
import { declare } from '../arrays/declare.ts';
import { binaryOnArrays } from '../arrays/elementwise.ts';
import { type LibraryCall, NotDecided } from '../arrays/library-call.ts';
import type { Ranked } from '../arrays/joining.ts';
import { reductionFunctions } from '../arrays/reductions.ts';
import { swapaxes } from '../arrays/shaping.ts';

const options = 'out * dtype';

/** The sum of the products along the last axis. */
function summed(call: LibraryCall, left: Value, right: Value): Value {
  const { interpreter } = call;
  const products = binaryOnArrays(interpreter, '*', left, right);
  if (!products) throw new NotDecided('this product is not worked out');
  return interpreter.call(reductionFunctions['sum']!, [products, int(-1)]);
}

/** With an axis of 1 before the last one. */
const asRows = (array: Ranked): Value => {
  const shape: Shape = [...array.shape.slice(0, -1), 1, array.shape.at(-1)!];
  return array.view(
    shape,
    array.elements?.map((_, position) => position),
  );
};

function operands(
  call: LibraryCall,
  names: readonly [string, string],
  ranks: readonly [number, number],
): [Ranked, Ranked] {
  const found = names.map((name) => call.array(name)) as [Ranked, Ranked];
  for (const [place, array] of found.entries()) {
    if (array.shape.length < ranks[place]!)
      call.interpreter.raise(
        'ValueError',
        `${call.functionName}: input operand ${place} does not have enough dimensions`,
      );
    if (array.dtype === 'bool' || array.dtype === undefined || array.dtype.startsWith('complex'))
      throw new NotDecided('this product is not worked out');
  }
  return found;
}

const sameSize = (call: LibraryCall, x: Shape[number] | undefined, y: Shape[number] | undefined): void => {
  if (typeof x !== 'number' || typeof y !== 'number') throw new NotDecided('the lengths of the vectors are not known');
  if (x !== y) call.interpreter.raise('ValueError', `${call.functionName}: the lengths ${x} and ${y} differ`);
};

export const vectorProducts: Readonly<Record<string, NativeFunction>> = {
  vecdot: declare('vecdot', `x1 x2 ${options}`, (call) => {
    const [x, y] = operands(call, ['x1', 'x2'], [1, 1]);
    sameSize(call, x.shape.at(-1), y.shape.at(-1));
    return summed(call, x, y);
  }),
  matvec: declare('matvec', `x1 x2 ${options}`, (call) => {
    const [x, y] = operands(call, ['x1', 'x2'], [2, 1]);
    sameSize(call, x.shape.at(-1), y.shape.at(-1));
    return summed(call, x, asRows(y));
  }),
  vecmat: declare('vecmat', `x1 x2 ${options}`, (call) => {
    const [x, y] = operands(call, ['x1', 'x2'], [1, 2]);
    sameSize(call, x.shape.at(-1), y.shape.at(-2));
    return summed(call, asRows(x), call.interpreter.call(swapaxes, [y, int(-1), int(-2)]));
  }),
};
