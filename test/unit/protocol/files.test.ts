import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { createConnection } from 'vscode-languageserver/node';
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  InlayHintRefreshRequest,
  InlayHintRequest,
  type InlayHint,
  LSPErrorCodes,
  ShutdownRequest,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  type Hover,
} from 'vscode-languageserver-protocol/node';
import { readParserBytes } from '../../../server/node/wasm.ts';
import { startServer } from '../../../server/protocol/server.ts';

/** A server and an editor in one process, on a workspace that only the editor can read. */
async function connect(
  files: ReadonlyMap<string, string>,
  options: { contentFormat?: ('markdown' | 'plaintext')[] } = {},
): Promise<{ editor: ProtocolConnection; refreshed: () => Promise<void> }> {
  const [up, down] = [new PassThrough(), new PassThrough()];
  startServer(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)), readParserBytes());
  const editor = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  editor.onRequest('layerlens/readFile', ({ uri }: { uri: string }) => files.get(uri) ?? null);
  let refresh = () => {};
  editor.onRequest(InlayHintRefreshRequest.type, () => refresh());
  editor.listen();
  await editor.sendRequest(InitializeRequest.type, {
    processId: null,
    rootUri: null,
    workspaceFolders: [{ uri: 'memfs:/project', name: 'project' }],
    initializationOptions: { readFiles: true },
    capabilities: {
      workspace: { inlayHint: { refreshSupport: true } },
      textDocument: { hover: { contentFormat: options.contentFormat ?? ['markdown'] } },
    },
  });
  await editor.sendNotification(InitializedNotification.type, {});
  return {
    editor,
    refreshed: () =>
      new Promise((resolve) => {
        refresh = resolve;
      }),
  };
}

/** As the protocol ends a connection, but for the exit, which would end this process. */
async function close(editor: ProtocolConnection): Promise<void> {
  await editor.sendRequest(ShutdownRequest.type);
  editor.dispose();
}

const open = (editor: ProtocolConnection, uri: string, text: string) =>
  editor.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: 'python', version: 1, text },
  });
const range = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };
const hints = async (editor: ProtocolConnection, uri: string) =>
  ((await editor.sendRequest(InlayHintRequest.type, { textDocument: { uri }, range })) ?? []).map(
    ({ label }: InlayHint) => String(label),
  );

const MAIN = 'import keras\nfrom sizes import UNITS\nx = keras.layers.Dense(UNITS)(keras.Input((4,)))\n';

test('an imported file that only the editor can read is asked for, and the hints are asked for again when it comes', async () => {
  const { editor, refreshed } = await connect(new Map([['memfs:/project/sizes.py', 'UNITS = 3\n']]));
  const refresh = refreshed();
  await open(editor, 'memfs:/project/main.py', MAIN);
  await hints(editor, 'memfs:/project/main.py');
  await refresh;
  assert.deepEqual(await hints(editor, 'memfs:/project/main.py'), ['Input → (None, 4)', 'Dense → (None, 3) · 15']);
  await close(editor);
});

test('an imported file that is open is taken as it is in the editor, and every edit of it is followed', async () => {
  const { editor, refreshed } = await connect(new Map());
  await open(editor, 'memfs:/project/sizes.py', 'UNITS = 3\n');
  await open(editor, 'memfs:/project/main.py', MAIN);
  assert.deepEqual((await hints(editor, 'memfs:/project/main.py')).at(-1), 'Dense → (None, 3) · 15');
  const refresh = refreshed();
  await editor.sendNotification(DidChangeTextDocumentNotification.type, {
    textDocument: { uri: 'memfs:/project/sizes.py', version: 2 },
    contentChanges: [{ text: 'UNITS = 5\n' }],
  });
  await refresh;
  assert.deepEqual((await hints(editor, 'memfs:/project/main.py')).at(-1), 'Dense → (None, 5) · 25');
  await close(editor);
});

test('an editor that shows no Markdown gets plain text', async () => {
  const { editor } = await connect(new Map(), { contentFormat: ['plaintext'] });
  await open(editor, 'memfs:/project/main.py', MAIN.replace('UNITS)', '3)'));
  const hover: Hover | null = await editor.sendRequest(HoverRequest.type, {
    textDocument: { uri: 'memfs:/project/main.py' },
    position: { line: 2, character: 20 },
  });
  assert.deepEqual(
    typeof hover?.contents === 'object' && 'kind' in hover.contents ? hover.contents.kind : undefined,
    'plaintext',
  );
  assert.match(JSON.stringify(hover?.contents), /Dense dense · \(None, 4\) → \(None, 3\) · 15 parameters/);
  await close(editor);
});

test('a hover has pictures only for an editor that says it shows them', async () => {
  const { editor } = await connect(new Map());
  await open(editor, 'memfs:/project/main.py', MAIN.replace('UNITS)', '3)'));
  const hover = await editor.sendRequest(HoverRequest.type, {
    textDocument: { uri: 'memfs:/project/main.py' },
    position: { line: 2, character: 20 },
  });
  assert.doesNotMatch(JSON.stringify(hover), /data:image/);
  await close(editor);
});

test('a cancelled request is refused as such, or answered', async () => {
  const { editor } = await connect(new Map());
  await open(editor, 'memfs:/project/main.py', MAIN);
  const { CancellationTokenSource } = await import('vscode-languageserver-protocol/node');
  const source = new CancellationTokenSource();
  const answer = editor.sendRequest(
    InlayHintRequest.type,
    { textDocument: { uri: 'memfs:/project/main.py' }, range },
    source.token,
  );
  source.cancel();
  await answer.then(
    (result) => assert.ok(Array.isArray(result)),
    (error) => assert.ok(error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled),
  );
  await close(editor);
});

test('problems carry the version that they were found in, and go when the document is closed', async () => {
  const { editor } = await connect(new Map());
  const published: { version?: number | undefined; count: number }[] = [];
  let heard = () => {};
  editor.onNotification(PublishDiagnosticsNotification.type, ({ version, diagnostics }) => {
    published.push({ version, count: diagnostics.length });
    heard();
  });
  const next = () =>
    new Promise<void>((resolve) => {
      heard = resolve;
    });
  let waiting = next();
  await open(editor, 'memfs:/project/main.py', 'import keras\ny = keras.layers.Dense(2)(nothing)\nnothing = 1\n');
  await waiting;
  assert.deepEqual(published.at(-1), { version: 1, count: 1 });
  waiting = next();
  await editor.sendNotification('textDocument/didClose', { textDocument: { uri: 'memfs:/project/main.py' } });
  await waiting;
  assert.deepEqual(published.at(-1), { version: undefined, count: 0 });
  await close(editor);
});
