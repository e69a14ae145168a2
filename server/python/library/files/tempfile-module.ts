/** The module `tempfile`: folders and files with names that nobody knows, and in which nothing was before. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { decidedText, UnsureText } from '../../domain/unsure-text.ts';
import {
  bool,
  ClassValue,
  InstanceValue,
  int,
  type ModuleValue,
  NONE,
  type NativeFunction,
  TupleValue,
  type Value,
} from '../../domain/value.ts';
import { MadeContent } from '../../domain/written-files.ts';
import { isAbsent } from '../arguments.ts';
import { classNamed, FunctionTable, moduleOf } from '../modules/module-value.ts';
import { native } from '../signature.ts';
import { FileValue } from './file-value.ts';

/** What a name begins or ends with; undefined where it is not known. */
const partOf = (value: Value | undefined, otherwise: string): string | undefined =>
  isAbsent(value) ? otherwise : value!.kind === 'str' ? value!.value : undefined;

/** The path of a new folder; undefined where it is not followed. */
function newPath(
  interpreter: Interpreter,
  [suffix, prefix, folder]: readonly (Value | undefined)[],
): string | undefined {
  const end = partOf(suffix, '');
  // In a folder of the program's it is a name among others.
  return end === undefined || partOf(prefix, 'tmp') === undefined || !isAbsent(folder)
    ? undefined
    : interpreter.files.temporaryPath(end);
}

const notKnown = (interpreter: Interpreter): Value => {
  interpreter.files.mayChange(undefined);
  return interpreter.unknown('where it is made is not known');
};

function newFolder(interpreter: Interpreter, given: readonly (Value | undefined)[]): Value {
  const path = newPath(interpreter, given);
  if (path === undefined) return notKnown(interpreter);
  interpreter.files.makesFolder(path);
  return decidedText(path);
}

const nameOf = (self: Value | undefined): Value | undefined =>
  self?.kind === 'instance' ? self.attributes.get('name') : undefined;

function removeFolder(interpreter: Interpreter, self: Value | undefined): Value {
  const name = nameOf(self);
  interpreter.files.removes(name?.kind === 'str' ? name.value : undefined);
  return NONE;
}

function folderClass(builtins: ReadonlyMap<string, Value>): ClassValue {
  const methods = [
    native('__init__', 'self, suffix=, prefix=, dir=, **kwargs', (interpreter, [self, ...given]) => {
      if (self?.kind === 'instance') self.attributes.set('name', newFolder(interpreter, given));
      return NONE;
    }),
    native('__enter__', 'self, /', (interpreter, [self]) => nameOf(self) ?? notKnown(interpreter)),
    native('__exit__', 'self, /, *args', (interpreter, [self]) => {
      removeFolder(interpreter, self);
      return bool(false);
    }),
    native('cleanup', 'self, /', (interpreter, [self]) => removeFolder(interpreter, self)),
  ];
  return new ClassValue({
    name: 'TemporaryDirectory',
    qualifiedName: 'tempfile.TemporaryDirectory',
    bases: [classNamed(builtins, 'object')],
    attributes: new Map<string, Value>(methods.map((method): [string, NativeFunction] => [method.name, method])),
    construct: (interpreter, cls, args) => {
      const made = new InstanceValue(cls);
      interpreter.callWith(cls.attributes.get('__init__')!, { ...args, positional: [made, ...args.positional] });
      return made;
    },
  });
}

/** What is written into it is there while it is open, and behind that where `delete` says so. */
function newFile(interpreter: Interpreter, mode: Value | undefined, given: readonly (Value | undefined)[]): Value {
  const path = newPath(interpreter, given);
  const letters = partOf(mode, 'w+b');
  if (path === undefined || letters === undefined) return notKnown(interpreter);
  interpreter.files.writes(path, new MadeContent({ kind: 'file', content: '' }));
  return new FileValue(
    path,
    { reads: letters.includes('r'), writes: true, isBinary: letters.includes('b'), encoding: 'utf-8' },
    undefined,
  );
}

export function tempfileModule(builtins: ReadonlyMap<string, Value>): ModuleValue {
  const table = new FunctionTable();
  table.add('mkdtemp', 'suffix=, prefix=, dir=', (interpreter, given) => newFolder(interpreter, given));
  table.add('mkstemp', 'suffix=, prefix=, dir=, text=', (interpreter, given) => {
    const path = newPath(interpreter, given);
    if (path === undefined) return notKnown(interpreter);
    interpreter.files.writes(path, new MadeContent({ kind: 'file', content: '' }));
    return new TupleValue([interpreter.unknown('the number of a file is not known'), decidedText(path)]);
  });
  table.add('mktemp', 'suffix=, prefix=, dir=', (interpreter, given) => {
    const path = newPath(interpreter, given);
    return path === undefined ? notKnown(interpreter) : decidedText(path);
  });
  table.add(
    'NamedTemporaryFile',
    'mode=, buffering=, encoding=, newline=, suffix=, prefix=, dir=, delete=, **kwargs',
    (interpreter, [mode, , , , ...given]) => newFile(interpreter, mode, given),
  );
  table.add('gettempdir', '', () => new UnsureText('/tmp'));
  return moduleOf('tempfile', [
    ...table.members,
    ['TemporaryDirectory', folderClass(builtins)],
    ['TMP_MAX', int(10_000)],
  ]);
}
