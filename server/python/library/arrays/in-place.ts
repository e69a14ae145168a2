/** Functions that write into an array which they are given: by `out=`, or as their task. */
import type { Interpreter } from '../../values/interpreter.ts';
import { ELLIPSIS, NativeFunction, NONE, type Value } from '../../values/value.ts';
import { ArrayValue } from './array-value.ts';
import { castAll } from './dtypes.ts';
import { setItemOfArray } from './indexing.ts';
import { toArray } from './conversion.ts';

/** What a call with `out=out` gives: the array itself, which holds the result now. `partly`: only where a mask says. */
export function writtenInto(interpreter: Interpreter, out: Value, result: Value, partly: boolean): Value {
  const [target] = out.kind === 'tuple' ? out.items : [out];
  if (!(target instanceof ArrayValue)) return target ?? result;
  const made = toArray(interpreter, result);
  const elements = made instanceof ArrayValue && !partly ? made.elements : undefined;
  const { dtype } = target;
  const isWhole = elements !== undefined && elements.length === target.elements?.length;
  target.overwrite(interpreter, isWhole && dtype !== undefined ? castAll(elements, dtype) : undefined);
  return target;
}

type Write = (interpreter: Interpreter, target: ArrayValue, given: readonly Value[]) => void;

/** A function that writes into its first argument and gives nothing. Where it takes more than is followed, no element is known after it. */
function writer(name: string, parameters: number, write: Write): NativeFunction {
  return new NativeFunction(name, (interpreter, { positional: [target, ...given], keywords }) => {
    interpreter.spend();
    if (!(target instanceof ArrayValue)) return NONE;
    if (given.length === parameters && keywords.size === 0) write(interpreter, target, given); else target.overwrite(interpreter, undefined);
    return NONE;
  });
}

const isOneValue = (value: Value): boolean => value.kind === 'int' || value.kind === 'float' || value.kind === 'bool';
const lose: Write = (interpreter, target) => { target.overwrite(interpreter, undefined); };

export const writers: Readonly<Record<string, NativeFunction>> = {
  copyto: writer('copyto', 1, (interpreter, target, [source]) => { setItemOfArray(interpreter, target, ELLIPSIS, source!); }),
  putmask: writer('putmask', 2, (interpreter, target, [mask, value]) => { if (isOneValue(value!)) setItemOfArray(interpreter, target, mask!, value!); else lose(interpreter, target, []); }),
  place: writer('place', 2, (interpreter, target, [mask, values]) => {
    const [only, ...others] = values!.kind === 'list' || values!.kind === 'tuple' ? values!.items : [values!];
    if (only && others.length === 0 && isOneValue(only)) setItemOfArray(interpreter, target, mask!, only); else lose(interpreter, target, []);
  }),
  put: writer('put', 2, (interpreter, target, [indices, value]) => { if (target.shape?.length === 1 && isOneValue(value!)) setItemOfArray(interpreter, target, indices!, value!); else lose(interpreter, target, []); }),
  fill_diagonal: writer('fill_diagonal', 1, (interpreter, target, [value]) => {
    const { shape } = target;
    const [rows, columns] = shape?.length === 2 ? shape : [];
    if (!isOneValue(value!) || typeof rows !== 'number' || typeof columns !== 'number' || !target.elements || target.dtype === undefined) { lose(interpreter, target, []); return; }
    const elements = target.elements.map((element, place) => (place % columns === Math.floor(place / columns) ? value! : element));
    target.overwrite(interpreter, castAll(elements, target.dtype));
  }),
  put_along_axis: writer('put_along_axis', 3, lose),
};
