/** The listening thread with the thread that really thinks, which is ended in the middle of what it does. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Listener } from '../../server/node/listener/listener.ts';
import { type AnyMessage, part } from '../../server/node/listener/messages.ts';
import { patienceWith, TIMES } from '../../server/node/listener/patience.ts';
import { type StartThinker, type ThinkerEvents, thinkerThread } from '../../server/node/listener/thinker-thread.ts';
import { cli, readExample } from './language-client.ts';

/** Ends of the thread in the longer test, between two messages each. */
const ENDS = 40;
/** Numbers like those of chance, the same ones each time. */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** An editor that speaks to a listener without a process between them. */
class Editor {
  readonly listener: Listener;
  readonly statuses: number[] = [];
  readonly problems = new Map<string, readonly { readonly message: string }[]>();
  readonly #answers = new Map<number, (message: AnyMessage) => void>();
  #time = 0;
  #ids = 0;
  #running: { end(): void; readonly events: ThinkerEvents } | undefined;

  constructor(start: StartThinker, times = TIMES) {
    this.listener = new Listener({
      start: (events) => {
        const thinker = start(events);
        this.#running = { end: () => thinker.end(), events };
        return thinker;
      },
      send: (message) => this.#hear(message),
      patience: patienceWith(times),
      end: (status) => this.statuses.push(status),
      // So that many ends are far from each other.
      now: () => (this.#time += 60_000),
    });
  }

  #hear(message: AnyMessage): void {
    if (message.method === undefined) {
      this.#answers.get(Number(message.id))?.(message);
      this.#answers.delete(Number(message.id));
    } else if (message.id !== undefined && message.id !== null) {
      const items = part(message.params, 'items');
      const result = Array.isArray(items) ? items.map(() => null) : null;
      this.listener.hear({ jsonrpc: '2.0', id: message.id, result });
    } else if (message.method === 'textDocument/publishDiagnostics') {
      const { uri, diagnostics } = message.params as { uri: string; diagnostics: readonly { message: string }[] };
      this.problems.set(uri, diagnostics);
    }
  }

  notify(method: string, params: unknown): void {
    this.listener.hear({ jsonrpc: '2.0', method, params });
  }

  ask(method: string, params: unknown): Promise<AnyMessage> {
    const id = ++this.#ids;
    const answered = new Promise<AnyMessage>((resolve) => {
      this.#answers.set(id, resolve);
    });
    this.listener.hear({ jsonrpc: '2.0', id, method, params });
    return answered;
  }

  async start(): Promise<void> {
    await this.ask('initialize', { processId: null, rootUri: null, capabilities: {} });
    this.notify('initialized', {});
  }

  open(uri: string, text: string): void {
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'python', version: 1, text } });
  }

  change(uri: string, version: number, text: string): void {
    this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] });
  }

  hints(uri: string): Promise<AnyMessage> {
    const range = { start: { line: 0, character: 0 }, end: { line: 500, character: 0 } };
    return this.ask('textDocument/inlayHint', { textDocument: { uri }, range });
  }

  /** Ends the thread as a fault in it would. */
  endThinker(): void {
    const { end, events } = this.#running!;
    end();
    events.ended('failure', 'the test ended it');
  }

  stop(): void {
    this.listener.stop();
  }
}

const labelsOf = ({ result }: AnyMessage): readonly string[] =>
  (result as readonly { label: string | readonly { value: string }[] }[]).map(({ label }) =>
    typeof label === 'string' ? label : label.map(({ value }) => value).join(''),
  );

const entry = pathToFileURL(cli);
const A = 'file:///a.py';
const B = 'file:///b.py';

test('a thread that is ended between any two messages leaves no request without an answer and no wrong fact', {
  timeout: 240_000,
}, async (context) => {
  const chance = chances(20_261_128);
  const editor = new Editor(thinkerThread(entry));
  context.after(() => editor.stop());
  await editor.start();
  const text = readExample('lstm.py');
  const edited = (number: number) => `${text}\nlast = keras.layers.Dense(${number})(keras.Input((3,)))\n`;
  editor.open(A, text);
  editor.open(B, text);
  const unanswered: Promise<AnyMessage>[] = [];
  let version = 1;
  for (let ends = 0; ends < ENDS; ) {
    const draw = chance();
    if (draw < 0.3) {
      editor.endThinker();
      ends++;
      // Some are ended before they know anything.
      if (chance() < 0.7)
        await editor.ask('textDocument/hover', { textDocument: { uri: B }, position: { line: 0, character: 0 } });
    } else if (draw < 0.6) editor.change(A, ++version, edited(version));
    else unanswered.push(editor.hints(draw < 0.8 ? A : B));
  }
  await Promise.all(unanswered);
  // A program that the last thread was at is left alone until it is edited.
  editor.change(A, ++version, edited(7));
  editor.change(B, ++version, edited(8));
  const [a, b] = [labelsOf(await editor.hints(A)), labelsOf(await editor.hints(B))];
  assert.match(a.at(-1)!, /7/);
  assert.match(b.at(-1)!, /8/);
  const fresh = new Editor(thinkerThread(entry));
  context.after(() => fresh.stop());
  await fresh.start();
  fresh.open(A, edited(7));
  assert.deepEqual(a, labelsOf(await fresh.hints(A)));
  assert.deepEqual(editor.statuses, []);
});

/** A thinker that answers, says what it is at, and stays there for ever where a text asks it to. */
const HANGS = `
  import { parentPort, workerData } from 'node:worker_threads';
  workerData.control.on('message', (heard) => workerData.control.postMessage({ heard }));
  parentPort.on('message', ({ id, method, params }) => {
    const uri = params?.textDocument?.uri;
    if (uri) workerData.control.postMessage({ working: uri });
    if (JSON.stringify(params ?? null).includes('while True')) for (;;);
    if (JSON.stringify(params ?? null).includes('much memory')) { const all = []; for (;;) all.push(new Array(1e6).fill(all)); }
    if (id !== undefined) parentPort.postMessage({ jsonrpc: '2.0', id, result: method === 'textDocument/hover' ? 'hover' : [] });
  });
`;

for (const [what, text, said, working] of [
  ['works for ever', 'while True: pass', /took too long/, 300],
  ['takes all memory', 'much memory', /not enough memory/, 60_000],
] as const)
  test(`a thread that ${what} is ended, what it was at is said, and the rest is answered`, {
    timeout: 120_000,
  }, async (context) => {
    const hanging = thinkerThread(new URL(`data:text/javascript,${encodeURIComponent(HANGS)}`), {
      maxOldGenerationSizeMb: 64,
      maxYoungGenerationSizeMb: 4,
    });
    const editor = new Editor(hanging, { every: 50, working, waiting: 60_000, alert: 60_000 });
    context.after(() => editor.stop());
    await editor.start();
    editor.open(B, 'x = 1');
    editor.open(A, text);
    const hover = { textDocument: { uri: A }, position: { line: 0, character: 0 } };
    assert.equal((await editor.ask('textDocument/hover', hover)).result, null);
    assert.match(editor.problems.get(A)![0]!.message, said);
    const other = { ...hover, textDocument: { uri: B } };
    assert.equal((await editor.ask('textDocument/hover', other)).result, 'hover');
    editor.change(A, 2, 'x = 2');
    assert.equal((await editor.ask('textDocument/hover', hover)).result, 'hover');
  });
