import {
  NotebookRange,
  type Range,
  Selection,
  type TextDocument,
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
  // VS Code puts the selection into the cell's editor, which it makes if need be; it may say that it shows no text
  // editor then, since it shows a notebook.
  if (shown() === undefined || focus)
    await window
      .showTextDocument(notebook.cellAt(index).document, { viewColumn, selection: range, preserveFocus: !focus })
      .then(undefined, () => {});
  const text = shown();
  if (text === undefined) return;
  text.selection = new Selection(range.start, range.end);
  text.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}

function columnOf(uri: Uri): ViewColumn | undefined {
  const shows = (input: unknown) =>
    (input instanceof TabInputText || input instanceof TabInputNotebook) && input.uri.toString() === uri.toString();
  return window.tabGroups.all.find(({ tabs }) => tabs.some(({ input }) => shows(input)))?.viewColumn;
}
