/**
 * The files beside a program, as far as it has not written them itself, and where values that are read from them come
 * from.
 */
import { type Message, words } from '../../words/message.ts';
import { from } from './carried.ts';
import type {
  ArrayOfFile,
  DataFiles,
  Document,
  Entry,
  Found,
  ImageOfFile,
  TableFormat,
  TableOfFile,
} from './data-files.ts';
import { HeapObject, type Mutable } from './journal.ts';
import { FOLDER, type MadeFile, MadeFiles, OPEN } from './made-files.ts';
import { TEMPORARY } from './unsure-text.ts';
import { textOfUtf8 } from './utf8.ts';
import { type Origin, originNamed, Origins } from './origins.ts';
import { defineState, type State } from './state.ts';
import type { Value } from './value.ts';

/** What the program has written, or perhaps written, so far. */
class WrittenPaths extends HeapObject implements Mutable {
  /** Addresses of files, and of folders of which anything may be written. */
  paths: ReadonlySet<string> = new Set();
  /** Something was written to a path that is not decided. */
  everywhere = false;
  get state(): State {
    return WRITTEN;
  }
}

const WRITTEN = defineState<Pick<WrittenPaths, 'paths' | 'everywhere'>>({
  paths: {
    copy: (now) => now as ReadonlySet<string>,
    put: (paths) => paths,
    join: (a, b) => (a === b ? a : new Set([...a, ...b])),
    same: (a, b) => a.size === b.size,
    weight: (paths) => paths.size,
  },
  everywhere: {
    copy: (now) => now as boolean,
    put: (everywhere) => everywhere,
    join: (a, b) => a || b,
    same: Object.is,
    weight: () => 0,
  },
});

/** What reads of the evaluator it needs. */
export interface FilesOwner {
  touch(object: Mutable): void;
  /** Whether values carry where they come from. */
  readonly grounds: { carries: boolean };
}

export class ProgramFiles {
  readonly #files: DataFiles | undefined;
  readonly #owner: FilesOwner;
  readonly #written = new WrittenPaths();
  readonly #made = new MadeFiles();
  readonly #origins = new Map<string, Origin>();

  constructor(files: DataFiles | undefined, owner: FilesOwner) {
    this.#files = files;
    this.#owner = owner;
  }

  /** The path of the program's own folder, where that is known. */
  get own(): string | undefined {
    return this.#files?.own;
  }

  isTemporary(path: string): boolean {
    return MadeFiles.isTemporary(keyOf(path));
  }
  get hasTemporary(): boolean {
    return this.#made.folders > 0;
  }

  /** The path of a folder that the program makes, with nothing in it. */
  temporaryFolder(): string {
    const made = this.#made;
    this.#owner.touch(made);
    const path = `${TEMPORARY}${made.folders++}`;
    made.entries = made.with(path, FOLDER);
    return path;
  }

  /** A file with this in it from now on. */
  wrote(path: string, file: MadeFile): void {
    this.writes(path);
    const key = keyOf(path);
    this.#owner.touch(this.#made);
    this.#made.entries = this.#made.with(key, file);
  }

  /** Nothing is there any more. */
  removes(path: string | undefined): void {
    this.writes(path);
    if (path === undefined || !MadeFiles.isTemporary(keyOf(path))) return;
    this.#owner.touch(this.#made);
    this.#made.entries = this.#made.with(keyOf(path), undefined);
  }

  /** What the program itself has written there, where that is known. */
  made(path: string): MadeFile | undefined {
    const found = this.#made.find(keyOf(path));
    return found !== undefined && found !== 'absent' && found.kind === 'file' ? found : undefined;
  }

  /** What it has made is perhaps something else now. */
  #unmakes(path: string | undefined): void {
    const made = this.#made;
    if (path === undefined) {
      if (made.isLost || made.folders + made.entries.size === 0) return;
      this.#owner.touch(made);
      made.isLost = true;
      return;
    }
    const key = keyOf(path);
    if (!MadeFiles.isTemporary(key) && !made.entries.has(key)) return;
    this.#owner.touch(made);
    made.entries = made.with(key, OPEN);
  }

  /** The program changes what is at this path, or under it; undefined: at a path that is not decided. */
  writes(path: string | undefined): void {
    this.#unmakes(path);
    if (this.#files === undefined || (path !== undefined && MadeFiles.isTemporary(keyOf(path)))) return;
    const address = path === undefined ? undefined : this.#files.locate(path);
    if (path !== undefined && address === undefined) return;
    const { paths, everywhere } = this.#written;
    if (everywhere || (address !== undefined && paths.has(address))) return;
    this.#owner.touch(this.#written);
    if (address === undefined) this.#written.everywhere = true;
    else this.#written.paths = new Set([...paths, address]);
  }

  /** A folder that is made where none was; one that is there stays as it is. */
  makesFolder(path: string | undefined): void {
    if (path !== undefined && MadeFiles.isTemporary(keyOf(path))) {
      const key = keyOf(path);
      if (this.#made.find(key) !== 'absent') return;
      this.#owner.touch(this.#made);
      this.#made.entries = this.#made.with(key, FOLDER);
      return;
    }
    if (path === undefined || this.find(path)?.kind !== 'folder') this.writes(path);
  }

  /** undefined: not known, since the program may have changed it. */
  find(path: string): Found | undefined {
    const made = this.#made.find(keyOf(path));
    if (made === 'absent') return { kind: 'absent' };
    if (made?.kind === 'folder') return made;
    if (made?.kind === 'file') return { kind: 'file', bytes: made.content?.length ?? Number.NaN };
    if (made !== undefined || MadeFiles.isTemporary(keyOf(path))) return undefined;
    return this.#files && this.#isAsItWas(path, false) ? this.#files.find(path) : undefined;
  }
  entries(path: string): readonly Entry[] | undefined {
    if (MadeFiles.isTemporary(keyOf(path))) {
      const made = this.#made.list(keyOf(path));
      return made && [...made].map(([name, { kind }]) => ({ name, isFolder: kind === 'folder' }));
    }
    return this.#isAsItWas(path, true) ? this.#files?.entries(path) : undefined;
  }
  text(path: string, encoding: string): string | undefined {
    const made = this.made(path);
    if (made) return made.content === undefined ? undefined : decoded(made.content, encoding);
    return this.#isAsItWas(path, false) ? this.#files?.text(path, encoding) : undefined;
  }
  table(path: string, format: TableFormat): TableOfFile | undefined {
    return this.#isAsItWas(path, false) ? this.#files?.table(path, format) : undefined;
  }
  arrays(path: string): ReadonlyMap<string, ArrayOfFile> | undefined {
    return this.#isAsItWas(path, false) ? this.#files?.arrays(path) : undefined;
  }
  image(path: string): ImageOfFile | undefined {
    const made = this.made(path);
    if (made) return made.image;
    return this.#isAsItWas(path, false) ? this.#files?.image(path) : undefined;
  }
  document(path: string, language: 'yaml' | 'toml'): { readonly value: Document } | undefined {
    return this.#isAsItWas(path, false) ? this.#files?.document(path, language) : undefined;
  }
  documentOf(text: string, language: 'yaml' | 'toml'): { readonly value: Document } | undefined {
    return this.#files?.documentOf(text, language);
  }

  /**
   * The value as one that was read from the file or folder at this path. `detail`: what of it counts most, said where
   * people are told of the file.
   */
  readFrom(path: string, value: Value, detail?: Message): Value {
    // What the program has made is decided by its code.
    if (MadeFiles.isTemporary(keyOf(path)) || this.made(path)) return value;
    const address = this.#files?.locate(path) ?? path;
    let origin = this.#origins.get(address);
    if (origin === undefined || (detail && !origin.detail))
      this.#origins.set(address, (origin = originNamed('stored', nameOf(path), detail)));
    this.#owner.grounds.carries = true;
    return from(value, Origins.of(origin), true);
  }

  /** Why what is at the path is not known. */
  whyUnknown(path: string): Message {
    if (this.#files === undefined) return words`it is read from '${path}'`;
    if (!this.#isAsItWas(path, false)) return words`it is read from '${path}', which the program may have written`;
    const found = this.#files.find(path);
    if (found.kind === 'refused') return words`it is read from '${path}', which is not looked at: ${found.reason}`;
    return found.kind === 'absent'
      ? words`it is read from '${path}', which is not there`
      : words`it is read from '${path}'`;
  }

  /** `withContent`: of a folder, what is in it. */
  #isAsItWas(path: string, withContent: boolean): boolean {
    if (MadeFiles.isTemporary(keyOf(path))) return false;
    const { paths, everywhere } = this.#written;
    if (everywhere) return false;
    if (paths.size === 0) return true;
    const address = this.#files?.locate(path);
    if (address === undefined) return true;
    for (const written of paths) {
      if (written === address || address.startsWith(`${written}/`)) return false;
      if (withContent && written.startsWith(`${address}/`)) return false;
    }
    return true;
  }
}

/** One text for each path. */
function keyOf(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return (path.startsWith('/') ? '/' : '') + parts.join('/');
}

/** Bytes as text; undefined in other encodings. */
function decoded(bytes: string, encoding: string): string | undefined {
  if (/^(utf-?8|utf-8-sig)$/i.test(encoding)) return textOfUtf8(bytes);
  return /^(latin-?1|iso-8859-1)$/i.test(encoding) ? bytes : undefined;
}

const nameOf = (path: string): string =>
  path.replace(/\/+$/, '').slice(path.replace(/\/+$/, '').lastIndexOf('/') + 1) || path;

/** A file's path as Python names it; an address of something else as it is. */
export function pathOfUri(uri: string): string {
  if (!uri.startsWith('file:///')) return uri;
  try {
    return decodeURIComponent(uri.slice('file://'.length));
  } catch {
    // A lone percent sign is meant as it is.
    return uri.slice('file://'.length);
  }
}
