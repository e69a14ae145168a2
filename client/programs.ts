/** Which program a document belongs to: a file is one, the cells of a notebook are one. */
import { type TextDocument, type Uri, window, workspace } from 'vscode';

/** The cells of a notebook are one program. */
export function programOf(document: TextDocument): Uri {
  return workspace.notebookDocuments.find((notebook) => notebook.getCells().some((cell) => cell.document === document))?.uri ?? document.uri;
}

export function activeProgram(): Uri | undefined {
  const document = window.activeTextEditor?.document;
  if (document?.languageId === 'python') return programOf(document);
  return window.activeNotebookEditor?.notebook.uri;
}

/** Opens a program that is shown nowhere, so that the server reads it. */
export async function openProgram(program: Uri): Promise<void> {
  if (program.path.endsWith('.ipynb')) await workspace.openNotebookDocument(program);
  else await workspace.openTextDocument(program);
}
