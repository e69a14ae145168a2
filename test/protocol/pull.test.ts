/** Editors that ask for problems (`textDocument/diagnostic`) get them so, and are sent none. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  type Diagnostic,
  DidChangeConfigurationNotification,
  DidChangeNotebookDocumentNotification,
  DidChangeTextDocumentNotification,
  DidOpenNotebookDocumentNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticRequest,
  NotebookCellKind,
} from 'vscode-languageserver-protocol/node';
import { Editor, readExample } from './language-client.ts';

const MISTAKE = readExample('lstm_with_mistake.py');

test('an editor that does not ask is not told that it may, and is sent problems', async () => {
  const editor = await new Editor().start();
  assert.equal(editor.initialized!.capabilities.diagnosticProvider, undefined);
  await editor.open('file:///mistake.py', MISTAKE);
  assert.ok((await editor.diagnostics('file:///mistake.py')).length > 0);
  await editor.stop();
});

describe('an editor that asks', () => {
  let editor: Editor;
  before(async () => {
    editor = new Editor();
    editor.pulls = true;
    await editor.start();
  });
  after(() => editor.stop());
  const ask = (uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> =>
    editor.connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri },
      ...(previousResultId === undefined ? {} : { previousResultId }),
    });
  const full = async (uri: string): Promise<{ items: Diagnostic[]; resultId: string }> => {
    const report = await ask(uri);
    assert.ok(report.kind === 'full' && report.resultId !== undefined);
    return { items: report.items, resultId: report.resultId };
  };
  const refreshedSince = async (before: number): Promise<void> => {
    for (let wait = 0; wait < 200 && editor.refreshed === before; wait++)
      await new Promise((resolve) => {
        setTimeout(resolve, 50);
      });
    assert.ok(editor.refreshed > before);
  };
  const codes = (items: readonly Diagnostic[]) =>
    items.filter(({ severity }) => severity === 1).map(({ code }) => code);

  test('is told that it may ask, and need not ask for others after an edit', () => {
    assert.deepEqual(editor.initialized!.capabilities.diagnosticProvider, {
      identifier: 'layerlens',
      interFileDependencies: false,
      workspaceDiagnostics: false,
    });
  });

  test('gets problems, hears that nothing has changed, and gets those of an edit', async () => {
    const uri = 'file:///mistake.py';
    await editor.open(uri, MISTAKE);
    const first = await full(uri);
    assert.deepEqual(codes(first.items), ['undefined-name']);
    assert.match(first.items.find(({ code }) => code === 'undefined-name')!.codeDescription!.href, /undefined-name/);
    assert.deepEqual(await ask(uri, first.resultId), { kind: 'unchanged', resultId: first.resultId });
    await editor.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: MISTAKE.replace('LSTM(2)(x)', 'LSTM(2)(inputs)') }],
    });
    const report = await ask(uri, first.resultId);
    assert.ok(report.kind === 'full');
    assert.deepEqual(codes(report.items), []);
    assert.notEqual(report.resultId, first.resultId);
  });

  test('gets those of each cell', async () => {
    const uri = 'file:///book.ipynb';
    const texts = ['import keras\ninputs = keras.Input((4,))', 'x = keras.layers.LSTM(2)(inputs)'];
    const cellUri = (index: number) => `notebook-cell:/book.ipynb#${index}`;
    await editor.connection.sendNotification(DidOpenNotebookDocumentNotification.type, {
      notebookDocument: {
        uri,
        notebookType: 'jupyter-notebook',
        version: 1,
        cells: texts.map((_, index) => ({ kind: NotebookCellKind.Code, document: cellUri(index) })),
      },
      cellTextDocuments: texts.map((text, index) => ({ uri: cellUri(index), languageId: 'python', version: 1, text })),
    });
    assert.deepEqual(codes((await full(cellUri(0))).items), []);
    const { items } = await full(cellUri(1));
    assert.deepEqual(
      items.map(({ code, range }) => [code, range.start.line]),
      [['rank-mismatch', 0]],
    );
  });

  test('is told where an edit of one cell has mended another', async () => {
    const before = editor.refreshed;
    await editor.connection.sendNotification(DidChangeNotebookDocumentNotification.type, {
      notebookDocument: { uri: 'file:///book.ipynb', version: 2 },
      change: {
        cells: {
          textContent: [
            {
              document: { uri: 'notebook-cell:/book.ipynb#0', version: 2 },
              changes: [{ text: 'import keras\ninputs = keras.Input((4, 3))' }],
            },
          ],
        },
      },
    });
    await refreshedSince(before);
    assert.deepEqual((await full('notebook-cell:/book.ipynb#1')).items, []);
  });

  test('of a document that is not open there are none', async () => {
    assert.deepEqual((await full('file:///never.py')).items, []);
  });

  test('is asked to ask again where settings change, and is sent nothing at any time', async () => {
    const uri = 'file:///again.py';
    await editor.open(uri, MISTAKE);
    assert.ok((await full(uri)).items.length > 0);
    const before = editor.refreshed;
    editor.settings = { problems: { enable: false } };
    await editor.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    await refreshedSince(before);
    assert.deepEqual((await full(uri)).items, []);
    // Longer than problems are waited for where they are sent.
    await new Promise((resolve) => {
      setTimeout(resolve, 1_000);
    });
    assert.deepEqual([...editor.published.keys()], []);
  });
});
