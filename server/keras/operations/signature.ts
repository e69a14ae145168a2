/** Signatures of public functions, written as in Python. */
import { bool, Float, int, NONE, str, TupleValue, type Value } from '../../python/domain/value.ts';

export interface Parameter {
  /** What the rule calls it. */
  readonly name: string;
  /** How programs may write it as a keyword. */
  readonly spellings: readonly string[];
  /** undefined: it must be passed. */
  readonly fallback: Value | undefined;
  readonly kind: 'ordinary' | 'keyword-only' | 'rest' | 'keywords';
}

export interface Signature {
  readonly name: string;
  readonly parameters: readonly Parameter[];
}

/**
 * `'mean(x, axis=None, keepdims=False)'`. Where a function calls a parameter otherwise than the rule does, the rule's
 * name comes first:
 * `'reduce_mean(x:input_tensor, axis=None, keepdims:keepdims|keep_dims=False)'`. A lone `*` starts the keyword-only
 * ones; `*xs` takes the remaining
 * positional arguments, `**more` the remaining keywords.
 */
export function parseSignature(text: string): Signature {
  const open = text.indexOf('(');
  const parameters: Parameter[] = [];
  let kind: Parameter['kind'] = 'ordinary';
  for (const part of splitAtCommas(text.slice(open + 1, -1))) {
    if (part === '*') {
      kind = 'keyword-only';
      continue;
    }
    if (part.startsWith('**'))
      parameters.push({ name: part.slice(2), spellings: [], fallback: NONE, kind: 'keywords' });
    else if (part.startsWith('*')) {
      parameters.push({ name: part.slice(1), spellings: [], fallback: NONE, kind: 'rest' });
      kind = 'keyword-only';
    } else {
      const equals = part.indexOf('=');
      const [name = '', spellings] = (equals < 0 ? part : part.slice(0, equals)).split(':');
      parameters.push({
        name,
        spellings: spellings?.split('|') ?? [name],
        fallback: equals < 0 ? undefined : literal(part.slice(equals + 1)),
        kind,
      });
    }
  }
  return { name: text.slice(0, open), parameters };
}

function splitAtCommas(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const character of text) {
    if (character === '(' || character === '[') depth++;
    else if (character === ')' || character === ']') depth--;
    if (character === ',' && depth === 0) {
      parts.push(part.trim());
      part = '';
    } else part += character;
  }
  if (part.trim()) parts.push(part.trim());
  return parts;
}

function literal(text: string): Value {
  switch (text) {
    case 'None':
      return NONE;
    case 'True':
      return bool(true);
    case 'False':
      return bool(false);
    default:
  }
  if (text.startsWith('(')) return new TupleValue(splitAtCommas(text.slice(1, -1)).map(literal));
  if (/^['"]/.test(text)) return str(text.slice(1, -1));
  return /^-?\d+$/.test(text) ? int(BigInt(text)) : new Float(Number(text));
}
