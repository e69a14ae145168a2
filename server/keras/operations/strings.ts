/** `tf.strings.*` on texts that are known. */
import { bool, Float, int, type NativeFunction, type Value } from '../../python/domain/value.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { castAll, castElement, kindOfDtype, numberOf } from '../../python/library/arrays/dtypes.ts';
import { define, type LibraryCall, NotDecided } from '../../python/library/arrays/library-call.ts';
import { bytesOf, bytesValue, decoded, encoded } from '../data/bytes-of-text.ts';
import { raggedOf } from '../data/ragged-functions.ts';
import { isRagged, type Ragged, raggedRankOf, tensorsOf } from '../data/elements.ts';
import { OpenRagged } from '../data/open-ragged.ts';
import { accesses } from '../data/variables.ts';
import { describedSymbol } from '../../python/library/unknowns.ts';
import { RaggedValue, raggedOfRows, splitsOf } from '../data/ragged.ts';
import { tensorOf } from '../data/sparse.ts';
import type { Shape } from '../../shapes/dimension.ts';
import { words } from '../../words/message.ts';

const UNKNOWN = words`what the texts become is not worked out`;

type Given = Ragged | ArrayValue;

const given = (call: LibraryCall, name = 'input'): Given => {
  const value = call.required(name);
  return value instanceof OpenRagged ? value : raggedOf(call, value);
};
const flatOf = (texts: Given): ArrayValue => (isRagged(texts) ? texts.flat : texts);
const as = (texts: Given, flat: ArrayValue): Given => (isRagged(texts) ? texts.withFlat(flat) : flat);

export const tensor = (shape: Shape | undefined, dtype: string, elements?: readonly Value[]): ArrayValue =>
  new ArrayValue({ shape, dtype, elements, library: 'tensorflow', reason: UNKNOWN });

/** The bytes of all elements; undefined where one is not known. */
export function allBytes({ elements }: ArrayValue): string[] | undefined {
  const texts = elements?.map(bytesOf);
  return texts?.every((text) => text !== undefined) ? texts : undefined;
}

/** Another value for each text. */
function onEach(
  call: LibraryCall,
  dtype: string,
  work: (text: string, index: number) => Value | undefined,
  texts: Given = given(call),
): Given {
  const flat = flatOf(texts);
  const made = allBytes(flat)?.map((text, index) => {
    call.interpreter.spend(1 + Math.floor(text.length / 64));
    return work(text, index);
  });
  return as(texts, tensor(flat.shape, dtype, made?.every((one) => one !== undefined) ? made : undefined));
}

const changed = (name: string, change: (text: string) => string): NativeFunction =>
  define(name, 'input encoding name', (call) => {
    const encoding = call.text('encoding', '');
    return onEach(call, 'string', (text) => {
      if (encoding === '') return bytesValue(change(text));
      const plain = encoding === 'utf-8' ? decoded(text) : undefined;
      // Letters of the Latin alphabets have one other case each.
      if (plain === undefined || !/^[\u0000-\u00de\u00e0-\u024f\u2000-\u206f¿¡]*$/.test(plain)) return undefined;
      return bytesValue(encoded(name === 'lower' ? plain.toLowerCase() : plain.toUpperCase()));
    });
  });

/** Regular expressions that mean the same in RE2 and here. */
function expressionOf(pattern: string, flags: string): RegExp | undefined {
  if (/\(\?[^:]|\\[pPCQEzAaB]|\[\[:|[\ud800-\udfff]/.test(pattern)) return undefined;
  try {
    return new RegExp(pattern, flags);
  } catch {
    return undefined;
  }
}

const UNIT = (call: LibraryCall): 'BYTE' | 'UTF8_CHAR' =>
  call.text('unit', 'BYTE').toUpperCase() === 'UTF8_CHAR' ? 'UTF8_CHAR' : 'BYTE';

const characters = (call: LibraryCall, text: string): readonly string[] | undefined => {
  if (UNIT(call) === 'BYTE') return [...text];
  const plain = decoded(text);
  return plain === undefined ? undefined : [...plain].map(encoded);
};

/** A number for each text, or one for all. */
function placesOf(call: LibraryCall, name: string): readonly number[] {
  const { elements } = tensorOf(call, call.required(name));
  if (!elements) throw new NotDecided('the places are not known');
  return elements.map((element) => Number(numberOf(element)));
}

function parts(text: string, separator: string, most: number): string[] {
  if (separator === '') {
    const all = text.split(/[ \t\n\r\f\v]+/).filter((part) => part !== '');
    return most >= 0 ? limited(all, most, ' ') : all;
  }
  return most >= 0 ? limited(text.split(separator), most, separator) : text.split(separator);
}
const limited = (all: string[], most: number, separator: string): string[] =>
  all.length <= most + 1 ? all : [...all.slice(0, most), all.slice(most).join(separator)];

const texts = (values: readonly string[]): ArrayValue => tensor([values.length], 'string', values.map(bytesValue));

/** Each text becomes a row. */
function rowsOfTexts(call: LibraryCall, input: Given, cut: (text: string) => readonly string[] | undefined): Value {
  const flat = flatOf(input);
  const all = allBytes(flat)?.map((text) => {
    call.interpreter.spend(1 + Math.floor(text.length / 16));
    return cut(text);
  });
  if (!all?.every((row) => row !== undefined)) return openRows(call, input);
  if (input instanceof ArrayValue && input.shape?.length === 0) return texts(all[0]!);
  const made = raggedOfRows(
    all.map((row) => texts(row)),
    texts([]),
  );
  if (!made) return call.unknown(UNKNOWN);
  if (input instanceof RaggedValue) return new RaggedValue([...input.splits, ...made.splits], made.flat);
  // Axes that all rows share become ragged ones.
  const sizes = input.shape as readonly number[];
  const outer = sizes.slice(0, -1).map((_, axis) => {
    const rows = sizes.slice(0, axis + 1).reduce((count, size) => count * size, 1);
    return splitsOf(Array<number>(rows).fill(sizes[axis + 1]!));
  });
  return new RaggedValue([...outer, ...made.splits], made.flat, sizes.slice(1));
}

/** Rows of texts that are not known. */
function openRows(call: LibraryCall, input: Given): Value {
  if (isRagged(input))
    return new OpenRagged({ shape: [...input.shape, null], dtype: 'string', raggedRank: raggedRankOf(input) + 1 });
  const { shape } = input;
  if (shape === undefined) return call.unknown(UNKNOWN);
  if (shape.length === 0) return tensor([accesses.inGraph ? null : describedSymbol('number of parts')], 'string');
  return new OpenRagged({ shape: [...shape, null], dtype: 'string', raggedRank: shape.length });
}

/** As TensorFlow reads numbers; undefined where the text is none. */
function numberIn(text: string, dtype: string): Value | undefined {
  const plain = text.trim();
  if (kindOfDtype(dtype) === 'signed')
    return /^[+-]?\d+$/.test(plain) ? castElement(int(BigInt(plain)), dtype) : undefined;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? castElement(new Float(Number(plain)), dtype) : undefined;
}

/** C's `%f` and `%g`, and Python's words for truth. */
function textOf(element: Value, call: LibraryCall): string | undefined {
  if (element.kind === 'int') return String(element.value);
  if (element.kind === 'bool') return String(element.value);
  if (element.kind !== 'float' || !Number.isFinite(element.value)) return undefined;
  const precision = call.integer('precision', -1);
  return element.value.toFixed(precision < 0 ? 6 : precision);
}

const AS_STRING = define('as_string', 'input precision scientific shortest width fill name', (call) => {
  const input = given(call);
  const flat = flatOf(input);
  const isPlain = ['scientific', 'shortest', 'width', 'fill'].every((name) => call.optional(name) === undefined);
  const made = isPlain ? flat.elements?.map((element) => textOf(element, call)) : undefined;
  const isKnown = made?.every((one) => one !== undefined);
  return as(input, tensor(flat.shape, 'string', isKnown ? made!.map((one) => bytesValue(one!)) : undefined));
});

const JOIN = define('join', 'inputs separator name', (call) => {
  const inputs = call.items('inputs').map((item) => raggedOf(call, item));
  const separator = bytesOf(call.optional('separator') ?? bytesValue('')) ?? undefined;
  const flats = inputs.map(flatOf);
  const like = inputs.find((one) => flatOf(one).shape?.length !== 0) ?? inputs[0];
  if (like === undefined) return call.unknown(UNKNOWN);
  const count = flatOf(like).elements?.length;
  const all = flats.map(allBytes);
  if (
    separator === undefined ||
    count === undefined ||
    !all.every((own) => own && (own.length === count || own.length === 1))
  )
    return as(like, tensor(flatOf(like).shape, 'string'));
  const made = Array.from({ length: count }, (_, index) =>
    bytesValue(all.map((own) => own![own!.length === 1 ? 0 : index]!).join(separator)),
  );
  return as(like, tensor(flatOf(like).shape, 'string', made));
});

const REDUCE_JOIN = define('reduce_join', 'inputs axis keepdims separator name', (call) => {
  const input = given(call, 'inputs');
  const separator = bytesOf(call.optional('separator') ?? bytesValue(''));
  const axis = call.optionalInteger('axis');
  const flat = flatOf(input);
  const all = allBytes(flat);
  if (separator === undefined || call.flag('keepdims', false)) return call.unknown(UNKNOWN);
  if (input instanceof RaggedValue) {
    if (input.splits.length !== 1 || (axis !== 1 && axis !== -1) || !all) return call.unknown(UNKNOWN);
    const rows = input.splits[0]!.slice(1).map((end, row) => all.slice(input.splits[0]![row]!, end).join(separator));
    return texts(rows);
  }
  const shape = input.shape as readonly number[];
  if (axis === undefined || shape.length <= 1)
    return tensor([], 'string', all ? [bytesValue(all.join(separator))] : undefined);
  const place = axis < 0 ? axis + shape.length : axis;
  const rest = shape.filter((_, index) => index !== place);
  if (!all || shape.length !== 2) return tensor(rest, 'string');
  const [rows, columns] = shape as [number, number];
  const made = Array.from({ length: place === 1 ? rows : columns }, (_, index) =>
    (place === 1
      ? all.slice(index * columns, (index + 1) * columns)
      : all.filter((_text, at) => at % columns === index)
    ).join(separator),
  );
  return tensor(rest, 'string', made.map(bytesValue));
});

const NGRAMS = define(
  'ngrams',
  'data ngram_width separator pad_values padding_width preserve_short_sequences name',
  (call) => {
    const data = given(call, 'data');
    if (call.optional('pad_values') || call.flag('preserve_short_sequences', false)) return call.unknown(UNKNOWN);
    const asked = call.required('ngram_width');
    const widths =
      asked.kind === 'int'
        ? [Number(asked.value)]
        : call.itemsOf(asked, 'ngram_width').map((one) => Number(numberOf(one)));
    const separator = bytesOf(call.optional('separator') ?? bytesValue(' '));
    const grams = (row: readonly string[]): string[] =>
      widths.flatMap((width) =>
        Array.from({ length: Math.max(0, row.length - width + 1) }, (_, start) =>
          row.slice(start, start + width).join(separator),
        ),
      );
    const all = allBytes(flatOf(data));
    if (!all || separator === undefined) return call.unknown(UNKNOWN);
    if (data instanceof RaggedValue) {
      if (data.splits.length !== 1) return call.unknown(UNKNOWN);
      const rows = data.splits[0]!.slice(1).map((end, row) => texts(grams(all.slice(data.splits[0]![row]!, end))));
      return raggedOfRows(rows, texts([])) ?? call.unknown(UNKNOWN);
    }
    const sizes = data.shape as readonly number[];
    if (sizes.length === 1) return texts(grams(all));
    if (sizes.length !== 2) return call.unknown(UNKNOWN);
    const made = Array.from({ length: sizes[0]! }, (_, row) =>
      grams(all.slice(row * sizes[1]!, (row + 1) * sizes[1]!)),
    );
    return tensor([sizes[0]!, made[0]?.length ?? 0], 'string', made.flat().map(bytesValue));
  },
);

const SUBSTR = define('substr', 'input pos len unit name', (call) => {
  const [starts, lengths] = [placesOf(call, 'pos'), placesOf(call, 'len')];
  return onEach(call, 'string', (text, index) => {
    const own = characters(call, text);
    const at = (values: readonly number[]): number => values[values.length === 1 ? 0 : index] ?? Number.NaN;
    const [start, length] = [at(starts), at(lengths)];
    if (own === undefined || Number.isNaN(start) || Number.isNaN(length)) return undefined;
    const from = start < 0 ? start + own.length : start;
    return from < 0 || from > own.length ? undefined : bytesValue(own.slice(from, from + length).join(''));
  });
});

const REGEX_REPLACE = define('regex_replace', 'input pattern rewrite replace_global name', (call) => {
  const expression = expressionOf(call.text('pattern'), call.flag('replace_global', true) ? 'g' : '');
  const rewrite = call
    .text('rewrite')
    .replaceAll('$', '$$$$')
    .replace(/\\(\d)/g, '$$$1');
  return onEach(call, 'string', (text) => {
    const plain = decoded(text);
    if (!expression || rewrite.includes('\\') || plain === undefined || /[\ud800-\udfff]/.test(plain)) return undefined;
    return bytesValue(encoded(plain.replace(expression, rewrite.replaceAll('$0', '$&'))));
  });
});

const HASHED = (name: string): NativeFunction =>
  define(name, name === 'to_hash_bucket_strong' ? 'input num_buckets key name' : 'input num_buckets name', (call) => {
    const input = given(call);
    return as(input, tensor(flatOf(input).shape, 'int64'));
  });

const codePoints = (text: string): readonly number[] | undefined => {
  const plain = decoded(text);
  return plain === undefined ? undefined : [...plain].map((one) => one.codePointAt(0)!);
};

/** Whole numbers and texts of few elements, as TensorFlow's own text of a tensor has them. */
function formattedInput(call: LibraryCall, value: Value): string | undefined {
  const given = tensorsOf(call.interpreter, value);
  if (!(given instanceof ArrayValue) || !given.elements || !given.shape || given.shape.length > 1) return undefined;
  const words = given.elements.map((one) => {
    if (one.kind === 'int') return String(one.value);
    const text = bytesOf(one);
    return text === undefined || /["\\\x80-\xff]/.test(text) ? undefined : `"${text}"`;
  });
  if (words.length > 6 || !words.every((word) => word !== undefined)) return undefined;
  return given.shape.length === 0 ? words[0] : `[${words.join(' ')}]`;
}

export const stringFunctions: Readonly<Record<string, NativeFunction>> = {
  lower: changed('lower', (text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())),
  upper: changed('upper', (text) => text.replace(/[a-z]/g, (letter) => letter.toUpperCase())),
  strip: define('strip', 'input name', (call) =>
    onEach(call, 'string', (text) => bytesValue(text.replace(/^[ \t\n\r\f\v]+|[ \t\n\r\f\v]+$/g, ''))),
  ),
  length: define('length', 'input unit name', (call) =>
    onEach(call, 'int32', (text) => {
      const own = characters(call, text);
      return own && castElement(int(own.length), 'int32');
    }),
  ),
  substr: SUBSTR,
  join: JOIN,
  reduce_join: REDUCE_JOIN,
  split: define('split', 'input sep maxsplit name', (call) => {
    const separator = bytesOf(call.optional('sep') ?? bytesValue(''));
    const most = call.integer('maxsplit', -1);
    return rowsOfTexts(call, given(call), (text) =>
      separator === undefined ? undefined : parts(text, separator, most),
    );
  }),
  bytes_split: define('bytes_split', 'input name', (call) => rowsOfTexts(call, given(call), (text) => [...text])),
  unicode_split: define('unicode_split', 'input input_encoding errors replacement_char name', (call) =>
    rowsOfTexts(call, given(call), (text) => {
      const plain = decoded(text);
      return plain === undefined ? undefined : [...plain].map(encoded);
    }),
  ),
  unicode_decode: define(
    'unicode_decode',
    'input input_encoding errors replacement_char replace_control_characters name',
    (call) => {
      const input = given(call);
      const points = allBytes(flatOf(input))?.map(codePoints);
      if (input instanceof RaggedValue || !points?.every((row) => row !== undefined)) return call.unknown(UNKNOWN);
      const rows = points.map((row) =>
        tensor(
          [row.length],
          'int32',
          castAll(
            row.map((one) => int(one)),
            'int32',
          ),
        ),
      );
      if (input.shape?.length === 0) return rows[0]!;
      return input.shape?.length === 1
        ? (raggedOfRows(rows, tensor([0], 'int32', [])) ?? call.unknown(UNKNOWN))
        : call.unknown(UNKNOWN);
    },
  ),
  unicode_encode: define('unicode_encode', 'input output_encoding errors replacement_char name', (call) => {
    const input = given(call);
    const own = input instanceof RaggedValue && input.splits.length === 1 ? [...input.iterate()] : [input];
    const rows = own.map((row) =>
      row instanceof ArrayValue && row.shape?.length === 1
        ? row.elements?.map((one) => String.fromCodePoint(Number(numberOf(one)))).join('')
        : undefined,
    );
    if (!rows.every((row) => row !== undefined) || call.text('output_encoding') !== 'UTF-8')
      return call.unknown(UNKNOWN);
    const made = rows.map((row) => bytesValue(encoded(row)));
    return input instanceof RaggedValue ? tensor([made.length], 'string', made) : tensor([], 'string', made);
  }),
  unicode_transcode: define(
    'unicode_transcode',
    'input input_encoding output_encoding errors replacement_char replace_control_characters name',
    (call) => {
      const isSame = call.text('input_encoding') === call.text('output_encoding');
      return onEach(call, 'string', (text) => (isSame ? bytesValue(text) : undefined));
    },
  ),
  regex_replace: REGEX_REPLACE,
  regex_full_match: define('regex_full_match', 'input pattern name', (call) => {
    const expression = expressionOf(`^(?:${call.text('pattern')})$`, 's');
    return onEach(call, 'bool', (text) =>
      expression && /^[\x00-\x7f]*$/.test(text) ? bool(expression.test(text)) : undefined,
    );
  }),
  as_string: AS_STRING,
  to_number: define('to_number', 'input out_type name', (call) => {
    const dtype = call.dtype('out_type', 'float32') ?? 'float32';
    return onEach(call, dtype, (text) => numberIn(text, dtype));
  }),
  ngrams: NGRAMS,
  to_hash_bucket: HASHED('to_hash_bucket'),
  to_hash_bucket_fast: HASHED('to_hash_bucket_fast'),
  to_hash_bucket_strong: HASHED('to_hash_bucket_strong'),
  format: define('format', 'template inputs placeholder summarize name', (call) => {
    const inputs = call.required('inputs');
    const all = inputs.kind === 'list' || inputs.kind === 'tuple' ? inputs.items : [inputs];
    const texts = all.map((one) => formattedInput(call, one));
    const isPlain = ['placeholder', 'summarize'].every((name) => call.passed(name) === undefined);
    const parts = call.text('template').split('{}');
    if (!isPlain || parts.length !== texts.length + 1 || !texts.every((one) => one !== undefined))
      return tensor([], 'string');
    return tensor([], 'string', [bytesValue(encoded(parts.map((part, at) => part + (texts[at] ?? '')).join('')))]);
  }),
};
