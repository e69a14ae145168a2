/** NumPy's own files: `.npy` (numpy.lib.format), and `.npz`, which is a ZIP of them. Nothing pickled is read. */
import { oneCharacterPerByte } from '../python/syntax/decode-source.ts';
import type { ArrayOfFile } from '../python/domain/data-files.ts';

/** Elements of arrays with more are not read. */
const MOST_ELEMENTS = 32_768;
/** A header is shorter, but for those of tables with very many fields. */
const LONGEST_HEADER = 65_536;
/** So many bytes of a file have its header, and the elements of an array that is small. */
export const BYTES_OF_ARRAY = LONGEST_HEADER + 16 + 16 * MOST_ELEMENTS;

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** The array at the beginning of these bytes; undefined where none begins there. */
export function arrayOf(bytes: Uint8Array): ArrayOfFile | undefined {
  if (bytes.length < 12 || MAGIC.some((byte, at) => bytes[at] !== byte)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLong = bytes[6]! >= 2;
  const length = isLong ? view.getUint32(8, true) : view.getUint16(8, true);
  const begin = isLong ? 12 : 10;
  if (length > LONGEST_HEADER || begin + length > bytes.length) return undefined;
  const header = oneCharacterPerByte(bytes.subarray(begin, begin + length));
  const described = /'descr':\s*'([^']*)'/.exec(header)?.[1];
  const sizes = /'shape':\s*\(([\d,\s]*)\)/.exec(header)?.[1];
  const order = /'fortran_order':\s*(True|False)/.exec(header)?.[1];
  if (described === undefined || sizes === undefined || order === undefined) return undefined;
  const shape = sizes.split(',').flatMap((size) => (size.trim() === '' ? [] : [Number(size)]));
  const count = shape.reduce((product, size) => product * size, 1);
  const isFlat = order === 'False' || shape.length < 2;
  const elements = isFlat && count <= MOST_ELEMENTS ? elementsOf(view, begin + length, described, count) : undefined;
  return { shape, dtype: dtypeOf(described), elements };
}

function dtypeOf(described: string): string | undefined {
  const match = /^([<>|=])([biufcSUOMm])(\d*)/.exec(described);
  if (!match) return undefined;
  const [, , kind, width] = match;
  const bits = 8 * Number(width);
  const named: Readonly<Record<string, string>> = {
    b: 'bool',
    i: `int${bits}`,
    u: `uint${bits}`,
    f: `float${bits}`,
    c: `complex${bits}`,
    U: 'str',
    O: 'object',
  };
  return named[kind!];
}

type Element = number | bigint | string | boolean;

function elementsOf(view: DataView, begin: number, described: string, count: number): Element[] | undefined {
  const match = /^([<>|=])([biufU])(\d+)$/.exec(described);
  if (!match) return undefined;
  const [, order, kind, number] = match;
  const width = kind === 'U' ? 4 * Number(number) : Number(number);
  const read = readerOf(view, kind!, width, order !== '>');
  if (!read || begin + count * width > view.byteLength) return undefined;
  return Array.from({ length: count }, (_, index) => read(begin + index * width));
}

function readerOf(
  view: DataView,
  kind: string,
  width: number,
  isLittle: boolean,
): ((at: number) => Element) | undefined {
  switch (`${kind}${kind === 'U' ? '' : width}`) {
    case 'b1':
      return (at) => view.getUint8(at) !== 0;
    case 'i1':
      return (at) => view.getInt8(at);
    case 'i2':
      return (at) => view.getInt16(at, isLittle);
    case 'i4':
      return (at) => view.getInt32(at, isLittle);
    case 'i8':
      return (at) => view.getBigInt64(at, isLittle);
    case 'u1':
      return (at) => view.getUint8(at);
    case 'u2':
      return (at) => view.getUint16(at, isLittle);
    case 'u4':
      return (at) => view.getUint32(at, isLittle);
    case 'u8':
      return (at) => view.getBigUint64(at, isLittle);
    case 'f4':
      return (at) => view.getFloat32(at, isLittle);
    case 'f8':
      return (at) => view.getFloat64(at, isLittle);
    case 'U':
      return (at) => textAt(view, at, width, isLittle);
    default:
      return undefined;
  }
}

/** UTF-32, filled up with zeros. */
function textAt(view: DataView, at: number, width: number, isLittle: boolean): string {
  let text = '';
  for (let offset = 0; offset < width; offset += 4) {
    const code = view.getUint32(at + offset, isLittle);
    if (code === 0 || code > 0x10ffff) break;
    text += String.fromCodePoint(code);
  }
  return text;
}
