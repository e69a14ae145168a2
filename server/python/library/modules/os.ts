/** The modules `os` and `os.path`. No environment is looked at. */
import type { HostEffects } from '../../domain/effects.ts';
import { HostValue } from '../../domain/host.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import {
  BoundMethod,
  DictValue,
  IteratorValue,
  ListValue,
  type ModuleValue,
  NONE,
  type NativeFunction,
  Str,
  TupleValue,
  bool,
  int,
  type Value,
} from '../../domain/value.ts';
import { partOfPath, textOf } from '../../domain/unsure-text.ts';
import { listed, walked } from '../files/folders.ts';
import { fromStart, isThere, startedIn } from '../files/places.ts';
import { setEntry } from '../operations/set-items.ts';
import { native } from '../signature.ts';
import { classNamed, FunctionTable, moduleOf } from './module-value.ts';
import * as paths from './paths.ts';
import { words } from '../../../words/message.ts';
import { isUndetermined } from '../../domain/undetermined.ts';

/** Variables that the program sets are known; a default is what a variable has that nobody set. */
class Environment extends HostValue {
  readonly typeName = '_Environ';
  readonly set = new DictValue();

  override getAttribute(_interpreter: Interpreter, name: string): Value | undefined {
    const method = environmentMethods.get(name);
    return method && new BoundMethod(this, method);
  }

  find(interpreter: Interpreter, key: Value): Value | undefined {
    const hash = interpreter.hashKey(key);
    return hash === undefined ? undefined : this.set.entries.get(hash)?.[1];
  }

  override getItem(interpreter: Interpreter, key: Value): Value {
    return this.find(interpreter, key) ?? unknownVariable(interpreter, key);
  }

  override setItem(interpreter: Interpreter, key: Value, value: Value): boolean {
    setEntry(interpreter, this.set, key, value);
    return true;
  }

  override havoc(interpreter: Interpreter, { contents }: HostEffects): void {
    if (!contents) return;
    interpreter.touch(this.set);
    this.set.entries.clear();
  }

  override compare(interpreter: Interpreter, operator: string, other: Value, reflected: boolean): Value | undefined {
    if (!reflected || (operator !== 'in' && operator !== 'not in')) return undefined;
    return this.find(interpreter, other)
      ? bool(operator === 'in')
      : interpreter.unknown('the environment is not looked at');
  }
}

function unknownVariable(interpreter: Interpreter, key: Value): Value {
  const text = interpreter.repr(key);
  return interpreter.unknown('the environment is not looked at', text && `os.environ[${text}]`);
}

const environmentMethods = new Map<string, NativeFunction>(
  [
    native(
      'get',
      'self, key, default=',
      (interpreter, [self, key, otherwise]) =>
        (self as Environment).find(interpreter, key!) ?? otherwise ?? unknownVariable(interpreter, key!),
    ),
    native('setdefault', 'self, key, value=', (interpreter, [self, key, value]) => {
      const known = (self as Environment).find(interpreter, key!);
      if (known) return known;
      setEntry(interpreter, (self as Environment).set, key!, value ?? NONE);
      return value ?? NONE;
    }),
    native(
      'pop',
      'self, key, default=',
      (interpreter, [self, key, otherwise]) =>
        (self as Environment).find(interpreter, key!) ?? otherwise ?? unknownVariable(interpreter, key!),
    ),
    native('update', 'self, *args, **kwargs', (interpreter, [self], { rest, keywords }) =>
      interpreter.call(interpreter.getAttribute((self as Environment).set, 'update'), rest, keywords),
    ),
    native('copy', 'self, /', (_, [self]) => self!),
  ].map((method) => [method.name, method]),
);

const outside = words`it depends on the machine that the program runs on`;

/** Functions that give nothing, and change no file. */
const quiet = ['chmod', 'putenv', 'unsetenv', 'close', '_exit', 'kill', 'utime'];
const iterators = ['scandir', 'fwalk'];

/** Functions that look at files, or change them. */
function addFileFunctions(table: FunctionTable): void {
  const text = (interpreter: Interpreter, path: Value | undefined): string | undefined =>
    path && paths.pathText(interpreter, path);
  for (const name of ['remove', 'unlink', 'rmdir'])
    table.add(name, 'path, *, dir_fd=', (interpreter, [path]) => {
      interpreter.files.removes(text(interpreter, path));
      return NONE;
    });
  for (const name of ['rename', 'replace', 'renames'])
    table.add(name, 'src, dst, **kwargs', (interpreter, [from, to]) => {
      interpreter.files.moves(text(interpreter, from), text(interpreter, to));
      return NONE;
    });
  for (const name of ['removedirs', 'symlink', 'link'])
    table.add(name, '*args, **kwargs', (interpreter, _, { rest }) => {
      for (const path of rest) interpreter.files.mayChange(text(interpreter, path));
      return NONE;
    });
  for (const name of ['makedirs', 'mkdir'])
    table.add(name, 'path, mode=, exist_ok=', (interpreter, [path]) => {
      interpreter.files.makesFolder(paths.pathText(interpreter, path!));
      return NONE;
    });
  // From there on paths that do not begin at the top lead elsewhere.
  table.add('chdir', 'path', (interpreter, [path]) => {
    interpreter.files.goesTo(text(interpreter, path));
    return NONE;
  });
  table.add('getcwd', '', (interpreter) => startedIn(interpreter));
  table.add('listdir', 'path=', (interpreter, [path]) => {
    const text = path === undefined ? '.' : paths.pathText(interpreter, path);
    return text === undefined ? new ListValue([], interpreter.unknown(outside)) : listed(interpreter, text);
  });
  table.add('walk', 'top, topdown=, onerror=, followlinks=', (interpreter, [top, topdown]) => {
    const text = paths.pathText(interpreter, top!);
    return text === undefined || topdown !== undefined
      ? new IteratorValue([][Symbol.iterator](), 'generator', interpreter.unknown(outside))
      : walked(interpreter, text);
  });
  for (const name of iterators)
    table.add(
      name,
      '*args, **kwargs',
      (interpreter) => new IteratorValue([][Symbol.iterator](), 'generator', interpreter.unknown(outside)),
    );
}

/** The module `os`. */
export function osModule(builtins: ReadonlyMap<string, Value>): ModuleValue {
  const environment = new Environment();
  const table = new FunctionTable();
  for (const name of quiet) table.add(name, '*args, **kwargs', () => NONE);
  addFileFunctions(table);
  table.add(
    'getenv',
    'key, default=',
    (interpreter, [key, otherwise]) =>
      environment.find(interpreter, key!) ?? otherwise ?? unknownVariable(interpreter, key!),
  );
  table.add('system', 'command', (interpreter) => {
    interpreter.files.mayChange(undefined);
    return interpreter.unknown(outside);
  });
  table.add('fspath', 'path', (interpreter, [path]) => {
    const text = paths.pathText(interpreter, path!);
    return text === undefined ? interpreter.unknown('the path is not known') : new Str(text);
  });
  return moduleOf('os', [
    ...table.members,
    ['environ', environment],
    ['path', osPathModule()],
    ['sep', new Str('/')],
    ['linesep', new Str('\n')],
    ['pathsep', new Str(':')],
    ['curdir', new Str('.')],
    ['pardir', new Str('..')],
    ['extsep', new Str('.')],
    ['PathLike', classNamed(builtins, 'object')],
    ['error', classNamed(builtins, 'OSError')],
  ]);
}

/** The module `os.path`, with `/` between the parts of a path. */
export function osPathModule(): ModuleValue {
  const table = new FunctionTable();
  const ofPath = (name: string, work: (path: string, given: Value, interpreter: Interpreter) => Value): void =>
    table.add(name, 'path, /', (interpreter, [path]) => {
      const text = paths.pathText(interpreter, path!);
      return text === undefined
        ? interpreter.unknown(isUndetermined(path) ? path!.reason : 'the path is not known')
        : work(text, path!, interpreter);
    });
  table.add('join', 'path, /, *args', (interpreter, [first], { rest }) => {
    const parts = [first!, ...rest].map((part) => paths.pathText(interpreter, part));
    return parts.every((part) => part !== undefined)
      ? textOf(paths.joinPaths(parts), [first!, ...rest])
      : interpreter.unknown('a part of the path is not known');
  });
  ofPath('basename', (path, given) => partOfPath(paths.splitPath(path)[1], given));
  ofPath('dirname', (path, given) => partOfPath(paths.splitPath(path)[0], given));
  ofPath('split', (path, given) => new TupleValue(paths.splitPath(path).map((part) => partOfPath(part, given))));
  ofPath(
    'splitext',
    (path, given) => new TupleValue(paths.splitExtension(path).map((part) => partOfPath(part, given))),
  );
  for (const name of ['abspath', 'realpath'])
    ofPath(name, (path, given, interpreter) =>
      path.startsWith('/') ? textOf(paths.normalize(path), [given]) : fromStart(interpreter, path),
    );
  ofPath('exists', (path, _, interpreter) => isThere(interpreter, path));
  ofPath('isfile', (path, _, interpreter) => isThere(interpreter, path, 'file'));
  ofPath('isdir', (path, _, interpreter) => isThere(interpreter, path, 'folder'));
  ofPath('getsize', (path, _, interpreter) => {
    const found = interpreter.files.find(path);
    return found?.kind === 'file' && found.bytes !== undefined
      ? int(found.bytes)
      : interpreter.unknown(interpreter.files.whyUnknown(path));
  });
  ofPath('expanduser', (path, given, interpreter) =>
    path.startsWith('~') ? interpreter.unknown(outside) : textOf(path, [given]),
  );
  ofPath('isabs', (path) => bool(path.startsWith('/')));
  ofPath('normpath', (path) => new Str(paths.normalize(path)));
  return moduleOf('os.path', [...table.members, ['sep', new Str('/')]]);
}
