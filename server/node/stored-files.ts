import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeSource } from '../python/syntax/decode-source.ts';
import { type FolderEntry, LARGEST_IMPORT, type WorkspaceFiles } from '../workspace/files.ts';

/** By the system, in one call: Node's own form asks about each folder on the way. */
const realpath = realpathSync.native;

/** The files of this machine, at `file:` addresses. */
export const storedFiles: WorkspaceFiles = {
  read(uri, within) {
    try {
      const path = fileURLToPath(uri);
      const stats = statSync(path, { throwIfNoEntry: false });
      if (stats?.isFile() !== true || stats.size > 4 * LARGEST_IMPORT) return undefined;
      if (within !== undefined && !realpath(path).startsWith(realpath(fileURLToPath(within)) + sep)) return undefined;
      return decodeSource(readFileSync(path)).text;
    } catch {
      // Not there, not readable, or an address of something else than a file: all the same to an import.
      return undefined;
    }
  },
  list(folder, within) {
    try {
      const path = fileURLToPath(folder);
      if (within !== undefined && !isInside(path, fileURLToPath(within))) return [];
      return readdirSync(path, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() || entry.isFile())
        .map(
          (entry): FolderEntry => ({
            uri: `${folder.replace(/\/$/, '')}/${encodeURIComponent(entry.name)}`,
            isFolder: entry.isDirectory(),
          }),
        )
        .sort((a, b) => (a.uri < b.uri ? -1 : 1));
    } catch {
      return [];
    }
  },
};

/** Is the folder the other one, or inside of it, wherever links lead? */
function isInside(path: string, folder: string): boolean {
  const [inside, outside] = [realpath(path), realpath(folder)];
  return inside === outside || inside.startsWith(outside + sep);
}
