/** Configurations and data that are read as a whole: JSON, YAML, TOML. */
import type { Document } from '../../domain/data-files.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { bool, DictValue, Float, Int, ListValue, type ModuleValue, NONE, Str, type Value } from '../../domain/value.ts';
import { isUndetermined } from '../../domain/undetermined.ts';
import { setEntry } from '../operations/set-items.ts';
import { FunctionTable, moduleOf } from '../modules/module-value.ts';
import { FileValue } from './file-value.ts';
import { pathOf, whyUnknown, writesTo } from './file-paths.ts';

/** The value of Python's that a document is. */
export function valueOf(interpreter: Interpreter, document: Document): Value {
  interpreter.spend();
  if (document === undefined) return interpreter.unknown('a value in the file is not worked out');
  if (document === null) return NONE;
  if (typeof document === 'boolean') return bool(document);
  if (typeof document === 'bigint') return new Int(document);
  if (typeof document === 'number') return new Float(document);
  if (typeof document === 'string') return new Str(document);
  if (!(document instanceof Map)) {
    return new ListValue((document as readonly Document[]).map((item) => valueOf(interpreter, item)));
  }
  const made = new DictValue();
  for (const [key, item] of document as ReadonlyMap<Document, Document>) {
    const name = valueOf(interpreter, key);
    if (isUndetermined(name)) made.summary = name;
    else setEntry(interpreter, made, name, valueOf(interpreter, item));
  }
  return made;
}

/** Of what a loader is given: a text, or a file that is open. */
function loaded(interpreter: Interpreter, source: Value, language: 'yaml' | 'toml'): Value {
  if (source.kind === 'str') {
    const found = interpreter.files.documentOf(source.value, language);
    return found ? valueOf(interpreter, found.value) : interpreter.unknown('what is in the text is not worked out');
  }
  const path = pathOf(interpreter, source);
  const found = path === undefined ? undefined : interpreter.files.document(path, language);
  if (path === undefined || !found) return interpreter.unknown(whyUnknown(interpreter, source));
  return interpreter.files.readFrom(path, valueOf(interpreter, found.value));
}

/** The module `yaml` (PyYAML): all its loaders read the same where a document has no tags. */
export function yamlModule(): ModuleValue {
  const table = new FunctionTable();
  for (const name of ['safe_load', 'load', 'full_load', 'unsafe_load'])
    table.add(name, 'stream, Loader=', (interpreter, [stream, loader]) =>
      loader !== undefined && loader.kind === 'str' && loader.value === 'BaseLoader'
        ? interpreter.unknown('its values are texts')
        : loaded(interpreter, stream!, 'yaml'),
    );
  for (const name of ['dump', 'safe_dump'])
    table.add(name, 'data, stream=, **kwargs', (interpreter, [, stream]) => {
      if (stream instanceof FileValue) writesTo(interpreter, stream);
      return stream === undefined ? interpreter.unknown('the text is not worked out') : NONE;
    });
  const loaders = ['SafeLoader', 'FullLoader', 'Loader', 'CSafeLoader', 'UnsafeLoader', 'BaseLoader'];
  return moduleOf('yaml', [...table.members, ...loaders.map((name) => [name, new Str(name)] as const)]);
}

/** The modules `tomllib`, `tomli` and `toml`. */
export function tomlModule(name: string): ModuleValue {
  const table = new FunctionTable();
  for (const load of ['load', 'loads'])
    table.add(load, 'source, **kwargs', (interpreter, [source]) => {
      // Only the package toml takes a path.
      const isPath = load === 'load' && source!.kind === 'str';
      return loaded(interpreter, isPath ? new FileValue(source.value, BINARY, undefined) : source!, 'toml');
    });
  return moduleOf(name, table.members);
}

const BINARY = { reads: true, writes: false, isBinary: true, encoding: 'utf-8' };
