import type { ClassValue } from '../../domain/value.ts';
import { canonicalDtype, kindOfDtype, type NumpyBool, type NumpyFloat, type NumpyInt } from './dtypes.ts';

const abstractOf: Readonly<Record<string, readonly string[]>> = {
  signed: ['generic', 'number', 'integer', 'signedinteger'],
  unsigned: ['generic', 'number', 'integer', 'unsignedinteger'],
  float: ['generic', 'number', 'inexact', 'floating'],
  bool: ['generic'],
};

/** isinstance() of a NumPy scalar: it is no Python int or bool, but a float64 is a Python float. */
export function isInstanceOfScalar(scalar: NumpyInt | NumpyFloat | NumpyBool, cls: ClassValue): boolean | undefined {
  if (cls.qualifiedName === 'builtins.object') return true;
  if (cls.qualifiedName.startsWith('builtins.')) return cls.name === 'float' && scalar.dtype === 'float64';
  if (cls.qualifiedName.startsWith('numpy.')) {
    return (
      canonicalDtype(cls.name) === scalar.dtype || (abstractOf[kindOfDtype(scalar.dtype)] ?? []).includes(cls.name)
    );
  }
  // `numbers.Integral` and its like, and whatever else may claim it.
  return cls.definition ? false : undefined;
}
