import {
  commands,
  Disposable,
  env,
  EventEmitter,
  l10n,
  Position,
  Range,
  Selection,
  type TextDocumentContentProvider,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import { type BaseLanguageClient, ExecuteCommandRequest, type Location } from 'vscode-languageclient';
import { errorOf } from './notebook-errors.ts';
import { openProgram } from './programs.ts';

const SCHEME = 'layerlens-error';
/** What the server says of an error. */
interface Explained {
  readonly title: string;
  readonly markdown: string;
  readonly location: Location | null;
}

/**
 * "Explain Keras Error": a traceback from the selection, a notebook cell's output or the clipboard, explained beside
 * the code that raised it.
 */
export class ErrorExplanations implements TextDocumentContentProvider, Disposable {
  private readonly changed = new EventEmitter<Uri>();
  readonly onDidChange = this.changed.event;
  private readonly client: BaseLanguageClient;
  private readonly texts = new Map<string, string>();
  private readonly disposables: Disposable;

  constructor(client: BaseLanguageClient) {
    this.client = client;
    this.disposables = Disposable.from(this.changed, workspace.registerTextDocumentContentProvider(SCHEME, this));
  }

  /** Gives the explanation too, for other extensions and tests; undefined where there is none. */
  async explain(program: Uri | undefined, pasted?: string): Promise<Explained | undefined> {
    if (program === undefined) {
      window.showInformationMessage(
        l10n.t('Layer Lens: open the Python file or the notebook that raised the error first.'),
      );
      return undefined;
    }
    const text = pasted ?? (await errorText());
    if (text === undefined) return undefined;
    await openProgram(program).then(undefined, () => {}); // one that is gone is not explained
    const found = (await this.client.sendRequest(ExecuteCommandRequest.type, {
      command: 'layerlens.readError',
      arguments: [program.toString(), text],
    })) as Explained | null;
    if (found === null) {
      window.showInformationMessage(
        l10n.t('Layer Lens: this is no error of Python or Keras. Copy the traceback with its last line.'),
      );
      return undefined;
    }
    await this.show(program, found);
    return found;
  }

  private async show(program: Uri, { title, markdown, location }: Explained): Promise<void> {
    const name = program.path.slice(program.path.lastIndexOf('/') + 1);
    const page = Uri.from({
      scheme: SCHEME,
      path: `/${l10n.t('{0} · Keras error', name)}.md`,
      query: program.toString(),
    });
    this.texts.set(page.toString(), markdown);
    this.changed.fire(page);
    const document = await workspace.openTextDocument(page);
    try {
      await commands.executeCommand('markdown.showPreviewToSide', page);
    } catch {
      // An editor without a preview shows the text itself.
      await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preview: true, preserveFocus: true });
    }
    if (location === null) return;
    const go = l10n.t('Go to the line');
    window.showInformationMessage(title, go).then((choice) => (choice === go ? goTo(location) : undefined));
  }

  provideTextDocumentContent(page: Uri): string {
    return this.texts.get(page.toString()) ?? '';
  }
  dispose(): void {
    this.disposables.dispose();
  }
}

async function goTo({ uri, range }: Location): Promise<void> {
  const place = new Range(
    new Position(range.start.line, range.start.character),
    new Position(range.end.line, range.end.character),
  );
  const editor = await window.showTextDocument(Uri.parse(uri, true), { viewColumn: ViewColumn.One });
  editor.selection = new Selection(place.start, place.end);
  editor.revealRange(place);
}

const isError = (text: string): boolean =>
  /^\s*(?:[\w.]*(?:Error|Exception)\b|Traceback \(most recent)|\b(?:expected (?:min_|max_)?ndim|incompatible with the layer)/m.test(
    text,
  );

/** The selection, else the error of the selected notebook cell, else the clipboard, else what is typed. */
async function errorText(): Promise<string | undefined> {
  const editor = window.activeTextEditor;
  const selected = editor?.document.getText(editor.selection);
  if (selected !== undefined && isError(selected)) return selected;
  const ofCell = notebookError();
  if (ofCell !== undefined) return ofCell;
  const copied = await env.clipboard.readText();
  if (isError(copied)) return copied;
  return window.showInputBox({
    title: l10n.t('Explain Keras Error'),
    prompt: l10n.t('Paste the traceback, or its last line.'),
    placeHolder: 'ValueError: Input 0 of layer "lstm_1" is incompatible with the layer: expected ndim=3, found ndim=2',
  });
}

/** The error of the selected cell; without one, of the last cell that has one. */
function notebookError(): string | undefined {
  const editor = window.activeNotebookEditor;
  if (editor === undefined) return undefined;
  const cells = editor.notebook.getCells();
  const selected = editor.selections.flatMap(({ start, end }) => cells.slice(start, end));
  for (const cell of [...selected, ...cells.toReversed()]) {
    const error = errorOf(cell);
    if (error !== undefined) return error;
  }
  return undefined;
}
