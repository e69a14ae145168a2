/**
 * What a program has made of files and folders so far: what stands at each path that it has written, made or removed,
 * as far as it decides that. It is one object with a state, so that undecided ways join it.
 */
import type { ImageOfFile } from './data-files.ts';
import { HeapObject, type Mutable } from './journal.ts';
import { defineState, type State } from './state.ts';
import type { Value } from './value.ts';

/** What a file holds, as the library that wrote it keeps it; readers look for the kinds that they understand. */
export interface FileContent {
  readonly kind: string;
}

/** A text, which is perhaps not known itself. */
export class TextContent implements FileContent {
  readonly kind = 'text';
  readonly value: Value;
  /** Its lines with their ends, where their number is known and not all of them are. */
  readonly lines: readonly Value[] | undefined;
  constructor(value: Value, lines?: readonly Value[]) {
    this.value = value;
    this.lines = lines;
  }
}

/** What was written, as far as it is followed. */
export interface MadeFile {
  readonly kind: 'file';
  /** The bytes, one character for each; undefined where they are not known. */
  readonly content?: string | undefined;
  /** Of a file of records: what was written, one by one. */
  readonly records?: readonly Value[] | undefined;
  /** Of a file of records: how it is packed (`GZIP`); default: it is not. */
  readonly compression?: string | undefined;
  readonly image?: ImageOfFile | undefined;
}

/** Bytes, records or a picture. */
export class MadeContent implements FileContent {
  readonly kind = 'made';
  readonly file: MadeFile;
  constructor(file: MadeFile) {
    this.file = file;
  }
}

/** Something of which only the library that wrote it knows what it is. */
export class ObjectContent implements FileContent {
  readonly kind = 'object';
  /** The form in which it was written: `pickle`, `npz`. */
  readonly form: string;
  /** What later changes in the program leave alone. */
  readonly value: Value;
  constructor(form: string, value: Value) {
    this.form = form;
    this.value = value;
  }
}

/** What the program has left at a path. */
export type Left =
  | { readonly is: 'file'; readonly content: FileContent | undefined }
  /** `fresh`: nothing was in it before. */
  | { readonly is: 'folder'; readonly fresh: boolean }
  | { readonly is: 'absent' }
  /** Whether something is there, and what, and what is under it, is not decided. */
  | { readonly is: 'perhaps' };

export const PERHAPS: Left = { is: 'perhaps' };
export const ABSENT: Left = { is: 'absent' };

type Paths = ReadonlyMap<string, Left>;

export class WrittenFiles extends HeapObject implements Mutable {
  /** By address. What stands at a path counts before what stands at one above it. */
  paths: Paths = new Map();
  /** Something was written to a path that is not decided: of what is not in `paths` nothing is known. */
  everywhere = false;
  /** Where paths begin that do not begin at the top; undefined: where the program is started. */
  folder: string | undefined;
  /** So many folders and files of no name of the program's were made. */
  temporary = 0;

  get state(): State {
    return WRITTEN;
  }

  /** What the program has left at the address; undefined: what was there before. */
  at(address: string): Left | undefined {
    const own = this.paths.get(address);
    if (own) return own;
    for (let above = parentOf(address); above !== undefined; above = parentOf(above)) {
      const left = this.paths.get(above);
      if (!left || (left.is === 'folder' && !left.fresh)) continue;
      return left.is === 'perhaps' ? PERHAPS : ABSENT;
    }
    return this.everywhere ? PERHAPS : undefined;
  }

  /** Whether it is not decided what is directly in a folder. */
  isUndecidedIn(address: string): boolean {
    for (const [path, left] of this.paths) {
      if (left.is !== 'perhaps' || !isUnder(path, address)) continue;
      const slash = path.indexOf('/', address === '/' ? 1 : address.length + 1);
      const inside = slash < 0 ? undefined : this.paths.get(path.slice(0, slash));
      if (inside?.is !== 'folder') return true;
    }
    return false;
  }

  /** What the program has left directly in a folder, by name, also where only something in that was written. */
  leftIn(address: string): ReadonlyMap<string, Left> {
    const found = new Map<string, Left>();
    for (const [path, left] of this.paths) {
      if (!isUnder(path, address)) continue;
      const rest = path.slice(address === '/' ? 1 : address.length + 1);
      const slash = rest.indexOf('/');
      const name = slash < 0 ? rest : rest.slice(0, slash);
      if (slash < 0) found.set(name, left);
      else if (left.is !== 'absent' && left.is !== 'perhaps' && !found.has(name))
        found.set(name, { is: 'folder', fresh: false });
    }
    return found;
  }

  /** Puts something at the address, in the place of all that was there and under it. */
  leave(address: string, left: Left): void {
    const paths = new Map<string, Left>();
    // What is in a folder is there, and so is the folder.
    if (left.is === 'file' || left.is === 'folder')
      for (
        let above = parentOf(address);
        above !== undefined && this.at(above)?.is === 'absent';
        above = parentOf(above)
      )
        paths.set(above, { is: 'folder', fresh: true });
    for (const [path, one] of this.paths)
      if (path !== address && !isUnder(path, address) && !paths.has(path)) paths.set(path, one);
    this.paths = paths.set(address, left);
  }

  /** What stands at `from` stands at `to` from now on, too; undefined where that is not known. */
  copy(from: string, to: string): void {
    const whole = this.at(from) ?? PERHAPS;
    const inside = [...this.paths].filter(([path]) => isUnder(path, from));
    this.leave(to, whole.is === 'folder' && !whole.fresh ? PERHAPS : whole);
    if (whole.is === 'folder' && whole.fresh)
      this.paths = new Map([
        ...this.paths,
        ...inside.map(([path, left]) => [to + path.slice(from.length), left] as const),
      ]);
  }

  forgetAll(): void {
    this.paths = new Map();
    this.everywhere = true;
  }
}

const isUnder = (path: string, folder: string): boolean => folder === '/' || path.startsWith(`${folder}/`);

function parentOf(address: string): string | undefined {
  const slash = address.lastIndexOf('/');
  return slash < 0 || address === '/' ? undefined : slash === 0 ? '/' : address.slice(0, slash);
}

const isSame = (a: Left | undefined, b: Left | undefined): boolean =>
  a === b ||
  (a !== undefined &&
    b !== undefined &&
    a.is === b.is &&
    (a.is !== 'file' || a.content === (b as typeof a).content) &&
    (a.is !== 'folder' || a.fresh === (b as typeof a).fresh));

interface Kept {
  paths: Paths;
  everywhere: boolean;
  folder: string | undefined;
  temporary: number;
}

const seen = (state: Kept): WrittenFiles => Object.assign(new WrittenFiles(), state);

/** Where the ways have left different things, that is not decided. */
function joinWritten(a: Kept, b: Kept): Kept {
  const everywhere = a.everywhere || b.everywhere || a.folder !== b.folder;
  const paths = new Map<string, Left>();
  const [first, second] = [seen(a), seen(b)];
  for (const path of new Set([...a.paths.keys(), ...b.paths.keys()])) {
    const [one, other] = [first.at(path), second.at(path)];
    if (!isSame(one, other)) paths.set(path, PERHAPS);
    else if (one) paths.set(path, one);
  }
  return { paths, everywhere, folder: a.folder, temporary: Math.max(a.temporary, b.temporary) };
}

const exchanged = <K extends keyof Kept>(
  weight: (state: Kept[K]) => number,
  same: (a: Kept[K], b: Kept[K]) => boolean,
) => ({
  copy: (now: unknown) => now as Kept[K],
  put: (state: Kept[K]) => state,
  join: (_: Kept[K], b: Kept[K]) => b,
  same,
  weight,
});

const WRITTEN = defineState<Kept>(
  {
    paths: exchanged<'paths'>(
      (paths) => paths.size,
      (a, b) => a.size === b.size && [...a].every(([path, left]) => isSame(left, b.get(path))),
    ),
    everywhere: exchanged<'everywhere'>(() => 0, Object.is),
    folder: exchanged<'folder'>(() => 0, Object.is),
    temporary: exchanged<'temporary'>(
      () => 0,
      () => true,
    ),
  },
  { join: joinWritten },
);
