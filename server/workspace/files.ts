import { isWithin, uriKey } from './uri.ts';

/** The other files of the workspace, by address. */
export interface WorkspaceFiles {
  /**
   * The file's text; undefined where there is none, or it cannot be read, or is only linked into `within` from outside
   * of it.
   */
  read(uri: string, within?: string): string | undefined;
  /** What is in the folder, in the order of names; none where it cannot be read. Absent where folders cannot be. */
  list?(folder: string, within?: string): readonly FolderEntry[];
}

export interface FolderEntry {
  readonly uri: string;
  readonly isFolder: boolean;
}

/** Longer files are not looked into for the sake of an import, in UTF-16 units. */
export const LARGEST_IMPORT = 1_000_000;

/** Files as the person sees them: what is open in the editor hides what is stored. */
export class OpenFirst implements WorkspaceFiles {
  readonly #open: (key: string) => string | undefined;
  readonly #stored: WorkspaceFiles;

  constructor(open: (key: string) => string | undefined, stored: WorkspaceFiles) {
    this.#open = open;
    this.#stored = stored;
  }

  read(uri: string, within?: string): string | undefined {
    return this.#open(uriKey(uri)) ?? this.#stored.read(uri, within);
  }

  list(folder: string, within?: string): readonly FolderEntry[] {
    return this.#stored.list?.(folder, within) ?? [];
  }
}

/** Nothing outside these folders is read, whatever a program imports, and nothing very large. */
export class WithinFolders implements WorkspaceFiles {
  readonly #folders: () => readonly string[];
  readonly #files: WorkspaceFiles;

  constructor(folders: () => readonly string[], files: WorkspaceFiles) {
    this.#folders = folders;
    this.#files = files;
  }

  read(uri: string): string | undefined {
    const folder = this.#folders().find((one) => isWithin(one, uri));
    if (folder === undefined) return undefined;
    const text = this.#files.read(uri, folder);
    return text !== undefined && text.length <= LARGEST_IMPORT ? text : undefined;
  }

  list(folder: string): readonly FolderEntry[] {
    const root = this.#folders().find((one) => uriKey(one) === uriKey(folder) || isWithin(one, folder));
    return root === undefined ? [] : (this.#files.list?.(folder, root) ?? []);
  }
}

/** Addresses that are remembered to be of no file: some ten megabytes of them. */
const MOST_ABSENT = 50_000;
/** Texts that are remembered, in UTF-16 units in all. */
const MOST_TEXT = 40_000_000;

/**
 * For a command that reads a workspace once: nothing is looked at twice. Most imports of most programs are of packages,
 * for which each program would look into the same folders, and in a project all files import the same ones.
 */
export class ReadOnce implements WorkspaceFiles {
  readonly #files: WorkspaceFiles;
  readonly #absent = new Set<string>();
  readonly #texts = new Map<string, string>();
  #length = 0;

  constructor(files: WorkspaceFiles) {
    this.#files = files;
  }

  read(uri: string, within?: string): string | undefined {
    if (this.#absent.has(uri)) return undefined;
    const known = this.#texts.get(uri);
    if (known !== undefined) return known;
    const text = this.#files.read(uri, within);
    if (text !== undefined) this.#keep(uri, text);
    else if (this.#absent.size < MOST_ABSENT) this.#absent.add(uri);
    return text;
  }

  #keep(uri: string, text: string): void {
    if (this.#length + text.length > MOST_TEXT) return;
    this.#length += text.length;
    this.#texts.set(uri, text);
  }

  list(folder: string, within?: string): readonly FolderEntry[] {
    return this.#files.list?.(folder, within) ?? [];
  }
}

export const NO_FILES: WorkspaceFiles = { read: () => undefined };
