/** Notebooks: their cells as documents of one program. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  DidChangeNotebookDocumentNotification,
  DidOpenNotebookDocumentNotification,
  ExecuteCommandRequest,
  NotebookCellKind,
} from 'vscode-languageserver-protocol/node';
import { Editor, placeOf } from './language-client.ts';

const summary = (editor: Editor, uri: string) =>
  editor.connection.sendRequest(ExecuteCommandRequest.type, { command: 'layerlens.summary', arguments: [uri] });

describe('notebooks in layerlens --stdio', () => {
  let editor: Editor;
  before(async () => {
    editor = await new Editor().start();
  });
  after(() => editor.stop());

  test('the cells of a notebook are one program', async () => {
    const uri = 'file:///book.ipynb';
    const cells = [
      'import keras\nfrom keras.layers import LSTM, Dense',
      'inputs = keras.Input((100, 4))\nx = LSTM(2)(inputs)',
      'model = keras.Model(inputs, Dense(1)(x))',
    ];
    const cellUri = (index: number) => `notebook-cell:/book.ipynb#${index}`;
    await editor.connection.sendNotification(DidOpenNotebookDocumentNotification.type, {
      notebookDocument: {
        uri,
        notebookType: 'jupyter-notebook',
        version: 1,
        cells: cells.map((_, index) => ({ kind: NotebookCellKind.Code, document: cellUri(index) })),
      },
      cellTextDocuments: cells.map((text, index) => ({ uri: cellUri(index), languageId: 'python', version: 1, text })),
    });
    assert.ok((await editor.hover(cellUri(1), placeOf(cells[1]!, 'LSTM')))?.includes('(2, 8)'));
    assert.ok((await editor.hints(cellUri(2))).some((hint) => hint.includes('59')));
    assert.ok(String(await summary(editor, uri)).includes(' Total params: 59 '));
    await editor.connection.sendNotification(DidChangeNotebookDocumentNotification.type, {
      notebookDocument: { uri, version: 2 },
      change: {
        cells: {
          textContent: [
            {
              document: { uri: cellUri(1), version: 2 },
              changes: [{ text: 'inputs = keras.Input((100, 4))\nx = LSTM(3)(inputs)' }],
            },
          ],
        },
      },
    });
    assert.ok((await editor.hints(cellUri(2))).some((hint) => hint.includes('100')));
  });

  test('cells have the numbers that people see: Markdown counts, and so do runs', async () => {
    const uri = 'file:///counted.ipynb';
    const texts = [
      '# A model',
      'import keras\nfrom keras import layers',
      'select 1',
      'x = layers.LSTM(8)(keras.Input((10, 4)))',
      'y = layers.LSTM(8)(x)',
    ];
    const languages = ['markdown', 'python', 'sql', 'python', 'python'];
    const cellUri = (index: number) => `notebook-cell:/counted.ipynb#${index}`;
    const cell = (index: number) => ({
      kind: index === 0 ? NotebookCellKind.Markup : NotebookCellKind.Code,
      document: cellUri(index),
    });
    const feeder = async (version: number) =>
      /\((line[^()]*)\) gives/.exec(String((await editor.diagnostics(cellUri(4), version))[0]?.message))?.[1];
    await editor.connection.sendNotification(DidOpenNotebookDocumentNotification.type, {
      notebookDocument: {
        uri,
        notebookType: 'jupyter-notebook',
        version: 1,
        cells: texts.map((_, index) => ({ ...cell(index), metadata: index === 3 ? { execution_count: 17 } : {} })),
      },
      cellTextDocuments: texts.map((text, index) => ({
        uri: cellUri(index),
        languageId: languages[index]!,
        version: 1,
        text,
      })),
    });
    assert.equal(await feeder(1), 'line 1 of Cell 4, [17]');
    await editor.connection.sendNotification(DidChangeNotebookDocumentNotification.type, {
      notebookDocument: { uri, version: 2 },
      change: {
        cells: {
          data: [{ ...cell(3), executionSummary: { executionOrder: 18, success: true } }],
          textContent: [{ document: { uri: cellUri(4), version: 2 }, changes: [{ text: 'z = layers.LSTM(8)(x)' }] }],
        },
      },
    });
    assert.equal(await feeder(2), 'line 1 of Cell 4, [18]');
  });
});
