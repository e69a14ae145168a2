import type { CallerFact } from '../analysis/analysis.ts';
import { pathBetween } from '../python/syntax/place-text.ts';

/** `../train.py:116`, `play.ipynb:Cell 2:3`: where a call in another file stands, seen from the file at `from`. */
export function callerPlace({ uri, line, cell }: CallerFact, from: string | undefined): string {
  const path = from === undefined ? uri : pathBetween(from, uri);
  return cell === undefined ? `${path}:${line + 1}` : `${path}:Cell ${cell + 1}:${line + 1}`;
}
