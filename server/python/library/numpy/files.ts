/** Arrays that are read from files, and written to them. Nothing that is pickled is read. */
import type { ArrayOfFile } from '../../domain/data-files.ts';
import { HostValue } from '../../domain/host.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import {
  bool,
  BoundMethod,
  Bool,
  DictValue,
  ListValue,
  NativeFunction,
  NONE,
  Str,
  type Value,
} from '../../domain/value.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { isFloatDtype, NumpyFloat, NumpyInt } from '../arrays/dtypes.ts';
import { define, NotDecided } from '../arrays/library-call.ts';
import { arrayOfText } from './stored-text.ts';
import { words } from '../../../words/message.ts';
import { native } from '../signature.ts';
import { listCost } from '../operations/sequences.ts';
import { whyUnknown, pathOf, writesTo, writtenTo } from '../files/file-paths.ts';
import { FileValue } from '../files/file-value.ts';
import { deepCopy } from '../modules/copy.ts';
import { pathText } from '../modules/paths.ts';
import { ObjectContent } from '../../domain/written-files.ts';
import { textOf } from '../../domain/unsure-text.ts';
import { toArray } from '../arrays/conversion.ts';

/** An element of an array of this dtype. */
export function elementOf(value: number | bigint | string | boolean, dtype: string): Value {
  if (typeof value === 'string') return new Str(value);
  if (typeof value === 'boolean') return new Bool(value);
  return isFloatDtype(dtype) ? new NumpyFloat(Number(value), dtype) : new NumpyInt(BigInt(value), dtype);
}

function arrayOf(interpreter: Interpreter, { shape, dtype, elements }: ArrayOfFile, path: string): ArrayValue {
  interpreter.spend(listCost(elements?.length ?? 0));
  return new ArrayValue({
    shape,
    dtype,
    elements: dtype === undefined ? undefined : elements?.map((element) => elementOf(element, dtype)),
    reason: whyUnknown(interpreter, new Str(path)),
  });
}

/** `np.load`: an array, or the arrays of an archive by name. */
const load = define('load', 'file mmap_mode allow_pickle fix_imports encoding', (call) => {
  const path = pathOf(call.interpreter, call.passed('file'));
  const written = writtenTo(call.interpreter, call.passed('file'));
  if (written instanceof ObjectContent && written.form === 'npy') return deepCopy(call.interpreter, written.value);
  if (written instanceof ObjectContent && written.form === 'npz' && written.value.kind === 'dict')
    return new WrittenArchive(written.value);
  const arrays = path === undefined ? undefined : call.interpreter.files.arrays(path);
  if (path === undefined || !arrays) return call.unknown(whyUnknown(call.interpreter, call.passed('file')));
  const single = arrays.get('');
  const value = single ? arrayOf(call.interpreter, single, path) : new Archive(path, arrays);
  const detail =
    single && words`an array of the shape ${`(${single.shape.join(', ')}${single.shape.length === 1 ? ',' : ''})`}`;
  return call.interpreter.files.readFrom(path, value, detail);
});

/** What `np.load` gives of an `.npz` file. */
class Archive extends HostValue {
  readonly typeName = 'NpzFile';
  readonly #path: string;
  readonly #arrays: ReadonlyMap<string, ArrayOfFile>;
  constructor(path: string, arrays: ReadonlyMap<string, ArrayOfFile>) {
    super();
    this.#path = path;
    this.#arrays = arrays;
  }
  get names(): Value {
    return new ListValue([...this.#arrays.keys()].map((name) => new Str(name)));
  }
  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    if (name === 'files') return this.names;
    const method = archiveMethods.get(name);
    if (method) return new BoundMethod(this, method);
    return name.startsWith('__') ? undefined : interpreter.unknown('this of an archive is not worked out');
  }
  override getItem(interpreter: Interpreter, index: Value): Value {
    const array = index.kind === 'str' ? this.#arrays.get(index.value.replace(/\.npy$/, '')) : undefined;
    if (array) return interpreter.files.readFrom(this.#path, arrayOf(interpreter, array, this.#path));
    if (index.kind !== 'str') return interpreter.unknown('which array is meant is not known');
    return interpreter.raise('KeyError', `${index.value} is not a file in the archive`);
  }
  override compare(_interpreter: Interpreter, operator: string, other: Value, reflected: boolean): Value | undefined {
    if (!reflected || other.kind !== 'str' || (operator !== 'in' && operator !== 'not in')) return undefined;
    return bool(this.#arrays.has(other.value) === (operator === 'in'));
  }
  override iterate(interpreter: Interpreter): Iterable<Value> | undefined {
    return interpreter.iterate(this.names);
  }
  override length(interpreter: Interpreter): Value | undefined {
    return interpreter.length(this.names);
  }
}

const archiveMethods = new Map<string, NativeFunction>(
  [
    native('__enter__', 'self, /', (_, [self]) => self!),
    native('__exit__', 'self, /, *args', () => NONE),
    native('close', 'self, /', () => NONE),
    native('keys', 'self, /', (_, [self]) => (self as Archive | WrittenArchive).names),
  ].map((method) => [method.name, method]),
);

/** A text of numbers. */
function textReader(name: 'loadtxt' | 'genfromtxt', parameters: string): NativeFunction {
  return define(name, parameters, (call) => {
    const { interpreter } = call;
    const source = call.passed('fname');
    const path = pathOf(interpreter, source);
    const encoding = call.optional('encoding') ? call.text('encoding') : 'utf-8';
    const text =
      path === undefined ? undefined : interpreter.files.text(path, encoding === 'bytes' ? 'latin1' : encoding);
    if (path === undefined || text === undefined) return call.unknown(whyUnknown(interpreter, source));
    const array = arrayOfText(call, name, text);
    if (!array) throw new NotDecided(whyUnknown(interpreter, source));
    return interpreter.files.readFrom(path, array);
  });
}

const reader = (name: string): NativeFunction =>
  define(name, 'fname|file|filename|file_name', (call) =>
    call.unknown(whyUnknown(call.interpreter, call.passed('fname'))),
  );

/** What `np.load` gives of an archive that the program itself has written. */
class WrittenArchive extends HostValue {
  readonly typeName = 'NpzFile';
  readonly #arrays: DictValue;
  constructor(arrays: DictValue) {
    super();
    this.#arrays = arrays;
  }
  get names(): Value {
    return new ListValue([...this.#arrays.entries.values()].map(([name]) => name));
  }
  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    if (name === 'files') return this.names;
    const method = archiveMethods.get(name);
    if (method) return new BoundMethod(this, method);
    return name.startsWith('__') ? undefined : interpreter.unknown('this of an archive is not worked out');
  }
  override getItem(interpreter: Interpreter, index: Value): Value {
    return deepCopy(interpreter, interpreter.getItem(this.#arrays, index));
  }
  override compare(interpreter: Interpreter, operator: string, other: Value, reflected: boolean): Value | undefined {
    if (!reflected || (operator !== 'in' && operator !== 'not in')) return undefined;
    return interpreter.compare(operator, other, this.#arrays);
  }
  override iterate(interpreter: Interpreter): Iterable<Value> | undefined {
    return interpreter.iterate(this.names);
  }
  override length(interpreter: Interpreter): Value | undefined {
    return interpreter.length(this.names);
  }
}

/** NumPy puts its extension behind a path without it. */
function withExtension(interpreter: Interpreter, file: Value | undefined, extension: string): Value | undefined {
  const text = file && !(file instanceof FileValue) ? pathText(interpreter, file) : undefined;
  return text === undefined || text.endsWith(extension) ? file : textOf(text + extension, [file!]);
}

const save = define('save', 'file arr allow_pickle fix_imports', (call) => {
  const { interpreter } = call;
  const value = call.required('arr');
  const array = value instanceof ArrayValue ? value : toArray(interpreter, value);
  const content =
    array instanceof ArrayValue && array.shape ? new ObjectContent('npy', deepCopy(interpreter, array)) : undefined;
  writesTo(interpreter, withExtension(interpreter, call.passed('file'), '.npy'), content);
  return NONE;
});

/** `np.savez(file, x, y, name=z)`: arrays under `arr_0`, `arr_1` and their names. */
const saveArchive = (name: string): NativeFunction =>
  native(name, 'file, *args, **kwds', (interpreter, [file], { rest, keywords }) => {
    const arrays = new DictValue();
    for (const [key, value] of [...rest.map((one, at) => [`arr_${at}`, one] as const), ...keywords]) {
      const array = value instanceof ArrayValue ? value : toArray(interpreter, value);
      const copy =
        array instanceof ArrayValue ? deepCopy(interpreter, array) : interpreter.unknown('the array is not known');
      arrays.entries.set(interpreter.hashKey(new Str(key))!, [new Str(key), copy]);
    }
    writesTo(interpreter, withExtension(interpreter, file, '.npz'), new ObjectContent('npz', arrays));
    return NONE;
  });

const writer = (name: string): NativeFunction =>
  define(name, 'file|fname', (call) => {
    writesTo(call.interpreter, call.passed('file'));
    return NONE;
  });

export const fileFunctions: Readonly<Record<string, NativeFunction>> = {
  load,
  loadtxt: textReader(
    'loadtxt',
    'fname dtype comments delimiter converters skiprows usecols unpack ndmin encoding max_rows',
  ),
  genfromtxt: textReader(
    'genfromtxt',
    'fname dtype comments delimiter skip_header skip_footer converters missing_values filling_values usecols names',
  ),
  ...Object.fromEntries(['fromfile', 'memmap', 'recfromcsv'].map((name) => [name, reader(name)])),
  save,
  savez: saveArchive('savez'),
  savez_compressed: saveArchive('savez_compressed'),
  savetxt: writer('savetxt'),
  ...Object.fromEntries(
    ['fromstring'].map((name) => [
      name,
      new NativeFunction(name, (interpreter, args) =>
        interpreter.unknown('its bytes are not known', args.site && interpreter.sourceName(args.site)),
      ),
    ]),
  ),
};
