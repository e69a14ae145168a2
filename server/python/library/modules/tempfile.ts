/** `tempfile`: folders with nothing in them, whose names are others in each run. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { HostValue } from '../../domain/host.ts';
import { decidedText } from '../../domain/unsure-text.ts';
import { BoundMethod, type ModuleValue, NONE, type NativeFunction, type Value } from '../../domain/value.ts';
import { native } from '../signature.ts';
import { FunctionTable, moduleOf } from './module-value.ts';

/** `TemporaryDirectory()`: a folder that is gone behind its `with`. */
class TemporaryDirectory extends HostValue {
  readonly typeName = 'TemporaryDirectory';
  readonly path: string;
  constructor(path: string) {
    super();
    this.path = path;
  }
  override getAttribute(_interpreter: Interpreter, name: string): Value | undefined {
    if (name === 'name') return decidedText(this.path);
    const method = methods.get(name);
    return method && new BoundMethod(this, method);
  }
  override truth(): boolean {
    return true;
  }
}

const leave = (interpreter: Interpreter, self: Value | undefined): Value => {
  interpreter.files.removes((self as TemporaryDirectory).path);
  return NONE;
};

const methods = new Map<string, NativeFunction>(
  [
    native('__enter__', 'self, /', (_, [self]) => decidedText((self as TemporaryDirectory).path)),
    native('__exit__', 'self, /, *args', (interpreter, [self]) => leave(interpreter, self)),
    native('cleanup', 'self, /', (interpreter, [self]) => leave(interpreter, self)),
  ].map((method) => [method.name, method]),
);

export function tempfileModule(): ModuleValue {
  const table = new FunctionTable();
  table.add('mkdtemp', 'suffix=, prefix=, dir=', (interpreter) => decidedText(interpreter.files.temporaryFolder()));
  table.add(
    'TemporaryDirectory',
    'suffix=, prefix=, dir=, ignore_cleanup_errors=',
    (interpreter) => new TemporaryDirectory(interpreter.files.temporaryFolder()),
  );
  for (const name of ['gettempdir', 'mkstemp', 'mktemp', 'NamedTemporaryFile', 'TemporaryFile', 'SpooledTemporaryFile'])
    table.add(name, '*args, **kwargs', (interpreter) =>
      interpreter.unknown('it depends on the machine that the program runs on', `tempfile.${name}()`),
    );
  return moduleOf('tempfile', table.members);
}
