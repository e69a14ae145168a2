import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflateRawSync } from 'node:zlib';
import type { StoredData } from '../data/stored-data.ts';

/** More names than this of a folder are not looked at. */
const MOST_NAMES = 200_000;

/** Files of data on this machine. What is no regular file, or lies elsewhere than its address says, is not opened. */
export const storedData: StoredData = {
  find(uri, within) {
    const path = pathOf(uri);
    const stats = path === undefined ? undefined : statsOf(path);
    if (path === undefined || stats === undefined) return undefined;
    if (!isInside(path, within)) return { kind: 'refused' };
    const version = `${stats.mtimeMs} ${stats.size} ${stats.ino}`;
    if (stats.isDirectory()) return { kind: 'folder', version };
    return stats.isFile() ? { kind: 'file', bytes: stats.size, version } : { kind: 'refused' };
  },
  list(uri, within) {
    const path = pathOf(uri);
    if (path === undefined || !isInside(path, within)) return undefined;
    try {
      const entries = readdirSync(path, { withFileTypes: true });
      if (entries.length > MOST_NAMES) return undefined;
      return entries.map((entry) => ({
        name: entry.name,
        isFolder: entry.isSymbolicLink()
          ? statsOf(join(path, entry.name))?.isDirectory() === true
          : entry.isDirectory(),
      }));
    } catch {
      return undefined;
    }
  },
  read(uri, within, from, to) {
    const path = pathOf(uri);
    if (path === undefined || !isInside(path, within)) return undefined;
    return readRange(path, from, to);
  },
  inflate(bytes, most) {
    try {
      return inflateRawSync(bytes, { maxOutputLength: most });
    } catch {
      // Not deflated, or longer than that.
      return undefined;
    }
  },
};

function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function isInside(path: string, within: string): boolean {
  try {
    const root = realpathSync(fileURLToPath(within));
    const real = realpathSync(path);
    return real === root || real.startsWith(root.endsWith(sep) ? root : root + sep);
  } catch {
    return false;
  }
}

/** Opened so that a pipe which has come to be there does not wait for a writer, and looked at again once it is open. */
function readRange(path: string, from: number, to: number): Uint8Array | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stats = fstatSync(file);
    if (!stats.isFile()) return undefined;
    const bytes = new Uint8Array(Math.max(0, Math.min(to, stats.size) - from));
    let read = 0;
    while (read < bytes.length) {
      const count = readSync(file, bytes, read, bytes.length - read, from + read);
      if (count === 0) break;
      read += count;
    }
    return bytes.subarray(0, read);
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
