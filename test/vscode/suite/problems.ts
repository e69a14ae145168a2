/** Problems: the fixes, and a traceback explained. */
import {
  type CodeAction,
  CodeActionKind,
  commands,
  env,
  NotebookCellData,
  NotebookCellKind,
  NotebookCellOutput,
  NotebookCellOutputItem,
  NotebookData,
  Range,
  Selection,
  window,
  workspace,
} from 'vscode';
import { execute, has, openText, errorsOf, test, until } from './harness.ts';

const STACKED = `import keras
from keras import layers
model = keras.Sequential([
    keras.Input((100, 4)),
    layers.LSTM(64),
    layers.LSTM(32),
])
`;
const TRACEBACK = `Traceback (most recent call last):
  File "train.py", line 3, in <module>
    model = keras.Sequential([
ValueError: Input 0 of layer "lstm_1" is incompatible with the layer: expected ndim=3, found ndim=2. Full shape received: (None, 64)
`;

test('the preferred fix of a problem goes to its feeder, and the code leads to the documentation', async () => {
  const document = await openText(STACKED);
  const [problem] = await until('the problem', () => {
    const found = errorsOf(document);
    return found.length === 1 && found;
  });
  has(problem!.message, 'expected ndim=3, found ndim=2', 'LSTM "lstm" (line 5) gives (None, 64)');
  if (typeof problem!.code !== 'object') throw new Error('the code has no address');
  has(new TextDecoder().decode(await workspace.fs.readFile(problem!.code.target)), '# rank-mismatch\n');
  if (problem!.relatedInformation?.[0]?.location.range.start.line !== 4) throw new Error('the feeder is not linked');
  const actions = await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    problem!.range,
    CodeActionKind.QuickFix.value,
  );
  const preferred = actions.filter(({ isPreferred }) => isPreferred);
  if (preferred.length !== 1) throw new Error(`preferred: ${preferred.map(({ title }) => title).join()}`);
  await workspace.applyEdit(preferred[0]!.edit!);
  has(document.getText(), 'layers.LSTM(64, return_sequences=True)');
  await until('no problem is left', () => errorsOf(document).length === 0);
});

test('source.fixAll applies the preferred fixes', async () => {
  const document = await openText(STACKED);
  await until('the problem', () => errorsOf(document).length === 1);
  const actions = await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new Range(0, 0, document.lineCount, 0),
    CodeActionKind.SourceFixAll.value,
  );
  const all = actions.find(({ kind }) => kind?.value === 'source.fixAll.layerlens');
  if (!all) throw new Error(`there is ${actions.map(({ title }) => title).join()}`);
  await workspace.applyEdit(all.edit!);
  has(document.getText(), 'return_sequences=True');
});

interface Explained {
  readonly title: string;
  readonly markdown: string;
  readonly location: { readonly range: { readonly start: { readonly line: number } } } | null;
}

test('a traceback from the clipboard is explained beside the code', async () => {
  const document = await openText(STACKED);
  await until('the problem', () => errorsOf(document).length === 1);
  window.activeTextEditor!.selection = new Selection(0, 0, 0, 0);
  await env.clipboard.writeText(TRACEBACK);
  const found = await execute<Explained>('layerlens.explainError');
  if (found?.location?.range.start.line !== 5) throw new Error(JSON.stringify(found));
  has(found.markdown, 'LSTM "lstm"', 'return\\_sequences=True');
  await until('the page', () =>
    workspace.textDocuments.some(
      ({ uri, getText }) => uri.scheme === 'layerlens-error' && getText().includes('expected ndim=3'),
    ),
  );
});

test('the error of a notebook cell is explained', async () => {
  const data = new NotebookData([
    new NotebookCellData(
      NotebookCellKind.Code,
      'import keras\nfrom keras import layers\nx = layers.LSTM(8)(keras.Input((10, 4)))',
      'python',
    ),
    new NotebookCellData(NotebookCellKind.Code, 'y = layers.LSTM(8)(x)', 'python'),
  ]);
  const error = new Error('Input 0 of layer "lstm_1" is incompatible with the layer: expected ndim=3, found ndim=2.');
  error.name = 'ValueError';
  error.stack = 'Cell In[2], line 1\n----> 1 y = layers.LSTM(8)(x)';
  data.cells[1]!.outputs = [new NotebookCellOutput([NotebookCellOutputItem.error(error)])];
  const notebook = await workspace.openNotebookDocument('jupyter-notebook', data);
  await window.showNotebookDocument(notebook);
  const cell = notebook.cellAt(1).document;
  await until('the problem', () => errorsOf(cell).length === 1);
  const found = await execute<Explained>('layerlens.explainError', notebook.uri.toString());
  has(found.title, 'line 1 of Cell 2');
});
