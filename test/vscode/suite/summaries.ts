/** The summary of a file's models beside the code. */
import { type CodeLens, commands, Selection, TabInputWebview, ViewColumn, window, workspace } from 'vscode';
import { execute, has, open, openText, replace, summaryDocument, test, until, whileSet } from './harness.ts';

test('a code lens stands over the model and opens its summary', () =>
  whileSet('layerlens.summary.view', 'text', async () => {
    const document = await open('lstm.py');
    const lens = await until('a code lens', async () => {
      const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 10);
      return lenses.find(({ command }) => command?.command.startsWith('layerlens.'));
    });
    if (lens.range.start.line !== document.positionAt(document.getText().indexOf('model = ')).line)
      throw new Error('the lens is on another line');
    await execute(lens.command!.command, ...(lens.command!.arguments ?? []));
    await summaryDocument('59');
  }));

test('the command opens the summary, which follows the edits of the code', () =>
  whileSet('layerlens.summary.view', 'text', async () => {
    const document = await open('lstm.py');
    await execute('layerlens.showSummary');
    has((await summaryDocument('59')).getText(), 'lstm (LSTM)', 'dense (Dense)', '(None, 2)', '(None, 100, 4)');
    await replace(document, 'LSTM(2)', 'LSTM(3)');
    await summaryDocument('100'); // 4·((4 + 3)·3 + 3) = 96, and 3 + 1
    await replace(document, 'LSTM(3)', 'LSTM(2)');
    await summaryDocument('59');
  }));

test('the summary of the model at the cursor', () =>
  whileSet('layerlens.summary.view', 'text', async () => {
    const document = await openText(`import keras
first = keras.Sequential([keras.Input((4,)), keras.layers.Dense(30)])
second = keras.Sequential([keras.Input((4,)), keras.layers.Dense(70)])
`);
    const editor = window.activeTextEditor!;
    editor.selection = new Selection(2, 0, 2, 0);
    await until('the model is known', async () => {
      await execute('layerlens.showSummaryAtCursor');
      await window.showTextDocument(document, ViewColumn.One);
      return workspace.textDocuments.some(
        ({ languageId, getText }) =>
          languageId === 'layerlens-summary' && getText().includes('Total params: 350') && !getText().includes('150'),
      );
    });
  }));

test('without the setting it is a panel: one for each program', async () => {
  const panels = () =>
    window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ input }) => input instanceof TabInputWebview && input.viewType.endsWith('layerlens.summary'));
  await open('lstm.py');
  await execute('layerlens.showSummary');
  await until('a panel', () => panels().length === 1 && panels()[0]?.label === 'lstm.py · Models');
  await window.showTextDocument(await open('stacked_lstm.py'), ViewColumn.One);
  await execute('layerlens.showSummary');
  await until('another one', () => panels().length === 2);
  await window.showTextDocument(await open('lstm.py'), ViewColumn.One);
  await execute('layerlens.showSummary');
  if (panels().length !== 2) throw new Error('lstm.py has two panels');
  await window.tabGroups.close(panels());
});
