/** `pathlib.Path` over texts that the program knows. */
import type { Interpreter } from '../../domain/interpreter.ts';
import {
  ClassMethodValue,
  ClassValue,
  InstanceValue,
  int,
  IteratorValue,
  ListValue,
  type ModuleValue,
  NONE,
  PropertyValue,
  Str,
  TupleValue,
  bool,
  type Value,
} from '../../domain/value.ts';
import { native, type NativeBody } from '../signature.ts';
import { classNamed, moduleOf } from './module-value.ts';
import { partOfPath, textOf, UnsureText } from '../../domain/unsure-text.ts';
import { whyUnknown, wrote } from '../files/file-paths.ts';
import { entriesOf, joined as joinedPath, matching } from '../files/folders.ts';
import { opened } from '../files/open.ts';
import { fromStart, isThere, startedIn } from '../files/places.ts';
import { joinPaths, normalize, pathText, splitExtension } from './paths.ts';
import { TextContent } from '../../domain/written-files.ts';
import { Top } from '../../domain/undetermined.ts';

/** A path without doubled or trailing slashes and without single dots. */
function tidy(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return (path.startsWith('/') ? '/' : '') + parts.join('/') || '.';
}

function nameOf(path: string): string {
  return path === '.' ? '' : path.slice(path.lastIndexOf('/') + 1);
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  if (slash < 0) return '.';
  return slash === 0 ? '/' : path.slice(0, slash);
}

const held = (self: Value): string | undefined => {
  const text = self.kind === 'instance' ? self.attributes.get('_path') : undefined;
  return text?.kind === 'str' ? text.value : undefined;
};

/** Its text, as it stands in the object. */
const textIn = (self: Value): Value => (self.kind === 'instance' ? self.attributes.get('_path') : undefined) ?? self;

function like(self: Value, path: string, others: readonly Value[] = []): Value {
  const instance = new InstanceValue((self as InstanceValue).cls);
  instance.attributes.set('_path', textOf(path, [self, ...others].map(textIn)));
  return instance;
}

/** What follows from a known path. */
const of =
  (work: (path: string, self: Value) => Value): NativeBody =>
  (interpreter, [self]) => {
    const path = held(self!);
    return path === undefined ? interpreter.unknown('the path is not known') : work(path, self!);
  };

const joined: NativeBody = (interpreter, [self], { rest }) => {
  const parts = [self!, ...rest].map((part) => held(part) ?? pathText(interpreter, part));
  return parts.every((part) => part !== undefined)
    ? like(self!, tidy(joinPaths(parts)), rest)
    : interpreter.unknown('a part of the path is not known');
};

/** The name with its last part or its extension replaced. */
const renamed =
  (change: (path: string, text: string) => string): NativeBody =>
  (interpreter, [self, text]) => {
    const [path, value] = [held(self!), pathText(interpreter, text!)];
    return path === undefined || value === undefined
      ? interpreter.unknown('the path is not known')
      : like(self!, change(path, value), [text!]);
  };

const property = (name: string, work: (path: string, self: Value) => Value): [string, Value] => [
  name,
  new PropertyValue(native(name, 'self, /', of(work))),
];

const method = (name: string, parameters: string, body: NativeBody): [string, Value] => [
  name,
  native(name, parameters ? `self, /, ${parameters}` : 'self, /', body),
];

/** A method without arguments whose result follows from the path. */
const told = (name: string, work: (path: string, self: Value) => Value): [string, Value] => method(name, '', of(work));

/** The parts that a path has as attributes. */
const parts = (): [string, Value][] => [
  property('name', (path, self) => partOfPath(nameOf(path), textIn(self))),
  property('stem', (path, self) => partOfPath(splitExtension(nameOf(path))[0], textIn(self))),
  property('suffix', (path) => new Str(splitExtension(nameOf(path))[1])),
  property('parent', (path, self) => like(self, parentOf(path))),
  property(
    'parts',
    (path) =>
      new TupleValue(
        [...(path.startsWith('/') ? ['/'] : []), ...path.split('/').filter((part) => part !== '' && part !== '.')].map(
          (part) => new Str(part),
        ),
      ),
  ),
];

/** Methods that make another path of it. */
const changes = (): [string, Value][] => [
  method('joinpath', '*args', joined),
  method('__truediv__', '*args', joined),
  method('__rtruediv__', 'other', (interpreter, [self, other]) => {
    const [path, before] = [held(self!), pathText(interpreter, other!)];
    return path === undefined || before === undefined
      ? interpreter.unknown('the path is not known')
      : like(self!, tidy(joinPaths([before, path])), [other!]);
  }),
  method(
    'with_suffix',
    'suffix',
    renamed((path, suffix) => splitExtension(path)[0] + suffix),
  ),
  method(
    'with_name',
    'name',
    renamed((path, name) => tidy(joinPaths([parentOf(path), name]))),
  ),
];

/** What the text of a path tells without a look at any file. */
const texts = (): [string, Value][] => [
  told('as_posix', (path, self) => textOf(path, [textIn(self)])),
  told('is_absolute', (path) => bool(path.startsWith('/'))),
  told('__str__', (path, self) => textOf(path, [textIn(self)])),
  told('__fspath__', (path, self) => textOf(path, [textIn(self)])),
  told('__repr__', (path, self) => textOf(`PosixPath('${path}')`, [textIn(self)])),
  method('__lt__', 'other', (interpreter, [self, other]) => {
    const [path, second] = [held(self!), held(other!)];
    return path === undefined || second === undefined
      ? interpreter.unknown('the comparison is not decided')
      : bool(isBefore(path.split('/'), second.split('/')));
  }),
  method('__eq__', 'other', (interpreter, [self, other]) => {
    const [path, second] = [held(self!), held(other!)];
    return path === undefined || second === undefined
      ? interpreter.unknown('the comparison is not decided')
      : bool(path === second);
  }),
];

/** Paths are compared part by part. */
function isBefore(parts: readonly string[], others: readonly string[]): boolean {
  for (const [at, part] of parts.entries()) {
    const other = others[at];
    if (other === undefined) return false;
    if (part !== other) return part < other;
  }
  return parts.length < others.length;
}

/** What changes files. */
const changingMethods = (): [string, Value][] => [
  ...['unlink', 'rmdir'].map((name) =>
    method(name, 'missing_ok=', (interpreter, [self]) => {
      interpreter.files.removes(held(self!));
      return NONE;
    }),
  ),
  ...['rename', 'replace'].map((name) =>
    method(name, 'target', (interpreter, [self, target]) => {
      const to = held(target!) ?? pathText(interpreter, target!);
      interpreter.files.moves(held(self!), to);
      return to === undefined ? interpreter.unknown('the path is not known') : like(self!, to, [target!]);
    }),
  ),
  method('touch', '*args, **kwargs', (interpreter, [self]) => {
    const path = held(self!);
    if (path === undefined) interpreter.files.mayChange(undefined);
    else if (interpreter.files.find(path)?.kind === 'absent')
      interpreter.files.wrote(path, { kind: 'file', content: '' });
    else if (interpreter.files.find(path)?.kind !== 'file') interpreter.files.writes(path);
    return NONE;
  }),
  ...['write_text', 'write_bytes'].map((name) =>
    method(name, 'data, encoding=, errors=, newline=', (interpreter, [self, data, encoding]) => {
      const isPlain = encoding === undefined || (encoding.kind === 'str' && /^utf-?8$/i.test(encoding.value));
      wrote(interpreter, held(self!), isPlain ? data : undefined);
      const isText = data?.kind === 'str' || data?.kind === 'bytes';
      return isText ? int([...data.value].length) : interpreter.unknown('how much is written is not known');
    }),
  ),
  method('symlink_to', '*args, **kwargs', (interpreter, [self]) => {
    interpreter.files.mayChange(held(self!));
    return NONE;
  }),
  method('mkdir', '*args, **kwargs', (interpreter, [self]) => {
    interpreter.files.makesFolder(held(self!));
    return NONE;
  }),
];

/** What looks at files. */
const fileMethods = (): [string, Value][] => [
  method(
    'exists',
    '',
    asked((interpreter, path) => isThere(interpreter, path)),
  ),
  method(
    'is_file',
    '',
    asked((interpreter, path) => isThere(interpreter, path, 'file')),
  ),
  method(
    'is_dir',
    '',
    asked((interpreter, path) => isThere(interpreter, path, 'folder')),
  ),
  method('read_text', 'encoding=, errors=', (interpreter, [self, encoding], { site }) => {
    const path = held(self!);
    const named =
      encoding === undefined || encoding.kind === 'none' ? 'utf-8' : encoding.kind === 'str' ? encoding.value : '';
    const text = path === undefined ? undefined : interpreter.files.text(path, named);
    const written = path === undefined ? undefined : interpreter.files.written(path);
    if (written instanceof TextContent && written.value.kind !== 'str') return written.value;
    if (path === undefined || text === undefined)
      return interpreter.unknown(whyUnknown(interpreter, self), site && interpreter.sourceName(site));
    return interpreter.files.readFrom(path, new Str(text.replace(/\r\n?/g, '\n')));
  }),
  method(
    'open',
    'mode=, buffering=, encoding=, errors=, newline=',
    (interpreter, [self, mode, , encoding]) =>
      opened(interpreter, self!, mode, encoding) ?? interpreter.unknown('the path is not known'),
  ),
  method(
    'iterdir',
    '',
    asked((interpreter, path, self) => found(interpreter, self, path, `${path}/*`, true)),
  ),
  method('glob', 'pattern', (interpreter, [self, pattern]) => matches(interpreter, self!, pattern!, '')),
  method('rglob', 'pattern', (interpreter, [self, pattern]) => matches(interpreter, self!, pattern!, '**/')),
  ...['resolve', 'absolute'].map((name) =>
    method(
      name,
      '*args',
      asked((interpreter, path, self) => {
        if (path.startsWith('/')) return like(self, normalize(path));
        const start = fromStart(interpreter, path);
        return start.kind === 'str' ? like(self, start.value, [start]) : start;
      }),
    ),
  ),
];

/** What is asked of the machine under a known path. */
const asked =
  (work: (interpreter: Interpreter, path: string, self: Value) => Value): NativeBody =>
  (interpreter, [self]) => {
    const path = held(self!);
    return path === undefined ? interpreter.unknown('the path is not known') : work(interpreter, path, self!);
  };

function matches(interpreter: Interpreter, self: Value, pattern: Value, before: string): Value {
  const path = held(self);
  const text = pathText(interpreter, pattern);
  if (path === undefined || text === undefined)
    return new ListValue([], interpreter.unknown('the pattern is not known'));
  return found(interpreter, self, path, `${path}/${before}${text}`, false);
}

/** The paths of what matches, in no order that is known. */
function found(interpreter: Interpreter, self: Value, path: string, pattern: string, withHidden: boolean): Value {
  const entries = withHidden ? entriesOf(interpreter, path)?.map(({ name }) => joinedPath(path, name)) : undefined;
  const all = withHidden ? entries : matching(interpreter, pattern, true);
  if (!all) return new ListValue([], interpreter.unknown(interpreter.files.whyUnknown(path)));
  const items = all.map((one) => like(self, tidy(one), all.length === 1 ? [] : [new UnsureText('')]));
  return interpreter.files.readFrom(path, new IteratorValue(items[Symbol.iterator](), 'generator'));
}

function construct(interpreter: Interpreter, cls: ClassValue, positional: readonly Value[]): Value {
  const given = positional.map((part) => held(part) ?? pathText(interpreter, part));
  const instance = new InstanceValue(cls);
  if (given.every((part) => part !== undefined))
    instance.attributes.set('_path', textOf(tidy(joinPaths(given)), positional.map(textIn)));
  return instance;
}

/** The module `pathlib`. */
export function pathlibModule(builtins: ReadonlyMap<string, Value>): ModuleValue {
  // What a path is asked beyond this depends on files.
  const pathClass = new ClassValue({
    name: 'Path',
    qualifiedName: 'pathlib.Path',
    bases: [classNamed(builtins, 'object')],
    attributes: new Map([...parts(), ...changes(), ...texts(), ...changingMethods(), ...fileMethods()]),
    unknownBase: new Top('what a path is asked beyond its text depends on the machine'),
    construct: (interpreter, made, args) =>
      args.incomplete ? args.incomplete : construct(interpreter, made, args.positional),
  });
  pathClass.attributes.set(
    'cwd',
    new ClassMethodValue(
      native('cwd', 'cls', (interpreter) => {
        const start = startedIn(interpreter);
        return start.kind === 'str' ? construct(interpreter, pathClass, [start]) : start;
      }),
    ),
  );
  return moduleOf(
    'pathlib',
    ['Path', 'PurePath', 'PosixPath', 'PurePosixPath'].map((name) => [name, pathClass] as const),
  );
}
