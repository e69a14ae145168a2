/**
 * The files that a program finds: those beside it, those that it has written itself, and where values that are read
 * from the former come from.
 */
import { type Message, words } from '../../words/message.ts';
import { from } from './carried.ts';
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
} from './data-files.ts';
import type { Mutable } from './journal.ts';
import { type Origin, originNamed, Origins } from './origins.ts';
import { shownPath, TEMPORARY } from './unsure-text.ts';
import { textOfUtf8, utf8Of } from './utf8.ts';
import type { Value } from './value.ts';
import {
  ABSENT,
  type FileContent,
  type Left,
  MadeContent,
  type MadeFile,
  PERHAPS,
  TextContent,
  WrittenFiles,
} from './written-files.ts';

/** What reads of the evaluator it needs. */
export interface FilesOwner {
  touch(object: Mutable): void;
  /** Whether values carry where they come from. */
  readonly grounds: { carries: boolean };
}

export class ProgramFiles {
  readonly #files: DataFiles | undefined;
  readonly #owner: FilesOwner;
  readonly #written = new WrittenFiles();
  readonly #origins = new Map<string, Origin>();

  constructor(files: DataFiles | undefined, owner: FilesOwner) {
    this.#files = files;
    this.#owner = owner;
  }

  /** The path of the program's own folder, where that is known. */
  get own(): string | undefined {
    return this.#files?.own;
  }

  // ------------------------------------------------------------ what the program writes

  /**
   * The program writes a file at this path; undefined: at one that is not decided. `content`: what is in it then, where
   * that is known.
   */
  writes(path: string | undefined, content?: FileContent): void {
    this.#leave(path, { is: 'file', content });
  }
  /** What is at the path, and under it, may be another then. */
  mayChange(path: string | undefined): void {
    this.#leave(path, PERHAPS);
  }
  /** What is at the path is there no more. */
  removes(path: string | undefined): void {
    this.#leave(path, ABSENT);
  }
  moves(from: string | undefined, to: string | undefined): void {
    this.copies(from, to);
    this.removes(from);
  }
  copies(from: string | undefined, to: string | undefined): void {
    if (from === undefined || to === undefined) {
      this.mayChange(to);
      return;
    }
    this.#owner.touch(this.#written);
    this.#written.copy(this.#address(from), this.#address(to));
  }

  /** A folder that is made where none was; one that is there stays as it is. */
  makesFolder(path: string | undefined): void {
    if (path === undefined) {
      this.mayChange(path);
      return;
    }
    const left = this.#left(path);
    if (left?.is === 'folder') return;
    const found = left === undefined ? this.#files?.find(this.#path(path)) : undefined;
    if (found?.kind === 'folder') return;
    if (left?.is === 'absent' || found?.kind === 'absent') this.#leave(path, { is: 'folder', fresh: true });
    else this.mayChange(path);
  }

  /** A folder with nothing in it, whatever was there. */
  replacesFolder(path: string): void {
    this.#leave(path, { is: 'folder', fresh: true });
  }

  /** Whether it leads into a folder whose name is another one in each run. */
  isTemporary(path: string): boolean {
    return this.#address(path).startsWith(TEMPORARY);
  }
  get hasTemporary(): boolean {
    return this.#written.temporary > 0;
  }
  /** A path that nothing has. */
  temporaryPath(suffix = ''): string {
    this.#owner.touch(this.#written);
    const path = `${TEMPORARY}${this.#written.temporary++}${suffix}`;
    this.#leave(path, ABSENT);
    return path;
  }

  /** A file with this in it from now on. */
  wrote(path: string, file: MadeFile): void {
    this.writes(path, new MadeContent(file));
  }
  /** What the program itself has written there, where that is known. */
  made(path: string): MadeFile | undefined {
    const content = this.written(path);
    if (content instanceof MadeContent) return content.file;
    if (content instanceof TextContent && content.value.kind === 'str')
      return { kind: 'file', content: utf8Of(content.value.value) };
    return content && { kind: 'file' };
  }

  /** Paths that do not begin at the top lead from this folder on. */
  goesTo(path: string | undefined): void {
    if (path === undefined) {
      this.mayChange(undefined);
      return;
    }
    const folder = this.#address(path);
    this.#owner.touch(this.#written);
    this.#written.folder = folder;
  }
  /** The folder that the program has gone to; undefined where it has not. */
  get folder(): string | undefined {
    return this.#written.folder;
  }

  #leave(path: string | undefined, left: Left): void {
    this.#owner.touch(this.#written);
    if (path === undefined) this.#written.forgetAll();
    else this.#written.leave(this.#address(path), left);
  }

  // ------------------------------------------------------------ what it finds

  /** undefined: not known, since the program may have changed it. */
  find(path: string): Found | undefined {
    const left = this.#left(path);
    switch (left?.is) {
      case 'perhaps':
        return undefined;
      case 'file':
        return { kind: 'file', bytes: bytesOf(left.content) };
      case 'folder':
      case 'absent':
        return { kind: left.is };
      default:
        if (this.#written.leftIn(this.#address(path)).size > 0) return { kind: 'folder' };
        return this.#files?.find(this.#path(path));
    }
  }
  /** What the program has written at the path; undefined where it has not, or what is not known. */
  written(path: string): FileContent | undefined {
    const left = this.#left(path);
    return left?.is === 'file' ? left.content : undefined;
  }
  /** Whether what is at the path is the program's own: nothing of it is read from the files beside it. */
  isOwn(path: string): boolean {
    return this.#left(path) !== undefined;
  }

  entries(path: string): readonly Entry[] | undefined {
    const address = this.#address(path);
    const left = this.#left(path);
    if (left !== undefined && left.is !== 'folder') return undefined;
    if (this.#written.isUndecidedIn(address)) return undefined;
    const inside = this.#written.leftIn(address);
    const before = left?.fresh ? [] : this.#written.everywhere ? undefined : this.#files?.entries(this.#path(path));
    if (!before) return undefined;
    const names = new Map(before.map((entry) => [entry.name, entry]));
    for (const [name, { is }] of inside)
      if (is === 'absent') names.delete(name);
      else names.set(name, { name, isFolder: is === 'folder' });
    return [...names.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }
  text(path: string, encoding: string): string | undefined {
    const written = this.written(path);
    if (written instanceof TextContent) return written.value.kind === 'str' ? written.value.value : undefined;
    if (written instanceof MadeContent) return decoded(written.file.content, encoding);
    return this.#asItWas(path)?.text(this.#path(path), encoding);
  }
  table(path: string, format: TableFormat): TableOfFile | undefined {
    const text = this.isOwn(path) ? this.text(path, format.encoding ?? 'utf-8') : undefined;
    if (text !== undefined) return this.#files?.tableOf(text, format);
    return this.#asItWas(path)?.table(this.#path(path), format);
  }
  arrays(path: string): ReadonlyMap<string, ArrayOfFile> | undefined {
    return this.#asItWas(path)?.arrays(this.#path(path));
  }
  image(path: string): ImageOfFile | undefined {
    const made = this.made(path);
    if (made) return made.image;
    return this.#asItWas(path)?.image(this.#path(path));
  }
  member(path: string, name: string): string | undefined {
    return this.#asItWas(path)?.member(this.#path(path), name);
  }
  hdf5(path: string): Hdf5OfFile | undefined {
    return this.#asItWas(path)?.hdf5(this.#path(path));
  }
  document(path: string, language: 'yaml' | 'toml'): { readonly value: Document } | undefined {
    const text = this.isOwn(path) ? this.text(path, 'utf-8') : undefined;
    if (text !== undefined) return this.documentOf(text, language);
    return this.#asItWas(path)?.document(this.#path(path), language);
  }
  documentOf(text: string, language: 'yaml' | 'toml'): { readonly value: Document } | undefined {
    return this.#files?.documentOf(text, language);
  }

  /**
   * The value as one that was read from the file or folder at this path. `detail`: what of it counts most, said where
   * people are told of the file.
   */
  readFrom(path: string, value: Value, detail?: Message): Value {
    if (this.isOwn(path)) return value;
    const address = this.#files?.locate(path) ?? path;
    let origin = this.#origins.get(address);
    if (origin === undefined || (detail && !origin.detail))
      this.#origins.set(address, (origin = originNamed('stored', nameOf(path), detail)));
    this.#owner.grounds.carries = true;
    return from(value, Origins.of(origin), true);
  }

  /** Why what is at the path is not known. */
  whyUnknown(path: string): Message {
    const shown = shownPath(path);
    const left = this.#left(path);
    if (left?.is === 'absent') return words`it is read from '${shown}', which is not there`;
    if (left !== undefined) return words`it is read from '${shown}', which the program may have written`;
    if (this.#files === undefined) return words`it is read from '${shown}'`;
    const found = this.#files.find(this.#path(path));
    if (found.kind === 'refused') return words`it is read from '${shown}', which is not looked at: ${found.reason}`;
    return found.kind === 'absent'
      ? words`it is read from '${shown}', which is not there`
      : words`it is read from '${shown}'`;
  }

  /** The files beside the program, where what is at the path is as it was before the program ran. */
  #asItWas(path: string): DataFiles | undefined {
    return this.isOwn(path) ? undefined : this.#files;
  }
  #left(path: string): Left | undefined {
    return this.#written.at(this.#address(path));
  }
  /** The path as the files beside the program are asked for it. */
  #path(path: string): string {
    const { folder } = this.#written;
    return folder === undefined || path.startsWith('/') ? path : `${folder}/${path}`;
  }
  /** One spelling for each path. */
  #address(path: string): string {
    return tidied(path.startsWith('/') ? path : `${this.#written.folder ?? this.#files?.own ?? START}/${path}`);
  }
}

/** Where a program is started whose folder is not known. */
const START = '/?';
/** How long a file is that the program has written; undefined where that is not known. */
function bytesOf(content: FileContent | undefined): number | undefined {
  if (content instanceof MadeContent) return content.file.content?.length;
  return content instanceof TextContent && content.value.kind === 'str'
    ? utf8Of(content.value.value).length
    : undefined;
}

/** Bytes as text; undefined in other encodings. */
function decoded(bytes: string | undefined, encoding: string): string | undefined {
  if (bytes !== undefined && /^(utf-?8|utf-8-sig)$/i.test(encoding)) return textOfUtf8(bytes);
  return /^(latin-?1|iso-8859-1)$/i.test(encoding) ? bytes : undefined;
}

/** Without dots, and with one slash between two parts. */
function tidied(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return `/${parts.join('/')}`;
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
