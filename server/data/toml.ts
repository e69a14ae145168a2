/** TOML 1.0 as Python's tomllib reads it. */
import { parse, TomlDate } from 'smol-toml';
import type { Document } from '../python/domain/data-files.ts';

/** undefined where it is no TOML. */
export function parseToml(text: string): { readonly value: Document } | undefined {
  try {
    return { value: documentOf(parse(text, { integersAsBigInt: true })) };
  } catch {
    // The parser throws what is wrong with the text, which Python's would refuse as well.
    return undefined;
  }
}

function documentOf(value: unknown): Document {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(documentOf);
  if (value instanceof TomlDate || typeof value !== 'object' || value === null) return undefined;
  return new Map(Object.entries(value).map(([key, item]) => [key, documentOf(item)]));
}
