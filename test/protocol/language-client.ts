import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  createProtocolConnection,
  type Diagnostic,
  DiagnosticRefreshRequest,
  DidOpenTextDocumentNotification,
  type Hover,
  HoverRequest,
  type InlayHint,
  InlayHintRequest,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  ShutdownRequest,
  ExitNotification,
  ConfigurationRequest,
  RegistrationRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

export const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
export const example = (name: string) => fileURLToPath(new URL(`../../examples/${name}`, import.meta.url));
export const readExample = (name: string) => readFileSync(example(name), 'utf8');

/** An editor as any other: it starts `layerlens --stdio` and talks to it in the standard protocol. */
export class Editor {
  readonly server: ChildProcessWithoutNullStreams;
  readonly connection: ProtocolConnection;
  /** What the editor answers when the server asks for its settings. */
  settings: Record<string, unknown> = {};
  initialized: InitializeResult | undefined;
  /** It asks for problems, and may be asked to ask again. */
  pulls = false;
  /** So often it was asked to. */
  refreshed = 0;
  readonly published = new Map<string, PublishDiagnosticsParams>();
  private readonly waiting = new Set<() => void>();

  /** `options`: of Node, for the server's process. */
  constructor(...options: readonly string[]) {
    this.server = spawn(process.execPath, [...options, cli, '--stdio']);
    this.server.stderr.on('data', (bytes) => process.stderr.write(bytes));
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.server.stdout),
      new StreamMessageWriter(this.server.stdin),
    );
    this.connection.onRequest(ConfigurationRequest.type, ({ items }) =>
      items.map(({ section }) => this.setting(section)),
    );
    this.connection.onRequest(RegistrationRequest.type, () => {});
    this.connection.onRequest(DiagnosticRefreshRequest.type, () => {
      this.refreshed++;
    });
    this.connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.published.set(params.uri, params);
      for (const look of this.waiting) look();
    });
    this.connection.listen();
  }

  private setting(section: string | undefined): unknown {
    const names = (section ?? '').split('.').filter((name) => name !== '' && name !== 'layerlens');
    return (
      names.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], this.settings) ??
      null
    );
  }

  /** `folder`: the address of the workspace's. */
  async start(locale?: string, folder?: string): Promise<this> {
    this.initialized = await this.connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      ...(locale === undefined ? {} : { locale }),
      rootUri: folder ?? null,
      ...(folder === undefined ? {} : { workspaceFolders: [{ uri: folder, name: 'workspace' }] }),
      capabilities: {
        workspace: {
          configuration: true,
          inlayHint: { refreshSupport: true },
          ...(this.pulls ? { diagnostics: { refreshSupport: true } } : {}),
        },
        textDocument: {
          ...(this.pulls ? { diagnostic: {} } : {}),
          hover: { contentFormat: ['markdown'] },
          inlayHint: {},
          codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
        },
        notebookDocument: { synchronization: {} },
      },
    });
    await this.connection.sendNotification(InitializedNotification.type, {});
    return this;
  }

  open(uri: string, text: string, version = 1): Promise<void> {
    return this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: 'python', version, text },
    });
  }

  /** The hover at a place of the text, as Markdown; undefined where there is none. */
  async hover(uri: string, position: Position): Promise<string | undefined> {
    const hover: Hover | null = await this.connection.sendRequest(HoverRequest.type, {
      textDocument: { uri },
      position,
    });
    if (hover === null) return undefined;
    assert.ok(typeof hover.contents === 'object' && 'value' in hover.contents, 'a hover is one piece of markup');
    return hover.contents.value;
  }

  /** All inlay hints, as `LINE: TEXT` with lines from 1. */
  async hints(uri: string): Promise<string[]> {
    const range = { start: { line: 0, character: 0 }, end: { line: 100_000, character: 0 } };
    const hints: InlayHint[] =
      (await this.connection.sendRequest(InlayHintRequest.type, { textDocument: { uri }, range })) ?? [];
    return hints.map(
      ({ position, label }) =>
        `${position.line + 1}: ${typeof label === 'string' ? label : label.map(({ value }) => value).join('')}`,
    );
  }

  /** The problems of a document, once those of this version or a later one are published. */
  async diagnostics(uri: string, version = 1): Promise<Diagnostic[]> {
    for (;;) {
      const published = this.published.get(uri);
      if (published !== undefined && (published.version ?? version) >= version) return published.diagnostics;
      await new Promise<void>((resolve) => {
        const look = () => {
          this.waiting.delete(look);
          resolve();
        };
        this.waiting.add(look);
      });
    }
  }

  /** The problems of a document that are published next. */
  nextDiagnostics(uri: string): Promise<Diagnostic[]> {
    this.published.delete(uri);
    return this.diagnostics(uri);
  }

  /** Ends the server as the protocol asks for, and gives its exit status. */
  async stop(): Promise<number | null> {
    await this.connection.sendRequest(ShutdownRequest.type);
    const ended = new Promise<number | null>((resolve) => this.server.once('exit', resolve));
    await this.connection.sendNotification(ExitNotification.type);
    const status = await ended;
    this.connection.dispose();
    return status;
  }
}

/** Where a word stands for the first time in a text; the place is inside the word. */
export function placeOf(text: string, word: string): Position {
  const at = text.indexOf(word);
  assert.notEqual(at, -1, `no ${word} in the text`);
  const before = text.slice(0, at).split('\n');
  return { line: before.length - 1, character: before.at(-1)!.length + 1 };
}
