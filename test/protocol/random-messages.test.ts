/**
 * Messages at random, right and wrong ones, as a broken or hasty editor sends them: each request is answered, no answer
 * is an exception of the
 * server's own, and what it says in the end is what a new document with the same text gets. `MESSAGE_RUNS=20000` sends
 * more, `MESSAGE_SEED=7` others.
 */
import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { test } from 'node:test';
import { CancellationTokenSource, ErrorCodes, ResponseError } from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Dice } from '../fuzz/mutations.ts';
import { cli, Editor, readExample } from './language-client.ts';

const RUNS = Number(process.env['MESSAGE_RUNS'] ?? 1_500);
const SEED = Number(process.env['MESSAGE_SEED'] ?? 1);
/** Answers are waited for together after so many messages. */
const BATCH = 50;

const TEXT = readExample('lstm.py');
const DOCUMENTS = [
  'file:///a.py',
  'file:///b.py',
  'untitled:c',
  'file:///never-opened.py',
  'no uri at all',
  'vscode-notebook-cell:/n.ipynb#1',
];
const PIECES = [
  '',
  'x',
  '\n',
  'model.add(',
  '4)\n',
  '2, ',
  '"""',
  'LSTM(3)(x)\n',
  '\u{1F600}',
  '\r\n',
  '(',
  '    ',
  'print(model.count_params())\n',
];
const REQUESTS = [
  'textDocument/hover',
  'textDocument/inlayHint',
  'textDocument/codeAction',
  'textDocument/codeLens',
  'textDocument/documentSymbol',
  'textDocument/definition',
  'textDocument/references',
  'textDocument/diagnostic',
  'inlayHint/resolve',
  'codeLens/resolve',
  'workspace/executeCommand',
  'layerlens/exploreLayer',
  'layerlens/models',
  'no/such/method',
  '',
];
const NOTIFICATIONS = [
  'textDocument/didChange',
  'textDocument/didClose',
  'textDocument/didOpen',
  'textDocument/didSave',
  'notebookDocument/didOpen',
  'notebookDocument/didChange',
  'notebookDocument/didClose',
  'workspace/didChangeConfiguration',
  'workspace/didChangeWatchedFiles',
  'workspace/didChangeWorkspaceFolders',
  '$/cancelRequest',
  '$/setTrace',
  'no/such/notification',
];
/** Errors that blame the editor, or say that it took its question back. */
const BLAMING: ReadonlySet<number> = new Set([
  ErrorCodes.InvalidParams,
  ErrorCodes.MethodNotFound,
  ErrorCodes.InvalidRequest,
  -32800,
  -32801,
  -32802,
]);

class Sender {
  readonly dice = new Dice(Math.imul(SEED, 2_654_435_761));
  readonly open = new Map<string, TextDocument>();
  readonly editor: Editor;
  version = 1;
  private answers: Promise<string | undefined>[] = [];
  constructor(editor: Editor) {
    this.editor = editor;
  }

  number(): unknown {
    return this.dice.pick<unknown>([0, 1, 3, 5, 8, 20, 1_000_000, 2 ** 31, 2 ** 53, -1, 0.5, Number.NaN, null, 'x']);
  }
  position(): unknown {
    return this.dice.below(12) === 0
      ? this.junk()
      : {
          line: this.dice.below(3) ? this.dice.below(14) : this.number(),
          character: this.dice.below(3) ? this.dice.below(40) : this.number(),
        };
  }
  range(): unknown {
    return this.dice.below(12) === 0 ? this.junk() : { start: this.position(), end: this.position() };
  }
  junk(): unknown {
    return this.dice.pick<unknown>([
      null,
      0,
      'text',
      [],
      {},
      [null],
      { textDocument: null },
      { textDocument: { uri: 7 } },
      { uri: '' },
      { command: 'layerlens.summary', arguments: [{}, -1] },
      { event: 3 },
    ]);
  }

  params(): unknown {
    const { dice } = this;
    if (dice.below(10) === 0) return this.junk();
    const uri = dice.pick(DOCUMENTS);
    return {
      textDocument: { uri, version: this.number() },
      position: this.position(),
      range: this.range(),
      context: { diagnostics: [], only: dice.below(3) ? undefined : this.junk() },
      command: dice.pick(['layerlens.summary', 'other']),
      arguments: [dice.pick<unknown>([uri, this.junk()]), this.number()],
      data: dice.below(2) ? { uri, start: this.number() } : this.junk(),
      label: 'x',
      changes: [{ uri, type: this.number() }],
      settings: dice.pick<unknown>([{ layerlens: this.junk() }, this.junk()]),
      event: { added: [], removed: [] },
    };
  }

  /** A right edit of an open document, or one that a confused editor sends. */
  edit(): Promise<void> {
    const { dice } = this;
    const [document] = [...this.open.values()].slice(dice.below(this.open.size || 1));
    if (document === undefined || dice.below(6) === 0) {
      const uri = dice.pick(DOCUMENTS);
      if (uri.startsWith('vscode-notebook-cell') || uri === 'no uri at all')
        return this.notify('textDocument/didChange', {
          textDocument: { uri, version: this.number() },
          contentChanges: [this.junk()],
        });
      this.open.set(uri, TextDocument.create(uri, 'python', ++this.version, TEXT));
      return this.notify('textDocument/didOpen', {
        textDocument: { uri, languageId: 'python', version: this.version, text: TEXT },
      });
    }
    const length = document.getText().length;
    const start = document.positionAt(dice.below(length + 1));
    // Past the end of a line or of the text: both sides take it as the end.
    const end =
      dice.below(8) === 0
        ? { line: start.line, character: start.character + 1000 }
        : document.positionAt(Math.min(length, document.offsetAt(start) + dice.below(12)));
    const change = dice.below(15) === 0 ? { text: TEXT } : { range: { start, end }, text: dice.pick(PIECES) };
    TextDocument.update(document, [change], ++this.version);
    return this.notify('textDocument/didChange', {
      textDocument: { uri: document.uri, version: this.version },
      contentChanges: [change],
    });
  }

  private notify(method: string, params: unknown): Promise<void> {
    return this.editor.connection.sendNotification(method, params);
  }

  private ask(method: string, params: unknown, cancelled: boolean): void {
    const source = new CancellationTokenSource();
    const answer = this.editor.connection.sendRequest(method, params, source.token).then(
      () => undefined,
      (error: unknown) => {
        if (error instanceof ResponseError && BLAMING.has(error.code)) return undefined;
        return `${method} ${JSON.stringify(params)}: ${String(error)}${error instanceof ResponseError ? ` (${error.code})` : ''}`;
      },
    );
    if (cancelled) source.cancel();
    this.answers.push(answer);
  }

  async send(): Promise<void> {
    const { dice } = this;
    switch (dice.below(4)) {
      case 0:
      case 1:
        return this.edit();
      case 2:
        this.ask(dice.pick(REQUESTS), this.params(), dice.below(5) === 0);
        return undefined;
      default: {
        const method = dice.pick(NOTIFICATIONS);
        const params = this.params();
        // What is said of documents in earnest goes through edit(), which keeps the same texts.
        if (/^textDocument\/did(Change|Close|Open)$/.test(method)) return this.notify(method, this.junk());
        return this.notify(method, params);
      }
    }
  }

  /** The answers that are none, for all that was asked. */
  async complaints(): Promise<string[]> {
    const found = await Promise.all(this.answers);
    this.answers = [];
    return found.filter((complaint) => complaint !== undefined);
  }
}

test(`${RUNS} random messages of seed ${SEED}`, { timeout: 600_000 }, async (context) => {
  const editor = await new Editor().start();
  context.after(() => editor.server.kill());
  const sender = new Sender(editor);
  const exited = new Promise<never>((_, reject) => {
    editor.server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  exited.catch(() => {});
  for (let sent = 0; sent < RUNS; sent += BATCH) {
    for (let index = 0; index < BATCH; index++) await sender.send();
    const complaints = await Promise.race([sender.complaints(), exited]);
    assert.deepEqual(complaints, [], `after ${sent + BATCH} messages`);
  }
  for (const [index, [uri, document]] of [...sender.open].entries()) {
    await editor.open(`file:///again-${index}.py`, document.getText());
    assert.deepEqual(await editor.hints(uri), await editor.hints(`file:///again-${index}.py`), document.getText());
  }
  await editor.open('file:///fresh.py', TEXT);
  assert.ok(
    (await editor.hints('file:///fresh.py')).some((hint) => hint.includes('56')),
    'the server still does its work',
  );
  editor.server.removeAllListeners('exit');
  assert.equal(await editor.stop(), 0);
});

const frame = (text: string): string => `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
const INITIALIZE = frame(
  '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{}}}',
);

/** What the server writes until `until` is in it, or it ends. */
function answered(server: ChildProcessWithoutNullStreams, until: string): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    server.stdout.on('data', (bytes: Buffer) => {
      text += bytes.toString();
      if (text.includes(until)) resolve(text);
    });
    server.once('exit', (code) => resolve(`${text}\nended with ${code}`));
  });
}

const MALFORMED: Readonly<Record<string, string>> = {
  'no JSON': frame('{"jsonrpc": "2.0", "id": 5, "method": '),
  'a list': frame('[1, 2, 3]'),
  'a word': frame('"hello"'),
  null: frame('null'),
  'an empty object': frame('{}'),
  'a number as method': frame('{"jsonrpc":"2.0","id":6,"method":7}'),
  'an answer to nothing': frame('{"jsonrpc":"2.0","id":99,"result":null}'),
  'a header more': `Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n${frame('{"jsonrpc":"2.0","method":"x"}')}`,
  'a batch': frame('[{"jsonrpc":"2.0","method":"x"},{"jsonrpc":"2.0","id":7,"method":"y"}]'),
  'fields missing': frame('{"jsonrpc":"2.0","id":8,"method":"textDocument/hover"}'),
  'no version of the protocol': frame('{"id":9,"method":"textDocument/hover","params":{}}'),
  'params that are no object': frame('{"jsonrpc":"2.0","id":10,"method":"textDocument/inlayHint","params":"x"}'),
  'params that are a list': frame('{"jsonrpc":"2.0","id":11,"method":"textDocument/hover","params":[1,2,3]}'),
  'an id that is an object': frame('{"jsonrpc":"2.0","id":{"a":1},"method":"textDocument/hover","params":null}'),
  'both a request and an answer': frame(
    '{"jsonrpc":"2.0","id":12,"method":"textDocument/hover","result":1,"error":{"code":1,"message":"x"}}',
  ),
  'an error to nothing': frame('{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"x"}}'),
  'a prototype': frame(
    '{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"__proto__":{"textDocument":1},"constructor":{"prototype":1},"textDocument":{"uri":"__proto__","languageId":"python","version":1,"text":"x"}}}',
  ),
  'deep JSON': frame(`{"jsonrpc":"2.0","method":"x","params":${'['.repeat(2_000)}${']'.repeat(2_000)}}`),
  'a text of two megabytes': frame(
    JSON.stringify({
      jsonrpc: '2.0',
      method: 'textDocument/didOpen',
      params: {
        textDocument: { uri: 'file:///l.py', languageId: 'python', version: 1, text: '# keras\n'.repeat(250_000) },
      },
    }),
  ),
  'bytes that are no UTF-8': frame('{"jsonrpc":"2.0","method":"\ufffd"}'),
  'a wide header': `X-${'y'.repeat(100_000)}: z\r\n${frame('{"jsonrpc":"2.0","method":"x"}')}`,
  'a small length in capitals': frame('{"jsonrpc":"2.0","method":"x"}').replace('Content-Length', 'content-length'),
};
for (const [what, bytes] of Object.entries(MALFORMED)) {
  test(`a malformed frame, ${what}: the next one is answered`, { timeout: 60_000 }, async (context) => {
    const server = spawn(process.execPath, [cli, '--stdio']);
    context.after(() => server.kill());
    const first = answered(server, '"serverInfo"');
    server.stdin.write(INITIALIZE);
    assert.match(await first, /"serverInfo"/);
    const next = answered(server, '"id":2');
    server.stdin.write(bytes);
    server.stdin.write(frame('{"jsonrpc":"2.0","id":2,"method":"shutdown"}'));
    assert.match(await next, /"id":2,"result":null/);
    server.stdin.write(frame('{"jsonrpc":"2.0","method":"exit"}'));
    assert.equal(
      await new Promise((resolve) => {
        server.once('exit', resolve);
      }),
      0,
    );
  });
}

/**
 * After these nobody can tell where the next message begins: the server may end, and must not hang, print, or take
 * memory without end.
 */
const HOPELESS: Readonly<Record<string, string>> = {
  'a length too small': 'Content-Length: 3\r\n\r\n{"jsonrpc":"2.0","method":"x"}',
  'a length too large': 'Content-Length: 999999999\r\n\r\n{"jsonrpc":"2.0","method":"x"}',
  'a length below zero': 'Content-Length: -5\r\n\r\n{}',
  'a length that is no number': 'Content-Length: many\r\n\r\n{}',
  'no length': 'Content-Type: x\r\n\r\n{}',
  'a header without a colon': 'hello\r\n\r\n{}',
  'a header that does not end': 'X: y\r\n'.repeat(20_000),
  'half a message': INITIALIZE.slice(0, 60),
  'no header at all': '\0'.repeat(10_000),
};
for (const [what, bytes] of Object.entries(HOPELESS)) {
  test(`a stream that breaks off, ${what}: the server ends with its input`, { timeout: 60_000 }, async (context) => {
    const server = spawn(process.execPath, [cli, '--stdio']);
    context.after(() => server.kill('SIGKILL'));
    const ended = new Promise((resolve) => {
      server.once('exit', resolve);
    });
    const first = answered(server, '"serverInfo"');
    server.stdin.write(INITIALIZE);
    await first;
    server.stdin.on('error', () => {}); // it may have ended before it has read all
    server.stdin.write(bytes);
    server.stdin.end();
    await ended;
  });
}

test('a message that comes in single bytes is a message', { timeout: 60_000 }, async (context) => {
  const server = spawn(process.execPath, [cli, '--stdio']);
  context.after(() => server.kill());
  const first = answered(server, '"serverInfo"');
  for (const byte of Buffer.from(INITIALIZE)) {
    server.stdin.write(Buffer.from([byte]));
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
  assert.match(await first, /"serverInfo"/);
});
