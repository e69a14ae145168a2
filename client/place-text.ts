import { l10n, workspace } from 'vscode';

/**
 * `line 3 of Cell 5, [4]`, as server/python/syntax/place-text.ts has it; undefined where the document is no cell.
 * `line` counts from 1.
 */
export function cellPlaceText(document: string, line: number): string | undefined {
  for (const notebook of workspace.notebookDocuments) {
    const cell = notebook.getCells().find((one) => one.document.uri.toString() === document);
    if (cell === undefined) continue;
    const count = cell.executionSummary?.executionOrder;
    const number = cell.index + 1;
    return count === undefined
      ? l10n.t('line {0} of Cell {1}', line, number)
      : l10n.t('line {0} of Cell {1}, [{2}]', line, number, count);
  }
  return undefined;
}
