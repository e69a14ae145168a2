import {
  Disposable,
  EventEmitter,
  l10n,
  type TextDocumentContentProvider,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import { type BaseLanguageClient, ExecuteCommandRequest } from 'vscode-languageclient';
import { programOf } from './programs.ts';

const SCHEME = 'layerlens-summary';
/** So long nothing may be typed before a shown summary is asked for again, in milliseconds. */
const PAUSE = 250;

/**
 * The read-only documents that show what `model.summary()` would print for the models of a file; they follow its edits.
 */
export class ModelSummaries implements TextDocumentContentProvider, Disposable {
  private readonly changed = new EventEmitter<Uri>();
  readonly onDidChange = this.changed.event;
  private readonly client: BaseLanguageClient;
  private readonly pauses = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly disposables: Disposable;

  constructor(client: BaseLanguageClient) {
    this.client = client;
    this.disposables = Disposable.from(
      this.changed,
      workspace.registerTextDocumentContentProvider(SCHEME, this),
      workspace.onDidChangeTextDocument(({ document }) => this.refreshLater(programOf(document).toString())),
      workspace.onDidChangeNotebookDocument(({ notebook }) => this.refreshLater(notebook.uri.toString())),
    );
  }

  /** Opens the summary beside the code: of one model, or of all. */
  async show(program: Uri, model: number | undefined): Promise<void> {
    const document = await workspace.openTextDocument(summaryUri(program, model));
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preview: true, preserveFocus: true });
  }

  async provideTextDocumentContent(summary: Uri): Promise<string> {
    const text = await this.client.sendRequest(ExecuteCommandRequest.type, {
      command: 'layerlens.summary',
      arguments: JSON.parse(summary.query),
    });
    return typeof text === 'string' && text !== ''
      ? text
      : `${l10n.t('No Keras model is built in this file, as far as Layer Lens can tell.')}\n`;
  }

  /** Asks again for the shown summaries of a program once its author pauses. */
  private refreshLater(program: string): void {
    const shown = workspace.textDocuments.filter(
      ({ uri }) => uri.scheme === SCHEME && JSON.parse(uri.query)[0] === program,
    );
    if (shown.length === 0) return;
    clearTimeout(this.pauses.get(program));
    const refresh = () => {
      this.pauses.delete(program);
      for (const { uri } of shown) this.changed.fire(uri);
    };
    this.pauses.set(program, setTimeout(refresh, PAUSE));
  }

  dispose(): void {
    for (const pause of this.pauses.values()) clearTimeout(pause);
    this.disposables.dispose();
  }
}

/** The address of a summary: its path is the title of the tab, its query the arguments of the server's command. */
function summaryUri(program: Uri, model: number | undefined): Uri {
  const name = program.path.slice(program.path.lastIndexOf('/') + 1);
  const query = JSON.stringify(model === undefined ? [program.toString()] : [program.toString(), model]);
  return Uri.from({ scheme: SCHEME, path: `/${l10n.t('{0} · Model Summary', name)}`, query });
}
