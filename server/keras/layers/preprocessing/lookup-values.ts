/** Indices of tokens that are known, in a vocabulary that is known. */
import type { Interpreter } from '../../../python/domain/interpreter.ts';
import { int, str, type Value } from '../../../python/domain/value.ts';
import { ArrayValue } from '../../../python/library/arrays/array-value.ts';
import { decoded } from '../../data/bytes-of-text.ts';
import type { LayerArguments } from '../definition.ts';
import type { LayerState } from '../layer-state.ts';
import { givesIndices, indexedTokens, type LookupKind, sameToken, standardized } from './vocabulary.ts';

/** Larger inputs are not looked up. */
const MOST_TOKENS = 5000;

/** The index of a token; undefined where it is not known. */
function indexOf(
  kind: LookupKind,
  args: LayerArguments,
  tokens: readonly Value[],
): (token: Value) => number | undefined {
  const mask = kind.mask(args);
  const first = mask.kind !== 'none' && givesIndices(args) ? 1 : 0;
  const count = kind.indices(args);
  return (token) => {
    const plain = token.kind === 'bytes' ? textOf(token.value) : token;
    if (plain === undefined || (plain.kind !== 'str' && plain.kind !== 'int')) return undefined;
    const found = tokens.findIndex((one) => sameToken(one, plain));
    // The token that stands for those that are not known is none of the data's.
    if (found >= 0 && !(found >= first && found < first + count)) return found;
    return count === 1 ? first : undefined;
  };
}

const textOf = (bytes: string): Value | undefined => {
  const text = decoded(bytes);
  return text === undefined ? undefined : str(text);
};

/** What is needed to look values up, where all of it is known and it is not too much. */
function lookedUp(kind: LookupKind, args: LayerArguments, layer: LayerState, { elements, shape }: ArrayValue) {
  const tokens = indexedTokens(kind, args, layer);
  return tokens && elements && shape && elements.length <= MOST_TOKENS && givesIndices(args)
    ? { tokens, elements, shape }
    : undefined;
}

export function indices(
  kind: LookupKind,
  args: LayerArguments,
  layer: LayerState,
  input: ArrayValue,
): ArrayValue | undefined {
  const known = lookedUp(kind, args, layer, input);
  if (!known) return undefined;
  const { tokens, elements, shape } = known;
  if (args.value('invert').kind !== 'bool') return undefined;
  const isInverse = args.flag('invert');
  const find = indexOf(kind, args, tokens);
  const found = elements.map((element) => {
    if (!isInverse) return find(element);
    return element.kind === 'int' ? Number(element.value) : undefined;
  });
  if (!found.every((one) => one !== undefined)) return undefined;
  const outOfVocabulary = kind.outOfVocabulary(args);
  return new ArrayValue({
    shape,
    dtype: isInverse ? (kind.layer === 'StringLookup' ? 'string' : 'int64') : 'int64',
    elements: isInverse ? found.map((index) => tokens[index] ?? outOfVocabulary) : found.map((index) => int(index)),
    library: 'tensorflow',
  });
}

/** Texts as rows of indices, of one length. */
export function vectorized(
  kind: LookupKind,
  args: LayerArguments,
  layer: LayerState,
  input: ArrayValue,
  interpreter: Interpreter,
): ArrayValue | undefined {
  const known = lookedUp(kind, args, layer, input);
  if (!known) return undefined;
  const { tokens, elements, shape } = known;
  if (args.flag('ragged') || args.isNone('split') || shape.length > 2 || (shape.length === 2 && shape[1] !== 1))
    return undefined;
  const texts = standardized(interpreter, args, elements);
  const rows = texts?.map((text) => kind.tokens(args, text));
  if (!rows?.every((row) => row !== undefined)) return undefined;
  const find = indexOf(kind, args, tokens);
  const found = rows.map((row) => row.map(find));
  interpreter.spend(found.reduce((sum, row) => sum + row.length, 0));
  const asked = args.optionalSize('output_sequence_length');
  const length = asked ?? Math.max(0, ...found.map((row) => row.length));
  if (typeof length !== 'number' || !found.every((row) => row.every((one) => one !== undefined))) return undefined;
  const flat = found.flatMap((row) => Array.from({ length }, (_, place) => int(row[place] ?? 0)));
  const sizes = shape.length === 0 ? [length] : [found.length, length];
  return new ArrayValue({ shape: sizes, dtype: 'int64', elements: flat, library: 'tensorflow' });
}
