import type { Connection, PublishDiagnosticsParams } from 'vscode-languageserver';
import { diagnostics } from '../features/diagnostics.ts';
import { usesKeras } from '../features/uses-keras.ts';
import { DocumentPart, toDiagnostic } from './convert.ts';
import type { OpenProgram } from './documents.ts';
import type { PulledProblems } from './pulled-problems.ts';
import type { Ready, Session } from './session.ts';

/** So long nothing may be typed before problems are looked for, in milliseconds. */
const PAUSE = 200;

/**
 * Sends the problems of programs to the editor, a little after they were opened or changed, or tells it to ask again
 * where it asks for them; and whether they use Keras.
 */
export class Publisher {
  readonly #connection: Connection;
  readonly #session: Session;
  readonly #find: (uri: string) => OpenProgram | undefined;
  readonly #pauses = new Map<string, ReturnType<typeof setTimeout>>();

  /** Of an editor that asks for problems: what it was told, and whether that holds still. */
  readonly #pulled: () => PulledProblems;

  constructor(
    connection: Connection,
    session: Session,
    find: (uri: string) => OpenProgram | undefined,
    pulled: () => PulledProblems,
  ) {
    this.#pulled = pulled;
    this.#connection = connection;
    this.#session = session;
    this.#find = find;
  }

  changed(uri: string): void {
    clearTimeout(this.#pauses.get(uri));
    this.#pauses.set(
      uri,
      setTimeout(() => {
        this.#pauses.delete(uri);
        this.#publish(uri).catch((error: unknown) =>
          this.#connection.console.error(`The problems of ${uri} were not found: ${String(error)}`),
        );
      }, PAUSE),
    );
  }

  closed(open: OpenProgram): void {
    clearTimeout(this.#pauses.get(open.program.uri));
    this.#pauses.delete(open.program.uri);
    if (this.#session.can.pullProblems) this.#pulled().forget(open);
    else for (const { uri } of open.documents) this.#send({ uri, diagnostics: [] });
    this.#session.tellUse(open.program.uri, undefined);
  }

  /** The editor is gone, or is about to be. */
  stop(): void {
    for (const pause of this.#pauses.values()) clearTimeout(pause);
    this.#pauses.clear();
  }

  #send(params: PublishDiagnosticsParams): void {
    // Where the connection is closed there is nobody to tell.
    this.#connection.sendDiagnostics(params).catch(() => {});
  }

  async #publish(uri: string): Promise<void> {
    const ready = await this.#session.ready(uri);
    const open = this.#find(uri);
    if (open === undefined) return;
    this.#session.tellUse(uri, ready === undefined ? undefined : usesKeras(ready.analyses.of(open.program)));
    if (!this.#session.can.pullProblems) this.#sendProblems(open, ready);
    else if (this.#pulled().isStale(open, ready)) this.#session.refreshProblems();
    if (ready !== undefined) await this.#session.askCallers(uri);
  }

  #sendProblems(open: OpenProgram, ready: Ready | undefined): void {
    const problems = ready?.settings.problems.enable
      ? diagnostics(ready.analyses.of(open.program), ready.settings.problems.severity)
      : [];
    for (const document of open.documents) {
      const part = new DocumentPart(open, document.cell);
      this.#send({
        uri: document.uri,
        version: document.version,
        diagnostics: problems
          .filter(({ span }) => part.has(span.start))
          .map((problem) => toDiagnostic(problem, part, this.#session.documentation, this.#session.language)),
      });
    }
  }
}
