/** `tf.io.parse_example` and its like: the features of examples as tensors. */
import { HostValue } from '../../python/domain/host.ts';
import { DictValue, int, type NativeFunction, TupleValue, type Value } from '../../python/domain/value.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { castAll } from '../../python/library/arrays/dtypes.ts';
import { define, type LibraryCall, NotDecided } from '../../python/library/arrays/library-call.ts';
import { describedSymbol } from '../../python/library/unknowns.ts';
import type { Dimension, Shape } from '../../shapes/dimension.ts';
import { words } from '../../words/message.ts';
import { bytesOf, bytesValue } from './bytes-of-text.ts';
import { tensorsOf } from './elements.ts';
import { OpenRagged } from './open-ragged.ts';
import { OpenSparse } from './open-sparse.ts';
import { featureIn, Message, Serialized, stepsIn, type Values } from './protocol-buffers.ts';
import { raggedOfRows } from './ragged.ts';
import { SparseValue } from './sparse.ts';
import { accesses } from './variables.ts';

const NOT_KNOWN = words`what is parsed is not known`;

/** What a parser is told of one feature. */
class Feature extends HostValue {
  readonly typeName: string;
  readonly shape: Shape;
  readonly dtype: string | undefined;
  readonly missing: Value | undefined;
  constructor(typeName: string, shape: Shape, dtype: string | undefined, missing?: Value) {
    super();
    this.typeName = typeName;
    this.shape = shape;
    this.dtype = dtype;
    this.missing = missing;
  }
  get size(): number {
    return this.shape.reduce<number>((all, size) => all * Number(size), 1);
  }
  override truth(): boolean {
    return true;
  }
}

const dense = (name: string, parameters: string): NativeFunction =>
  define(name, parameters, (call) => {
    const missing = call.optional('default_value');
    return new Feature(name, call.shape('shape'), call.dtype('dtype', undefined), missing);
  });
const open = (name: string, parameters: string): NativeFunction =>
  define(name, parameters, (call) => {
    if (['value_key', 'partitions', 'row_splits_dtype'].some((one) => call.optional(one)))
      throw new NotDecided(NOT_KNOWN);
    return new Feature(name, [], call.dtype('dtype', undefined));
  });

/** One example, where it is known. */
function exampleIn(value: Value | undefined): Message | undefined {
  const plain = value instanceof ArrayValue && value.shape?.length === 0 ? value.elements?.[0] : value;
  return plain instanceof Serialized && plain.message instanceof Message ? plain.message : undefined;
}

const openSize = (): Dimension => (accesses.inGraph ? null : describedSymbol('number of values'));

function cast(given: readonly Value[], dtype: string | undefined): readonly Value[] | undefined {
  if (dtype !== 'string') return dtype === undefined ? undefined : castAll([...given], dtype);
  return given.map((one) => {
    const bytes = bytesOf(one);
    return bytes === undefined ? one : bytesValue(bytes);
  });
}

const tensor = (shape: Shape, dtype: string | undefined, given: readonly Value[] | undefined): ArrayValue =>
  new ArrayValue({ shape, dtype, elements: given && cast(given, dtype), library: 'tensorflow', reason: NOT_KNOWN });

const ZERO = int(0);
const empty = ({ dtype, missing }: Feature): Value => missing ?? (dtype === 'string' ? bytesValue('') : ZERO);

/** Rows brought to one length. */
function filledUp(feature: Feature, rows: readonly (readonly Value[])[]): readonly Value[] {
  const longest = Math.max(0, ...rows.map((row) => row.length));
  return rows.flatMap((row) => [...row, ...Array<Value>(longest - row.length).fill(empty(feature))]);
}

/** The rows as a sparse tensor. */
function sparse(rows: readonly (readonly Value[])[], dtype: string | undefined, isOne: boolean): Value {
  const places = rows.flatMap((row, at) => row.map((_, column) => (isOne ? [column] : [at, column])));
  const longest = Math.max(0, ...rows.map((row) => row.length));
  const flat = tensor([places.length], dtype, rows.flat());
  return new SparseValue(places, flat, isOne ? [longest] : [rows.length, longest]);
}

function ragged(rows: readonly (readonly Value[])[], dtype: string | undefined): Value | undefined {
  const tensors = rows.map((row) => tensor([row.length], dtype, row));
  return raggedOfRows(tensors, tensor([0], dtype, []));
}

/** A feature of one example (`count` undefined), or of several below each other. */
function featureValue(call: LibraryCall, name: string, feature: Feature, { rows, count }: Rows): Value {
  const { dtype, shape, typeName } = feature;
  const outer: Shape = count === undefined ? [] : [count];
  const isOne = count === undefined;
  const known = rows?.every((row) => row !== undefined) ? (rows as readonly Values[]) : undefined;
  if (typeName === 'FixedLenFeature') return fixedValue(call, name, feature, outer, known);
  const lists = known?.map((row) => (row === 'absent' ? [] : row));
  if (typeName === 'FixedLenSequenceFeature') {
    const all = lists && filledUp(feature, lists);
    const steps = all && rows!.length > 0 ? all.length / rows!.length / feature.size : openSize();
    return tensor([...outer, steps, ...shape], dtype, all);
  }
  if (typeName === 'VarLenFeature')
    return lists ? sparse(lists, dtype, isOne) : new OpenSparse([...outer, openSize()], dtype);
  if (isOne) return tensor([lists ? lists[0]!.length : openSize()], dtype, lists?.[0]);
  return (lists && ragged(lists, dtype)) ?? new OpenRagged({ shape: [...outer, null], dtype, raggedRank: 1 });
}

interface Rows {
  /** Of each example, where they are known. */
  readonly rows: readonly (Values | undefined)[] | undefined;
  readonly count: Dimension | undefined;
}

function fixedValue(
  call: LibraryCall,
  name: string,
  feature: Feature,
  outer: Shape,
  rows: readonly Values[] | undefined,
): Value {
  const { dtype, shape, missing, size } = feature;
  if (rows?.includes('absent') && missing === undefined) {
    accesses.refused = `Feature: ${name} (data type: ${dtype}) is required but could not be found.`;
    return call.interpreter.raise('InvalidArgumentError', accesses.refused);
  }
  const usual = missing && tensorsOf(call.interpreter, missing);
  const [one] = usual instanceof ArrayValue ? (usual.elements ?? []) : [];
  const values = rows?.map((row) => (row === 'absent' ? one && Array<Value>(size).fill(one) : row));
  const fits = values?.every((row) => row?.length === size);
  return tensor([...outer, ...shape], dtype, fits ? (values as Value[][]).flat() : undefined);
}

const RANKS: readonly string[] = ['VarLenFeature', 'FixedLenFeature', 'FixedLenSequenceFeature', 'RaggedFeature'];
/** Sparse features come first and ragged ones last; the names of each kind are in order. */
const rankOf = ({ typeName }: Feature): number =>
  Math.min(2, RANKS.indexOf(typeName)) + (typeName === 'RaggedFeature' ? 1 : 0);

/** What is made of each feature, in the order in which TensorFlow has them. */
function eachFeature(features: Value | undefined, make: (name: string, feature: Feature) => Value): Value {
  if (features === undefined || features.kind === 'none') return new DictValue();
  if (!(features instanceof DictValue) || features.summary) throw new NotDecided(NOT_KNOWN);
  const found = [...features.entries].map(([key, [name, feature]]) => {
    if (!(feature instanceof Feature) || name.kind !== 'str') throw new NotDecided(NOT_KNOWN);
    return { key, name, feature, rank: feature.typeName === 'FixedLenSequenceFeature' ? 1 : rankOf(feature) };
  });
  found.sort((a, b) => a.rank - b.rank || (a.name.value < b.name.value ? -1 : 1));
  return new DictValue(
    new Map(found.map(({ key, name, feature }) => [key, [name, make(name.value, feature)] as const])),
  );
}

const parseOne = define('parse_single_example', 'serialized features example_names name', (call) => {
  const example = exampleIn(call.required('serialized'));
  return eachFeature(call.required('features'), (name, feature) =>
    featureValue(call, name, feature, {
      rows: example && [featureIn(example, 'features', name)],
      count: undefined,
    }),
  );
});

/** Several examples: those that are known, and how many there are. */
function examplesIn(call: LibraryCall): {
  readonly examples: readonly Message[] | undefined;
  readonly count: Dimension;
} {
  const given = call.required('serialized');
  const items = given.kind === 'list' || given.kind === 'tuple' ? given.items : undefined;
  const data = items ? undefined : tensorsOf(call.interpreter, given);
  if (!items && (!(data instanceof ArrayValue) || data.shape?.length !== 1)) throw new NotDecided(NOT_KNOWN);
  const found = (items ?? (data as ArrayValue).elements)?.map(exampleIn);
  const examples = found?.every((one) => one !== undefined) ? found : undefined;
  return { examples, count: items?.length ?? (data as ArrayValue).shape![0]! };
}

const parseAll = define('parse_example', 'serialized features example_names name', (call) => {
  const given = call.required('serialized');
  const isOne = exampleIn(given) !== undefined || (given instanceof ArrayValue && given.shape?.length === 0);
  if (isOne) return call.interpreter.call(parseOne, [given, call.required('features')]);
  const { examples, count } = examplesIn(call);
  return eachFeature(call.required('features'), (name, feature) =>
    featureValue(call, name, feature, { rows: examples?.map((one) => featureIn(one, 'features', name)), count }),
  );
});

/** A list of features: one for each step. */
function sequenceValue(feature: Feature, steps: readonly (readonly Value[])[] | undefined): Value {
  const { dtype, shape, typeName } = feature;
  if (typeName === 'VarLenFeature')
    return steps ? sparse(steps, dtype, false) : new OpenSparse([openSize(), openSize()], dtype);
  if (typeName === 'RaggedFeature')
    return (steps && ragged(steps, dtype)) ?? new OpenRagged({ shape: [null, null], dtype, raggedRank: 1 });
  const fits = steps?.every((step) => step.length === feature.size);
  return tensor([steps ? steps.length : openSize(), ...shape], dtype, fits ? steps!.flat() : undefined);
}

const parseSequence = define(
  'parse_single_sequence_example',
  'serialized context_features sequence_features example_name name',
  (call) => {
    const example = exampleIn(call.required('serialized'));
    const context = eachFeature(call.optional('context_features'), (name, feature) =>
      featureValue(call, name, feature, { rows: example && [featureIn(example, 'context', name)], count: undefined }),
    );
    const sequences = eachFeature(call.optional('sequence_features'), (name, feature) =>
      sequenceValue(feature, example && stepsIn(example, name)),
    );
    return new TupleValue([context, sequences]);
  },
);

/** Several sequences: the steps of each are filled up, and their numbers told. */
const parseSequences = define(
  'parse_sequence_example',
  'serialized context_features sequence_features example_names name',
  (call) => {
    const { examples, count } = examplesIn(call);
    const context = eachFeature(call.optional('context_features'), (name, feature) =>
      featureValue(call, name, feature, { rows: examples?.map((one) => featureIn(one, 'context', name)), count }),
    );
    const lengths: [string, readonly [Value, Value]][] = [];
    const sequences = eachFeature(call.optional('sequence_features'), (name, feature) => {
      if (feature.typeName !== 'FixedLenSequenceFeature') return call.unknown(NOT_KNOWN);
      const all = examples?.map((one) => stepsIn(one, name));
      const steps = all?.every((one) => one !== undefined) ? all : undefined;
      const sizes = steps?.map((one) => int(one.length));
      const key = [...(call.required('sequence_features') as DictValue).entries].find(
        ([, [own]]) => own.kind === 'str' && own.value === name,
      )!;
      lengths.push([key[0], [key[1][0], tensor([count], 'int64', sizes)]]);
      const rows =
        steps &&
        filledUp(
          feature,
          steps.map((one) => one.flat()),
        );
      const longest = steps ? Math.max(0, ...steps.map((one) => one.length)) : openSize();
      return tensor([count, longest, ...feature.shape], feature.dtype, rows);
    });
    return new TupleValue([context, sequences, new DictValue(new Map(lengths))]);
  },
);

/** A tensor as bytes: which ones they are is not said. */
class SerializedTensor extends HostValue {
  readonly typeName = 'bytes';
  readonly tensor: ArrayValue;
  constructor(of: ArrayValue) {
    super();
    this.tensor = of;
  }
  override truth(): boolean {
    return true;
  }
}

const serializeTensor = define('serialize_tensor', 'tensor name', (call) => {
  const given = tensorsOf(call.interpreter, call.required('tensor'));
  const element = given instanceof ArrayValue ? new SerializedTensor(given) : undefined;
  return new ArrayValue({ shape: [], dtype: 'string', elements: element && [element], library: 'tensorflow' });
});

const parseTensor = define('parse_tensor', 'serialized out_type name', (call) => {
  const given = call.required('serialized');
  const plain = given instanceof ArrayValue ? given.elements?.[0] : given;
  const dtype = call.dtype('out_type', undefined);
  if (plain instanceof SerializedTensor && plain.tensor.dtype === dtype) return plain.tensor;
  // Bytes that were read say how many axes there are.
  return new ArrayValue({ shape: undefined, dtype, library: 'tensorflow', reason: NOT_KNOWN });
});

export const exampleFunctions: Readonly<Record<string, Value>> = {
  FixedLenFeature: dense('FixedLenFeature', 'shape dtype default_value'),
  FixedLenSequenceFeature: dense('FixedLenSequenceFeature', 'shape dtype allow_missing default_value'),
  VarLenFeature: open('VarLenFeature', 'dtype'),
  RaggedFeature: open('RaggedFeature', 'dtype value_key partitions row_splits_dtype validate'),
  parse_single_example: parseOne,
  parse_example: parseAll,
  parse_single_sequence_example: parseSequence,
  parse_sequence_example: parseSequences,
  serialize_tensor: serializeTensor,
  parse_tensor: parseTensor,
};
