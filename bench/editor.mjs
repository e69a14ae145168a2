/**
 * An editor that is not there: it starts a language server, opens files in it, edits them and asks. The same for every
 * server.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

const path = (address) => fileURLToPath(new URL(address, import.meta.url));
export const LAYER_LENS = path('../dist/cli.js');
export const PYRIGHT = path(import.meta.resolve('pyright/langserver.index.js'));

export class Editor {
  /** When the process was started, on the clock of performance.now(). */
  started = performance.now();
  #server;
  #connection;
  #versions = new Map();
  /** Of each file: what was published, and who waits for it. */
  #published = new Map();
  #waiting = new Set();

  /** `nodeOptions`: of the Node that the server runs in. */
  constructor(script, nodeOptions = []) {
    this.#server = spawn(process.execPath, [...nodeOptions, script, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#connection = createProtocolConnection(
      new StreamMessageReader(this.#server.stdout),
      new StreamMessageWriter(this.#server.stdin),
    );
    this.#connection.onRequest((method, params) =>
      method === 'workspace/configuration' ? params.items.map(() => null) : null,
    );
    this.#connection.onNotification((method, params) => {
      if (method !== 'textDocument/publishDiagnostics') return;
      this.#published.set(params.uri, params.version);
      for (const look of this.#waiting) look();
    });
    this.#connection.listen();
  }

  get pid() {
    return this.#server.pid;
  }

  async initialize(folder) {
    const capabilities = {
      workspace: { configuration: true },
      textDocument: {
        hover: { contentFormat: ['markdown'] },
        inlayHint: {},
        publishDiagnostics: { versionSupport: true },
      },
    };
    await this.#connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: folder,
      workspaceFolders: [{ uri: folder, name: 'bench' }],
      capabilities,
    });
    await this.#connection.sendNotification('initialized', {});
    return this;
  }

  open({ uri, text }) {
    this.#versions.set(uri, 1);
    return this.#connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'python', version: 1, text },
    });
  }

  /** Puts `text` in the place of `range`. */
  edit(uri, range, text) {
    const version = this.#versions.get(uri) + 1;
    this.#versions.set(uri, version);
    return this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range, text }],
    });
  }

  hover(uri, position) {
    return this.#connection.sendRequest('textDocument/hover', { textDocument: { uri }, position });
  }

  /** `lines`: so many of the text, from the first one on. */
  hints(uri, lines = 100_000) {
    return this.#connection.sendRequest('textDocument/inlayHint', {
      textDocument: { uri },
      range: { start: { line: 0, character: 0 }, end: { line: lines, character: 0 } },
    });
  }

  summary(uri) {
    return this.#connection.sendRequest('workspace/executeCommand', { command: 'layerlens.summary', arguments: [uri] });
  }

  /** Waits until the problems of the version that was sent last are published. */
  problems(uri) {
    const version = this.#versions.get(uri);
    return new Promise((resolve) => {
      const look = () => {
        if ((this.#published.get(uri) ?? 0) < version) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** A request that needs nothing. */
  ping() {
    return this.#connection.sendRequest('layerlens/ping');
  }

  collectGarbage() {
    this.#server.kill('SIGUSR2');
  }

  /** Ends the process; it has nothing to lose. */
  stop() {
    return new Promise((resolve) => {
      this.#server.once('exit', resolve);
      this.#connection.dispose();
      this.#server.kill('SIGKILL');
    });
  }
}
