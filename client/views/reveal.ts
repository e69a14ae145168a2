import { NotebookRange, type Range, type TextDocument, TextEditorRevealType, TabInputNotebook, TabInputText, type Uri, ViewColumn, window, workspace } from 'vscode';

/** Shows a place of a file or a cell where its document is open, else beside the panel; with `focus` the keyboard goes there. */
export async function reveal(uri: Uri, range: Range, panelColumn: ViewColumn | undefined, focus: boolean): Promise<void> {
  const otherColumn = panelColumn === undefined || panelColumn === ViewColumn.One ? ViewColumn.Two : ViewColumn.One;
  const notebook = workspace.notebookDocuments.find((one) => one.getCells().some(({ document }) => document.uri.toString() === uri.toString()));
  if (notebook === undefined) {
    const document: TextDocument = await workspace.openTextDocument(uri);
    await window.showTextDocument(document, { viewColumn: columnOf(uri) ?? otherColumn, selection: range, preserveFocus: !focus });
    return;
  }
  const index = notebook.getCells().findIndex(({ document }) => document.uri.toString() === uri.toString());
  const cell = new NotebookRange(index, index + 1);
  const editor = await window.showNotebookDocument(notebook, { viewColumn: columnOf(notebook.uri) ?? otherColumn, selections: [cell], preserveFocus: !focus });
  editor.revealRange(cell);
  const text = window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  if (text === undefined) return;
  text.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}

function columnOf(uri: Uri): ViewColumn | undefined {
  const shows = (input: unknown) => (input instanceof TabInputText || input instanceof TabInputNotebook) && input.uri.toString() === uri.toString();
  return window.tabGroups.all.find(({ tabs }) => tabs.some(({ input }) => shows(input)))?.viewColumn;
}
