/** The words that `CountVectorizer` and `TfidfVectorizer` count in texts. */
import type { Value } from '../../domain/value.ts';
import { isUndetermined } from '../../domain/undetermined.ts';
import { numberOfInteger } from '../arrays/conversion.ts';
import type { LibraryCall } from '../arrays/library-call.ts';

/** Options that do not change which words there are. */
const IDLE: ReadonlySet<string> = new Set([
  'dtype',
  'norm',
  'use_idf',
  'smooth_idf',
  'sublinear_tf',
  'binary',
  'encoding',
]);
const KNOWN: ReadonlySet<string> = new Set(['max_features', 'min_df', 'lowercase']);

export interface CountedWords {
  readonly count: number;
  /** In order; undefined where it is not known which of equally frequent ones are kept. */
  readonly words: readonly string[] | undefined;
}

/** undefined where texts or options are not known. */
export function wordsOf(call: LibraryCall, options: ReadonlyMap<string, Value>, data: Value): CountedWords | undefined {
  if ([...options.keys()].some((name) => !KNOWN.has(name) && !IDLE.has(name))) return undefined;
  const [most, least, lowercase] = ['max_features', 'min_df', 'lowercase'].map((name) => options.get(name));
  const limit = most && most.kind !== 'none' ? numberOfInteger(most) : Number.POSITIVE_INFINITY;
  const documents = least === undefined ? 1 : least.kind === 'int' ? numberOfInteger(least) : undefined;
  const items = isUndetermined(data) ? undefined : call.interpreter.iterate(data);
  if (!items || limit === undefined || documents === undefined) return undefined;
  const isLower = lowercase === undefined || call.interpreter.truth(lowercase) !== false;
  const counts = new Map<string, { total: number; documents: number }>();
  for (const item of items) {
    if (item.kind !== 'str' || /[^\x00-\x7f]/.test(item.value)) return undefined;
    call.interpreter.spend(Math.ceil(item.value.length / 60));
    const text = isLower ? item.value.toLowerCase() : item.value;
    const found = text.match(/\b\w\w+\b/g) ?? [];
    for (const word of found) {
      const count = counts.get(word) ?? { total: 0, documents: 0 };
      count.total++;
      counts.set(word, count);
    }
    for (const word of new Set(found)) counts.get(word)!.documents++;
  }
  const kept = [...counts].filter(([, count]) => count.documents >= documents);
  if (kept.length <= limit) return { count: kept.length, words: kept.map(([word]) => word).sort() };
  const ordered = kept.sort(([, a], [, b]) => b.total - a.total);
  const isCut = ordered[limit - 1]?.[1].total === ordered[limit]?.[1].total;
  const words = ordered.slice(0, limit).map(([word]) => word);
  return { count: limit, words: isCut ? undefined : words.sort() };
}
