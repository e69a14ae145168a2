import {
  NotebookRange,
  type Range,
  Selection,
  type TextDocument,
  type TextDocumentShowOptions,
  TextEditorRevealType,
  TabInputNotebook,
  TabInputText,
  type Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';

/**
 * Shows a place of a file or a cell where its document is open, else beside the panel; with `focus` the keyboard goes
 * there.
 */
export async function reveal(
  uri: Uri,
  range: Range,
  panelColumn: ViewColumn | undefined,
  focus: boolean,
): Promise<void> {
  const otherColumn = panelColumn === undefined || panelColumn === ViewColumn.One ? ViewColumn.Two : ViewColumn.One;
  const notebook = workspace.notebookDocuments.find((one) =>
    one.getCells().some(({ document }) => document.uri.toString() === uri.toString()),
  );
  if (notebook === undefined) {
    const document: TextDocument = await workspace.openTextDocument(uri);
    await window.showTextDocument(document, {
      viewColumn: columnOf(uri) ?? otherColumn,
      selection: range,
      preserveFocus: !focus,
    });
    return;
  }
  const index = notebook.getCells().findIndex(({ document }) => document.uri.toString() === uri.toString());
  const cell = new NotebookRange(index, index + 1);
  const viewColumn = columnOf(notebook.uri) ?? otherColumn;
  const editor = await window.showNotebookDocument(notebook, { viewColumn, selections: [cell], preserveFocus: !focus });
  editor.revealRange(cell);
  const shown = () => window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  const cellDocument = notebook.cellAt(index).document;
  const selection = new Selection(range.start, range.end);
  const before = shown();
  if (before === undefined) {
    // VS Code makes the cell's editor and puts the selection into it; it may say that it shows no text editor then,
    // since it shows a notebook.
    await showCell(cellDocument, { viewColumn, selection, preserveFocus: !focus });
    shown()?.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
    return;
  }
  before.selection = selection;
  before.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
  // The focus comes last: what is typed from then on goes to the place.
  if (focus) await showCell(cellDocument, { viewColumn, preserveFocus: false });
}

async function showCell(document: TextDocument, options: TextDocumentShowOptions): Promise<void> {
  await window.showTextDocument(document, options).then(undefined, () => {});
}

function columnOf(uri: Uri): ViewColumn | undefined {
  const shows = (input: unknown) =>
    (input instanceof TabInputText || input instanceof TabInputNotebook) && input.uri.toString() === uri.toString();
  return window.tabGroups.all.find(({ tabs }) => tabs.some(({ input }) => shows(input)))?.viewColumn;
}
