/** Which program a document belongs to: a file is one, the cells of a notebook are one. */
import { type TextDocument, type TextEditor, type Uri, window, workspace } from 'vscode';

/** The cells of a notebook are one program. */
export function programOf(document: TextDocument): Uri {
  return workspace.notebookDocuments.find((notebook) => notebook.getCells().some((cell) => cell.document === document))?.uri ?? document.uri;
}

/** The Python editor that is at work; while a page or a panel is, one that is seen beside it. */
export function activePython(): TextEditor | undefined {
  const isPython = ({ document }: TextEditor): boolean => document.languageId === 'python';
  const { activeTextEditor } = window;
  return activeTextEditor === undefined ? window.visibleTextEditors.find(isPython) : isPython(activeTextEditor) ? activeTextEditor : undefined;
}

export function activeProgram(): Uri | undefined {
  const notebook = window.activeNotebookEditor?.notebook.uri;
  const editor = notebook === undefined ? activePython() : window.activeTextEditor;
  return editor?.document.languageId === 'python' ? programOf(editor.document) : (notebook ?? window.visibleNotebookEditors[0]?.notebook.uri);
}

/** Opens a program that is shown nowhere, so that the server reads it. */
export async function openProgram(program: Uri): Promise<void> {
  if (program.path.endsWith('.ipynb')) await workspace.openNotebookDocument(program);
  else await workspace.openTextDocument(program);
}
