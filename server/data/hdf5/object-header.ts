/** The messages in the header of an object: what it is, in either form that HDF5 has had. */
import { addressAt, type Bytes, isSigned, lengthAt, Unreadable } from './bytes.ts';

export interface HeaderMessage {
  readonly type: number;
  readonly data: DataView;
}

export const MESSAGE = {
  dataspace: 0x01,
  linkInfo: 0x02,
  datatype: 0x03,
  link: 0x06,
  attribute: 0x0c,
  continuation: 0x10,
  symbolTable: 0x11,
  attributeInfo: 0x15,
} as const;

/** More messages than any header has, in more blocks. */
const MOST_MESSAGES = 4096;
const MOST_BLOCKS = 256;
const LARGEST_BLOCK = 16_000_000;
/** The data is elsewhere, and shared with others. */
const SHARED = 0x02;

interface Block {
  readonly at: number;
  readonly length: number;
}

/** @throws Unreadable */
export function messagesAt(bytes: Bytes, address: number): readonly HeaderMessage[] {
  const start = bytes.at(address, 4);
  return isSigned(start, 'OHDR') ? messagesOf2(bytes, address) : messagesOf1(bytes, address);
}

function messagesOf1(bytes: Bytes, address: number): readonly HeaderMessage[] {
  const prefix = bytes.at(address, 16);
  if (prefix.getUint8(0) !== 1) throw new Unreadable('the header of an object is of no known form');
  const first = { at: address + 16, length: prefix.getUint32(8, true) };
  return inBlocks(first, (block, found, more) => {
    const view = blockAt(bytes, block);
    for (let at = 0; at + 8 <= view.byteLength; ) {
      const [type, size, flags] = [view.getUint16(at, true), view.getUint16(at + 2, true), view.getUint8(at + 4)];
      if (at + 8 + size > view.byteLength) throw new Unreadable('a message is longer than its header');
      take(type, flags, new DataView(view.buffer, at + 8, size), found, more);
      at += 8 + size;
    }
  });
}

function messagesOf2(bytes: Bytes, address: number): readonly HeaderMessage[] {
  const prefix = bytes.at(address, 6);
  if (prefix.getUint8(4) !== 2) throw new Unreadable('the header of an object is of no known form');
  const flags = prefix.getUint8(5);
  const at = address + 6 + (flags & 0x20 ? 16 : 0) + (flags & 0x10 ? 4 : 0);
  const width = 1 << (flags & 3);
  const sizes = bytes.at(at, width);
  const length = width === 8 ? lengthAt(sizes, 0) : unsigned(sizes, width);
  const isOrdered = (flags & 4) !== 0;
  const first = { at: at + width, length };
  return inBlocks(first, (block, found, more) => {
    const isFirst = block === first;
    const view = blockAt(bytes, block);
    if (!isFirst && !isSigned(view, 'OCHK')) throw new Unreadable('a part of a header is not there');
    // Others begin with a signature and end with a check sum.
    const end = isFirst ? view.byteLength : view.byteLength - 4;
    const head = isOrdered ? 6 : 4;
    for (let from = isFirst ? 0 : 4; from + head <= end; ) {
      const [type, size, of] = [view.getUint8(from), view.getUint16(from + 1, true), view.getUint8(from + 3)];
      if (from + head + size > end) throw new Unreadable('a message is longer than its header');
      take(type, of, new DataView(view.buffer, from + head, size), found, more);
      from += head + size;
    }
  });
}

const unsigned = (view: DataView, width: number): number =>
  width === 1 ? view.getUint8(0) : width === 2 ? view.getUint16(0, true) : view.getUint32(0, true);

function blockAt(bytes: Bytes, { at, length }: Block): DataView {
  if (length > LARGEST_BLOCK) throw new Unreadable('a header is too long');
  return bytes.at(at, length);
}

type ReadBlock = (block: Block, found: HeaderMessage[], more: Block[]) => void;

function inBlocks(first: Block, read: ReadBlock): readonly HeaderMessage[] {
  const found: HeaderMessage[] = [];
  const waiting: Block[] = [first];
  const seen = new Set<number>();
  for (let block = waiting.shift(); block; block = waiting.shift()) {
    // A header that goes on in itself has no end.
    if (seen.has(block.at) || seen.size >= MOST_BLOCKS) throw new Unreadable('a header has no end');
    seen.add(block.at);
    read(block, found, waiting);
    if (found.length > MOST_MESSAGES) throw new Unreadable('a header has too many messages');
  }
  return found;
}

function take(type: number, flags: number, data: DataView, found: HeaderMessage[], more: Block[]): void {
  if (type === MESSAGE.continuation) {
    const at = data.byteLength >= 16 ? addressAt(data, 0) : undefined;
    if (at === undefined) throw new Unreadable('a part of a header is not there');
    more.push({ at, length: lengthAt(data, 8) });
    return;
  }
  if (type !== 0 && (flags & SHARED) === 0) found.push({ type, data });
}
