/** Arrays that are read from files, and written to them. Nothing that is pickled is read. */
import type { ArrayOfFile } from '../../domain/data-files.ts';
import { HostValue } from '../../domain/host.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { bool, BoundMethod, Bool, ListValue, NativeFunction, NONE, Str, type Value } from '../../domain/value.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { isFloatDtype, NumpyFloat, NumpyInt } from '../arrays/dtypes.ts';
import { define, NotDecided } from '../arrays/library-call.ts';
import { arrayOfText } from './stored-text.ts';
import { words } from '../../../words/message.ts';
import { native } from '../signature.ts';
import { listCost } from '../operations/sequences.ts';
import { whyUnknown, pathOf, writesTo } from '../files/file-paths.ts';

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
    native('keys', 'self, /', (_, [self]) => (self as Archive).names),
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
  ...Object.fromEntries(['save', 'savez', 'savez_compressed', 'savetxt'].map((name) => [name, writer(name)])),
  ...Object.fromEntries(
    ['fromstring'].map((name) => [
      name,
      new NativeFunction(name, (interpreter, args) =>
        interpreter.unknown('its bytes are not known', args.site && interpreter.sourceName(args.site)),
      ),
    ]),
  ),
};
