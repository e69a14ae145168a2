/**
 * Answers what programs ask of the files beside them. A path is looked for from the program's own folder, then from the
 * folders of the workspace. Nothing outside of these is read, nothing that is no regular file, and no more than so much
 * of one file. Answers are kept by file and version.
 */
import type {
  ArrayOfFile,
  DataFiles,
  Document,
  Entry,
  Found,
  Hdf5OfFile,
  ImageOfFile,
  TableFormat,
  TableOfFile,
} from '../python/domain/data-files.ts';
import { words } from '../words/message.ts';
import { headOf, tableOf } from './csv/table.ts';
import { BYTES_OF_IMAGE, imageOf } from './images.ts';
import { arrayOf, BYTES_OF_ARRAY } from './npy.ts';
import type { Stored, StoredData } from './stored-data.ts';
import { parseToml } from './toml.ts';
import { decoded, wholeLines } from './texts.ts';
import { parseYaml } from './yaml.ts';
import { contentOf } from './hdf5/tree.ts';
import { beginningOf, partsOfZip, rangeOf, type ZipSource } from './zip.ts';

/** Of longer files only the beginning is read, in bytes. */
const LONGEST_COUNTED = 16_000_000;
/** So much of a longer table is read for the names of its columns. */
const BYTES_OF_HEAD = 262_144;
/** Longer texts are not given as a whole. */
const LONGEST_TEXT = 8_000_000;
const LONGEST_DOCUMENT = 1_000_000;
/** Configurations of models with thousands of layers are shorter. */
const LONGEST_MEMBER = 8_000_000;
/** Answers that are kept, the last ones. */
const MOST_ANSWERS = 400;
/** Cells of tables that are kept: some hundred megabytes of them. */
const MOST_CELLS = 4_000_000;

export interface DataFolders {
  /** The folder of the program. */
  readonly own: string;
  /** Those of the workspace; what is read lies in one of them. */
  readonly workspace: readonly string[];
}

/** What was found at an address. */
interface Place {
  readonly uri: string;
  readonly within: string;
  readonly stored: Stored | undefined;
}

interface Answer {
  readonly version: string;
  readonly value: unknown;
  readonly cells: number;
}

/** Keeps the answers for all programs. */
export class DataReader {
  readonly #stored: StoredData;
  readonly #answers = new Map<string, Answer>();
  #cells = 0;

  constructor(stored: StoredData) {
    this.#stored = stored;
  }

  /** The files of one program. Every address that is looked at is told to `look`, a folder with a slash at its end. */
  of(folders: DataFolders, look: (uri: string) => void): DataFiles {
    return new FilesOfProgram(this, folders, look);
  }

  find(uri: string, within: string): Stored | undefined {
    return this.#stored.find(uri, within);
  }
  list(uri: string, within: string): readonly Entry[] | undefined {
    return this.#stored.list(uri, within);
  }
  read(uri: string, within: string, from: number, to: number): Uint8Array | undefined {
    return this.#stored.read(uri, within, from, to);
  }
  inflate(bytes: Uint8Array, most: number): Uint8Array | undefined {
    return this.#stored.inflate(bytes, most);
  }

  /** The answer to a question about this version of a file. */
  kept<T>(uri: string, version: string, question: string, answer: () => T, cellsOf: (value: T) => number = () => 1): T {
    const key = `${uri}\n${question}`;
    const known = this.#answers.get(key);
    if (known !== undefined) {
      this.#answers.delete(key);
      if (known.version === version) {
        this.#answers.set(key, known);
        return known.value as T;
      }
      this.#cells -= known.cells;
    }
    const value = answer();
    const cells = cellsOf(value);
    this.#answers.set(key, { version, value, cells });
    this.#cells += cells;
    for (const [oldest, { cells: freed }] of this.#answers) {
      if (this.#answers.size <= MOST_ANSWERS && (this.#cells <= MOST_CELLS || this.#answers.size === 1)) break;
      this.#answers.delete(oldest);
      this.#cells -= freed;
    }
    return value;
  }
}

class FilesOfProgram implements DataFiles {
  readonly #reader: DataReader;
  readonly #folders: DataFolders;
  readonly #look: (uri: string) => void;

  constructor(reader: DataReader, { own, workspace }: DataFolders, look: (uri: string) => void) {
    this.#reader = reader;
    this.#folders = { own: canonical(own), workspace: workspace.map(canonical) };
    this.#look = look;
  }

  get own(): string | undefined {
    const { own } = this.#folders;
    return own.length > TOP.length ? decodeURIComponent(own.slice(TOP.length - 1)) : undefined;
  }

  locate(path: string): string | undefined {
    return this.#addresses(path)?.[0];
  }

  find(path: string): Found {
    const { stored } = this.#place(path) ?? {};
    if (stored?.kind === 'file') return { kind: 'file', bytes: stored.bytes };
    if (stored?.kind === 'folder') return { kind: 'folder' };
    if (stored?.kind === 'refused')
      return { kind: 'refused', reason: words`it is a link out of the workspace, or no regular file` };
    return this.#addresses(path) === undefined
      ? { kind: 'refused', reason: words`it is outside of the workspace` }
      : { kind: 'absent' };
  }

  entries(path: string): readonly Entry[] | undefined {
    const place = this.#place(path);
    if (place?.stored?.kind !== 'folder') return undefined;
    this.#look(`${place.uri}/`);
    return this.#reader.list(place.uri, place.within)?.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  text(path: string, encoding: string): string | undefined {
    return this.#kept(path, `text ${encoding}`, (file, bytes) =>
      bytes > LONGEST_TEXT ? undefined : decoded(file(0, bytes), encoding),
    );
  }

  table(path: string, format: TableFormat): TableOfFile | undefined {
    const question = JSON.stringify(format, (_, value: unknown) => (value instanceof Map ? [...value] : value));
    return this.#kept(
      path,
      `table ${question}`,
      (file, bytes) => {
        const isWhole = bytes <= LONGEST_COUNTED;
        const read = isWhole ? file(0, bytes) : wholeLines(file(0, BYTES_OF_HEAD));
        const text = decoded(read, format.encoding ?? 'utf-8');
        if (text === undefined) return undefined;
        return isWhole ? tableOf(text, format) : headOf(text, format);
      },
      (table) => (table?.rows ?? 1) * (table?.columns.length ?? 1),
    );
  }

  arrays(path: string): ReadonlyMap<string, ArrayOfFile> | undefined {
    return this.#kept(path, 'arrays', (file, bytes) => {
      const head = file(0, Math.min(bytes, BYTES_OF_ARRAY));
      const single = head && arrayOf(head);
      return single ? new Map([['', single]]) : this.#archive(this.#zip(file, bytes));
    });
  }

  image(path: string): ImageOfFile | undefined {
    return this.#kept(path, 'image', (file, bytes) => {
      const head = file(0, Math.min(bytes, BYTES_OF_IMAGE));
      return head && imageOf(head);
    });
  }

  member(path: string, name: string): string | undefined {
    return this.#kept(path, `member ${name}`, (file, bytes) => {
      const source = this.#zip(file, bytes);
      const part = partsOfZip(source)?.find((one) => one.name === name);
      const read = part && beginningOf(source, part, LONGEST_MEMBER);
      return read && read.length < LONGEST_MEMBER ? decoded(read, 'utf-8') : undefined;
    });
  }

  members(path: string): readonly string[] | undefined {
    return this.#kept(path, 'members', (file, bytes) => partsOfZip(this.#zip(file, bytes))?.map(({ name }) => name));
  }

  hdf5(path: string, member?: string): Hdf5OfFile | undefined {
    return this.#kept(path, `hdf5 ${member ?? ''}`, (read, bytes) => {
      if (member === undefined) return contentOf({ bytes, read });
      const archive = this.#zip(read, bytes);
      const part = partsOfZip(archive)?.find(({ name }) => name === member);
      const range = part && rangeOf(archive, part);
      return range && contentOf({ bytes: range.bytes, read: (from, to) => read(range.from + from, range.from + to) });
    });
  }

  tableOf(text: string, format: TableFormat): TableOfFile | undefined {
    return text.length > LONGEST_COUNTED ? undefined : tableOf(text, format);
  }

  document(path: string, language: 'yaml' | 'toml'): { readonly value: Document } | undefined {
    return this.#kept(path, language, (file, bytes) => {
      const text = bytes > LONGEST_DOCUMENT ? undefined : decoded(file(0, bytes), 'utf-8');
      return text === undefined ? undefined : this.documentOf(text, language);
    });
  }

  documentOf(text: string, language: 'yaml' | 'toml'): { readonly value: Document } | undefined {
    if (text.length > LONGEST_DOCUMENT) return undefined;
    return language === 'yaml' ? parseYaml(text) : parseToml(text);
  }

  #zip(read: ZipSource['read'], bytes: number): ZipSource {
    return { bytes, read, inflate: (...args) => this.#reader.inflate(...args) };
  }

  #archive(source: ZipSource): ReadonlyMap<string, ArrayOfFile> | undefined {
    const parts = partsOfZip(source);
    if (!parts) return undefined;
    const arrays = new Map<string, ArrayOfFile>();
    for (const part of parts) {
      const bytes = part.name.endsWith('.npy') ? beginningOf(source, part, BYTES_OF_ARRAY) : undefined;
      const array = bytes && arrayOf(bytes);
      if (!array) return undefined;
      arrays.set(part.name.slice(0, -'.npy'.length), array);
    }
    return arrays;
  }

  #kept<T>(
    path: string,
    question: string,
    answer: (file: (from: number, to: number) => Uint8Array | undefined, bytes: number) => T | undefined,
    cellsOf?: (value: T | undefined) => number,
  ): T | undefined {
    const place = this.#place(path);
    const { stored } = place ?? {};
    if (!place || stored?.kind !== 'file') return undefined;
    const file = (from: number, to: number): Uint8Array | undefined =>
      this.#reader.read(place.uri, place.within, from, to);
    return this.#reader.kept(place.uri, stored.version, question, () => answer(file, stored.bytes), cellsOf);
  }

  /** What the path leads to, in the first folder where something is there; nothing where it differs between folders. */
  #place(path: string): Place | undefined {
    const found: Place[] = [];
    for (const uri of this.#addresses(path) ?? []) {
      this.#look(uri);
      const within = this.#rootOf(uri);
      if (within === undefined) continue;
      const stored = this.#reader.find(uri, within);
      if (stored) found.push({ uri, within, stored });
    }
    const [first, ...others] = found;
    if (!first) return undefined;
    // From which folder the program is started is not known.
    const isSame = others.every(({ stored }) => isAlike(stored, first.stored));
    return isSame ? first : { ...first, stored: { kind: 'refused' } };
  }

  #rootOf(uri: string): string | undefined {
    return [...this.#folders.workspace, this.#folders.own].find(
      (folder) => folder.length > TOP.length && (uri === folder || uri.startsWith(`${folder}/`)),
    );
  }

  /** Where a path may lead; undefined where that is nowhere in these folders. */
  #addresses(path: string): readonly string[] | undefined {
    if (path === '' || path.length > 4000 || /[\0\p{Surrogate}]/u.test(path) || path.startsWith('~')) return undefined;
    const bases = path.startsWith('/') ? [TOP] : [...new Set([this.#folders.own, ...this.#folders.workspace])];
    const addresses = bases.flatMap((base) => {
      const uri = resolved(base, path);
      return uri !== undefined && this.#rootOf(uri) !== undefined ? [uri] : [];
    });
    return addresses.length > 0 ? addresses : undefined;
  }
}

/** Files of the same content most likely, for all that is known without reading them. */
function isAlike(a: Stored | undefined, b: Stored | undefined): boolean {
  if (a?.kind === 'folder') return b?.kind === 'folder';
  return a?.kind === 'file' && b?.kind === 'file' && a.bytes === b.bytes;
}

/** The top of a machine's files, which is nobody's folder. */
const TOP = 'file:///';

/** A folder's address in one spelling; what is none of this machine's files holds nothing. */
function canonical(folder: string): string {
  if (!folder.startsWith(TOP)) return '';
  const parts = folder.slice(TOP.length).split('/');
  return TOP + parts.flatMap((part) => (part === '' ? [] : [encodeURIComponent(unescaped(part))])).join('/');
}

function unescaped(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A lone percent sign is meant as it is.
    return part;
  }
}

/** The address without dots; undefined where it leads above the top. */
function resolved(base: string, path: string): string | undefined {
  if (!base.startsWith(TOP)) return undefined;
  const parts = base
    .slice(TOP.length)
    .split('/')
    .filter((part) => part !== '');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(encodeURIComponent(part));
    else if (parts.pop() === undefined) return undefined;
  }
  return TOP + parts.join('/');
}
