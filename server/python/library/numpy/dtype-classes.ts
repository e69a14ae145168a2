/** `np.float32` and its like: dtypes that can be called, and the classes that isinstance() asks for. */
import { ClassValue, int, type Value } from '../../domain/value.ts';
import { DtypeValue } from '../arrays/dtype-value.ts';
import { canonicalDtype } from '../arrays/dtypes.ts';
import { define, dtypeNamed } from '../arrays/library-call.ts';
import { unboxed } from '../arrays/scalars.ts';
import { cast } from '../arrays/shaping.ts';
import { isUndetermined } from '../../domain/undetermined.ts';

const names = [
  'bool_',
  'int8',
  'int16',
  'int32',
  'int64',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'float16',
  'float32',
  'float64',
  'complex64',
  'complex128',
  'int_',
  'uint',
  'intp',
  'intc',
  'float_',
  'double',
  'single',
  'half',
  'short',
  'byte',
  'ubyte',
  'longlong',
  'object_',
  'str_',
  'bytes_',
];
const abstract = [
  'generic',
  'number',
  'integer',
  'signedinteger',
  'unsignedinteger',
  'inexact',
  'floating',
  'complexfloating',
  'character',
];

/** `np.float32(x)` gives x as that dtype. */
export function dtypeClasses(): Map<string, Value> {
  const classes = new Map<string, Value>();
  const bases = new Map(
    abstract.map((name) => [name, new ClassValue({ name, qualifiedName: `numpy.${name}` })] as const),
  );
  for (const [name, cls] of bases) classes.set(name, cls);
  const made = new Map<string, ClassValue>();
  for (const name of names) {
    const dtype = canonicalDtype(name);
    const known = made.get(dtype);
    const cls = known ?? dtypeClass(dtype, bases);
    made.set(dtype, cls);
    classes.set(name, cls);
  }
  for (const name of ['bool', 'int', 'float', 'object', 'str', 'complex']) {
    const cls = made.get(canonicalDtype(name));
    if (cls) classes.set(name, cls);
  }
  return classes;
}

function dtypeClass(dtype: string, bases: ReadonlyMap<string, ClassValue>): ClassValue {
  const kind = /^int/.test(dtype)
    ? 'signedinteger'
    : /^uint/.test(dtype)
      ? 'unsignedinteger'
      : /^float/.test(dtype)
        ? 'floating'
        : 'generic';
  const base = bases.get(kind);
  const convert = define(dtype, 'x', (call) => {
    const data = call.data('x');
    if (isUndetermined(data)) return data.integer ? data : call.unknown(data.reason);
    // A text of an array is written out; of NumPy's texts nothing is said beyond what Python's have.
    if ((dtype === 'str' || dtype === 'bytes') && (data.shape?.length !== 0 || data.dtype !== dtype))
      return call.unknown('the text is not worked out');
    return unboxed(cast(data, dtype));
  });
  return new ClassValue({
    name: dtype,
    qualifiedName: `numpy.${dtype}`,
    bases: base ? [base] : [],
    construct: (interpreter, _cls, args) =>
      convert.implementation(interpreter, args.positional.length === 0 ? { ...args, positional: [int(0)] } : args),
  });
}

/** `np.dtype('float32')`. */
export const dtypeConstructor = new ClassValue({
  name: 'dtype',
  qualifiedName: 'numpy.dtype',
  construct: (interpreter, _cls, args) => {
    const [given] = args.positional;
    const name = given && dtypeNamed(given);
    return name === undefined ? interpreter.unknown('the dtype is not known') : new DtypeValue(name);
  },
});
