/** Files of lines and of records: written by the program, and read again by data sets. */
import { HostValue } from '../../python/domain/host.ts';
import type { HostEffects } from '../../python/domain/effects.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import type { Mutable } from '../../python/domain/journal.ts';
import { agreed, defineState, type State } from '../../python/domain/state.ts';
import { utf8Of } from '../../python/domain/utf8.ts';
import {
  bool,
  Bytes,
  ClassValue,
  ListValue,
  NONE,
  type NativeFunction,
  str,
  type Value,
} from '../../python/domain/value.ts';
import { decidedText } from '../../python/domain/unsure-text.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { bind, define, type LibraryCall, NotDecided } from '../../python/library/arrays/library-call.ts';
import { matching } from '../../python/library/files/folders.ts';
import { joinPaths, pathText } from '../../python/library/modules/paths.ts';
import { words } from '../../words/message.ts';
import { bytesOf, decoded } from './bytes-of-text.ts';
import { CodedImage } from './coded-images.ts';
import { DatasetValue } from './dataset.ts';
import { MOST_ITEMS } from './dataset-items.ts';

const NOT_KNOWN = words`how much there is in the files is not known`;

const text = (element: Value | undefined): ArrayValue =>
  new ArrayValue({
    shape: [],
    dtype: 'string',
    elements: element && [element],
    library: 'tensorflow',
    reason: NOT_KNOWN,
  });

/** The path that a text or a tensor of one says. */
function pathIn(interpreter: Interpreter, value: Value): string | undefined {
  const plain = value instanceof ArrayValue && value.shape?.length === 0 ? value.elements?.[0] : value;
  const bytes = plain && bytesOf(plain);
  if (bytes !== undefined) return decoded(bytes);
  return plain && !(plain instanceof ArrayValue) ? pathText(interpreter, plain) : undefined;
}

/** The paths of one or several files; undefined where they are not known. */
function pathsIn(interpreter: Interpreter, value: Value): readonly string[] | undefined {
  const one = pathIn(interpreter, value);
  if (one !== undefined) return [one];
  if (value instanceof DatasetValue) return allPaths(interpreter, value.items);
  if (value instanceof ArrayValue && value.shape?.length === 1) return allPaths(interpreter, value.elements);
  if (value.kind === 'tuple' || (value.kind === 'list' && !value.summary)) return allPaths(interpreter, value.items);
  return undefined;
}

function allPaths(interpreter: Interpreter, values: readonly Value[] | undefined): readonly string[] | undefined {
  const paths = values?.map((value) => pathIn(interpreter, value));
  return paths?.every((path) => path !== undefined) ? paths : undefined;
}

/** What each file gives, one after the other. */
function ofFiles(
  interpreter: Interpreter,
  given: Value | undefined,
  inFile: (path: string) => readonly Value[] | undefined,
): DatasetValue {
  const parts = given && pathsIn(interpreter, given)?.map(inFile);
  const all = parts?.every((part) => part !== undefined) ? parts.flat() : undefined;
  const items = all && all.length <= MOST_ITEMS ? all.map((one) => text(one)) : undefined;
  return new DatasetValue({ element: text(undefined), items, count: all?.length, isCounted: false, reason: NOT_KNOWN });
}

/** `"GZIP"`, `"ZLIB"`, or none; undefined where it is not known. */
function compressionIn(value: Value | undefined): string | undefined {
  if (value === undefined || value.kind === 'none') return '';
  if (value instanceof RecordOptions) return value.compression;
  return value.kind === 'str' ? value.value : undefined;
}

class RecordOptions extends HostValue {
  readonly typeName = 'TFRecordOptions';
  readonly compression: string | undefined;
  constructor(compression: string | undefined) {
    super();
    this.compression = compression;
  }
  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    if (name === 'compression_type' && this.compression !== undefined) return str(this.compression);
    return name.startsWith('__') ? undefined : interpreter.unknown('this of the options is not worked out');
  }
  override truth(): boolean {
    return true;
  }
}

export const recordOptions = define(
  'TFRecordOptions',
  'compression_type flush_mode input_buffer_size output_buffer_size window_bits compression_level compression_method mem_level compression_strategy',
  (call) => new RecordOptions(compressionIn(call.passed('compression_type'))),
);

const linesClass = (name: string, inFile: (interpreter: Interpreter, path: string) => readonly Value[] | undefined) =>
  new ClassValue({
    name,
    qualifiedName: `tensorflow.data.${name}`,
    construct: (interpreter, _cls, { positional, keywords }) => {
      const compression = compressionIn(positional[1] ?? keywords.get('compression_type'));
      return ofFiles(interpreter, positional[0] ?? keywords.get('filenames'), (path) =>
        compression !== undefined && (interpreter.files.made(path)?.compression ?? '') === compression
          ? inFile(interpreter, path)
          : undefined,
      );
    },
  });

/** What the program has made itself is known; files beside it are others' data. */
const linesOf = (interpreter: Interpreter, path: string): readonly Value[] | undefined => {
  const content = interpreter.files.made(path)?.content;
  if (content === undefined) return undefined;
  const lines = content.split('\n');
  if (lines.at(-1) === '') lines.pop();
  interpreter.spend(Math.ceil(content.length / 64));
  return lines.map((line) => new Bytes(line.replace(/\r$/, '')));
};

export const textLineDataset = linesClass('TextLineDataset', linesOf);
export const recordDataset = linesClass(
  'TFRecordDataset',
  (interpreter, path) => interpreter.files.made(path)?.records,
);

/** `tf.io.TFRecordWriter(path)` */
class RecordWriter extends HostValue implements Mutable {
  readonly typeName = 'TFRecordWriter';
  readonly path: string;
  readonly compression: string;
  /** undefined: not known. */
  records: readonly Value[] | undefined = [];
  constructor(path: string, compression: string) {
    super();
    this.path = path;
    this.compression = compression;
  }
  get state(): State {
    return RECORDS;
  }
  override havoc(interpreter: Interpreter, { called }: HostEffects): void {
    if (called.has('write')) this.put(interpreter, undefined);
  }
  put(interpreter: Interpreter, records: readonly Value[] | undefined): void {
    interpreter.touch(this);
    this.records = records;
    interpreter.files.writes(this.path);
  }
  close(interpreter: Interpreter): Value {
    interpreter.files.wrote(this.path, { kind: 'file', records: this.records, compression: this.compression });
    return NONE;
  }
  override getAttribute(_interpreter: Interpreter, name: string): Value | undefined {
    return Object.hasOwn(WRITER, name) ? bind(this, WRITER[name]!) : undefined;
  }
  override truth(): boolean {
    return true;
  }
}
const RECORDS = defineState<Pick<RecordWriter, 'records'>>({ records: agreed() });

function writer(call: LibraryCall): RecordWriter {
  const self = call.required('self');
  if (self instanceof RecordWriter) return self;
  throw new NotDecided('the writer is not known');
}

const WRITER: Readonly<Record<string, NativeFunction>> = {
  write: define('write', 'self record', (call) => {
    const self = writer(call);
    const given = call.required('record');
    const record = given instanceof ArrayValue && given.shape?.length === 0 ? given.elements?.[0] : given;
    const isKnown = record !== undefined && (record.kind === 'bytes' || record.kind === 'host');
    const next = isKnown && self.records && self.records.length < MOST_ITEMS ? [...self.records, record] : undefined;
    self.put(call.interpreter, next);
    return NONE;
  }),
  close: define('close', 'self', (call) => writer(call).close(call.interpreter)),
  flush: define('flush', 'self', (call) => writer(call).close(call.interpreter)),
  __enter__: define('__enter__', 'self', (call) => writer(call)),
  __exit__: define('__exit__', 'self', (call) => writer(call).close(call.interpreter)),
};

const makeWriter = define('TFRecordWriter', 'path options', (call) => {
  const path = pathIn(call.interpreter, call.required('path'));
  const compression = compressionIn(call.passed('options'));
  if (path === undefined || compression === undefined) {
    call.interpreter.files.writes(path);
    return call.unknown('the path is not known');
  }
  return new RecordWriter(path, compression);
});

export const recordWriter = new ClassValue({
  name: 'TFRecordWriter',
  qualifiedName: 'tensorflow.io.TFRecordWriter',
  construct: (interpreter, _cls, args) => makeWriter.implementation(interpreter, args),
});

/** Paths by patterns, in their order, or in any. */
export const listFiles = define('list_files', 'file_pattern shuffle seed name', (call) => {
  const { interpreter } = call;
  const patterns = pathsIn(interpreter, call.required('file_pattern'));
  const found = patterns?.map((pattern) => matching(interpreter, pattern, false));
  const reason = words`how many files there are is not known`;
  const isKnown = found?.every((one) => one !== undefined) ?? false;
  // Beside the program there may be others where it runs.
  const paths =
    isKnown && patterns!.every((pattern) => interpreter.files.isTemporary(pattern)) ? found!.flat() : undefined;
  const sorted = paths && [...(paths as readonly string[])].sort();
  const all =
    sorted && sorted.length > 0 && sorted.length <= MOST_ITEMS
      ? sorted.map((path) => text(new Bytes(utf8Of(path))))
      : undefined;
  const isInOrder = call.perhaps('shuffle', true) === false || all?.length === 1;
  return new DatasetValue({
    element: text(undefined),
    items: isInOrder ? all : undefined,
    sample: all,
    count: all?.length,
    reason,
  });
});

export const readFile = define('read_file', 'filename name', (call) => {
  const path = pathIn(call.interpreter, call.required('filename'));
  const made = path === undefined ? undefined : call.interpreter.files.made(path);
  const picture = made?.records?.[0];
  const content = picture ?? (made?.content === undefined ? undefined : new Bytes(made.content));
  return new ArrayValue({
    shape: [],
    dtype: 'string',
    elements: content && [content],
    library: 'tensorflow',
    reason: words`it is read from a file`,
  });
});

export const writeFile = define('write_file', 'filename contents name', (call) => {
  const path = pathIn(call.interpreter, call.required('filename'));
  const given = call.required('contents');
  const plain = given instanceof ArrayValue && given.shape?.length === 0 ? given.elements?.[0] : given;
  const bytes = plain && bytesOf(plain);
  if (path === undefined) call.interpreter.files.writes(undefined);
  else if (plain instanceof CodedImage) {
    const { height, width, channels } = plain.picture;
    const mode = channels === 1 ? 'L' : channels === 4 ? 'RGBA' : 'RGB';
    call.interpreter.files.wrote(path, { kind: 'file', records: [plain], image: { height, width, mode } });
  } else call.interpreter.files.wrote(path, { kind: 'file', content: bytes });
  return NONE;
});

const ofPath = (name: string, work: (interpreter: Interpreter, path: string) => Value): NativeFunction => {
  const made = define(name, 'path|dirname|pattern|filename', (call) => {
    const path = pathIn(call.interpreter, call.required('path'));
    if (path === undefined || !call.interpreter.files.isTemporary(path))
      return call.unknown('it depends on the machine that the program runs on');
    return work(call.interpreter, path);
  });
  made.isOfPython = true;
  return made;
};

/** `tf.io.gfile`, in temporary folders. */
export const fileSystem: Readonly<Record<string, NativeFunction>> = {
  glob: ofPath('glob', (interpreter, pattern) => {
    const found = matching(interpreter, pattern, false);
    return found
      ? new ListValue([...found].sort().map((path) => decidedText(path)))
      : new ListValue([], interpreter.unknown('what is in the folder is not known'));
  }),
  listdir: ofPath('listdir', (interpreter, path) => {
    const names = interpreter.files.entries(path)?.map(({ name }) => name);
    return names
      ? new ListValue(names.sort().map((name) => decidedText(name)))
      : new ListValue([], interpreter.unknown('what is in the folder is not known'));
  }),
  exists: ofPath('exists', (interpreter, path) => {
    const found = interpreter.files.find(path);
    return found ? bool(found.kind !== 'absent') : interpreter.unknown('what is in the folder is not known');
  }),
  isdir: ofPath('isdir', (interpreter, path) => {
    const found = interpreter.files.find(path);
    return found ? bool(found.kind === 'folder') : interpreter.unknown('what is in the folder is not known');
  }),
  makedirs: ofPath('makedirs', (interpreter, path) => {
    interpreter.files.makesFolder(path);
    return NONE;
  }),
  mkdir: ofPath('mkdir', (interpreter, path) => {
    interpreter.files.makesFolder(path);
    return NONE;
  }),
  rmtree: ofPath('rmtree', (interpreter, path) => {
    interpreter.files.removes(path);
    return NONE;
  }),
  remove: ofPath('remove', (interpreter, path) => {
    interpreter.files.removes(path);
    return NONE;
  }),
  join: define('join', 'path', (call) => {
    const parts = [call.required('path'), ...call.rest].map((part) => pathIn(call.interpreter, part));
    return parts.every((part) => part !== undefined)
      ? decidedText(joinPaths(parts))
      : call.unknown('a part of the path is not known');
  }),
};
