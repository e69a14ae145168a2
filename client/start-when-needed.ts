import { Disposable, type TextDocument, type TextDocumentChangeEvent, workspace } from 'vscode';
import { callsForLayerLens } from '../server/workspace/relevance.ts';

/**
 * Calls `start` once, when the first Python document or notebook cell calls for Layer Lens: as it is opened, or as it
 * is typed or pasted.
 * Until then nothing of the server runs; afterwards nothing of this does.
 */
export function whenNeeded(start: () => void): Disposable {
  let watching: Disposable | undefined;
  const found = () => {
    if (watching === undefined) return;
    watching.dispose();
    watching = undefined;
    start();
  };
  const opened = (document: TextDocument) => {
    if (document.languageId === 'python' && callsForLayerLens(document.getText())) found();
  };
  const edited = ({ document, contentChanges }: TextDocumentChangeEvent) => {
    if (document.languageId !== 'python') return;
    if (contentChanges.some(({ range, text }) => callsForLayerLens(linesOf(document, range.start.line, text)))) found();
  };
  watching = Disposable.from(workspace.onDidOpenTextDocument(opened), workspace.onDidChangeTextDocument(edited));
  workspace.textDocuments.forEach(opened);
  return new Disposable(() => watching?.dispose());
}

/** The lines that a change has written to. */
function linesOf(document: TextDocument, first: number, written: string): string {
  const last = Math.min(first + (written.match(/\n/g)?.length ?? 0), document.lineCount - 1);
  const lines: string[] = [];
  for (let line = first; line <= last; line++) lines.push(document.lineAt(line).text);
  return lines.join('\n');
}
