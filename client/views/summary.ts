/**
 * The summary's panels: they are given the models of their program, anew after each edit, and where the cursor is; and
 * they lead back to the code.
 */
import {
  CancellationTokenSource,
  Disposable,
  l10n,
  RelativePattern,
  type TextEditor,
  Uri,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { isSavedModel } from '../../server/workspace/saved/names.ts';
import type { ChangedPrograms } from '../changed-programs.ts';
import type { ChosenModels } from '../chosen-models.ts';
import { openProgram, programOf } from '../programs.ts';
import type { FromView, Models, PictureFormat, ToView } from '../webview/summary/messages.ts';
import { exportModel } from './export.ts';
import { fileName, type ViewPanel, ViewPanels } from './panel.ts';
import { reveal } from './reveal.ts';

/** So long nothing may be typed before a panel is filled again, in milliseconds. */
const PAUSE = 150;

export class SummaryPanels implements Disposable {
  readonly #panels: ViewPanels<ToView, FromView>;
  readonly #client: BaseLanguageClient;
  readonly #chosen: ChosenModels;
  readonly #filled = new Map<string, FilledPanel>();
  readonly #disposables: Disposable;

  constructor(extension: Uri, client: BaseLanguageClient, changed: ChangedPrograms, chosen: ChosenModels) {
    this.#client = client;
    this.#chosen = chosen;
    const kind = {
      viewType: 'layerlens.summary',
      script: 'summary',
      title: (key: string) => l10n.t('{0} · Models', fileName(key)),
    };
    this.#panels = new ViewPanels<ToView, FromView>(extension, kind, (view) => this.#fill(view));
    this.#disposables = Disposable.from(
      this.#panels,
      workspace.onDidChangeTextDocument(({ document }) => this.#of(programOf(document))?.refreshLater()),
      workspace.onDidChangeNotebookDocument(({ notebook }) => this.#of(notebook.uri)?.refreshLater()),
      window.onDidChangeTextEditorSelection(({ textEditor }) =>
        this.#of(programOf(textEditor.document))?.sendCursor(textEditor),
      ),
      chosen.onDidChange((program) => this.#of(program)?.chooseAgain()),
      changed.onDidChange((programs) => {
        for (const program of programs) this.#of(program)?.refreshLater();
      }),
    );
  }

  #of(program: Uri): FilledPanel | undefined {
    return this.#filled.get(program.toString());
  }

  /** Opens the panel of a program beside its code, and shows one of its models. */
  show(program: Uri, model: number | undefined): void {
    const { key } = this.#panels.show(program.toString());
    const filled = this.#filled.get(key);
    if (model !== undefined) filled?.choose(model);
  }

  /** Fills the editor of a file that is a model itself. */
  fillEditor(file: Uri, panel: WebviewPanel): void {
    const { key } = this.#panels.adopt(panel, file.toString());
    const watcher = workspace.createFileSystemWatcher(
      new RelativePattern(Uri.joinPath(file, '..'), fileName(key).replace(/[[\]{}?*]/g, '?')),
    );
    const changed = () => this.#filled.get(key)?.refreshLater();
    watcher.onDidChange(changed);
    watcher.onDidCreate(changed);
    panel.onDidDispose(() => watcher.dispose());
  }

  #fill(view: ViewPanel<ToView, FromView>): Disposable {
    const filled = new FilledPanel(view, this.#client, this.#chosen);
    this.#filled.set(view.key, filled);
    return new Disposable(() => {
      this.#filled.delete(view.key);
      filled.dispose();
    });
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}

class FilledPanel implements Disposable {
  readonly #view: ViewPanel<ToView, FromView>;
  readonly #client: BaseLanguageClient;
  readonly #chosen: ChosenModels;
  readonly #program: Uri;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #asking: CancellationTokenSource | undefined;
  #isReady = false;
  #wanted: number | undefined;
  #drawn: ((data: string | undefined) => void) | undefined;

  constructor(view: ViewPanel<ToView, FromView>, client: BaseLanguageClient, chosen: ChosenModels) {
    this.#view = view;
    this.#client = client;
    this.#chosen = chosen;
    this.#program = Uri.parse(view.key, true);
    view.onMessage((message) => {
      void this.#receive(message);
    });
    view.onReady(() => {
      this.#isReady = true;
      void this.#start();
    });
  }

  async #start(): Promise<void> {
    // A file that is gone has no models, and a saved model is no text.
    if (!isSavedModel(this.#view.key)) await openProgram(this.#program).then(undefined, () => {});
    await this.#refresh();
    this.chooseAgain();
    const editor =
      window.activeTextEditor ??
      window.visibleTextEditors.find(({ document }) => programOf(document).toString() === this.#view.key);
    if (editor !== undefined) this.sendCursor(editor);
  }

  refreshLater(): void {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      void this.#refresh();
    }, PAUSE);
  }

  async #refresh(): Promise<void> {
    if (!this.#isReady) return;
    this.#asking?.cancel();
    const asking = new CancellationTokenSource();
    this.#asking = asking;
    try {
      const textDocument = { uri: this.#client.code2ProtocolConverter.asUri(this.#program) };
      const models = await this.#client.sendRequest<Models | null>('layerlens/models', { textDocument }, asking.token);
      // Not open any more: what is shown stays.
      if (models === null || asking.token.isCancellationRequested) return;
      this.#view.send({ type: 'models', models });
      if (this.#wanted !== undefined) this.#view.send({ type: 'choose', model: this.#wanted });
      this.#wanted = undefined;
    } catch (error) {
      // The server tells of an edit during the request; the answer to the next one comes.
      if (!asking.token.isCancellationRequested)
        this.#client.outputChannel.appendLine(`The models of ${this.#view.key} did not come: ${String(error)}`);
    }
  }

  /** The model that was chosen, be it elsewhere. */
  chooseAgain(): void {
    const key = this.#chosen.of(this.#program);
    if (this.#isReady && key !== undefined) this.#view.send({ type: 'choose', model: key });
  }

  choose(model: number): void {
    this.#wanted = model;
    void this.#refresh();
  }

  sendCursor({ document, selection }: TextEditor): void {
    if (programOf(document).toString() !== this.#view.key) return;
    const { line, character } = selection.active;
    this.#view.send({
      type: 'cursor',
      cursor: { uri: this.#client.code2ProtocolConverter.asUri(document.uri), line, character },
    });
  }

  async #receive(message: FromView): Promise<void> {
    switch (message.type) {
      case 'reveal':
        await reveal(
          this.#client.protocol2CodeConverter.asUri(message.place.uri),
          this.#client.protocol2CodeConverter.asRange(message.place.range),
          this.#view.panel.viewColumn,
          message.focus,
        );
        return;
      case 'export': {
        const textDocument = { uri: this.#client.code2ProtocolConverter.asUri(this.#program) };
        const text = (format: string) =>
          this.#client.sendRequest<string | null>('layerlens/exportModel', {
            textDocument,
            model: message.model,
            format,
          });
        await exportModel(this.#program, message.name, text, (format) => this.#draw(format));
        return;
      }
      case 'chosen':
        this.#chosen.choose(this.#program, message.key);
        return;
      case 'drawn':
        this.#drawn?.(message.data);
        this.#drawn = undefined;
        return;
    }
  }

  #draw(format: PictureFormat): Promise<string | undefined> {
    return new Promise((resolve) => {
      this.#drawn = resolve;
      this.#view.send({ type: 'draw', format });
    });
  }

  dispose(): void {
    clearTimeout(this.#pause);
    this.#asking?.cancel();
    this.#drawn?.(undefined);
  }
}
