/** `pathlib.Path` over texts that the program knows; no file is looked at. */
import type { Interpreter } from '../../domain/interpreter.ts';
import {
  ClassValue,
  InstanceValue,
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
import { joinPaths, pathText, splitExtension } from './paths.ts';
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

function like(self: Value, path: string): Value {
  const instance = new InstanceValue((self as InstanceValue).cls);
  instance.attributes.set('_path', new Str(path));
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
    ? like(self!, tidy(joinPaths(parts)))
    : interpreter.unknown('a part of the path is not known');
};

/** The name with its last part or its extension replaced. */
const renamed =
  (change: (path: string, text: string) => string): NativeBody =>
  (interpreter, [self, text]) => {
    const [path, value] = [held(self!), pathText(interpreter, text!)];
    return path === undefined || value === undefined
      ? interpreter.unknown('the path is not known')
      : like(self!, change(path, value));
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
const told = (name: string, work: (path: string) => Value): [string, Value] => method(name, '', of(work));

/** The parts that a path has as attributes. */
const parts = (): [string, Value][] => [
  property('name', (path) => new Str(nameOf(path))),
  property('stem', (path) => new Str(splitExtension(nameOf(path))[0])),
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
      : like(self!, tidy(joinPaths([before, path])));
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
  told('as_posix', (path) => new Str(path)),
  told('is_absolute', (path) => bool(path.startsWith('/'))),
  told('__str__', (path) => new Str(path)),
  told('__fspath__', (path) => new Str(path)),
  told('__repr__', (path) => new Str(`PosixPath('${path}')`)),
  method('__eq__', 'other', (interpreter, [self, other]) => {
    const [path, second] = [held(self!), held(other!)];
    return path === undefined || second === undefined
      ? interpreter.unknown('the comparison is not decided')
      : bool(path === second);
  }),
];

/** What would look at files or change them. */
const fileMethods = (): [string, Value][] => [
  ...['mkdir', 'unlink', 'rmdir', 'touch', 'rename'].map((name) => method(name, '*args, **kwargs', () => NONE)),
  ...['iterdir', 'glob', 'rglob'].map((name) =>
    method(name, '*args, **kwargs', (interpreter) => new ListValue([], interpreter.unknown('no folder is looked at'))),
  ),
];

function construct(interpreter: Interpreter, cls: ClassValue, positional: readonly Value[]): Value {
  const given = positional.map((part) => held(part) ?? pathText(interpreter, part));
  const instance = new InstanceValue(cls);
  if (given.every((part) => part !== undefined)) instance.attributes.set('_path', new Str(tidy(joinPaths(given))));
  return instance;
}

/** The module `pathlib`. */
export function pathlibModule(builtins: ReadonlyMap<string, Value>): ModuleValue {
  // What a path is asked beyond this depends on files.
  const cls = new ClassValue({
    name: 'Path',
    qualifiedName: 'pathlib.Path',
    bases: [classNamed(builtins, 'object')],
    attributes: new Map([...parts(), ...changes(), ...texts(), ...fileMethods()]),
    unknownBase: new Top('no file is looked at'),
    construct: (interpreter, made, args) =>
      args.incomplete ? args.incomplete : construct(interpreter, made, args.positional),
  });
  return moduleOf(
    'pathlib',
    ['Path', 'PurePath', 'PosixPath', 'PurePosixPath'].map((name) => [name, cls] as const),
  );
}
