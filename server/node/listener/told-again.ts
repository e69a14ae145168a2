/** What a thinker has to be told to know what the one before it knew: the editor, its settings and what is open. */
import type { NotebookDocument, TextDocumentItem } from 'vscode-languageserver';
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { type AnyMessage, notification, part } from './messages.ts';

interface OpenNotebook {
  notebookDocument: NotebookDocument;
  readonly cells: Map<string, TextDocument>;
}

interface CellChanges {
  readonly structure?: {
    readonly array: {
      readonly start: number;
      readonly deleteCount: number;
      readonly cells?: NotebookDocument['cells'];
    };
    readonly didOpen?: readonly TextDocumentItem[];
    readonly didClose?: readonly { readonly uri: string }[];
  };
  readonly data?: NotebookDocument['cells'];
  readonly textContent?: readonly {
    readonly document: { readonly uri: string; readonly version: number };
    readonly changes: TextDocumentContentChangeEvent[];
  }[];
}

const made = ({ uri, languageId, version, text }: TextDocumentItem): TextDocument =>
  TextDocument.create(uri, languageId, version, text);

const itemOf = (document: TextDocument): TextDocumentItem => ({
  uri: document.uri,
  languageId: document.languageId,
  version: document.version,
  text: document.getText(),
});

/** Hears the notifications of an editor and tells them again, each document with the text that it has now. */
export class ToldAgain {
  #settings: AnyMessage | undefined;
  readonly #files = new Map<string, TextDocument>();
  readonly #notebooks = new Map<string, OpenNotebook>();

  hear(message: AnyMessage): void {
    try {
      this.#hear(message);
    } catch {
      // A message that is none of the protocol's: the thinker refuses it, and nothing is to be told again.
    }
  }

  #hear(message: AnyMessage): void {
    const { method, params } = message;
    if (method === 'workspace/didChangeConfiguration') this.#settings = message;
    else if (method === 'textDocument/didOpen') this.#open(params);
    else if (method === 'textDocument/didChange') this.#change(params);
    else if (method === 'textDocument/didClose') this.#files.delete(String(part(params, 'textDocument', 'uri')));
    else if (method === 'notebookDocument/didOpen') this.#openNotebook(params);
    else if (method === 'notebookDocument/didChange') this.#changeNotebook(params);
    else if (method === 'notebookDocument/didClose')
      this.#notebooks.delete(String(part(params, 'notebookDocument', 'uri')));
  }

  /** The text of an open file or cell; undefined where it is not open. */
  documentAt(uri: string): TextDocument | undefined {
    return this.#files.get(uri) ?? this.#notebookOfCell(uri)?.cells.get(uri);
  }

  /** The address of what is evaluated as one program: that of a cell's notebook, else that of the file itself. */
  programOf(uri: string): string {
    return this.#notebookOfCell(uri)?.notebookDocument.uri ?? uri;
  }

  /** The documents of a program; a notebook's cells in their order. */
  documentsOf(program: string): readonly string[] {
    const notebook = this.#notebooks.get(program);
    return notebook === undefined ? [program] : notebook.notebookDocument.cells.map(({ document }) => document);
  }

  /** All that is open but the programs that are left out. */
  *all(leftOut: (program: string) => boolean): Generator<AnyMessage> {
    if (this.#settings !== undefined) yield this.#settings;
    for (const uri of [...this.#files.keys(), ...this.#notebooks.keys()]) if (!leftOut(uri)) yield* this.opening(uri);
  }

  /** What opens one program as it is now; nothing where it is not open. */
  *opening(program: string): Generator<AnyMessage> {
    const file = this.#files.get(program);
    if (file !== undefined) yield notification('textDocument/didOpen', { textDocument: itemOf(file) });
    const notebook = this.#notebooks.get(program);
    if (notebook === undefined) return;
    const cellTextDocuments = [...notebook.cells.values()].map(itemOf);
    yield notification('notebookDocument/didOpen', { notebookDocument: notebook.notebookDocument, cellTextDocuments });
  }

  #notebookOfCell(uri: string): OpenNotebook | undefined {
    for (const notebook of this.#notebooks.values()) if (notebook.cells.has(uri)) return notebook;
    return undefined;
  }

  #open(params: unknown): void {
    const item = part(params, 'textDocument') as TextDocumentItem;
    this.#files.set(item.uri, made(item));
  }

  #change(params: unknown): void {
    const document = this.#files.get(String(part(params, 'textDocument', 'uri')));
    const changes = part(params, 'contentChanges') as TextDocumentContentChangeEvent[];
    if (document !== undefined) TextDocument.update(document, changes, Number(part(params, 'textDocument', 'version')));
  }

  #openNotebook(params: unknown): void {
    const notebookDocument = part(params, 'notebookDocument') as NotebookDocument;
    const items = (part(params, 'cellTextDocuments') ?? []) as readonly TextDocumentItem[];
    this.#notebooks.set(notebookDocument.uri, {
      notebookDocument: { ...notebookDocument, cells: [...notebookDocument.cells] },
      cells: new Map(items.map((item) => [item.uri, made(item)])),
    });
  }

  #changeNotebook(params: unknown): void {
    const notebook = this.#notebooks.get(String(part(params, 'notebookDocument', 'uri')));
    if (notebook === undefined) return;
    const version = Number(part(params, 'notebookDocument', 'version'));
    const metadata = part(params, 'change', 'metadata') as NotebookDocument['metadata'];
    const changed = (part(params, 'change', 'cells') ?? {}) as CellChanges;
    const cells = [...notebook.notebookDocument.cells];
    if (changed.structure !== undefined) {
      const { array, didOpen, didClose } = changed.structure;
      cells.splice(array.start, array.deleteCount, ...(array.cells ?? []));
      for (const { uri } of didClose ?? []) notebook.cells.delete(uri);
      for (const item of didOpen ?? []) notebook.cells.set(item.uri, made(item));
    }
    for (const cell of changed.data ?? []) {
      const index = cells.findIndex(({ document }) => document === cell.document);
      if (index >= 0) cells[index] = cell;
    }
    for (const { document, changes } of changed.textContent ?? []) {
      const cell = notebook.cells.get(document.uri);
      if (cell !== undefined) TextDocument.update(cell, changes, document.version);
    }
    const own = metadata === undefined ? {} : { metadata };
    notebook.notebookDocument = { ...notebook.notebookDocument, ...own, version, cells };
  }
}
