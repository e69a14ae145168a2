/** `tf.io.parse_single_example`, `tf.io.decode_csv` and their like: tensors out of texts and records. */
import { HostValue } from '../../python/domain/host.ts';
import { Float, int, ListValue, type NativeFunction, type Value } from '../../python/domain/value.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { castElement, isIntegerDtype } from '../../python/library/arrays/dtypes.ts';
import { define } from '../../python/library/arrays/library-call.ts';
import { describedSymbol } from '../../python/library/unknowns.ts';
import type { Dimension } from '../../shapes/dimension.ts';
import { words } from '../../words/message.ts';
import { bytesOf, bytesValue } from './bytes-of-text.ts';
import { tensorsOf } from './elements.ts';
import { accesses } from './variables.ts';

const NOT_KNOWN = words`what is parsed is not known`;

const openSize = (): Dimension => (accesses.inGraph ? null : describedSymbol('number of values'));

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
