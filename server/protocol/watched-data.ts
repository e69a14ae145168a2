import { type Connection, DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import { fileNameOf, folderOf } from '../workspace/uri.ts';

/** Folders with more files than this that were asked about are watched as a whole. */
const MOST_OF_A_FOLDER = 20;
/** More folders are not watched: what is in them is read when a program is opened again. */
const MOST_FOLDERS = 500;

/** Has the editor watch the files of data that programs asked about, and only these. */
export class WatchedData {
  readonly #connection: Connection;
  /** Names that are watched, by the address of their folder; `*` for all. */
  readonly #names = new Map<string, Set<string>>();
  #isNew = false;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** A file is looked at, or the names in a folder, whose address ends with a slash. */
  look(address: string): void {
    const folder = folderOf(address);
    const name = address.endsWith('/') ? '*' : fileNameOf(address);
    const names = this.#names.get(folder);
    if (names?.has(name) || names?.has('*') || (!names && this.#names.size >= MOST_FOLDERS)) return;
    this.#isNew = true;
    this.#names.set(
      folder,
      name === '*' || (names?.size ?? 0) >= MOST_OF_A_FOLDER ? new Set(['*']) : new Set([...(names ?? []), name]),
    );
  }

  /** Tells the editor, where something new was looked at. */
  tell(): void {
    if (!this.#isNew) return;
    this.#isNew = false;
    const before = this.#registered;
    this.#registered = this.#connection.client
      .register(DidChangeWatchedFilesNotification.type, {
        watchers: [...this.#names].flatMap(([baseUri, names]) =>
          [...names].map((name) => ({ globPattern: { baseUri, pattern: name.replace(/[[\]{}?]/g, '?') } })),
        ),
      })
      .catch(() => undefined);
    // What was watched before is in the new list.
    void before?.then((registration) => registration?.dispose());
  }
  #registered: Promise<{ dispose(): void } | undefined> | undefined;
}
