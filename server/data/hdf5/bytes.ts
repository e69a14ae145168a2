/** Bytes of an HDF5 file by address, read in blocks, so that a file of gigabytes is not read for its names. */
import { decoded } from '../texts.ts';

export interface Hdf5Source {
  readonly bytes: number;
  /** From `from` to before `to`, fewer where the file ends; undefined where it cannot be read. */
  read(from: number, to: number): Uint8Array | undefined;
}

/** It is no such file, it is damaged, or it is of a form that is not read. */
export class Unreadable extends Error {}

const BLOCK = 16_384;
/** So much is read of one file, in blocks: 64 MB. */
const MOST_BLOCKS = 4096;
/** So much of it is looked at, some of it again and again, in bytes. */
const MOST_LOOKED_AT = 256_000_000;

export class Bytes {
  readonly #source: Hdf5Source;
  readonly #blocks = new Map<number, Uint8Array>();
  #lookedAt = 0;
  /** What addresses in the file are counted from. */
  base = 0;

  constructor(source: Hdf5Source) {
    this.#source = source;
  }

  get length(): number {
    return this.#source.bytes;
  }

  /** @throws Unreadable where they are not all there */
  at(address: number, count: number): DataView {
    const from = this.base + address;
    if (!Number.isSafeInteger(from) || from < 0 || count < 0 || from + count > this.#source.bytes)
      throw new Unreadable('an address leads out of the file');
    this.#lookedAt += count;
    if (this.#lookedAt > MOST_LOOKED_AT) throw new Unreadable('too much of the file would be read');
    const bytes = new Uint8Array(count);
    for (let done = 0; done < count; ) {
      const block = Math.floor((from + done) / BLOCK);
      const offset = from + done - block * BLOCK;
      const part = this.#block(block).subarray(offset, offset + count - done);
      if (part.length === 0) throw new Unreadable('the file ends');
      bytes.set(part, done);
      done += part.length;
    }
    return new DataView(bytes.buffer);
  }

  #block(index: number): Uint8Array {
    const known = this.#blocks.get(index);
    if (known) return known;
    if (this.#blocks.size >= MOST_BLOCKS) throw new Unreadable('too much of the file would be read');
    const read = this.#source.read(index * BLOCK, Math.min(this.#source.bytes, (index + 1) * BLOCK));
    if (!read) throw new Unreadable('the file cannot be read');
    this.#blocks.set(index, read);
    return read;
  }
}

/** An address, or a length, of eight bytes; undefined for the one that means that there is nothing. */
export function addressAt(view: DataView, offset: number): number | undefined {
  const value = view.getBigUint64(offset, true);
  if (value === 0xffff_ffff_ffff_ffffn) return undefined;
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Unreadable('an address leads out of the file');
  return Number(value);
}

export function lengthAt(view: DataView, offset: number): number {
  const value = addressAt(view, offset);
  if (value === undefined) throw new Unreadable('a length is none');
  return value;
}

/** The text of these bytes, up to the first zero. */
export function textOf(view: DataView, from: number, to: number): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + from, to - from);
  const end = bytes.indexOf(0);
  return decoded(end < 0 ? bytes : bytes.subarray(0, end), 'utf-8') ?? '';
}

export const isSigned = (view: DataView, signature: string): boolean =>
  view.byteLength >= signature.length &&
  [...signature].every((character, at) => view.getUint8(at) === character.charCodeAt(0));
