/** What fit(), evaluate() and the like are given, as Keras's data adapters take it apart. */
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { isArrayLike } from '../../python/library/arrays/conversion.ts';
import { DataFrameValue } from '../../python/library/pandas/data-frame.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { int, IteratorValue, type Value } from '../../python/domain/value.ts';
import type { Dimension, Shape, Size } from '../../shapes/dimension.ts';
import { minimum } from '../../shapes/dimension.ts';
import { BatchSequence } from '../data/batch-sequence.ts';
import { DatasetValue } from '../data/dataset.ts';
import { KerasTensor } from '../graph/tensor.ts';
import type { Nest } from '../layers/definition.ts';
import { mapNest } from '../nests.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';

/** One array of the data. `shape` is that of a batch: its first axis null where any size may come. */
export interface Part {
  readonly value: Value;
  readonly shape: Shape | undefined;
  readonly dtype: string | undefined;
  /** Rows of the whole array, where it is one. */
  readonly rows: Dimension | undefined;
  readonly array: ArrayValue | undefined;
}

export type DataKind = 'arrays' | 'dataset' | 'sequence' | 'generator' | 'python' | 'unknown';

export interface FitData {
  readonly kind: DataKind;
  /** undefined: not known. */
  readonly x: Nest<Part> | undefined;
  readonly y: Nest<Part> | 'none' | undefined;
  readonly weights: Nest<Part> | 'none' | undefined;
  /** Rows of the first batch, where they are known. */
  readonly batch: Size | undefined;
  /** Where `kind` is python: the part that no adapter takes. */
  readonly refused?: 'x' | 'y' | 'sample_weight';
}

const UNKNOWN_PART = (value: Value): Part => ({
  value,
  shape: undefined,
  dtype: undefined,
  rows: undefined,
  array: undefined,
});

/** Arrays as Keras's array adapters take them: the batch's axis is open. */
export function partOf(interpreter: Interpreter, value: Value, kerasVersion: 2 | 3): Part {
  const array =
    value instanceof ArrayValue
      ? value
      : value.kind === 'host' && isArrayLike(value)
        ? value.asArray(interpreter)
        : undefined;
  if (!(array instanceof ArrayValue) || !array.shape) return UNKNOWN_PART(value);
  const [rows, ...rest] = array.shape;
  // Keras 3 makes a column of a pandas Series; Keras 2 does so with all arrays of one axis, where it matters.
  const isColumn =
    rest.length === 0 &&
    rows !== undefined &&
    kerasVersion === 3 &&
    value instanceof ArrayValue &&
    value.library === 'pandas';
  return {
    value,
    shape: rows === undefined ? [] : [null, ...(isColumn ? [1] : rest)],
    dtype: array.dtype,
    rows,
    array,
  };
}

/** A batch as it comes out of a data set or a generator. */
function batchPart(value: Value): Part {
  if (value instanceof ArrayValue || value instanceof KerasTensor) {
    const { shape, dtype } = value;
    return {
      value,
      shape: shape && (shape.length === 0 ? [] : [null, ...shape.slice(1)]),
      dtype,
      rows: typeof shape?.[0] === 'number' ? shape[0] : undefined,
      array: value instanceof ArrayValue ? value : undefined,
    };
  }
  return UNKNOWN_PART(value);
}

type Structure = { readonly found: Nest<Value> } | 'scalars' | undefined;

/** A structure of arrays; 'scalars' where a part of it is a Python number or text; undefined where it is not known. */
export function structureOfData(value: Value, depth = 0): Structure {
  if (depth > 8) return undefined;
  switch (value.kind) {
    case 'host':
      return { found: value };
    case 'none':
      return { found: value };
    case 'int':
    case 'float':
    case 'str':
    case 'bool':
    case 'bytes':
    case 'complex':
      return 'scalars';
    case 'list':
    case 'tuple': {
      if (value.kind === 'list' && value.summary) return undefined;
      const parts: Nest<Value>[] = [];
      // One look tells what a long list holds.
      for (const item of value.items.slice(0, 200)) {
        const inner = structureOfData(item, depth + 1);
        if (inner === 'scalars' || inner === undefined) return inner;
        parts.push(inner.found);
      }
      return value.items.length > 200 ? undefined : { found: { nest: value.kind, items: parts } };
    }
    case 'dict': {
      if (value.summary) return undefined;
      const entries = new Map<string, Nest<Value>>();
      for (const [key, item] of value.entries.values()) {
        const inner = structureOfData(item, depth + 1);
        if (inner === 'scalars' || inner === undefined) return inner;
        if (key.kind !== 'str') return undefined;
        entries.set(key.value, inner.found);
      }
      return { found: { nest: 'dict', entries } };
    }
    default:
      return undefined;
  }
}

export const kindOf = (value: Value): DataKind => {
  if (value instanceof DatasetValue) return 'dataset';
  if (value instanceof BatchSequence) return 'sequence';
  if (value.kind === 'iterator') return value.typeName === 'generator' ? 'generator' : 'unknown';
  if (value.kind === 'instance')
    return value.cls.mro.some(({ name }) => name === 'Sequence' || name === 'PyDataset') ? 'sequence' : 'unknown';
  return isUndetermined(value) ? 'unknown' : 'arrays';
};

export interface GivenData {
  readonly x: Value | undefined;
  readonly y: Value | undefined;
  readonly weights: Value | undefined;
  readonly batchSize: Value | undefined;
}

/** @param wholeBatch train_on_batch(): what is given is one batch. */
export function fitData(interpreter: Interpreter, given: GivenData, kerasVersion: 2 | 3, wholeBatch = false): FitData {
  const { x } = given;
  if (!x || x.kind === 'none')
    return { kind: 'unknown', x: undefined, y: undefined, weights: undefined, batch: undefined };
  const kind = kindOf(x);
  if (kind === 'dataset' || kind === 'sequence' || kind === 'generator') return batchData(interpreter, kind, x);
  if (kind === 'unknown' && !isUndetermined(x))
    return { kind, x: undefined, y: undefined, weights: undefined, batch: undefined };
  const parts = {
    x: structureOfData(x),
    y: given.y && structureOfData(given.y),
    sample_weight: given.weights && structureOfData(given.weights),
  };
  for (const name of ['x', 'y', 'sample_weight'] as const) {
    if (parts[name] === 'scalars')
      return { kind: 'python', x: undefined, y: undefined, weights: undefined, batch: undefined, refused: name };
  }
  const read = (structure: Structure): Nest<Part> | undefined =>
    structure && structure !== 'scalars'
      ? mapNest(structure.found, (leaf) => partOf(interpreter, leaf, kerasVersion))
      : undefined;
  const optional = (value: Value | undefined, structure: Structure): Nest<Part> | 'none' | undefined =>
    value === undefined || value.kind === 'none' ? 'none' : read(structure);
  const xParts = read(parts.x);
  const rows = xParts && firstRows(xParts);
  const size =
    given.batchSize === undefined || given.batchSize.kind === 'none'
      ? 32
      : given.batchSize.kind === 'int'
        ? Number(given.batchSize.value)
        : undefined;
  const batch = wholeBatch ? rows : rows !== undefined && size !== undefined ? minimum(rows, size) : undefined;
  return {
    kind: isUndetermined(x) ? 'unknown' : 'arrays',
    x: xParts,
    y: optional(given.y, parts.y),
    weights: optional(given.weights, parts.sample_weight),
    batch,
  };
}

function firstRows(nest: Nest<Part>): Size | undefined {
  let rows: Dimension | undefined;
  mapNest(nest, (part) => {
    rows ??= part.rows;
    return part;
  });
  return rows ?? undefined;
}

/** What the first batch is made of: x, (x, y) or (x, y, weights). */
function batchData(interpreter: Interpreter, kind: DataKind, source: Value): FitData {
  const unknown: FitData = { kind, x: undefined, y: undefined, weights: undefined, batch: undefined };
  const element = firstBatch(interpreter, source);
  if (!element) return unknown;
  const pieces =
    element.kind === 'tuple'
      ? element.items
      : kind === 'sequence' && element.kind === 'list' && !element.summary
        ? element.items
        : [element];
  if (pieces.length === 0 || pieces.length > 3) return unknown;
  const read = (value: Value | undefined): Nest<Part> | 'none' | undefined => {
    if (!value || value.kind === 'none') return 'none';
    const structure = structureOfData(value);
    return structure && structure !== 'scalars' ? mapNest(structure.found, batchPart) : undefined;
  };
  const [x, y, weights] = pieces.map(read);
  const last = source instanceof DatasetValue ? source.batchings.at(-1) : undefined;
  const rows = x !== undefined && x !== 'none' ? firstRows(x) : undefined;
  const batch =
    typeof rows === 'number' || !last
      ? rows
      : last.rows === undefined
        ? undefined
        : minimum(last.size, last.rows === Number.POSITIVE_INFINITY ? last.size : last.rows);
  return {
    kind,
    x: x === 'none' ? undefined : x,
    y: pieces.length > 1 ? y : 'none',
    weights: pieces.length > 2 ? weights : 'none',
    batch,
  };
}

/** What the first batch of a data set, a generator or a sequence is; undefined where its code raises. */
export function firstBatch(interpreter: Interpreter, source: Value): Value | undefined {
  if (source instanceof DatasetValue) return source.content;
  if (source instanceof BatchSequence) return source.element();
  if (source instanceof IteratorValue) {
    // Keras looks at the first batch and gives it back.
    const { position } = source;
    interpreter.touch(source);
    try {
      return interpreter.attempt(
        () => source.next(),
        ['Exception'],
        () => undefined,
      );
    } finally {
      source.position = position;
    }
  }
  return interpreter.attempt(
    () => interpreter.call(interpreter.getAttribute(source, '__getitem__'), [int(0)]),
    ['Exception'],
    () => undefined,
  );
}

export const isFrame = (value: Value): boolean => value instanceof DataFrameValue;
