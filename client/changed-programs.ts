import { type Disposable, EventEmitter, type Uri } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/**
 * Tells of programs of which the server says something else now, though nothing in them was edited: a file that they
 * import has arrived or changed.
 */
export class ChangedPrograms implements Disposable {
  readonly #emitter = new EventEmitter<readonly Uri[]>();
  readonly #listening: Disposable;
  readonly onDidChange = this.#emitter.event;

  constructor(client: BaseLanguageClient) {
    // A client has one listener for each notification; here is the one.
    this.#listening = client.onNotification('layerlens/changed', ({ uris }: { readonly uris: readonly string[] }) => {
      this.#emitter.fire(uris.map((uri) => client.protocol2CodeConverter.asUri(uri)));
    });
  }

  dispose(): void {
    this.#listening.dispose();
    this.#emitter.dispose();
  }
}
