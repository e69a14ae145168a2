/** The code cells of a notebook are one program, in the order in which they stand. */
import {
  type CodeLens,
  commands,
  type Diagnostic,
  type DocumentSymbol,
  languages,
  NotebookCellData,
  NotebookCellKind,
  NotebookData,
  NotebookEdit,
  NotebookRange,
  type NotebookDocument,
  type TextDocument,
  window,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import {
  errorsOf,
  execute,
  has,
  hintsOf,
  hoverOver,
  inFolder,
  replace,
  summaryDocument,
  test,
  until,
  waitForHints,
  whileSet,
} from './harness.ts';

const code = (text: string) => new NotebookCellData(NotebookCellKind.Code, text, 'python');
const markdown = (text: string) => new NotebookCellData(NotebookCellKind.Markup, text, 'markdown');

/** A notebook in the notebook editor, stored nowhere. */
async function openCells(...cells: readonly NotebookCellData[]): Promise<NotebookDocument> {
  const notebook = await workspace.openNotebookDocument('jupyter-notebook', new NotebookData([...cells]));
  await window.showNotebookDocument(notebook);
  return notebook;
}
const cell = (notebook: NotebookDocument, index: number): TextDocument => notebook.cellAt(index).document;
async function change(notebook: NotebookDocument, ...edits: readonly NotebookEdit[]): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.set(notebook.uri, [...edits]);
  await workspace.applyEdit(edit);
}
const insert = (index: number, ...cells: readonly NotebookCellData[]) => NotebookEdit.insertCells(index, [...cells]);
const remove = (index: number) => NotebookEdit.deleteCells(new NotebookRange(index, index + 1));

test('the cells of a notebook are one program', async () => {
  const notebook = await workspace.openNotebookDocument(inFolder('notebook.ipynb'));
  await window.showNotebookDocument(notebook);
  const [, , layers, model] = notebook.getCells().map(({ document }) => document);
  has(await hoverOver(layers!, 'LSTM'), '(2, 8)');
  has(await waitForHints(layers!, '56'), '(None, 2)');
  has(await waitForHints(model!, '59'), '(None, 1)');
});

test('the summary of a notebook', () =>
  whileSet('layerlens.summary.view', 'text', async () => {
    const notebook = await workspace.openNotebookDocument(inFolder('notebook.ipynb'));
    await window.showNotebookDocument(notebook);
    await execute('layerlens.showSummary', notebook.uri.toString());
    has((await summaryDocument('59')).getText(), 'lstm (LSTM)');
  }));

test('a cell that is edited changes the cells below, and so do cells that come, go and move', async () => {
  const notebook = await openCells(
    markdown('# A model'),
    code('import keras\nunits = 4'),
    code('x = keras.Input((10,))'),
    code('y = keras.layers.Dense(units)(x)'),
  );
  const dense = () => cell(notebook, notebook.cellCount - 1);
  await waitForHints(dense(), '(None, 4) · 44 params');
  await replace(cell(notebook, 1), 'units = 4', 'units = 6');
  await waitForHints(dense(), '(None, 6) · 66 params');
  await change(notebook, insert(3, code('units = 2')));
  await waitForHints(dense(), '(None, 2) · 22 params');
  // It moves to the top: what is bound last counts.
  await change(notebook, remove(3), insert(0, code('units = 2')));
  await waitForHints(dense(), '(None, 6) · 66 params');
  await change(notebook, remove(2));
  await until('what was deleted is not known any more', async () => !(await hintsOf(dense())).includes('66'));
  await change(notebook, insert(2, markdown('between'), code('import keras')));
  await waitForHints(dense(), '(None, 2) · 22 params');
});

test('a model over cells has its line, its problem and its outline in the cell that they belong to', async () => {
  const notebook = await openCells(
    code('from keras import Input, Model\nfrom keras.layers import LSTM, Dense\ninputs = Input((100, 4))'),
    code('x = LSTM(2)(inputs)'),
    code('model = Model(inputs, Dense(1)(x))'),
    code('again = LSTM(3)(x)'),
  );
  const [, layer, model, wrong] = notebook.getCells().map(({ document }) => document);
  const lensesOf = (document: TextDocument) =>
    commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 10);
  const [lens] = await until('the line over the model', async () => {
    const found = await lensesOf(model!);
    return found.length > 0 && found;
  });
  has(lens!.command!.title, 'model', '59 parameters');
  if ((await lensesOf(layer!)).length > 0) throw new Error('there is a line over another cell');
  const [problem] = (await until('the problem', () => errorsOf(wrong!).length > 0 && errorsOf(wrong!))) as [Diagnostic];
  has(problem.message, 'LSTM');
  for (const other of [layer!, model!])
    if (languages.getDiagnostics(other.uri).length > 0) throw new Error('another cell has the problem');
  const symbols = await commands.executeCommand<DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', model!.uri);
  has(symbols.map(({ name }) => name).join(), 'model');
  await whileSet('layerlens.summary.view', 'text', async () => {
    await execute(lens!.command!.command, ...(lens!.command!.arguments ?? []));
    await summaryDocument('Total params: 59');
  });
  await window.showNotebookDocument(notebook);
  await replace(layer!, 'LSTM(2)', 'LSTM(2, return_sequences=True)');
  await until('the problem is gone', () => errorsOf(wrong!).length === 0);
});

test('cells in another language, and commands to the notebook, are left alone', async () => {
  const notebook = await openCells(
    new NotebookCellData(NotebookCellKind.Code, 'SELECT 1', 'sql'),
    code('%load_ext autoreload\n!pip install keras\nimport keras'),
    code('%%time\nx = keras.layers.Dense(3)(keras.Input((2,)))'),
  );
  await waitForHints(cell(notebook, 2), 'Dense → (None, 3) · 9');
  for (const { document } of notebook.getCells())
    if (errorsOf(document).length > 0)
      throw new Error(
        errorsOf(document)
          .map(({ message }) => message)
          .join(),
      );
});
