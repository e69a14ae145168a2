/** `tf.lookup`: tables from keys to values that the program lists, and vocabularies with buckets for the rest. */
import { HostValue } from '../../python/domain/host.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { ClassValue, int, type NativeFunction, TupleValue, type Value } from '../../python/domain/value.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { castAll, castElement, numberOf } from '../../python/library/arrays/dtypes.ts';
import { DtypeValue } from '../../python/library/arrays/dtype-value.ts';
import { bind, define, type LibraryCall, NotDecided } from '../../python/library/arrays/library-call.ts';
import { words } from '../../words/message.ts';
import { bytesOf, bytesValue } from './bytes-of-text.ts';
import { scalar } from './dataset-items.ts';
import { OpenRagged } from './open-ragged.ts';
import { raggedOf } from './ragged-functions.ts';
import { RaggedValue } from './ragged.ts';
import { SparseValue, tensorOf } from './sparse.ts';

const UNKNOWN = words`what is looked up is not known`;

/** Keys and their values; `pairs` is undefined where they are not all known. */
class Initializer extends HostValue {
  readonly typeName = 'KeyValueTensorInitializer';
  readonly keys: ArrayValue;
  readonly values: ArrayValue;
  constructor(keys: ArrayValue, values: ArrayValue) {
    super();
    this.keys = keys;
    this.values = values;
  }
  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    if (name === 'key_dtype') return dtypeValue(interpreter, this.keys.dtype);
    if (name === 'value_dtype') return dtypeValue(interpreter, this.values.dtype);
    return name.startsWith('__') ? undefined : interpreter.unknown(UNKNOWN);
  }
}

const dtypeValue = (interpreter: Interpreter, dtype: string | undefined): Value =>
  dtype === undefined ? interpreter.unknown('the dtype is not known') : new DtypeValue(dtype, 'tensorflow');

/** What tells keys apart: texts by their bytes. */
function keyOf(element: Value): string | undefined {
  const bytes = bytesOf(element);
  if (bytes !== undefined) return `b${bytes}`;
  const number = numberOf(element);
  return number === undefined ? undefined : `n${number}`;
}

class LookupTable extends HostValue {
  readonly typeName: string;
  readonly keys: ArrayValue;
  readonly values: ArrayValue;
  /** What a key that is not there has; undefined where it is not known. */
  readonly missing: Value | undefined;
  /** How many values there are beside those of the table, for keys that are not there. */
  readonly buckets: number;
  readonly #places: ReadonlyMap<string, number> | undefined;

  constructor(typeName: string, { keys, values }: Initializer, missing: Value | undefined, buckets: number) {
    super();
    this.typeName = typeName;
    this.keys = keys;
    this.values = values;
    this.missing = missing;
    this.buckets = buckets;
    const names = keys.elements?.map(keyOf);
    this.#places = names?.every((name) => name !== undefined)
      ? new Map(names.map((name, place) => [name, place]))
      : undefined;
  }

  override pythonClass(): ClassValue | undefined {
    return this.typeName === 'StaticHashTable' ? staticHashTable : staticVocabularyTable;
  }

  get size(): number | undefined {
    const count = this.#places?.size ?? this.keys.shape?.[0];
    return typeof count === 'number' ? count + this.buckets : undefined;
  }

  find(key: Value): Value | undefined {
    const name = keyOf(key);
    if (name === undefined || this.#places === undefined) return undefined;
    const place = this.#places.get(name);
    return place === undefined ? this.missing : this.values.elements?.[place];
  }

  lookup(call: LibraryCall, given: Value): Value {
    if (given instanceof SparseValue) return given.with(this.lookedUp(call, given.values));
    if (given instanceof OpenRagged) return given.withFlat(this.lookedUp(call, given.flat));
    const keys = raggedOf(call, given);
    return keys instanceof RaggedValue ? keys.withFlat(this.lookedUp(call, keys.flat)) : this.lookedUp(call, keys);
  }
  private lookedUp(call: LibraryCall, { shape, elements }: ArrayValue): ArrayValue {
    call.interpreter.spend(Math.ceil((elements?.length ?? 0) / 16));
    const found = elements?.map((element) => this.find(element));
    return new ArrayValue({
      shape,
      dtype: this.values.dtype,
      elements: found?.every((one) => one !== undefined) ? found : undefined,
      library: 'tensorflow',
      reason: UNKNOWN,
    });
  }

  override getItem(interpreter: Interpreter, index: Value): Value {
    return interpreter.call(bind(this, METHODS['lookup']!), [index]);
  }
  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
    if (method) return bind(this, method);
    if (name === 'key_dtype') return dtypeValue(interpreter, this.keys.dtype);
    if (name === 'value_dtype') return dtypeValue(interpreter, this.values.dtype);
    if (name === 'default_value' && this.missing)
      return new ArrayValue({ shape: [], dtype: this.values.dtype, elements: [this.missing], library: 'tensorflow' });
    return name.startsWith('__') ? undefined : interpreter.unknown(UNKNOWN);
  }
  override truth(): boolean {
    return true;
  }
}

function self(call: LibraryCall): LookupTable {
  const value = call.required('self');
  if (value instanceof LookupTable) return value;
  throw new NotDecided(UNKNOWN);
}

const METHODS: Readonly<Record<string, NativeFunction>> = {
  lookup: define('lookup', 'self keys name', (call) => self(call).lookup(call, call.required('keys'))),
  size: define('size', 'self name', (call) => {
    const { size } = self(call);
    if (size === undefined)
      return new ArrayValue({ shape: [], dtype: 'int64', library: 'tensorflow', reason: UNKNOWN });
    return scalar(size, 'int64');
  }),
  /** In an order that the hashes decide. */
  export: define('export', 'self name', (call) => {
    const { keys, values } = self(call);
    return new TupleValue([keys, values].map((part) => part.like(part.shape, part.dtype)));
  }),
};

/** A tensor of the dtype that is asked for. */
function typed(call: LibraryCall, name: string, dtype: string | undefined): ArrayValue {
  const made = tensorOf(call, call.required(name));
  if (dtype === undefined || dtype === made.dtype) return made;
  return made.like(made.shape, dtype, castAll(made.elements, dtype));
}

const initializer = define('KeyValueTensorInitializer', 'keys values key_dtype value_dtype name', (call) => {
  const keys = typed(call, 'keys', call.dtype('key_dtype', undefined));
  return new Initializer(keys, typed(call, 'values', call.dtype('value_dtype', undefined)));
});

function initializerOf(call: LibraryCall): Initializer {
  const given = call.required('initializer');
  if (given instanceof Initializer) return given;
  throw new NotDecided('what is in the table is not known');
}

function defaultOf(call: LibraryCall, dtype: string | undefined): Value | undefined {
  const element = tensorOf(call, call.required('default_value')).elements?.[0];
  if (element === undefined || dtype === undefined) return undefined;
  const bytes = bytesOf(element);
  return bytes === undefined ? castElement(element, dtype) : bytesValue(bytes);
}

const hashTable = define('StaticHashTable', 'initializer default_value name experimental_is_anonymous', (call) => {
  const initial = initializerOf(call);
  return new LookupTable('StaticHashTable', initial, defaultOf(call, initial.values.dtype), 0);
});

/** With one bucket all other keys have its number; among several a hash of the key chooses. */
const vocabularyTable = define(
  'StaticVocabularyTable',
  'initializer num_oov_buckets lookup_key_dtype name experimental_is_anonymous',
  (call) => {
    const initial = initializerOf(call);
    const buckets = call.integer('num_oov_buckets');
    const count = initial.keys.shape?.[0];
    const missing = buckets === 1 && typeof count === 'number' ? int(count) : undefined;
    return new LookupTable('StaticVocabularyTable', initial, missing, buckets);
  },
);

const classOf = (name: string, make: NativeFunction): ClassValue =>
  new ClassValue({
    name,
    qualifiedName: `tensorflow.lookup.${name}`,
    construct: (interpreter, _cls, args) => make.implementation(interpreter, args),
  });
const staticHashTable = classOf('StaticHashTable', hashTable);
const staticVocabularyTable = classOf('StaticVocabularyTable', vocabularyTable);

export const lookupFunctions: Readonly<Record<string, Value>> = {
  KeyValueTensorInitializer: initializer,
  StaticHashTable: staticHashTable,
  StaticVocabularyTable: staticVocabularyTable,
};
