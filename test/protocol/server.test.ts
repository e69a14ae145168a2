import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import {
  CodeActionRequest,
  CodeLensRequest,
  DefinitionRequest,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DocumentSymbolRequest,
  ErrorCodes,
  ExecuteCommandRequest,
  type Location,
  ReferencesRequest,
  ResponseError,
  DiagnosticSeverity,
  type CodeAction,
} from 'vscode-languageserver-protocol/node';
import { EXPLORE_LAYER, type ExploreLayerResult } from '../../server/explain/explorer/request.ts';
import type { ModelsView } from '../../server/explain/model-view.ts';
import { Editor, placeOf, readExample } from './language-client.ts';

const lstm = readExample('lstm.py');

describe('layerlens --stdio', () => {
  let editor: Editor;
  before(async () => {
    editor = await new Editor().start();
    await editor.open('file:///lstm.py', lstm);
  });
  after(() => editor.stop());
  const summary = (...args: unknown[]) =>
    editor.connection.sendRequest(ExecuteCommandRequest.type, { command: 'layerlens.summary', arguments: args });

  test('it says what it can do', () => {
    const { capabilities } = editor.initialized!;
    assert.ok(capabilities.hoverProvider && capabilities.inlayHintProvider && capabilities.codeLensProvider);
    assert.ok(
      capabilities.codeActionProvider && capabilities.documentSymbolProvider && capabilities.notebookDocumentSync,
    );
    assert.deepEqual(capabilities.executeCommandProvider?.commands, ['layerlens.summary', 'layerlens.readError']);
  });

  test('a hover over LSTM shows its arrays', async () => {
    const hover = await editor.hover('file:///lstm.py', placeOf(lstm, 'LSTM(2)'));
    for (const part of ['kernel', '(4, 8)', 'recurrent_kernel', '(2, 8)', 'bias', '(8,)', '56'])
      assert.ok(hover?.includes(part), `${part} in ${hover}`);
  });

  test('hints stand at the layers, the model and the printed shapes', async () => {
    const hints = await editor.hints('file:///lstm.py');
    for (const [line, part] of [
      [4, '(None, 100, 4)'],
      [5, '(None, 2)'],
      [5, '56'],
      [6, '(None, 1)'],
      [8, '59'],
      [10, '(8,)'],
      [11, '(4, 8)'],
      [12, '(2, 8)'],
    ]) {
      assert.ok(
        hints.some((hint) => hint.startsWith(`${line}: `) && hint.includes(String(part))),
        `${part} on line ${line} of:\n${hints.join('\n')}`,
      );
    }
  });

  test('a program that Keras accepts has no error', async () => {
    const errors = (await editor.diagnostics('file:///lstm.py')).filter(
      ({ severity }) => severity === DiagnosticSeverity.Error,
    );
    assert.deepEqual(errors, []);
  });

  test('a code lens stands over the model', async () => {
    const lenses = await editor.connection.sendRequest(CodeLensRequest.type, {
      textDocument: { uri: 'file:///lstm.py' },
    });
    assert.equal(lenses?.length, 1);
    assert.equal(lenses?.[0]?.range.start.line, 7);
  });

  test('the summary of a file, or of one of its models, is a command', async () => {
    const text = String(await summary('file:///lstm.py'));
    for (const part of ['Model: "functional"', '│ lstm (LSTM) ', ' Total params: 59 (236.00 B)'])
      assert.ok(text.includes(part), text);
    assert.ok(
      text
        .split('\n')
        .filter((line) => /^[┏┡│├└┃]/.test(line))
        .every((line) => line.length === 100),
      text,
    );
    assert.ok(String(await summary('file:///lstm.py', 0)).includes(' Total params: 59 '));
  });

  test('the explorer is told the layer at a place, and how to write other arguments', async () => {
    const ask = (position: unknown, changes?: unknown) =>
      editor.connection.sendRequest<ExploreLayerResult | null>(EXPLORE_LAYER, {
        textDocument: { uri: 'file:///lstm.py' },
        position,
        changes,
      });
    const found = await ask(placeOf(lstm, 'LSTM(2)'), { units: '3', use_bias: 'False', return_sequences: 7 });
    assert.equal(found?.layer.kind === 'explored' && found.layer.call.layer.arguments['units'], '2');
    assert.deepEqual(
      [found?.uri, found?.range],
      ['file:///lstm.py', { start: { line: 4, character: 4 }, end: { line: 4, character: 11 } }],
    );
    assert.deepEqual(
      found?.edits.map(({ newText }) => newText),
      ['3', ', use_bias=False'],
    );
    assert.equal(await ask({ line: 2, character: 0 }), null);
    assert.equal(await ask({ line: 2000, character: 0 }), null);
    await assert.rejects(ask('somewhere'), ({ code }: ResponseError) => code === ErrorCodes.InvalidParams);
  });

  test('a page is told the models of a program with their places, and takes one away as a text', async () => {
    const ask = <Result>(method: string, params: object) => editor.connection.sendRequest<Result>(method, params);
    const textDocument = { uri: 'file:///lstm.py' };
    const found = await ask<ModelsView<Location> | null>('layerlens/models', { textDocument });
    assert.deepEqual(
      found?.models.map(({ total, rows }) => [total.text, rows.length]),
      [['59', 3]],
    );
    assert.deepEqual(found?.models[0]?.rows[1]?.place, {
      uri: 'file:///lstm.py',
      range: { start: { line: 4, character: 4 }, end: { line: 4, character: 11 } },
    });
    assert.match(
      (await ask<string | null>('layerlens/exportModel', { textDocument, model: 0, format: 'csv' })) ?? '',
      /^lstm,LSTM,/m,
    );
    for (const wrong of [
      { textDocument, model: 7, format: 'csv' },
      { textDocument, model: 0, format: 'doc' },
      { textDocument: { uri: 'file:///not-open.py' }, model: 0, format: 'csv' },
    ]) {
      assert.equal(await ask('layerlens/exportModel', wrong), null);
    }
    assert.equal(await ask('layerlens/models', { textDocument: { uri: 'file:///not-open.py' } }), null);
    await assert.rejects(ask('layerlens/models', {}), ({ code }: ResponseError) => code === ErrorCodes.InvalidParams);
  });

  test('the outline names the models and layers', async () => {
    const symbols =
      (await editor.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri: 'file:///lstm.py' } })) ??
      [];
    assert.match(JSON.stringify(symbols), /"name":"model/);
  });

  test('an edit is followed', async () => {
    const uri = 'file:///edited.py';
    await editor.open(uri, lstm);
    const at = placeOf(lstm, '2)(inputs)');
    const start = { line: at.line, character: at.character - 1 };
    await editor.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: { start, end: at }, text: '3' }],
    });
    const hints = await editor.hints(uri);
    assert.ok(
      hints.some((hint) => hint.includes('96')),
      hints.join('\n'),
    ); // 4·((4 + 3)·3 + 3)
  });

  test('a variable without a value is an error with a fix, and the analysis goes on', async () => {
    const uri = 'file:///mistake.py';
    const text = readExample('lstm_with_mistake.py');
    await editor.open(uri, text);
    const errors = (await editor.diagnostics(uri)).filter(({ severity }) => severity === DiagnosticSeverity.Error);
    assert.equal(errors.length, 1);
    assert.deepEqual(errors[0]!.range, { start: { line: 2, character: 12 }, end: { line: 2, character: 13 } });
    const actions = await editor.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: errors[0]!.range,
      context: { diagnostics: errors },
    });
    const edits = (actions as CodeAction[]).flatMap(({ edit }) => edit?.changes?.[uri] ?? []);
    assert.ok(
      edits.some(({ newText, range }) => newText === 'inputs' && range.start.character === 12),
      JSON.stringify(actions),
    );
    assert.ok((await editor.hints(uri)).some((hint) => hint.includes('59')));
  });

  test('a layer that is fed the wrong rank: its feeder, its page, its fix, all fixes at once, and its traceback', async () => {
    const uri = 'file:///stacked.py';
    const text =
      'import keras\nfrom keras import layers\nmodel = keras.Sequential([\n    keras.Input((10, 4)),\n    layers.LSTM(8),\n    layers.LSTM(2),\n])\n';
    await editor.open(uri, text);
    const [error] = await editor.diagnostics(uri);
    assert.equal(error?.code, 'rank-mismatch');
    assert.match(readFileSync(new URL(error.codeDescription!.href), 'utf8'), new RegExp(`^# ${error.code}\n`));
    assert.deepEqual(
      error.relatedInformation?.map(({ location, message }) => [location.range.start.line, message]),
      [[4, 'LSTM "lstm" gives (None, 8)']],
    );
    const ask = (only?: string[]) =>
      editor.connection.sendRequest(CodeActionRequest.type, {
        textDocument: { uri },
        range: error.range,
        context: { diagnostics: [error], ...(only ? { only } : {}) },
      }) as Promise<CodeAction[]>;
    const preferred = (await ask()).filter(({ isPreferred }) => isPreferred);
    assert.deepEqual(
      preferred.map(({ title, kind }) => [title, kind]),
      [['Add return_sequences=True to LSTM', 'quickfix']],
    );
    const all = await ask(['source.fixAll']);
    assert.deepEqual(
      all.map(({ kind, edit }) => [kind, edit?.changes?.[uri]?.map(({ newText }) => newText)]),
      [['source.fixAll.layerlens', [', return_sequences=True']]],
    );
    const explained = (await editor.connection.sendRequest(ExecuteCommandRequest.type, {
      command: 'layerlens.readError',
      arguments: [
        uri,
        'ValueError: Input 0 of layer "lstm_1" is incompatible with the layer: expected ndim=3, found ndim=2.',
      ],
    })) as { title: string; location: { range: { start: { line: number } } } };
    assert.deepEqual(
      [explained.title, explained.location.range.start.line],
      ['An input with the wrong number of dimensions, line 6', 5],
    );
    assert.equal(
      await editor.connection.sendRequest(ExecuteCommandRequest.type, {
        command: 'layerlens.readError',
        arguments: [uri, 'all is well'],
      }),
      null,
    );
  });

  test('a kind of hint can be switched off', async () => {
    editor.settings = { inlayHints: { shapes: false } };
    await editor.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    const without = await editor.hints('file:///lstm.py');
    editor.settings = {};
    await editor.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    const all = await editor.hints('file:///lstm.py');
    assert.ok(!without.some((hint) => hint.includes('(None, 2)')), without.join('\n'));
    assert.ok(
      without.some((hint) => hint.includes('56')),
      without.join('\n'),
    );
    assert.ok(
      all.some((hint) => hint.includes('(None, 2)')),
      all.join('\n'),
    );
  });

  test('switched off it answers nothing, and its problems go; switched on it is all there', async () => {
    const text =
      'from keras import Input\nfrom keras.layers import LSTM\nx = LSTM(2)(Input((10, 4)))\ny = LSTM(3)(x)\n';
    const uri = 'file:///switched.py';
    const change = async (settings: Record<string, unknown>) => {
      editor.settings = settings;
      const told = editor.nextDiagnostics(uri);
      await editor.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
      return told;
    };
    await editor.open(uri, text);
    assert.equal((await editor.diagnostics(uri)).length, 1);
    assert.deepEqual(await change({ enable: false }), []);
    assert.deepEqual(await editor.hints(uri), []);
    assert.equal(await editor.hover(uri, placeOf(text, 'LSTM(2)')), undefined);
    assert.equal(await summary(uri), '');
    assert.equal((await change({})).length, 1);
    assert.ok((await editor.hover(uri, placeOf(text, 'LSTM(2)')))?.includes('(2, 8)'));
  });

  test('a request that is none is refused, and the next is answered', async () => {
    await assert.rejects(
      editor.connection.sendRequest('layerlens/noSuchThing', {}),
      (error) => error instanceof ResponseError && error.code === ErrorCodes.MethodNotFound,
    );
    await assert.rejects(editor.connection.sendRequest('textDocument/hover', { nothing: true }), ResponseError);
    await assert.rejects(
      editor.connection.sendRequest('textDocument/inlayHint', { textDocument: { uri: 7 }, range: 'all' }),
      ResponseError,
    );
    assert.ok((await editor.hover('file:///lstm.py', placeOf(lstm, 'LSTM(2)')))?.includes('(2, 8)'));
  });

  test('a document that was never opened, and a place outside the text, have no answer', async () => {
    assert.equal(await editor.hover('file:///never.py', { line: 0, character: 0 }), undefined);
    assert.equal(await editor.hover('file:///lstm.py', { line: 4_000, character: 70 }), undefined);
    assert.equal(typeof (await summary('file:///never.py')), 'string');
  });

  for (const [what, text] of [
    ['empty', ''],
    ['half typed', 'import keras\ninputs = Input(shape=(100, 4))\nx = LSTM(2)(inputs\noutputs = Dense('],
    ['binary', Array.from({ length: 4_000 }, (_, index) => String.fromCharCode((index * 7919) % 256)).join('')],
    ['surrogate halves', 'x = "\ud800\udfff\ud800"\ny = Input((3,))\n'],
    ['5 MB', 'import keras\n' + '# a comment that is repeated\nvalues = [1, 2, 3]\n'.repeat(110_000)],
    ['deeply nested', `import keras\nx = ${'('.repeat(20_000)}1${')'.repeat(20_000)}\n`],
  ] as const) {
    test(`a file that is ${what} gets an answer`, { timeout: 30_000 }, async () => {
      const uri = `file:///${what.replaceAll(' ', '_')}.py`;
      await editor.open(uri, text);
      assert.ok(Array.isArray(await editor.hints(uri)));
      assert.ok(Array.isArray(await editor.diagnostics(uri)));
    });
  }
});

test('the name of a layer in a string has a definition and references; nothing else has', async () => {
  const editor = await new Editor().start();
  const uri = 'file:///named.py';
  const text =
    'import keras\nx = keras.Input((4,), name="data")\nm = keras.Model(x, keras.layers.Dense(2, name="out")(x))\nm.get_layer("out")\n';
  await editor.open(uri, text);
  const asked = { textDocument: { uri }, position: { line: 3, character: 14 } };
  const [place] = (await editor.connection.sendRequest(DefinitionRequest.type, asked)) as Location[];
  assert.deepEqual(place, { uri, range: { start: { line: 2, character: 46 }, end: { line: 2, character: 51 } } });
  const references = await editor.connection.sendRequest(ReferencesRequest.type, {
    ...asked,
    context: { includeDeclaration: true },
  });
  assert.deepEqual(
    references?.map(({ range }) => range.start.line),
    [2, 3],
  );
  assert.equal(
    await editor.connection.sendRequest(DefinitionRequest.type, {
      textDocument: { uri },
      position: placeOf(text, 'Dense'),
    }),
    null,
  );
  await editor.stop();
});

test('an editor that speaks Chinese is answered so', async () => {
  const editor = await new Editor().start('zh-cn');
  await editor.open('file:///lstm.py', lstm);
  assert.ok((await editor.hints('file:///lstm.py')).includes('5: → (None, 2) · 56 个参数'));
  assert.ok((await editor.hover('file:///lstm.py', placeOf(lstm, 'LSTM(2)')))?.includes('| 数组 | 形状 |'));
  const [lens] =
    (await editor.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: 'file:///lstm.py' } })) ?? [];
  assert.equal(lens?.command?.title, 'Layer Lens：model · 59 个参数 · 显示摘要');
  await editor.stop();
});

test('bytes that are no message do not end the server', async () => {
  const editor = await new Editor().start();
  editor.server.stdin.write('Content-Length: 7\r\n\r\n{"nope"');
  await editor.open('file:///lstm.py', lstm);
  assert.ok((await editor.hover('file:///lstm.py', placeOf(lstm, 'LSTM(2)')))?.includes('(2, 8)'));
  assert.equal(await editor.stop(), 0);
});

test('the server ends with its editor', async () => {
  const editor = await new Editor().start();
  const ended = new Promise((resolve) => editor.server.once('exit', resolve));
  editor.server.stdin.end();
  await ended;
});
