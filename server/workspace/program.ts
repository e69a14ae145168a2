import { releasesShown } from '../keras/printed-releases.ts';
import { words, type Message } from '../words/message.ts';
import { decodeSource } from '../python/syntax/decode-source.ts';
import { parseNotebookJson } from '../python/syntax/notebook-json.ts';
import { type CodeCell, type NotebookRun, ProgramText } from '../python/syntax/program-text.ts';

/** One program at one version: a file, or a notebook with its cells in order. A change makes a new one. */
export interface Program {
  /** Of the file or of the notebook. */
  readonly uri: string;
  readonly text: ProgramText;
}

export const programOfFile = (uri: string, text: string): Program => ({ uri, text: ProgramText.ofFile(text) });
export const programOfNotebook = (uri: string, cells: readonly CodeCell[], run?: NotebookRun): Program => ({
  uri,
  text: ProgramText.ofNotebook(cells, run),
});

/** What the text of an `.ipynb` file tells of its last run; undefined where it is no notebook. */
export function runOfNotebook(json: string): NotebookRun | undefined {
  const notebook = parseNotebookJson(json);
  return notebook.error === undefined
    ? { pythonVersion: notebook.pythonVersion, packages: releasesShown(notebook.ran) }
    : undefined;
}

/** Larger files are not read, in bytes. Notebooks are larger, for the pictures in them. */
export const LARGEST_FILE = 8_000_000;
export const LARGEST_NOTEBOOK = 100_000_000;

/** Folders that hold other people's code, or none. */
const OTHERS: ReadonlySet<string> = new Set(['node_modules', '__pycache__', 'site-packages', 'venv', 'env']);
/** Does a folder of this name hold programs of the project's? */
export const mayHoldPrograms = (name: string): boolean => !name.startsWith('.') && !OTHERS.has(name);
/** By its name, or its address. */
export const isProgramFile = (name: string): boolean => /\.(py|ipynb)$/i.test(name);

export const isNotebook = (uri: string): boolean => uri.toLowerCase().endsWith('.ipynb');

/** The program in a stored file; or what is wrong with the file, as a sentence. */
export function programOfBytes(uri: string, bytes: Uint8Array): Program | { readonly error: Message } {
  const largest = isNotebook(uri) ? LARGEST_NOTEBOOK : LARGEST_FILE;
  if (bytes.length > largest) {
    return {
      error: words`The file is too large to be read: ${megabytes(bytes.length)}, and the most is ${megabytes(largest)}.`,
    };
  }
  const { text, error } = decodeSource(bytes);
  if (error !== undefined) return { error };
  return isNotebook(uri) ? programOfNotebookText(uri, text) : programOfFile(uri, text);
}

/** The program in a notebook as it is stored; or what is wrong with it, as a sentence. */
export function programOfNotebookText(uri: string, json: string): Program | { readonly error: Message } {
  const notebook = parseNotebookJson(json);
  return notebook.error === undefined
    ? programOfNotebook(uri, notebook.cells, {
        pythonVersion: notebook.pythonVersion,
        packages: releasesShown(notebook.ran),
      })
    : { error: notebook.error };
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
