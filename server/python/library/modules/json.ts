import type { Interpreter } from '../../domain/interpreter.ts';
import {
  ClassValue,
  DictValue,
  FALSE,
  Float,
  Int,
  ListValue,
  type ModuleValue,
  NONE,
  Str,
  TRUE,
  type Value,
} from '../../domain/value.ts';
import { FileValue } from '../files/file-value.ts';
import { whyUnknown } from '../files/file-paths.ts';
import { documentOf, textOfDocument } from '../files/documents-of-texts.ts';
import { words } from '../../../words/message.ts';
import { TextContent } from '../../domain/written-files.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { NumpyFloat, NumpyInt } from '../arrays/dtypes.ts';
import { isAbsent, textArgument } from '../arguments.ts';
import { raiseInstance } from '../operations/raising.ts';
import { sorted } from '../operations/sorting.ts';
import { typeNameOf } from '../operations/type-name.ts';
import { floatRepr } from '../text/float-text.ts';
import { unwrap } from '../wrapped.ts';
import { classNamed, FunctionTable, moduleOf } from './module-value.ts';

// ---------------------------------------------------------------- writing

interface Layout {
  readonly indent: string | undefined;
  readonly item: string;
  readonly key: string;
  readonly sortKeys: boolean;
  readonly ascii: boolean;
}

/** Undefined where a value in it is not known. */
function write(
  interpreter: Interpreter,
  passed: Value,
  layout: Layout,
  fallback: Value | undefined,
  depth = 0,
): string | undefined {
  interpreter.spend();
  const value = unwrap(passed);
  const again = (part: Value): string | undefined => write(interpreter, part, layout, fallback, depth + 1);
  if (depth > 200) return undefined;
  /** What JSON has no form for. */
  const other = (): string | undefined =>
    fallback
      ? again(interpreter.call(fallback, [passed]))
      : interpreter.raise('TypeError', `Object of type ${typeNameOf(interpreter, passed)} is not JSON serializable`);
  switch (value.kind) {
    case 'none':
      return 'null';
    case 'bool':
      return value.value ? 'true' : 'false';
    case 'int':
      return value instanceof NumpyInt ? other() : String(value.value);
    case 'float':
      return value instanceof NumpyFloat && value.dtype !== 'float64' ? other() : floatText(value.value);
    case 'str':
      return writeText(value.value, layout.ascii);
    case 'list':
    case 'tuple': {
      if (value.kind === 'list' && value.summary) return undefined;
      return surround('[', value.items.map(again), ']', layout, depth);
    }
    case 'dict': {
      if (value.summary) return undefined;
      const entries = layout.sortKeys ? sortedEntries(interpreter, value) : [...value.entries.values()];
      return (
        entries &&
        surround(
          '{',
          entries.map(([key, item]) => joinEntry(writeKey(interpreter, key, layout.ascii), again(item), layout)),
          '}',
          layout,
          depth,
        )
      );
    }
    case 'top':
    case 'symbol':
    case 'one-of':
      return undefined;
    case 'host':
      return value instanceof ArrayValue && value.shape && value.library === 'numpy' ? other() : undefined;
    default:
      return value.kind === 'instance' && value.cls.unknownBase && !fallback ? undefined : other();
  }
}

function floatText(value: number): string {
  if (Number.isFinite(value)) return floatRepr(value);
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
}

function sortedEntries(interpreter: Interpreter, dict: DictValue): (readonly [Value, Value])[] | undefined {
  const keys = sorted(
    interpreter,
    [...dict.entries.values()].map(([key]) => key),
    undefined,
    false,
  );
  const byKey = new Map([...dict.entries.values()].map((entry) => [entry[0], entry]));
  return keys?.map((key) => byKey.get(key)!);
}

function writeKey(interpreter: Interpreter, key: Value, ascii: boolean): string | undefined {
  switch (key.kind) {
    case 'str':
      return writeText(key.value, ascii);
    case 'int':
      return `"${key.value}"`;
    case 'bool':
      return `"${key.value}"`;
    case 'none':
      return '"null"';
    case 'float':
      return `"${floatRepr(key.value)}"`;
    case 'top':
    case 'symbol':
    case 'one-of':
      return undefined;
    default:
      return interpreter.raise(
        'TypeError',
        `keys must be str, int, float, bool or None, not ${typeNameOf(interpreter, key)}`,
      );
  }
}

function joinEntry(key: string | undefined, value: string | undefined, layout: Layout): string | undefined {
  return key === undefined || value === undefined ? undefined : key + layout.key + value;
}

function surround(
  open: string,
  parts: readonly (string | undefined)[],
  close: string,
  layout: Layout,
  depth: number,
): string | undefined {
  if (!parts.every((part) => part !== undefined)) return undefined;
  if (parts.length === 0) return open + close;
  if (layout.indent === undefined) return open + parts.join(layout.item) + close;
  const inner = '\n' + layout.indent.repeat(depth + 1);
  return open + inner + parts.join(layout.item.trimEnd() + inner) + '\n' + layout.indent.repeat(depth) + close;
}

function writeText(text: string, ascii: boolean): string {
  const quoted = JSON.stringify(text);
  return ascii
    ? quoted.replace(/[\u007f-\uffff]/g, (character) => '\\u' + character.charCodeAt(0).toString(16).padStart(4, '0'))
    : quoted;
}

// ---------------------------------------------------------------- reading

/** JSON with integers kept apart from floats, and with `NaN` and `Infinity`. Undefined where it is none. */
class Reader {
  private position = 0;
  private readonly text: string;
  private readonly interpreter: Interpreter;
  constructor(interpreter: Interpreter, text: string) {
    this.interpreter = interpreter;
    this.text = text;
  }

  read(): Value | undefined {
    const value = this.value(0);
    this.skip();
    return this.position === this.text.length ? value : undefined;
  }

  private skip(): void {
    while (' \t\n\r'.includes(this.text[this.position] ?? 'x')) this.position++;
  }

  private take(token: string): boolean {
    this.skip();
    if (!this.text.startsWith(token, this.position)) return false;
    this.position += token.length;
    return true;
  }

  private value(depth: number): Value | undefined {
    this.interpreter.spend();
    if (depth > 200) return undefined;
    this.skip();
    const next = this.text[this.position];
    if (next === '{') return this.object(depth);
    if (next === '[') return this.array(depth);
    if (next === '"') {
      const text = this.string();
      return text === undefined ? undefined : new Str(text);
    }
    for (const [token, value] of LITERALS) if (this.take(token)) return value;
    return this.number();
  }

  private number(): Value | undefined {
    const pattern = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?/y;
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.text);
    if (!match) return undefined;
    this.position += match[0].length;
    return match[1] === undefined && match[2] === undefined ? new Int(BigInt(match[0])) : new Float(Number(match[0]));
  }

  private string(): string | undefined {
    const pattern = /"(?:[^"\\\n\r\t]|\\.)*"/y;
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.text);
    if (!match) return undefined;
    this.position += match[0].length;
    try {
      return JSON.parse(match[0]) as string;
    } catch {
      return undefined;
    }
  }

  private array(depth: number): Value | undefined {
    const items: Value[] = [];
    this.position++;
    if (this.take(']')) return new ListValue(items);
    do {
      const item = this.value(depth + 1);
      if (!item) return undefined;
      items.push(item);
    } while (this.take(','));
    return this.take(']') ? new ListValue(items) : undefined;
  }

  private object(depth: number): Value | undefined {
    const dict = new DictValue();
    this.position++;
    if (this.take('}')) return dict;
    do {
      this.skip();
      const key = this.string();
      if (key === undefined || !this.take(':')) return undefined;
      const value = this.value(depth + 1);
      if (!value) return undefined;
      dict.entries.set('s' + key, [new Str(key), value]);
    } while (this.take(','));
    return this.take('}') ? dict : undefined;
  }
}

const LITERALS: readonly (readonly [string, Value])[] = [
  ['true', TRUE],
  ['false', FALSE],
  ['null', NONE],
  ['NaN', new Float(Number.NaN)],
  ['Infinity', new Float(Number.POSITIVE_INFINITY)],
  ['-Infinity', new Float(Number.NEGATIVE_INFINITY)],
];

/** What is left of a file; JSON is read as UTF-8 where the file was opened as bytes. */
function takeAll(interpreter: Interpreter, file: FileValue): string | undefined {
  if (file.mode.isBinary && file.mode.reads) return interpreter.files.text(file.path, 'utf-8');
  const lines = file.take(interpreter);
  if (lines?.some(({ kind }) => kind !== 'str')) return undefined;
  return lines?.map((line) => (line.kind === 'str' ? line.value : '')).join('');
}

/** What a text is the JSON of; undefined where that is not known, or it is none. */
export const documentOfText = (interpreter: Interpreter, text: Value): Value | undefined =>
  documentOf(interpreter, text) ?? (text.kind === 'str' ? new Reader(interpreter, text.value).read() : undefined);

/** What a file that the program wrote is the JSON of, where its text is not known. */
function documentIn(interpreter: Interpreter, file: FileValue): Value | undefined {
  const written = file.mode.reads ? interpreter.files.written(file.path) : undefined;
  return written instanceof TextContent ? documentOf(interpreter, written.value) : undefined;
}

/** `json.dump(obj, fp)`: what `dumps` gives, into the file. */
function dumped(
  interpreter: Interpreter,
  dumps: Value,
  object: Value,
  file: Value,
  keywords: ReadonlyMap<string, Value>,
): Value {
  if (!(file instanceof FileValue)) {
    interpreter.call(interpreter.getAttribute(file, 'write'), [interpreter.call(dumps, [object], keywords)]);
    return NONE;
  }
  let text: Value | undefined;
  try {
    text = interpreter.call(dumps, [object], keywords);
  } finally {
    // What cannot be written out leaves a part of the text.
    if (!text) file.write(interpreter, undefined);
  }
  file.write(interpreter, text);
  return NONE;
}

/** The module `json`. */
export function jsonModule(builtins: ReadonlyMap<string, Value>): ModuleValue {
  const table = new FunctionTable();
  table.add(
    'dumps',
    'obj, *, indent=, separators=, sort_keys=, ensure_ascii=, default=, cls=, skipkeys=, check_circular=, allow_nan=',
    (interpreter, [object, indent, separators, sortKeys, ascii, fallback, cls]) => {
      const step = isAbsent(indent)
        ? undefined
        : indent!.kind === 'int'
          ? ' '.repeat(Number(indent!.value))
          : indent!.kind === 'str'
            ? indent!.value
            : null;
      const pair =
        separators?.kind === 'tuple' && separators.items.every((item) => item.kind === 'str')
          ? separators.items.map((item) => (item as Str).value)
          : undefined;
      if (step === null || !isAbsent(cls) || (!isAbsent(separators) && !pair))
        return interpreter.unknown('the text is not worked out');
      const layout: Layout = {
        indent: step,
        item: pair?.[0] ?? ', ',
        key: pair?.[1] ?? ': ',
        sortKeys: sortKeys !== undefined && interpreter.truth(sortKeys) === true,
        ascii: ascii === undefined || interpreter.truth(ascii) !== false,
      };
      const text = write(interpreter, object!, layout, isAbsent(fallback) ? undefined : fallback);
      return text === undefined
        ? textOfDocument(interpreter, object!, words`a value in the text is not known`)
        : new Str(text);
    },
  );
  const base = classNamed(builtins, 'ValueError');
  const error = new ClassValue({ name: 'JSONDecodeError', qualifiedName: 'json.JSONDecodeError', bases: [base] });
  table.add('loads', 's, **kwargs', (interpreter, [source], { keywords }) => {
    const document = documentOf(interpreter, source!);
    if (document) return document;
    const text = source!.kind === 'bytes' ? source!.value : textArgument(interpreter, source!);
    if (text === undefined || keywords.size > 0) return interpreter.unknown('the text is not known');
    return new Reader(interpreter, text).read() ?? raiseInstance(interpreter, error, 'the text is not JSON');
  });
  const dumps = new Map(table.members).get('dumps')!;
  table.add('dump', 'obj, fp, **kwargs', (interpreter, [object, file], { keywords }) =>
    dumped(interpreter, dumps, object!, file!, keywords),
  );
  table.add('load', 'fp, **kwargs', (interpreter, [file], { keywords }) => {
    const document = file instanceof FileValue && keywords.size === 0 ? documentIn(interpreter, file) : undefined;
    if (document) return document;
    const lines = file instanceof FileValue && keywords.size === 0 ? takeAll(interpreter, file) : undefined;
    if (!(file instanceof FileValue) || lines === undefined) return interpreter.unknown(whyUnknown(interpreter, file));
    const value = new Reader(interpreter, lines).read();
    if (!value) return raiseInstance(interpreter, error, 'the text is not JSON');
    return interpreter.files.readFrom(file.path, value);
  });
  return moduleOf('json', [...table.members, ['JSONDecodeError', error]]);
}
