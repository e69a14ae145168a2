/**
 * Problems for editors that ask for them (`textDocument/diagnostic`). Those are sent none: an editor that got both
 * would show each problem twice.
 */
import {
  type Connection,
  type Diagnostic,
  type DiagnosticOptions,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
} from 'vscode-languageserver';
import { diagnostics } from '../features/diagnostics.ts';
import { DocumentPart, toDiagnostic } from './convert.ts';
import type { OpenDocuments, OpenProgram } from './documents.ts';
import { documentUri, partOf, stopIfCancelled } from './requests.ts';
import type { Ready, Session } from './session.ts';

/** What was answered last for a document. */
interface Answered {
  readonly id: string;
  readonly json: string;
}

/**
 * `canRefresh`: the editor hears when to ask again, so it need not ask for every document after every edit, which VS
 * Code does one by one, half a second apart.
 */
export const pullOptions = (canRefresh: boolean): DiagnosticOptions => ({
  identifier: 'layerlens',
  interFileDependencies: !canRefresh,
  // The problems of a whole folder are those of `layerlens check`, on threads of its own.
  workspaceDiagnostics: false,
});

export class PulledProblems {
  readonly #documents: OpenDocuments;
  readonly #session: Session;
  /** By the address of the document. */
  readonly #answered = new Map<string, Answered>();
  #answers = 0;
  /** Another server may have answered before. */
  readonly #run = Date.now().toString(36);

  constructor(connection: Connection, documents: OpenDocuments, session: Session) {
    this.#documents = documents;
    this.#session = session;
    connection.languages.diagnostics.on(async (params, token): Promise<DocumentDiagnosticReport> => {
      const uri = documentUri(params);
      const asked = partOf(documents, uri);
      const ready = asked && (await session.ready(asked.open.program.uri));
      stopIfCancelled(token);
      return this.#answer(uri, ready, params);
    });
  }

  /** Would another cell of it, or all of it, be answered otherwise than it was? `ready`: undefined where it is off. */
  isStale(open: OpenProgram, ready: Ready | undefined): boolean {
    return open.documents.some(({ uri, cell }) => {
      const before = this.#answered.get(uri);
      return before !== undefined && before.json !== JSON.stringify(this.#items(new DocumentPart(open, cell), ready));
    });
  }

  forget({ documents }: OpenProgram): void {
    for (const { uri } of documents) this.#answered.delete(uri);
  }

  #answer(
    uri: string,
    ready: Ready | undefined,
    { previousResultId }: DocumentDiagnosticParams,
  ): DocumentDiagnosticReport {
    // It may have been edited or closed meanwhile.
    const part = partOf(this.#documents, uri);
    const items = part === undefined ? [] : this.#items(part, ready);
    const json = JSON.stringify(items);
    const before = this.#answered.get(uri);
    if (before?.json === json && before.id === previousResultId)
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: before.id };
    const resultId = `${this.#run} ${++this.#answers}`;
    if (part !== undefined) this.#answered.set(uri, { id: resultId, json });
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  }

  #items(part: DocumentPart, ready: Ready | undefined): Diagnostic[] {
    if (ready?.settings.problems.enable !== true) return [];
    const { documentation, language } = this.#session;
    return diagnostics(ready.analyses.of(part.open.program), ready.settings.problems.severity)
      .filter(({ span }) => part.has(span.start))
      .map((problem) => toDiagnostic(problem, part, documentation, language));
  }
}
