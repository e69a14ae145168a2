/** `tf.io.parse_single_example`, `tf.io.decode_csv` and their like: tensors out of texts and records. */
import { HostValue } from '../../python/domain/host.ts';
import { DictValue, Float, int, ListValue, type NativeFunction, type Value } from '../../python/domain/value.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { castAll, castElement, isIntegerDtype } from '../../python/library/arrays/dtypes.ts';
import { define, type LibraryCall, NotDecided } from '../../python/library/arrays/library-call.ts';
import { describedSymbol } from '../../python/library/unknowns.ts';
import type { Dimension, Shape } from '../../shapes/dimension.ts';
import { words } from '../../words/message.ts';
import { bytesOf, bytesValue } from './bytes-of-text.ts';
import { tensorsOf } from './elements.ts';
import { featureOf, type Message, Serialized } from './protocol-buffers.ts';
import { SparseValue } from './sparse.ts';
import { OpenSparse } from './open-sparse.ts';
import { accesses } from './variables.ts';

const NOT_KNOWN = words`what is parsed is not known`;

/** What a parser is told of one feature. */
class Feature extends HostValue {
  readonly typeName: string;
  readonly shape: Shape;
  readonly dtype: string | undefined;
  readonly missing: Value | undefined;
  constructor(typeName: string, shape: Shape, dtype: string | undefined, missing: Value | undefined) {
    super();
    this.typeName = typeName;
    this.shape = shape;
    this.dtype = dtype;
    this.missing = missing;
  }
  override truth(): boolean {
    return true;
  }
}

const fixed = define('FixedLenFeature', 'shape dtype default_value', (call) => {
  return new Feature(
    'FixedLenFeature',
    call.shape('shape'),
    call.dtype('dtype', undefined),
    call.optional('default_value'),
  );
});
const open = define(
  'VarLenFeature',
  'dtype',
  (call) => new Feature('VarLenFeature', [], call.dtype('dtype', undefined), undefined),
);

/** One example, where it is known. */
function exampleIn(value: Value): Message | undefined {
  const plain = value instanceof ArrayValue && value.shape?.length === 0 ? value.elements?.[0] : value;
  return plain instanceof Serialized ? plain.message : undefined;
}

function parsedFeature(feature: Feature, outer: Shape, values: readonly Value[] | 'absent' | undefined): Value {
  const { dtype, shape } = feature;
  const asElements = (given: readonly Value[]): readonly Value[] | undefined =>
    dtype === 'string'
      ? given.map((one) => {
          const bytes = bytesOf(one);
          return bytes === undefined ? one : bytesValue(bytes);
        })
      : dtype === undefined
        ? undefined
        : castAll([...given], dtype);
  if (feature.typeName === 'FixedLenFeature') {
    const count = shape.reduce<number>((all, size) => all * Number(size), 1);
    const own = Array.isArray(values) && values.length === count ? asElements(values as readonly Value[]) : undefined;
    return new ArrayValue({
      shape: [...outer, ...shape],
      dtype,
      elements: own,
      library: 'tensorflow',
      reason: NOT_KNOWN,
    });
  }
  if (!Array.isArray(values) || outer.length > 0) return new OpenSparse([...outer, openSize()], dtype);
  const own = values as readonly Value[];
  const elements = asElements(own);
  const flat = new ArrayValue({ shape: [own.length], dtype, elements, library: 'tensorflow' });
  return new SparseValue(
    own.map((_, place) => [place]),
    flat,
    [own.length],
  );
}
const openSize = (): Dimension => (accesses.inGraph ? null : describedSymbol('number of values'));

function parse(call: LibraryCall, given: Value, outer: Shape, features: Value): Value {
  if (!(features instanceof DictValue) || features.summary) return call.unknown(NOT_KNOWN);
  const example = outer.length === 0 ? exampleIn(given) : undefined;
  const entries = [...features.entries].map(([key, [name, feature]]) => {
    if (!(feature instanceof Feature) || name.kind !== 'str') throw new NotDecided(NOT_KNOWN);
    const values = example && featureOf(example, name.value);
    return [key, [name, parsedFeature(feature, outer, values)]] as const;
  });
  entries.sort(([, [a]], [, [b]]) => ((a as { value: string }).value < (b as { value: string }).value ? -1 : 1));
  return new DictValue(new Map(entries));
}

/** Fields of a line without quotes; undefined where there are some. */
function fieldsOf(line: string, delimiter: string): readonly string[] | undefined {
  return line.includes('"') ? undefined : line.split(delimiter);
}

/** A field as an element; empty ones have the default. */
function fieldValue(field: string, dtype: string, missing: Value | undefined): Value | undefined {
  if (field === '') return missing;
  if (dtype === 'string') return bytesValue(field);
  const plain = field.trim();
  if (isIntegerDtype(dtype)) return /^[+-]?\d+$/.test(plain) ? castElement(int(BigInt(plain)), dtype) : undefined;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? castElement(new Float(Number(plain)), dtype) : undefined;
}

const decodeCsv = define(
  'decode_csv',
  'records record_defaults field_delim use_quote_delim na_value select_cols name',
  (call) => {
    const records = tensorsOf(call.interpreter, call.required('records'));
    if (!(records instanceof ArrayValue) || !records.shape) return call.unknown(NOT_KNOWN);
    const defaults = call.items('record_defaults').map((item) => tensorsOf(call.interpreter, defaultOf(item)));
    const delimiter = call.text('field_delim', ',');
    const isPlain = ['na_value', 'select_cols'].every((name) => call.optional(name) === undefined);
    const rows = isPlain
      ? records.elements?.map((element) => {
          const bytes = bytesOf(element);
          return bytes === undefined ? undefined : fieldsOf(bytes, delimiter);
        })
      : undefined;
    const isKnown = rows?.every((row) => row !== undefined && row.length === defaults.length);
    return new ListValue(
      defaults.map((one, column) => {
        const dtype = one instanceof ArrayValue ? one.dtype : undefined;
        const missing = one instanceof ArrayValue ? one.elements?.[0] : undefined;
        const own =
          isKnown && dtype !== undefined ? rows!.map((row) => fieldValue(row![column]!, dtype, missing)) : undefined;
        return new ArrayValue({
          shape: records.shape,
          dtype,
          elements: own?.every((value) => value !== undefined) ? own : undefined,
          library: 'tensorflow',
          reason: NOT_KNOWN,
        });
      }),
    );
  },
);

/** A dtype stands for a column that must be there. */
function defaultOf(item: Value): Value {
  if (item instanceof HostValue && item.typeName === 'DType') {
    const name = (item as unknown as { readonly name: string }).name;
    return new ArrayValue({ shape: [0], dtype: name, elements: [], library: 'tensorflow' });
  }
  return item;
}

export const parsingFunctions: Readonly<Record<string, NativeFunction>> = {
  FixedLenFeature: fixed,
  VarLenFeature: open,
  parse_single_example: define('parse_single_example', 'serialized features example_names name', (call) =>
    parse(call, call.required('serialized'), [], call.required('features')),
  ),
  parse_example: define('parse_example', 'serialized features example_names name', (call) => {
    const given = tensorsOf(call.interpreter, call.required('serialized'));
    if (!(given instanceof ArrayValue) || !given.shape) return call.unknown(NOT_KNOWN);
    return parse(call, given, given.shape, call.required('features'));
  }),
  decode_csv: decodeCsv,
  decode_raw: define('decode_raw', 'input_bytes|bytes out_type little_endian fixed_length name', (call) => {
    const given = tensorsOf(call.interpreter, call.required('input_bytes'));
    if (!(given instanceof ArrayValue) || !given.shape) return call.unknown(NOT_KNOWN);
    const dtype = call.dtype('out_type', undefined);
    const bytes = given.elements?.map(bytesOf);
    const width = Number(/(8|16|32|64)$/.exec(dtype ?? '')?.[1] ?? Number.NaN) / 8;
    const sizes = bytes?.map((one) => (one === undefined ? Number.NaN : one.length / width));
    const isEven = sizes?.every((size) => Number.isInteger(size) && size === sizes[0]);
    const elements =
      isEven && dtype === 'uint8'
        ? bytes!.flatMap((one) => [...one!].map((byte) => castElement(int(byte.charCodeAt(0)), 'uint8')!))
        : undefined;
    const size = isEven && sizes!.length > 0 ? sizes![0]! : openSize();
    return new ArrayValue({ shape: [...given.shape, size], dtype, elements, library: 'tensorflow', reason: NOT_KNOWN });
  }),
};
