import { commands, type Disposable, Position, Range, SnippetString, Uri, window, workspace } from 'vscode';

/** What the lines above functions open: the call in another file, and a comment that states what is passed. */
export function callerCommands(): readonly Disposable[] {
  return [
    commands.registerCommand('layerlens.openCaller', openCaller),
    commands.registerCommand('layerlens.writeExample', writeExample),
  ];
}

/** `line` counts from 0, within the cell of a notebook where there is one. */
async function openCaller(address: string, line: number, cell: number | null): Promise<void> {
  const uri = Uri.parse(address);
  const selection = new Range(line, 0, line, 0);
  if (cell === null) {
    await window.showTextDocument(uri, { selection });
    return;
  }
  const notebook = await workspace.openNotebookDocument(uri);
  await window.showNotebookDocument(notebook);
  await window.showTextDocument(notebook.cellAt(cell).document, { selection });
}

/** `line`: of the function's name; the comment stands above it and its decorators. */
async function writeExample(address: string, line: number, snippet: string): Promise<void> {
  const document = await workspace.openTextDocument(Uri.parse(address));
  const editor = await window.showTextDocument(document);
  let first = line;
  while (first > 0 && /^\s*@/.test(document.lineAt(first - 1).text)) first--;
  const indent = /^\s*/.exec(document.lineAt(line).text)?.[0] ?? '';
  await editor.insertSnippet(new SnippetString(`${indent}${snippet}\n`), new Position(first, 0));
}
