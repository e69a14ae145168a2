/** What is in an HDF5 file: its groups and arrays by their paths, without what stands in them. */
import { addressAt, Bytes, type Hdf5Source, Unreadable } from './bytes.ts';
import { textAttributes } from './attributes.ts';
import { datatypeOf, shapeOf } from './datatypes.ts';
import { linksIn } from './links.ts';
import { type HeaderMessage, MESSAGE, messagesAt } from './object-header.ts';

export interface ArrayInFile {
  readonly shape: readonly number[];
  readonly dtype: string | undefined;
}

export interface Hdf5Content {
  /** The attributes of the file that are a single text. */
  readonly attributes: ReadonlyMap<string, string>;
  /** By path, `layers/dense/vars/0`, in the order of the file. */
  readonly arrays: ReadonlyMap<string, ArrayInFile>;
  readonly groups: ReadonlySet<string>;
  /** Whether that is all there is. */
  readonly whole: boolean;
}

/** Where the file may begin, behind what others have put in front of it. */
const STARTS = [0, 512, 1024, 2048];
const SIGNATURE = '\x89HDF\r\n\x1a\n';
/** More objects are not looked at, nor groups that are deeper inside each other. */
const MOST_OBJECTS = 20_000;
const DEEPEST = 60;

/** undefined: it is no such file, it is damaged, or of a form that is not read. */
export function contentOf(source: Hdf5Source): Hdf5Content | undefined {
  try {
    const bytes = new Bytes(source);
    const root = rootOf(bytes);
    return root === undefined ? undefined : new Reader(bytes).read(root);
  } catch (error) {
    if (error instanceof Unreadable || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The address of the header of the outermost group; addresses count from the beginning of the file from then on. */
function rootOf(bytes: Bytes): number | undefined {
  for (const start of STARTS) {
    if (start + 96 > bytes.length) return undefined;
    const view = bytes.at(start, 96);
    if (![...SIGNATURE].every((character, at) => view.getUint8(at) === character.charCodeAt(0))) continue;
    const version = view.getUint8(8);
    const [offsets, lengths] = version < 2 ? [13, 14] : [9, 10];
    if (version > 3 || view.getUint8(offsets) !== 8 || view.getUint8(lengths) !== 8)
      throw new Unreadable('the file is of a form that is not read');
    const addresses = version === 0 ? 24 : version === 1 ? 28 : 12;
    const root = addressAt(view, version < 2 ? addresses + 40 : addresses + 24);
    bytes.base = addressAt(view, addresses) ?? 0;
    return root;
  }
  return undefined;
}

class Reader {
  readonly #bytes: Bytes;
  readonly #arrays = new Map<string, ArrayInFile>();
  readonly #groups = new Set<string>();
  #isWhole = true;

  constructor(bytes: Bytes) {
    this.#bytes = bytes;
  }

  read(root: number): Hdf5Content {
    const messages = messagesAt(this.#bytes, root);
    const attributes = textAttributes(this.#bytes, messages);
    if (messages.some(({ type, data }) => type === MESSAGE.attributeInfo && hasOthers(data))) this.#isWhole = false;
    this.#group('', messages, new Set([root]));
    return { attributes, arrays: this.#arrays, groups: this.#groups, whole: this.#isWhole };
  }

  /** `around`: the groups that it is in, by their addresses. */
  #group(path: string, messages: readonly HeaderMessage[], around: ReadonlySet<number>): boolean {
    const links = linksIn(this.#bytes, messages);
    if (!links) return false;
    if (!links.whole) this.#isWhole = false;
    if (path !== '') this.#groups.add(path);
    for (const [name, address] of links.hard) this.#object(path === '' ? name : `${path}/${name}`, address, around);
    return true;
  }

  #object(path: string, address: number, around: ReadonlySet<number>): void {
    // A group that is inside of itself has no end.
    const isTooMuch = this.#arrays.size + this.#groups.size >= MOST_OBJECTS || around.size > DEEPEST;
    if (around.has(address) || isTooMuch) {
      this.#isWhole = false;
      return;
    }
    const messages = messagesAt(this.#bytes, address);
    if (this.#group(path, messages, new Set([...around, address]))) return;
    const array = arrayOf(messages);
    if (array) this.#arrays.set(path, array);
    else this.#isWhole = false;
  }
}

function arrayOf(messages: readonly HeaderMessage[]): ArrayInFile | undefined {
  const space = messages.find(({ type }) => type === MESSAGE.dataspace);
  const kind = messages.find(({ type }) => type === MESSAGE.datatype);
  const shape = space && shapeOf(space.data);
  return shape && { shape, dtype: kind && datatypeOf(kind.data).dtype };
}

/** Many attributes stand in a heap of their own, which is not read. */
function hasOthers(data: DataView): boolean {
  const at = 2 + (data.getUint8(1) & 1 ? 2 : 0);
  return data.byteLength >= at + 8 && addressAt(data, at) !== undefined;
}
