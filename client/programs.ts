/** Which program a document belongs to: a file is one, the cells of a notebook are one. */
import { type NotebookDocument, type TextDocument, type TextEditor, Uri, window, workspace } from 'vscode';

/** The cells of a notebook are one program. */
export function programOf({ uri }: TextDocument): Uri {
  return notebookOf(uri)?.uri ?? uri;
}

/** The notebook that the document of this address is a cell of. */
function notebookOf(uri: Uri): NotebookDocument | undefined {
  const address = uri.toString();
  return workspace.notebookDocuments.find((notebook) =>
    notebook.getCells().some(({ document }) => document.uri.toString() === address),
  );
}

/** The Python editor that is at work; while a page or a panel is, one that is seen beside it. */
export function activePython(): TextEditor | undefined {
  const isPython = ({ document }: TextEditor): boolean => document.languageId === 'python';
  const { activeTextEditor } = window;
  return activeTextEditor === undefined
    ? window.visibleTextEditors.find(isPython)
    : isPython(activeTextEditor)
      ? activeTextEditor
      : undefined;
}

export function activeProgram(): Uri | undefined {
  const notebook = window.activeNotebookEditor?.notebook.uri;
  const editor = notebook === undefined ? activePython() : window.activeTextEditor;
  return editor?.document.languageId === 'python'
    ? programOf(editor.document)
    : (notebook ?? window.visibleNotebookEditors[0]?.notebook.uri);
}

/**
 * What a command is about: the address that it is given, what a menu gives it (a document, a notebook's toolbar), or
 * the program at work.
 */
export function programGiven(given: unknown): Uri | undefined {
  if (typeof given === 'string') return Uri.parse(given, true);
  if (given instanceof Uri) return notebookOf(given)?.uri ?? given;
  const { notebookEditor } = (given ?? {}) as { readonly notebookEditor?: { readonly notebookUri?: unknown } };
  return notebookEditor?.notebookUri instanceof Uri ? notebookEditor.notebookUri : activeProgram();
}

/** Opens a program that is shown nowhere, so that the server reads it. */
export async function openProgram(program: Uri): Promise<void> {
  if (program.path.endsWith('.ipynb')) await workspace.openNotebookDocument(program);
  else await workspace.openTextDocument(program);
}
