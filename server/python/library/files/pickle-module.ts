/**
 * What `pickle`, `joblib` and their like write, as far as the program reads it back itself. Nothing that lies beside
 * the program is unpickled.
 */
import { HostValue } from '../../domain/host.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { int, type ModuleValue, NONE, type Value } from '../../domain/value.ts';
import { ObjectContent } from '../../domain/written-files.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { deepCopy } from '../modules/copy.ts';
import { FunctionTable, moduleOf } from '../modules/module-value.ts';
import { whyUnknown, writesTo, writtenTo } from './file-paths.ts';

const DEEPEST = 20;

/** Whether a copy of it shares nothing with it that changes. */
function isCopied(value: Value, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  switch (value.kind) {
    case 'list':
    case 'tuple':
      return value.items.every((item) => isCopied(item, depth + 1));
    case 'dict':
      return [...value.entries.values()].every(([, item]) => isCopied(item, depth + 1));
    case 'instance':
      return value.host === undefined && [...value.attributes.values()].every((item) => isCopied(item, depth + 1));
    default:
      return !(value instanceof HostValue) || value instanceof ArrayValue;
  }
}

function dumped(interpreter: Interpreter, object: Value, file: Value | undefined): void {
  const content = isCopied(object) ? new ObjectContent('pickle', deepCopy(interpreter, object)) : undefined;
  writesTo(interpreter, file, content);
}

function loaded(interpreter: Interpreter, file: Value | undefined): Value {
  const written = writtenTo(interpreter, file);
  return written instanceof ObjectContent && written.form === 'pickle'
    ? deepCopy(interpreter, written.value)
    : interpreter.unknown(whyUnknown(interpreter, file));
}

/** `joblib` takes paths where `pickle` takes files. */
export function pickleModule(name: string): ModuleValue {
  const table = new FunctionTable();
  table.add('dump', 'obj, file, *args, **kwargs', (interpreter, [object, file]) => {
    dumped(interpreter, object!, file);
    return name === 'joblib' ? interpreter.unknown('which files it has written is not followed') : NONE;
  });
  table.add('load', 'file, *args, **kwargs', (interpreter, [file]) => loaded(interpreter, file));
  table.add('dumps', 'obj, *args, **kwargs', (interpreter) => interpreter.unknown('the bytes are not worked out'));
  table.add('loads', 'data, *args, **kwargs', (interpreter) => interpreter.unknown('the bytes are not worked out'));
  return moduleOf(name, [...table.members, ['HIGHEST_PROTOCOL', int(5)], ['DEFAULT_PROTOCOL', int(4)]]);
}
