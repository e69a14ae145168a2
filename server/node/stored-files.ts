import { readFileSync, realpathSync, statSync } from 'node:fs';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeSource } from '../python/syntax/decode-source.ts';
import { LARGEST_IMPORT, type WorkspaceFiles } from '../workspace/files.ts';

/** The files of this machine, at `file:` addresses. */
export const storedFiles: WorkspaceFiles = {
  read(uri, within) {
    try {
      const path = fileURLToPath(uri);
      const stats = statSync(path, { throwIfNoEntry: false });
      if (stats?.isFile() !== true || stats.size > 4 * LARGEST_IMPORT) return undefined;
      if (within !== undefined && !realpathSync(path).startsWith(realpathSync(fileURLToPath(within)) + sep))
        return undefined;
      return decodeSource(readFileSync(path)).text;
    } catch {
      // Not there, not readable, or an address of something else than a file: all the same to an import.
      return undefined;
    }
  },
};
