/** The files that a command is about. */
import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { words, type Message, type Text } from '../words/message.ts';
import { isSavedModel } from '../workspace/saved/names.ts';
import {
  LARGEST_FILE,
  LARGEST_NOTEBOOK,
  isNotebook,
  isProgramFile,
  mayHoldPrograms,
  type Program,
  programOfBytes,
} from '../workspace/program.ts';

/** A file as it was named on the command line, or found in a folder that was. */
export type Source =
  | { readonly file: string; readonly program: Program; readonly error?: undefined }
  | { readonly file: string; readonly error: Text; readonly program?: undefined };

export interface FoundFile {
  readonly file: string;
  /** On the command line itself, not only a folder that it is in. */
  readonly named: boolean;
  /** Why it, or the folder that is named here, cannot be read. */
  readonly error?: Text;
  /** Its content, where that is not what is stored. */
  readonly bytes?: Uint8Array;
}

/** The files in the order given, a folder's in the order of their names. What is not there is, with the reason. */
export function* findFiles(paths: readonly string[]): Generator<FoundFile> {
  for (const path of paths) {
    try {
      // A saved model is a file, and so it is said where a folder has its name.
      if (!statSync(path).isDirectory() || isSavedModel(path)) {
        yield { file: path, named: true };
        continue;
      }
    } catch (error) {
      yield { file: path, named: true, error: reason(error) };
      continue;
    }
    yield* filesIn(path);
  }
}

export function readSource({ file, bytes }: Pick<FoundFile, 'file' | 'bytes'>): Source {
  const uri = pathToFileURL(file).href;
  try {
    if (bytes !== undefined) return sourceOf(file, uri, bytes);
    const stats = statSync(file);
    // Some have no end.
    if (stats.isCharacterDevice() || stats.isBlockDevice())
      return { file, error: words`This is a device, not a file.` };
    // Said before reading, where reading would take the memory.
    const most = isNotebook(uri) ? LARGEST_NOTEBOOK : LARGEST_FILE;
    return sourceOf(file, uri, stats.size > most ? new Uint8Array(most + 1) : readFileSync(file));
  } catch (error) {
    return { file, error: reason(error) };
  }
}

function sourceOf(file: string, uri: string, bytes: Uint8Array): Source {
  const result = programOfBytes(uri, bytes);
  return 'error' in result ? { file, error: result.error } : { file, program: result };
}

function* filesIn(folder: string): Generator<FoundFile> {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    const why = reason(error);
    yield { file: folder, named: false, error: why === REASONS['EACCES'] ? words`The folder may not be read.` : why };
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && mayHoldPrograms(entry.name)) yield* filesIn(path);
    else if (entry.isFile() && isProgramFile(entry.name)) yield { file: path, named: false };
  }
}

const REASONS: Readonly<Record<string, Message>> = {
  ENOENT: words`There is no such file.`,
  EACCES: words`The file may not be read.`,
  EPERM: words`The file may not be read.`,
  EISDIR: words`This is a folder, not a file.`,
};

/** The system's own words where it is none of these. */
function reason(error: unknown): Text {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}
