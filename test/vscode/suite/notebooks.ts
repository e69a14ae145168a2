/** The code cells of a notebook are one program. */
import { window, workspace } from 'vscode';
import { execute, has, hoverOver, inFolder, summaryDocument, test, waitForHints, whileSet } from './harness.ts';

test('the cells of a notebook are one program', async () => {
  const notebook = await workspace.openNotebookDocument(inFolder('notebook.ipynb'));
  await window.showNotebookDocument(notebook);
  const [, , layers, model] = notebook.getCells().map(({ document }) => document);
  has(await hoverOver(layers!, 'LSTM'), '(2, 8)');
  has(await waitForHints(layers!, '56'), '(None, 2)');
  has(await waitForHints(model!, '59'), '(None, 1)');
});

test('the summary of a notebook', () => whileSet('layerlens.summary.view', 'text', async () => {
  const notebook = await workspace.openNotebookDocument(inFolder('notebook.ipynb'));
  await window.showNotebookDocument(notebook);
  await execute('layerlens.showSummary', notebook.uri.toString());
  has((await summaryDocument('59')).getText(), 'lstm (LSTM)');
}));
