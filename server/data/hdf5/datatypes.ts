/** What the elements of an array are, and how many there are along each axis. */
import { lengthAt, Unreadable } from './bytes.ts';

export interface Datatype {
  /** NumPy's name as h5py gives it; undefined for what is not worked out. */
  readonly dtype: string | undefined;
  /** Of one element, in bytes. */
  readonly size: number;
  readonly text: 'fixed' | 'variable' | undefined;
}

const FIXED_POINT = 0;
const FLOATING_POINT = 1;
const TEXT = 3;
const ENUMERATION = 8;
const VARIABLE_LENGTH = 9;
/** Bits of the exponent, by NumPy's name: others of that size are not NumPy's. */
const EXPONENTS: Readonly<Record<number, number>> = { 2: 5, 4: 8, 8: 11 };
const MOST_AXES = 32;

export function datatypeOf(view: DataView): Datatype {
  if (view.byteLength < 8) throw new Unreadable('a type is cut off');
  const [kind, bits, size] = [view.getUint8(0) & 15, view.getUint8(1), view.getUint32(4, true)];
  switch (kind) {
    case FIXED_POINT:
      return { dtype: integer(size, (bits & 8) !== 0), size, text: undefined };
    case FLOATING_POINT:
      return { dtype: floating(view, size), size, text: undefined };
    case TEXT:
      return { dtype: `S${size}`, size, text: 'fixed' };
    case ENUMERATION:
      return { dtype: isTruth(view) ? 'bool' : undefined, size, text: undefined };
    case VARIABLE_LENGTH:
      return { dtype: 'object', size, text: (bits & 15) === 1 ? 'variable' : undefined };
    default:
      return { dtype: undefined, size, text: undefined };
  }
}

const integer = (size: number, isSigned: boolean): string | undefined =>
  [1, 2, 4, 8].includes(size) ? `${isSigned ? '' : 'u'}int${size * 8}` : undefined;

const floating = (view: DataView, size: number): string | undefined =>
  view.byteLength >= 20 && EXPONENTS[size] !== undefined && view.getUint8(13) === EXPONENTS[size]
    ? `float${size * 8}`
    : undefined;

/** h5py writes truths so: FALSE and TRUE of one byte. */
function isTruth(view: DataView): boolean {
  const all = textOfAll(view);
  return view.getUint32(4, true) === 1 && all.includes('FALSE') && all.includes('TRUE');
}

const textOfAll = (view: DataView): string =>
  String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset, Math.min(view.byteLength, 200)));

/** undefined: there is nothing in it. */
export function shapeOf(view: DataView): readonly number[] | undefined {
  if (view.byteLength < 4) throw new Unreadable('a shape is cut off');
  const [version, rank] = [view.getUint8(0), view.getUint8(1)];
  if ((version !== 1 && version !== 2) || rank > MOST_AXES) throw new Unreadable('a shape is of no known form');
  if (version === 2 && view.getUint8(3) === 2) return undefined;
  const start = version === 1 ? 8 : 4;
  if (view.byteLength < start + 8 * rank) throw new Unreadable('a shape is cut off');
  return Array.from({ length: rank }, (_, axis) => lengthAt(view, start + 8 * axis));
}
