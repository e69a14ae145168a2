import type { JsonValue } from '../analysis/analysis.ts';
import { escapeUnseen } from '../explain/visible.ts';

/** JSON on one line. Integers of any size are written out exactly, which JSON.stringify does not do. */
export function exactJson(value: JsonValue): string {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null';
  if (value === null || typeof value !== 'object') return escapeUnseen(JSON.stringify(value));
  if (isList(value)) return `[${value.map(exactJson).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([key, item]) => `${escapeUnseen(JSON.stringify(key))}: ${exactJson(item)}`)
    .join(', ')}}`;
}

const isList = (value: object): value is readonly JsonValue[] => Array.isArray(value);
