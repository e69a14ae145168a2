/**
 * Files that the program has made itself: what it wrote into them, and what is in temporary folders, which were empty
 * when it began with them.
 */
import { HeapObject, type Mutable } from './journal.ts';
import { defineState, type State } from './state.ts';
import { TEMPORARY } from './unsure-text.ts';
import type { ImageOfFile } from './data-files.ts';
import type { Value } from './value.ts';

/** What was written, as far as it is followed. */
export interface MadeFile {
  readonly kind: 'file';
  /** The bytes, one character for each; undefined where they are not known. */
  readonly content?: string | undefined;
  /** Of a file of records: what was written, one by one. */
  readonly records?: readonly Value[] | undefined;
  readonly image?: ImageOfFile | undefined;
}

/** `open`: perhaps something, perhaps nothing. */
export type Made = MadeFile | { readonly kind: 'folder' } | { readonly kind: 'open' };
const OPEN: Made = { kind: 'open' };
const FOLDER: Made = { kind: 'folder' };

export class MadeFiles extends HeapObject implements Mutable {
  entries: ReadonlyMap<string, Made> = new Map();
  /** Anything may have become of them. */
  isLost = false;
  /** How many temporary folders were made. */
  folders = 0;
  get state(): State {
    return MADE;
  }

  static isTemporary(path: string): boolean {
    return path.startsWith(TEMPORARY);
  }

  /** What is at the path: `absent` in a folder of which all is known; undefined where it is not known. */
  find(path: string): Made | 'absent' | undefined {
    if (this.isLost) return undefined;
    const own = this.entries.get(path);
    if (own) return own;
    for (let above = parentOf(path); above !== ''; above = parentOf(above))
      if (this.entries.get(above)?.kind === 'open') return OPEN;
    if (!MadeFiles.isTemporary(path)) return undefined;
    const within = [...this.entries].filter(([other]) => other.startsWith(`${path}/`));
    if (within.length === 0) return 'absent';
    return within.every(([, { kind }]) => kind === 'open') ? OPEN : FOLDER;
  }

  /** The names in a temporary folder and what they are; undefined where they are not all known. */
  list(path: string): ReadonlyMap<string, Made> | undefined {
    if (this.isLost || !MadeFiles.isTemporary(path) || this.find(path) !== FOLDER) return undefined;
    const found = new Map<string, Made>();
    for (const [other, made] of this.entries) {
      if (!other.startsWith(`${path}/`)) continue;
      const rest = other.slice(path.length + 1);
      const slash = rest.indexOf('/');
      if (slash >= 0) {
        const name = rest.slice(0, slash);
        if (made.kind !== 'open') found.set(name, FOLDER);
        else if (!found.has(name)) found.set(name, OPEN);
      } else if (!(made.kind === 'folder' && found.has(rest))) found.set(rest, made);
    }
    return [...found.values()].some(({ kind }) => kind === 'open') ? undefined : found;
  }

  /** With this at the path; undefined: nothing. */
  with(path: string, made: Made | undefined): ReadonlyMap<string, Made> {
    const next = new Map(this.entries);
    if (made === undefined || made.kind === 'open')
      for (const other of this.entries.keys()) if (other.startsWith(`${path}/`)) next.delete(other);
    if (made) next.set(path, made);
    else next.delete(path);
    return next;
  }
}

export { FOLDER, OPEN };

const parentOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0));

const MADE = defineState<Pick<MadeFiles, 'entries' | 'isLost' | 'folders'>>({
  entries: {
    copy: (now) => now as ReadonlyMap<string, Made>,
    put: (entries) => entries,
    join: (a, b) => {
      if (a === b) return a;
      const paths = new Set([...a.keys(), ...b.keys()]);
      return new Map([...paths].map((path) => [path, a.get(path) === b.get(path) ? a.get(path)! : OPEN]));
    },
    same: (a, b) => a === b || (a.size === b.size && [...a].every(([path, made]) => b.get(path) === made)),
    weight: (entries) => entries.size,
  },
  isLost: {
    copy: (now) => now as boolean,
    put: (isLost) => isLost,
    join: (a, b) => a || b,
    same: Object.is,
    weight: () => 0,
  },
  folders: {
    copy: (now) => now as number,
    put: (folders) => folders,
    join: (a, b) => Math.max(a, b),
    same: Object.is,
    weight: () => 0,
  },
});
