/** What `open()` gives: the lines of a text, as far as they were read. */
import { HostValue } from '../../domain/host.ts';
import type { Mutable } from '../../domain/journal.ts';
import { agreed, defineState, type State } from '../../domain/state.ts';
import { utf8Of } from '../../domain/utf8.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import {
  bool,
  BoundMethod,
  int,
  IteratorValue,
  ListValue,
  NONE,
  type NativeFunction,
  Str,
  type Value,
} from '../../domain/value.ts';
import { native } from '../signature.ts';
import { listCost } from '../operations/sequences.ts';
import { isUndetermined } from '../../domain/undetermined.ts';
import { TextContent } from '../../domain/written-files.ts';
import { DocumentText } from './documents-of-texts.ts';
import { textCost } from '../text/repr.ts';

export interface FileMode {
  readonly reads: boolean;
  readonly writes: boolean;
  readonly isBinary: boolean;
  readonly encoding: string;
  /** The bytes that stand before what is written; undefined where that is not known. */
  readonly begins?: string | undefined;
}

/** Longer files are not followed. */
const MOST_BYTES = 1_000_000;

export class FileValue extends HostValue implements Mutable {
  readonly typeName: string;
  readonly path: string;
  readonly mode: FileMode;
  /** Read ahead, so that what was read can be put back. */
  readonly #lines: IteratorValue | undefined;

  /** The text where it is a value that stands for one that is not known. */
  readonly #whole: Value | undefined;

  /** `text`: undefined where it is not known. */
  constructor(path: string, mode: FileMode, text: string | Value | readonly Value[] | undefined) {
    super();
    this.path = path;
    this.mode = mode;
    this.typeName = mode.isBinary ? 'BufferedReader' : 'TextIOWrapper';
    // Only a file that is written from its beginning, or behind what is known, is followed.
    this.written = mode.begins;
    if (Array.isArray(text)) {
      this.#lines = new IteratorValue([][Symbol.iterator](), 'file');
      for (const line of text as readonly Value[]) this.#lines.buffer.push(line);
      return;
    }
    const known = typeof text === 'object' ? ((text as Value).kind === 'str' ? (text as Str).value : undefined) : text;
    if (known === undefined) {
      if (typeof text === 'object') this.#whole = text as Value;
      return;
    }
    this.#lines = new IteratorValue([][Symbol.iterator](), 'file');
    for (const line of linesOf(known)) this.#lines.buffer.push(new Str(line));
  }

  /** Its text, where that is a value that stands for one which is not known. */
  get whole(): Value | undefined {
    return this.#whole;
  }

  /** What was written into it, as bytes, where all of that is known; it is in the file once it is closed. */
  written: string | undefined;
  get state(): State {
    return WRITTEN;
  }
  /** @param text undefined: not known */
  write(interpreter: Interpreter, text: Value | undefined): void {
    interpreter.touch(this);
    const bytes = text?.kind === 'str' ? utf8Of(text.value) : text?.kind === 'bytes' ? text.value : undefined;
    const all = this.written === undefined || bytes === undefined ? undefined : this.written + bytes;
    const isFirst = this.written === '';
    this.written = all !== undefined && all.length > MOST_BYTES ? undefined : all;
    // A file that nobody names is closed when it is written.
    if (this.written !== undefined) this.flush(interpreter);
    else
      interpreter.files.writes(this.path, isFirst && text instanceof DocumentText ? new TextContent(text) : undefined);
  }
  override havoc(interpreter: Interpreter): void {
    if (this.mode.writes) this.write(interpreter, undefined);
  }
  /** What was written is in the file. */
  flush(interpreter: Interpreter): void {
    if (this.mode.writes && this.written !== undefined)
      interpreter.files.wrote(this.path, { kind: 'file', content: this.written });
  }

  /** Nothing was read of it yet. */
  get isFresh(): boolean {
    return this.#lines === undefined || this.#lines.position === 0;
  }
  /** The lines that are left, as an iterator that is the file's own; undefined where they are not known. */
  get lines(): IteratorValue | undefined {
    return this.#lines?.summary ? undefined : this.#lines;
  }

  /** Takes the lines that are left, up to so many. */
  take(interpreter: Interpreter, most = Number.POSITIVE_INFINITY): readonly Value[] | undefined {
    const lines = this.lines;
    if (!lines) return undefined;
    interpreter.touch(lines);
    const taken = lines.buffer.slice(lines.position, Math.min(lines.buffer.length, lines.position + most));
    lines.position += taken.length;
    interpreter.spend(listCost(taken.length));
    return taken;
  }

  unknown(interpreter: Interpreter, name?: string): Value {
    return interpreter.unknown(interpreter.files.whyUnknown(this.path), name);
  }

  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    const method = methods.get(name);
    if (method) return new BoundMethod(this, method);
    if (name === 'name') return new Str(this.path);
    if (name === 'closed') return interpreter.unknown('whether the file is closed is not followed');
    return name.startsWith('__') ? undefined : interpreter.unknown('this of a file is not worked out');
  }
  override iterate(interpreter: Interpreter): Iterable<Value> | undefined {
    const { lines } = this;
    return lines && interpreter.iterate(lines);
  }
  override truth(): boolean {
    return true;
  }
}

/** With their ends, which are all told as `\n`. */
function linesOf(text: string): readonly string[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const last = lines.pop()!;
  return [...lines.map((line) => `${line}\n`), ...(last === '' ? [] : [last])];
}

const file = (value: Value | undefined): FileValue => value as FileValue;

const methods = new Map<string, NativeFunction>(
  [
    native('read', 'self, size=, /', (interpreter, [self, size], { site }) => {
      const name = site && interpreter.sourceName(site);
      if (size !== undefined && size.kind !== 'none') {
        forget(interpreter, file(self));
        return file(self).unknown(interpreter, name);
      }
      const lines = file(self).take(interpreter);
      if (!lines) return file(self).whole ?? file(self).unknown(interpreter, name);
      if (lines.some(isUndetermined)) return file(self).unknown(interpreter, name);
      const text = lines.map((line) => (line as Str).value).join('');
      interpreter.spend(textCost(text.length));
      return interpreter.files.readFrom(file(self).path, new Str(text));
    }),
    native('readline', 'self, size=, /', (interpreter, [self]) => {
      const lines = file(self).take(interpreter, 1);
      const line = lines && (lines[0] ?? new Str(''));
      return line ? interpreter.files.readFrom(file(self).path, line) : file(self).unknown(interpreter);
    }),
    native('readlines', 'self, hint=, /', (interpreter, [self]) => {
      const lines = file(self).take(interpreter);
      const list = lines
        ? new ListValue([...lines])
        : new ListValue([], interpreter.unknown(interpreter.files.whyUnknown(file(self).path)));
      return interpreter.files.readFrom(file(self).path, list);
    }),
    native('write', 'self, text, /', (interpreter, [self, text]) => {
      file(self).write(interpreter, text);
      return text?.kind === 'str'
        ? int([...text.value].length)
        : text?.kind === 'bytes'
          ? int(text.value.length)
          : interpreter.unknown('how much is written is not known');
    }),
    native('writelines', 'self, lines, /', (interpreter, [self, lines]) => {
      const items = lines && interpreter.iterate(lines);
      if (!items) file(self).write(interpreter, undefined);
      else for (const line of items) file(self).write(interpreter, line);
      return NONE;
    }),
    native('seek', 'self, offset, whence=, /', (interpreter, [self, offset, whence]) => {
      const { lines } = file(self);
      if (lines && offset?.kind === 'int' && offset.value === 0n && whence === undefined) {
        interpreter.touch(lines);
        lines.position = 0;
      } else forget(interpreter, file(self));
      return offset!;
    }),
    ...['close', 'flush'].map((name) =>
      native(name, 'self, /', (interpreter, [self]) => {
        file(self).flush(interpreter);
        return NONE;
      }),
    ),
    native('readable', 'self, /', (_, [self]) => bool(file(self).mode.reads)),
    native('writable', 'self, /', (_, [self]) => bool(file(self).mode.writes)),
    native('__enter__', 'self, /', (_, [self]) => self!),
    native('__exit__', 'self, /, *args', (interpreter, [self]) => {
      file(self).flush(interpreter);
      return NONE;
    }),
    native('__iter__', 'self, /', (interpreter, [self]) => file(self).lines ?? file(self).unknown(interpreter)),
    native('__next__', 'self, /', (interpreter, [self]) => {
      const lines = file(self).take(interpreter, 1);
      if (!lines) return file(self).unknown(interpreter);
      return lines[0] ?? interpreter.raise('StopIteration', '');
    }),
  ].map((method) => [method.name, method]),
);

const WRITTEN = defineState<Pick<FileValue, 'written'>>({ written: agreed() });

/** How far it was read is not known any more. */
function forget(interpreter: Interpreter, { lines, path }: FileValue): void {
  if (!lines) return;
  interpreter.touch(lines);
  lines.summary = interpreter.unknown(interpreter.files.whyUnknown(path));
}
