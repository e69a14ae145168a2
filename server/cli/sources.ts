/** The files that a command is about. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LARGEST_FILE, LARGEST_NOTEBOOK, isNotebook, type Program, programOfBytes } from '../workspace/program.ts';

/** A file as it was named on the command line, or found in a folder that was. */
export type Source = { readonly file: string; readonly program: Program; readonly error?: undefined } | { readonly file: string; readonly error: string; readonly program?: undefined };

/** Folders that hold other people's code, or none. */
const SKIPPED = new Set(['node_modules', '__pycache__', 'site-packages', 'venv', 'env']);

/** The files in the order given, a folder's in the order of their names. What cannot be read is there with the reason. */
export function* readSources(paths: readonly string[]): Generator<Source> {
  for (const path of paths) {
    let isFolder: boolean;
    try {
      isFolder = statSync(path).isDirectory();
    } catch (error) {
      yield { file: path, error: reason(error) };
      continue;
    }
    for (const file of isFolder ? filesIn(path) : [path]) yield readSource(file);
  }
}

export function readSource(file: string): Source {
  const uri = pathToFileURL(file).href;
  try {
    const { size } = statSync(file);
    // Said before reading, where reading would take the memory.
    const most = isNotebook(uri) ? LARGEST_NOTEBOOK : LARGEST_FILE;
    const result = programOfBytes(uri, size > most ? new Uint8Array(most + 1) : readFileSync(file));
    return 'error' in result ? { file, error: result.error } : { file, program: result };
  } catch (error) {
    return { file, error: reason(error) };
  }
}

function* filesIn(folder: string): Generator<string> {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !entry.name.startsWith('.') && !SKIPPED.has(entry.name)) yield* filesIn(path);
    else if (entry.isFile() && /\.(py|ipynb)$/i.test(entry.name)) yield path;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file.',
  EACCES: 'The file may not be read.',
  EPERM: 'The file may not be read.',
  EISDIR: 'This is a folder, not a file.',
};

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}
