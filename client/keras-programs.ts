import { commands, type Disposable, EventEmitter, Uri } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';

/** Which of the open programs use Keras, as the server says: the others get no buttons and no entries in menus. */
export class KerasPrograms implements Disposable {
  readonly #programs = new Set<string>();
  readonly #changed = new EventEmitter<void>();
  readonly #listening: readonly Disposable[];
  readonly onDidChange = this.#changed.event;

  constructor(client: BaseLanguageClient) {
    this.#listening = [
      client.onNotification(
        'layerlens/program',
        ({ uri, usesKeras }: { readonly uri: string; readonly usesKeras: boolean }) => {
          const program = client.protocol2CodeConverter.asUri(uri).toString();
          if (usesKeras) this.#programs.add(program);
          else this.#programs.delete(program);
          this.#tell();
        },
      ),
      // The next one tells of all programs again.
      client.onDidChangeState(({ newState }) => {
        if (newState !== State.Stopped) return;
        this.#programs.clear();
        this.#tell();
      }),
    ];
  }

  has(program: Uri): boolean {
    return this.#programs.has(program.toString());
  }

  /**
   * The manifest's conditions look up an editor's `resourcePath` in it: the path as the system writes it where the
   * editor's window is on this machine, else
   * that of the address. (Its `resource` has another scheme there than here, where this runs on a remote machine.)
   */
  #tell(): void {
    const paths = [...this.#programs]
      .map((program) => Uri.parse(program, true))
      .flatMap(({ fsPath, path }) => [fsPath, path]);
    void commands.executeCommand(
      'setContext',
      'layerlens.programs',
      Object.fromEntries(paths.map((path) => [path, true])),
    );
    this.#changed.fire();
  }

  dispose(): void {
    for (const listening of this.#listening) listening.dispose();
    this.#changed.dispose();
  }
}
