/** What is in a group, by name: in either form that HDF5 has had. */
import { addressAt, type Bytes, isSigned, lengthAt, textOf, Unreadable } from './bytes.ts';
import { type HeaderMessage, MESSAGE } from './object-header.ts';

export interface Links {
  /** Addresses of the headers of objects. Links to names, and to other files, are not followed. */
  readonly hard: readonly (readonly [name: string, address: number])[];
  /** Whether that is all there is. */
  readonly whole: boolean;
}

const MOST_LINKS = 20_000;
const DEEPEST_TREE = 16;
const LARGEST_HEAP = 16_000_000;
const SOFT = 2;

/** undefined: it is no group. */
export function linksIn(bytes: Bytes, messages: readonly HeaderMessage[]): Links | undefined {
  const table = messages.find(({ type }) => type === MESSAGE.symbolTable);
  if (table) return { hard: fromTable(bytes, table.data), whole: true };
  const info = messages.find(({ type }) => type === MESSAGE.linkInfo);
  const links = messages.filter(({ type }) => type === MESSAGE.link);
  if (!info && links.length === 0) return undefined;
  const isElsewhere = info !== undefined && isDense(info.data);
  return { hard: links.map(({ data }) => linkOf(data)).filter((link) => link !== undefined), whole: !isElsewhere };
}

/** Many links stand in a heap of their own, which is not read. */
function isDense(data: DataView): boolean {
  if (data.byteLength < 10) throw new Unreadable('a group is cut off');
  const at = 2 + (data.getUint8(1) & 1 ? 8 : 0);
  return data.byteLength >= at + 8 && addressAt(data, at) !== undefined;
}

function linkOf(data: DataView): readonly [string, number] | undefined {
  if (data.byteLength < 4 || data.getUint8(0) !== 1) throw new Unreadable('a link is of no known form');
  const flags = data.getUint8(1);
  let at = 2;
  const kind = flags & 8 ? data.getUint8(at++) : 0;
  at += (flags & 4 ? 8 : 0) + (flags & 16 ? 1 : 0);
  const width = 1 << (flags & 3);
  if (at + width > data.byteLength || width > 4) throw new Unreadable('a link is cut off');
  const length = width === 1 ? data.getUint8(at) : width === 2 ? data.getUint16(at, true) : data.getUint32(at, true);
  at += width;
  if (kind !== 0) return undefined;
  if (at + length + 8 > data.byteLength) throw new Unreadable('a link is cut off');
  const address = addressAt(data, at + length);
  return address === undefined ? undefined : [textOf(data, at, at + length), address];
}

function fromTable(bytes: Bytes, data: DataView): readonly (readonly [string, number])[] {
  if (data.byteLength < 16) throw new Unreadable('a group is cut off');
  const [tree, heap] = [addressAt(data, 0), addressAt(data, 8)];
  if (tree === undefined || heap === undefined) return [];
  const names = heapAt(bytes, heap);
  const found: (readonly [string, number])[] = [];
  visit(bytes, tree, names, found, new Set(), 0);
  return found;
}

function heapAt(bytes: Bytes, address: number): DataView {
  const head = bytes.at(address, 32);
  if (!isSigned(head, 'HEAP')) throw new Unreadable('the names of a group are not there');
  const [size, at] = [lengthAt(head, 8), addressAt(head, 24)];
  if (at === undefined || size > LARGEST_HEAP) throw new Unreadable('the names of a group are not there');
  return bytes.at(at, size);
}

/** A tree that leads back to itself has no end. */
function visit(
  bytes: Bytes,
  address: number,
  names: DataView,
  found: (readonly [string, number])[],
  seen: Set<number>,
  depth: number,
): void {
  if (seen.has(address) || depth > DEEPEST_TREE) throw new Unreadable('the names of a group have no end');
  seen.add(address);
  const head = bytes.at(address, 24);
  if (isSigned(head, 'SNOD')) {
    entriesAt(bytes, address, names, found);
    return;
  }
  if (!isSigned(head, 'TREE') || head.getUint8(4) !== 0) throw new Unreadable('the names of a group are not there');
  const used = head.getUint16(6, true);
  const body = bytes.at(address + 24, 16 * used);
  for (let child = 0; child < used; child++) {
    const at = addressAt(body, 16 * child + 8);
    if (at !== undefined) visit(bytes, at, names, found, seen, depth + 1);
  }
}

function entriesAt(bytes: Bytes, address: number, names: DataView, found: (readonly [string, number])[]): void {
  const count = bytes.at(address, 8).getUint16(6, true);
  const body = bytes.at(address + 8, 40 * count);
  for (let entry = 0; entry < count; entry++) {
    const name = lengthAt(body, 40 * entry);
    const header = addressAt(body, 40 * entry + 8);
    if (header === undefined || body.getUint32(40 * entry + 16, true) === SOFT) continue;
    if (name >= names.byteLength || found.length >= MOST_LINKS) throw new Unreadable('a group has too many names');
    found.push([textOf(names, name, names.byteLength), header]);
  }
}
