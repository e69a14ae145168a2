import type { Connection } from 'vscode-languageserver';
import { LARGEST_IMPORT, type WorkspaceFiles } from '../workspace/files.ts';
import { uriKey } from '../workspace/uri.ts';

/**
 * Files that only the editor can read (a folder in a browser, a virtual workspace). They are asked for when they are
 * first needed; until
 * the answer comes there is none, and then `arrived` is told, so that what needed them can be looked at again.
 */
export class RequestedFiles implements WorkspaceFiles {
  readonly #connection: Connection;
  readonly #arrived: (uri: string) => void;
  readonly #texts = new Map<string, string | undefined>();

  constructor(connection: Connection, arrived: (uri: string) => void) {
    this.#connection = connection;
    this.#arrived = arrived;
  }

  read(uri: string): string | undefined {
    const key = uriKey(uri);
    if (!this.#texts.has(key)) {
      this.#texts.set(key, undefined);
      void this.#request(uri, key);
    }
    return this.#texts.get(key);
  }

  forget(uri: string): void {
    this.#texts.delete(uriKey(uri));
  }

  async #request(uri: string, key: string): Promise<void> {
    try {
      const text: unknown = await this.#connection.sendRequest('layerlens/readFile', { uri });
      if (typeof text !== 'string' || text.length > LARGEST_IMPORT) return;
      this.#texts.set(key, text);
      this.#arrived(uri);
    } catch {
      // An editor that cannot read files says so once for each: the import stays unknown.
    }
  }
}
