/** Texts that are attributes of an object. */
import { addressAt, type Bytes, isSigned, lengthAt, textOf, Unreadable } from './bytes.ts';
import { datatypeOf, shapeOf } from './datatypes.ts';
import { type HeaderMessage, MESSAGE } from './object-header.ts';

/** Configurations of models with thousands of layers are shorter, in bytes. */
const LONGEST_TEXT = 8_000_000;

/** Those that are a single text; others are left out. */
export function textAttributes(bytes: Bytes, messages: readonly HeaderMessage[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { type, data } of messages) {
    if (type !== MESSAGE.attribute) continue;
    const [name, text] = attributeOf(bytes, data);
    if (text !== undefined) found.set(name, text);
  }
  return found;
}

function attributeOf(bytes: Bytes, data: DataView): readonly [string, string | undefined] {
  if (data.byteLength < 9) throw new Unreadable('an attribute is cut off');
  const version = data.getUint8(0);
  if (version < 1 || version > 3) throw new Unreadable('an attribute is of no known form');
  const sizes = [2, 4, 6].map((at) => data.getUint16(at + 0, true)) as [number, number, number];
  const padded = (size: number): number => (version === 1 ? Math.ceil(size / 8) * 8 : size);
  const nameAt = version === 3 ? 9 : 8;
  const typeAt = nameAt + padded(sizes[0]);
  const spaceAt = typeAt + padded(sizes[1]);
  const valueAt = spaceAt + padded(sizes[2]);
  if (valueAt > data.byteLength) throw new Unreadable('an attribute is cut off');
  const name = textOf(data, nameAt, nameAt + sizes[0]);
  const part = (at: number, size: number): DataView => new DataView(data.buffer, data.byteOffset + at, size);
  // Bit 0 and 1 of the flags: its type, or its shape, is shared with others.
  if (version > 1 && data.getUint8(1) !== 0) return [name, undefined];
  const { text, size } = datatypeOf(part(typeAt, sizes[1]));
  const shape = shapeOf(part(spaceAt, sizes[2]));
  if (text === undefined || shape?.length !== 0 || valueAt + size > data.byteLength) return [name, undefined];
  if (text === 'fixed') return [name, textOf(data, valueAt, valueAt + size)];
  return [name, size === 16 ? fromHeap(bytes, part(valueAt, 16)) : undefined];
}

/** A text that stands in a heap which all objects share. */
function fromHeap(bytes: Bytes, reference: DataView): string | undefined {
  const [length, at, index] = [reference.getUint32(0, true), addressAt(reference, 4), reference.getUint32(12, true)];
  if (length === 0) return '';
  if (at === undefined || length > LONGEST_TEXT) return undefined;
  const head = bytes.at(at, 16);
  if (!isSigned(head, 'GCOL')) throw new Unreadable('a text is not there');
  const end = lengthAt(head, 8);
  for (let offset = 16; offset + 16 <= end; ) {
    const object = bytes.at(at + offset, 16);
    const [own, size] = [object.getUint16(0, true), lengthAt(object, 8)];
    if (own === index) {
      if (size < length) throw new Unreadable('a text is cut off');
      return textOf(bytes.at(at + offset + 16, length), 0, length);
    }
    // The free space at the end.
    if (own === 0) break;
    offset += 16 + Math.ceil(size / 8) * 8;
  }
  throw new Unreadable('a text is not there');
}
