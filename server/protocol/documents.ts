import {
  type Connection,
  type NotebookCell,
  NotebookDocuments,
  TextDocuments,
  type NotebookDocument,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Program, programOfFile, programOfNotebook } from '../workspace/program.ts';
import { uriKey } from '../workspace/uri.ts';

/** A program as it is open in the editor. */
export interface OpenProgram {
  readonly program: Program;
  /** The documents that it is made of: a file, or the cells of a notebook. */
  readonly documents: readonly OpenDocument[];
}
export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
  /** The cell's place among all cells of its notebook, from 0; undefined for a file. */
  readonly cell: number | undefined;
}

const CODE = 2;

/**
 * What is open in the editor, as programs. The same text gives the same program, so that its analysis is found again.
 */
export class OpenDocuments {
  readonly #notebooks = new NotebookDocuments(TextDocument);
  readonly #files = new TextDocuments(TextDocument);
  readonly #programs = new Map<string, { readonly state: string; readonly open: OpenProgram }>();
  readonly #changed: (uri: string) => void;
  readonly #closed: (open: OpenProgram) => void;

  /** `changed` and `closed` hear of programs that are opened, edited and closed. */
  constructor(connection: Connection, changed: (uri: string) => void, closed: (open: OpenProgram) => void) {
    this.#changed = changed;
    this.#closed = closed;
    this.#files.onDidChangeContent(({ document }) => this.#changed(document.uri));
    this.#files.onDidClose(({ document }) => this.#close(document.uri));
    this.#notebooks.onDidOpen(({ uri }) => this.#changed(uri));
    this.#notebooks.onDidChange(({ notebookDocument }) => this.#changed(notebookDocument.uri));
    this.#notebooks.onDidClose(({ uri }) => this.#close(uri));
    this.#files.listen(connection);
    this.#notebooks.listen(connection);
  }

  /** The program that a document is, or is a cell of; undefined where it is not open. */
  find(uri: string): { readonly open: OpenProgram; readonly cell: number | undefined } | undefined {
    const notebook = this.#notebooks.findNotebookDocumentForCell(uri) ?? this.#notebooks.getNotebookDocument(uri);
    if (notebook !== undefined) {
      const open = this.#notebook(notebook);
      return { open, cell: open.documents.find((document) => document.uri === uri)?.cell };
    }
    const document = this.#files.get(uri);
    return document === undefined ? undefined : { open: this.#file(document), cell: undefined };
  }

  /** The addresses of all open programs. */
  all(): readonly string[] {
    // An editor that sends something else as an address is not to be believed.
    return [...new Set([...this.#files.keys(), ...this.#programs.keys()])].filter((uri) => typeof uri === 'string');
  }

  /** The text of an open file, by the key of its address. */
  textOf(key: string): string | undefined {
    return this.#files
      .all()
      .find(({ uri }) => typeof uri === 'string' && uriKey(uri) === key)
      ?.getText();
  }

  #file(document: TextDocument): OpenProgram {
    return this.#remembered(document.uri, String(document.version), () => ({
      program: programOfFile(document.uri, document.getText()),
      documents: [{ uri: document.uri, version: document.version, cell: undefined }],
    }));
  }

  #notebook(notebook: NotebookDocument): OpenProgram {
    const cells = notebook.cells.flatMap((cell, index) => {
      const document = cell.kind === CODE ? this.#notebooks.getCellTextDocument(cell) : undefined;
      return document?.languageId === 'python' ? [{ index, document, executionCount: executionCountOf(cell) }] : [];
    });
    const state = cells
      .map(({ index, document, executionCount }) => `${index} ${document.uri} ${document.version} ${executionCount}`)
      .join('\n');
    return this.#remembered(notebook.uri, state, () => ({
      program: programOfNotebook(
        notebook.uri,
        cells.map(({ index, document, executionCount }) => ({ index, executionCount, text: document.getText() })),
      ),
      documents: cells.map(({ index, document }) => ({ uri: document.uri, version: document.version, cell: index })),
    }));
  }

  #remembered(uri: string, state: string, make: () => OpenProgram): OpenProgram {
    const known = this.#programs.get(uri);
    if (known?.state === state) return known.open;
    const open = make();
    this.#programs.set(uri, { state, open });
    return open;
  }

  #close(uri: string): void {
    const known = this.#programs.get(uri);
    this.#programs.delete(uri);
    if (known !== undefined) this.#closed(known.open);
  }
}

/** An editor tells it of cells that it saw run; of others, what it read in the notebook's file. */
function executionCountOf(cell: NotebookCell): number | undefined {
  const metadata = cell.metadata as Readonly<Record<string, unknown>> | undefined;
  const count = cell.executionSummary?.executionOrder ?? metadata?.['execution_count'];
  return typeof count === 'number' && Number.isInteger(count) ? count : undefined;
}
