/** The thread that listens, with thinkers that do as the tests say. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Listener } from '../../../server/node/listener/listener.ts';
import type { AnyMessage } from '../../../server/node/listener/messages.ts';
import { patienceWith } from '../../../server/node/listener/patience.ts';
import type { Cause, ThinkerEvents } from '../../../server/node/listener/thinker-thread.ts';

const A = 'file:///a.py';
const B = 'file:///b.py';
const WHOLE = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

class FakeThinker {
  readonly events: ThinkerEvents;
  readonly heard: AnyMessage[] = [];
  isOver = false;
  hears = true;

  constructor(events: ThinkerEvents) {
    this.events = events;
  }
  send(message: AnyMessage): void {
    this.heard.push(message);
  }
  ask(question: number): void {
    if (this.hears) this.events.heard(question);
  }
  end(): void {
    this.isOver = true;
  }
  /** The methods of what it was told. */
  get methods(): readonly (string | undefined)[] {
    return this.heard.map(({ method }) => method);
  }
  answer(method: string, result: unknown): void {
    const asked = this.heard.findLast((message) => message.method === method)!;
    this.events.message({ jsonrpc: '2.0', id: asked.id!, result });
  }
}

function scene(now: () => number = () => 0) {
  const thinkers: FakeThinker[] = [];
  const sent: AnyMessage[] = [];
  const statuses: number[] = [];
  let give = () => {};
  const listener = new Listener({
    send: (message) => sent.push(message),
    start: (events) => {
      const thinker = new FakeThinker(events);
      thinkers.push(thinker);
      return thinker;
    },
    patience: (_ask, given) => {
      give = given;
      return { active: () => {}, heard: () => {}, stop: () => {} };
    },
    end: (status) => statuses.push(status),
    now,
  });
  const say = (method: string, params: unknown, id?: number) =>
    listener.hear({ jsonrpc: '2.0', method, params, ...(id === undefined ? {} : { id }) });
  const started = () => {
    say('initialize', { processId: 7, workspaceFolders: [{ uri: 'file:///one', name: 'one' }] }, 0);
    thinkers[0]!.answer('initialize', { capabilities: {} });
    say('initialized', {});
  };
  const open = (uri: string, text: string) =>
    say('textDocument/didOpen', { textDocument: { uri, languageId: 'python', version: 1, text } });
  const hints = (uri: string, id: number) => say('textDocument/inlayHint', { textDocument: { uri }, range: WHOLE }, id);
  return {
    listener,
    thinkers,
    sent,
    statuses,
    say,
    started,
    open,
    hints,
    give: () => give(),
    newest: () => thinkers.at(-1)!,
    answerTo: (id: unknown) => sent.find((message) => message.id === id && message.method === undefined),
    problemsOf: (uri: string) =>
      sent.findLast(
        ({ method, params }) => method === 'textDocument/publishDiagnostics' && (params as { uri: string }).uri === uri,
      )?.params as { diagnostics: { severity: number; message: string }[] } | undefined,
    end: (cause: Cause) => thinkers.at(-1)!.events.ended(cause, 'so it was'),
  };
}

test('an editor that asks for problems is asked to ask again, and is sent none', () => {
  const { sent, thinkers, say, open, problemsOf, end } = scene();
  const capabilities = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } };
  say('initialize', { processId: 7, capabilities }, 0);
  thinkers[0]!.answer('initialize', { capabilities: {} });
  say('initialized', {});
  open(A, 'x = 1\n');
  thinkers[0]!.events.working(A);
  end('memory');
  assert.equal(problemsOf(A), undefined);
  assert.equal(sent.filter(({ method }) => method === 'workspace/diagnostic/refresh').length, 1);
  say('textDocument/diagnostic', { textDocument: { uri: A } }, 8);
  const { result } = sent.find((message) => message.id === 8)!;
  assert.deepEqual(
    (result as { items: { code: string }[] }).items.map(({ code }) => code),
    ['not-read'],
  );
});

describe('what the editor and the thinker say goes through', () => {
  test('messages keep their order and ids; questions of the thinker get the answers that are theirs', () => {
    const { thinkers, sent, say, started, open, hints } = scene();
    started();
    open(A, 'x = 1\n');
    hints(A, 5);
    const [thinker] = thinkers;
    assert.deepEqual(thinker!.methods, ['initialize', 'initialized', 'textDocument/didOpen', 'textDocument/inlayHint']);
    thinker!.answer('textDocument/inlayHint', []);
    assert.deepEqual(sent.at(-1), { jsonrpc: '2.0', id: 5, result: [] });
    thinker!.events.message({ jsonrpc: '2.0', id: 0, method: 'workspace/configuration', params: {} } as AnyMessage);
    const asked = sent.at(-1)!;
    assert.notEqual(asked.id, 0);
    say('$/setTrace', { value: 'off' });
    assert.equal(thinker!.heard.at(-1)!.method, '$/setTrace');
  });

  test('whether the server lives is answered at once, and the editor is watched by the listener alone', () => {
    const { thinkers, answerTo, say, started } = scene();
    started();
    say('layerlens/ping', undefined, 9);
    assert.equal(answerTo(9)!.result, null);
    assert.equal((thinkers[0]!.heard[0]!.params as { processId: unknown }).processId, null);
  });

  test('shutdown and exit end the process, without shutdown as a failure', () => {
    const { say, started, statuses } = scene();
    started();
    say('exit', undefined);
    say('shutdown', undefined, 3);
    say('exit', undefined);
    assert.deepEqual(statuses, [1, 0]);
  });
});

describe('a thinker that ends', () => {
  test('the next one is told the editor, the settings and each text as it is now', () => {
    const { newest, say, started, open, end } = scene();
    started();
    say('workspace/didChangeConfiguration', { settings: { layerlens: { enable: true } } });
    open(A, 'x = 1\ny = 2\n');
    const range = { start: { line: 1, character: 4 }, end: { line: 1, character: 5 } };
    say('textDocument/didChange', {
      textDocument: { uri: A, version: 2 },
      contentChanges: [{ range, text: '33' }],
    });
    say('workspace/didChangeWorkspaceFolders', {
      event: { added: [{ uri: 'file:///two', name: 'two' }], removed: [{ uri: 'file:///one', name: 'one' }] },
    });
    end('failure');
    assert.deepEqual(newest().methods, ['initialize']);
    const { workspaceFolders } = newest().heard[0]!.params as { workspaceFolders: { uri: string }[] };
    assert.deepEqual(
      workspaceFolders.map(({ uri }) => uri),
      ['file:///two'],
    );
    newest().answer('initialize', { capabilities: {} });
    assert.deepEqual(newest().methods.slice(1), [
      'initialized',
      'workspace/didChangeConfiguration',
      'textDocument/didOpen',
    ]);
    const { textDocument } = newest().heard.at(-1)!.params as { textDocument: { text: string; version: number } };
    assert.deepEqual([textDocument.text, textDocument.version], ['x = 1\ny = 33\n', 2]);
  });

  test('a notebook is told again with its cells as they are', () => {
    const { newest, say, started, end } = scene();
    started();
    const cell = (name: string) => ({ kind: 2, document: `cell:${name}` });
    const item = (name: string, text: string) => ({ uri: `cell:${name}`, languageId: 'python', version: 1, text });
    say('notebookDocument/didOpen', {
      notebookDocument: { uri: 'file:///n.ipynb', notebookType: 'jupyter', version: 1, cells: [cell('a'), cell('b')] },
      cellTextDocuments: [item('a', 'a = 1'), item('b', 'b = 2')],
    });
    say('notebookDocument/didChange', {
      notebookDocument: { uri: 'file:///n.ipynb', version: 2 },
      change: {
        cells: {
          structure: {
            array: { start: 1, deleteCount: 1, cells: [cell('c')] },
            didOpen: [item('c', 'c = 3')],
            didClose: [{ uri: 'cell:b' }],
          },
          textContent: [{ document: { uri: 'cell:a', version: 2 }, changes: [{ text: 'a = 10' }] }],
        },
      },
    });
    end('failure');
    newest().answer('initialize', {});
    const { notebookDocument, cellTextDocuments } = newest().heard.at(-1)!.params as {
      notebookDocument: { version: number; cells: { document: string }[] };
      cellTextDocuments: { text: string }[];
    };
    assert.equal(notebookDocument.version, 2);
    assert.deepEqual(
      notebookDocument.cells.map(({ document }) => document),
      ['cell:a', 'cell:c'],
    );
    assert.deepEqual(cellTextDocuments.map(({ text }) => text).sort(), ['a = 10', 'c = 3']);
  });

  test('requests that wait are answered, hints with those of before where the lines are now', () => {
    const { newest, say, started, open, hints, end, answerTo } = scene();
    started();
    open(A, 'x = 1\ny = 2\n');
    hints(A, 1);
    newest().answer('textDocument/inlayHint', [
      { position: { line: 0, character: 5 }, label: 'zero' },
      { position: { line: 1, character: 5 }, label: 'one' },
    ]);
    const start = { line: 0, character: 5 };
    say('textDocument/didChange', {
      textDocument: { uri: A, version: 2 },
      contentChanges: [{ range: { start, end: start }, text: '\nz = 3' }],
    });
    hints(A, 2);
    say('textDocument/hover', { textDocument: { uri: A }, position: start }, 3);
    end('failure');
    assert.deepEqual(answerTo(2)!.result, [{ position: { line: 2, character: 5 }, label: 'one' }]);
    assert.equal(answerTo(3)!.result, null);
  });

  test('the program that it was at is left alone until it is edited, which a problem says', () => {
    const { newest, say, started, open, hints, end, answerTo, problemsOf } = scene();
    started();
    open(A, 'x = 1\n');
    open(B, 'y = 1\n');
    newest().events.working(A);
    end('memory');
    newest().answer('initialize', {});
    const opened = () =>
      newest()
        .heard.filter(({ method }) => method === 'textDocument/didOpen')
        .map(({ params }) => (params as { textDocument: { uri: string } }).textDocument.uri);
    assert.deepEqual(opened(), [B]);
    const [problem] = problemsOf(A)!.diagnostics;
    assert.equal(problem!.severity, 3);
    assert.match(problem!.message, /not enough memory/);
    hints(A, 4);
    assert.deepEqual(answerTo(4)!.result, []);
    say('textDocument/didChange', { textDocument: { uri: A, version: 2 }, contentChanges: [{ text: 'x = 2\n' }] });
    assert.deepEqual(opened(), [B, A]);
    hints(A, 5);
    assert.equal(newest().heard.at(-1)!.id, 5);
  });

  test('what is closed says nothing any more', () => {
    const { newest, say, started, open, end, problemsOf } = scene();
    started();
    open(A, 'x = 1\n');
    newest().events.working(A);
    end('failure');
    say('textDocument/didClose', { textDocument: { uri: A } });
    assert.deepEqual(problemsOf(A)!.diagnostics, []);
    newest().answer('initialize', {});
    assert.ok(!newest().methods.includes('textDocument/didOpen'));
  });

  test('what is said while the next one begins is said to it afterwards, in order', () => {
    const { newest, started, open, hints, end } = scene();
    started();
    open(A, 'x = 1\n');
    end('failure');
    open(B, 'y = 1\n');
    hints(B, 6);
    assert.deepEqual(newest().methods, ['initialize']);
    newest().answer('initialize', {});
    assert.deepEqual(newest().methods.slice(1), [
      'initialized',
      'textDocument/didOpen',
      'textDocument/didOpen',
      'textDocument/inlayHint',
    ]);
  });

  test('what it had registered is taken back, and answers to its questions are for nobody', () => {
    const { newest, listener, sent, started, end } = scene();
    started();
    const registrations = [{ id: 'r1', method: 'workspace/didChangeWatchedFiles' }];
    newest().events.message({ jsonrpc: '2.0', id: 1, method: 'client/registerCapability', params: { registrations } });
    const asked = sent.at(-1)!;
    end('failure');
    const taken = sent.find(({ method }) => method === 'client/unregisterCapability')!;
    assert.deepEqual(taken.params, {
      unregisterations: [{ id: 'r1', method: 'workspace/didChangeWatchedFiles' }],
    });
    newest().answer('initialize', {});
    const before = newest().heard.length;
    listener.hear({ jsonrpc: '2.0', id: asked.id!, result: null });
    assert.equal(newest().heard.length, before);
  });

  test('one that ends while it starts is followed by one that answers the editor', () => {
    const { thinkers, answerTo, say, end } = scene();
    say('initialize', { processId: 7 }, 0);
    end('failure');
    assert.equal(thinkers.length, 2);
    thinkers[1]!.answer('initialize', { capabilities: { hoverProvider: true } });
    assert.deepEqual(answerTo(0)!.result, { capabilities: { hoverProvider: true } });
  });

  test('where they end one after the other the server ends, unless it takes them long', () => {
    let time = 0;
    const { started, end, statuses, newest } = scene(() => time);
    started();
    const endOne = () => {
      end('failure');
      newest().answer('initialize', {});
    };
    for (let ended = 0; ended < 8; ended++, time += 100_000) endOne();
    assert.deepEqual(statuses, []);
    for (let ended = 0; ended < 7; ended++) endOne();
    end('failure');
    assert.deepEqual(statuses, [1]);
  });

  test('one that does not hear is ended', () => {
    const { thinkers, started, open, give, problemsOf } = scene();
    started();
    open(A, 'x = 1\n');
    thinkers[0]!.events.working(A);
    give();
    assert.ok(thinkers[0]!.isOver);
    assert.equal(thinkers.length, 2);
    assert.match(problemsOf(A)!.diagnostics[0]!.message, /took too long/);
  });
});

describe('patience', () => {
  const times = { every: 5, working: 100, waiting: 60_000, alert: 40 };

  /** Waits until the condition holds; the test's own limit ends it where it never does. */
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds())
      await new Promise((resolve) => {
        setTimeout(resolve, 2);
      });
  };

  test('a thinker that works for too long without hearing is given up', { timeout: 20_000 }, async () => {
    let [worked, given] = [0, 0];
    const questions: number[] = [];
    const patience = patienceWith(times, () => worked)(
      (question) => questions.push(question),
      () => given++,
    );
    patience.active();
    await until(() => questions.length > 0);
    assert.equal(given, 0);
    patience.heard(questions[0]!);
    await until(() => questions.length > 1);
    worked = 99;
    assert.equal(given, 0);
    worked = 200;
    await until(() => given > 0);
    assert.equal(given, 1);
    patience.stop();
  });

  test('where nobody speaks nobody is asked', { timeout: 20_000 }, async () => {
    let asked = 0;
    const patience = patienceWith(times, () => 0)(
      (question) => {
        asked++;
        patience.heard(question);
      },
      () => assert.fail('it heard'),
    );
    patience.active();
    await until(() => asked >= 3);
    // Eight looks, then none, whatever the machine does.
    await new Promise((resolve) => {
      setTimeout(resolve, 200);
    });
    assert.ok(asked <= 10, String(asked));
    patience.stop();
  });
});
