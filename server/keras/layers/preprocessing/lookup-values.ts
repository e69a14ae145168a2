/** Indices of tokens that are known, in a vocabulary that is known. */
import type { Interpreter } from '../../../python/domain/interpreter.ts';
import { int, str, type Value } from '../../../python/domain/value.ts';
import { ArrayValue } from '../../../python/library/arrays/array-value.ts';
import { castAll } from '../../../python/library/arrays/dtypes.ts';
import { integers, raggedOfRows, type RaggedValue } from '../../data/ragged.ts';
import { decoded } from '../../data/bytes-of-text.ts';
import type { LayerArguments } from '../definition.ts';
import type { LayerState } from '../layer-state.ts';
import { accesses } from '../../data/variables.ts';
import { refuseWithoutVocabulary } from './vocabulary.ts';
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
  refuseWithoutVocabulary(kind, args, layer, accesses.inGraph);
  const tokens = indexedTokens(kind, args, layer);
  return tokens && elements && shape && elements.length <= MOST_TOKENS ? { tokens, elements, shape } : undefined;
}

/** Rows of indices as counts, or as which of them are there; undefined for other encodings. */
function encoded(
  args: LayerArguments,
  rows: readonly (readonly number[])[],
  outer: readonly number[],
  tokens: number,
): ArrayValue | undefined {
  const mode = args.text('output_mode');
  const counts = mode === 'count';
  if (!counts && mode !== 'one_hot' && mode !== 'multi_hot' && mode !== 'binary') return undefined;
  const most = args.flag('pad_to_max_tokens') ? args.optionalSize('max_tokens') : tokens;
  if (typeof most !== 'number' || rows.length * most > MOST_TOKENS || args.flag('sparse')) return undefined;
  const flat = rows.flatMap((row) => {
    const own = Array<number>(most).fill(0);
    for (const index of row) own[index] = counts ? own[index]! + 1 : 1;
    return own;
  });
  const dtype = args.kerasVersion === 2 ? 'float32' : 'int64';
  const elements = castAll(
    flat.map((one) => int(one)),
    dtype,
  );
  return elements && new ArrayValue({ shape: [...outer, most], dtype, elements, library: 'tensorflow' });
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
  if (!givesIndices(args)) {
    const isEach = args.text('output_mode') === 'one_hot';
    const width = isEach ? 1 : (shape.at(-1) ?? 1);
    const isReplaced = !isEach || (shape.length > 1 && shape.at(-1) === 1);
    const outer = (isReplaced ? shape.slice(0, -1) : shape) as readonly number[];
    if (typeof width !== 'number' || width === 0) return undefined;
    const rows = Array.from({ length: found.length / width }, (_, row) => found.slice(row * width, (row + 1) * width));
    return encoded(args, rows, outer, tokens.length);
  }
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
): ArrayValue | RaggedValue | undefined {
  const known = lookedUp(kind, args, layer, input);
  if (!known) return undefined;
  const { tokens, elements, shape } = known;
  if (args.isNone('split') || shape.length > 2 || (shape.length === 2 && shape[1] !== 1)) return undefined;
  const texts = standardized(interpreter, args, elements);
  const rows = texts?.map((text) => kind.tokens(args, text));
  if (!rows?.every((row) => row !== undefined)) return undefined;
  const find = indexOf(kind, args, tokens);
  const found = rows.map((row) => row.map(find));
  interpreter.spend(found.reduce((sum, row) => sum + row.length, 0));
  if (!found.every((row) => row.every((one) => one !== undefined))) return undefined;
  if (!givesIndices(args))
    return encoded(args, found as number[][], shape.length === 0 ? [] : [found.length], tokens.length);
  const asked = args.optionalSize('output_sequence_length');
  if (args.flag('ragged')) return raggedIndices(found as number[][], shape.length, asked);
  const length = asked ?? Math.max(0, ...found.map((row) => row.length));
  if (typeof length !== 'number') return undefined;
  const flat = found.flatMap((row) => Array.from({ length }, (_, place) => int(row[place] ?? 0)));
  const sizes = shape.length === 0 ? [length] : [found.length, length];
  return new ArrayValue({ shape: sizes, dtype: 'int64', elements: flat, library: 'tensorflow' });
}

/** Without padding: the rows as long as the texts. */
function raggedIndices(rows: readonly (readonly number[])[], rank: number, asked: unknown): RaggedValue | undefined {
  if (rank === 0 || (asked !== undefined && asked !== null)) return undefined;
  return raggedOfRows(
    rows.map((row) => integers(row)),
    integers([]),
  );
}
