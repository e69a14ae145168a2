import picomatch from 'picomatch/posix.js';
import { isWithin, uriKey } from './uri.ts';

/**
 * Does one of the patterns mean this file, or a folder that it is in? As in a .gitignore, a pattern without a slash
 * (`tests`, `*_old.py`) means
 * a name at any depth, and one with a slash (`src/old`) a path from a folder of the workspace on.
 */
export function isMatched(uri: string, patterns: readonly string[], folders: readonly string[]): boolean {
  if (patterns.length === 0) return false;
  const folder = folders.find((one) => isWithin(one, uri));
  const path =
    folder === undefined
      ? uriKey(uri).replace(/^[a-z][a-z\d+.-]*:\/*/i, '')
      : uriKey(uri).slice(uriKey(folder).replace(/\/+$/, '').length + 1);
  const parts = path.split('/');
  return patterns.some((pattern) => {
    const fits = matcher(pattern);
    return parts.some((_, index) => fits(parts.slice(0, index + 1).join('/')));
  });
}

function matcher(pattern: string): (path: string) => boolean {
  const plain = pattern.replace(/^\.?\//, '').replace(/\/$/, '');
  if (plain === '') return () => false;
  return picomatch(/\//.test(pattern.replace(/\/$/, '')) ? plain : `**/${plain}`, { dot: true });
}
