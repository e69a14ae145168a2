/** The parts of a ZIP archive, by name; the beginning of each is given when it is asked for. */
import { oneCharacterPerByte } from '../python/syntax/decode-source.ts';
interface Part {
  readonly name: string;
  readonly method: number;
  readonly compressed: number;
  readonly at: number;
}

export interface ZipSource {
  readonly bytes: number;
  read(from: number, to: number): Uint8Array | undefined;
  inflate(bytes: Uint8Array, most: number): Uint8Array | undefined;
}

const STORED = 0;
const DEFLATED = 8;
/** The end of the directory stands in the last bytes, before a comment. */
const TAIL = 66_000;
const LARGEST_DIRECTORY = 4_000_000;
/** What is compressed is read whole, since its beginning alone cannot be checked. */
const LARGEST_PART = 8_000_000;

/** undefined where it is no archive, or a very large one (ZIP64). */
export function partsOfZip(source: ZipSource): readonly Part[] | undefined {
  const start = Math.max(0, source.bytes - TAIL);
  const tail = source.read(start, source.bytes);
  if (!tail) return undefined;
  const view = viewOf(tail);
  for (let at = tail.length - 22; at >= 0; at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    const [size, offset] = [view.getUint32(at + 12, true), view.getUint32(at + 16, true)];
    if (size > LARGEST_DIRECTORY || offset + size > source.bytes) return undefined;
    const directory = source.read(offset, offset + size);
    return directory && partsIn(directory);
  }
  return undefined;
}

function partsIn(directory: Uint8Array): readonly Part[] | undefined {
  const view = viewOf(directory);
  const parts: Part[] = [];
  for (let at = 0; at + 46 <= directory.length; ) {
    if (view.getUint32(at, true) !== 0x02014b50) return undefined;
    const lengths = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const [name, extra, comment] = lengths as [number, number, number];
    if (at + 46 + name > directory.length) return undefined;
    parts.push({
      name: oneCharacterPerByte(directory.subarray(at + 46, at + 46 + name)),
      method: view.getUint16(at + 10, true),
      compressed: view.getUint32(at + 20, true),
      at: view.getUint32(at + 42, true),
    });
    at += 46 + name + extra + comment;
  }
  return parts;
}

/** Up to `most` bytes of a part; undefined where they cannot be had. */
export function beginningOf(source: ZipSource, part: Part, most: number): Uint8Array | undefined {
  const header = source.read(part.at, part.at + 30);
  if (header?.length !== 30 || viewOf(header).getUint32(0, true) !== 0x04034b50) return undefined;
  const begin = part.at + 30 + viewOf(header).getUint16(26, true) + viewOf(header).getUint16(28, true);
  // NumPy writes sizes past 4 GB, and marks all others so, in a field beside it.
  const isMarked = part.compressed === 0xffffffff;
  if (part.method === STORED) return source.read(begin, begin + (isMarked ? most : Math.min(most, part.compressed)));
  if (part.method !== DEFLATED || isMarked || part.compressed > LARGEST_PART) return undefined;
  const bytes = source.read(begin, begin + part.compressed);
  return bytes && source.inflate(bytes, 4 * LARGEST_PART)?.subarray(0, most);
}

/** Where a part stands that is not compressed; undefined where it is, or the archive is damaged. */
export function rangeOf(source: ZipSource, part: Part): { readonly from: number; readonly bytes: number } | undefined {
  const header = part.method === STORED ? source.read(part.at, part.at + 30) : undefined;
  if (header?.length !== 30 || viewOf(header).getUint32(0, true) !== 0x04034b50) return undefined;
  const from = part.at + 30 + viewOf(header).getUint16(26, true) + viewOf(header).getUint16(28, true);
  return from + part.compressed <= source.bytes ? { from, bytes: part.compressed } : undefined;
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
