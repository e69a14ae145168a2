/** The module `glob`. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { UnsureText } from '../../domain/unsure-text.ts';
import { IteratorValue, ListValue, type ModuleValue, Str, type Value } from '../../domain/value.ts';
import { FunctionTable, moduleOf } from '../modules/module-value.ts';
import { pathText } from '../modules/paths.ts';
import { matching, whyNotMatched } from './folders.ts';

export function globModule(): ModuleValue {
  const table = new FunctionTable();
  const found = (
    interpreter: Interpreter,
    [pattern, , recursive]: readonly (Value | undefined)[],
    keywords: ReadonlyMap<string, Value>,
  ): Value[] | undefined => {
    const text = pathText(interpreter, pattern!);
    const isRecursive = recursive === undefined ? false : interpreter.truth(recursive);
    if (text === undefined || isRecursive === undefined || keywords.size > 0) return undefined;
    return matching(interpreter, text, isRecursive)?.map((path) => new UnsureText(path));
  };
  const parameters = 'pathname, /, *, root_dir=, recursive=, **kwargs';
  table.add('glob', parameters, (interpreter, values, { keywords }) => {
    const paths = found(interpreter, values, keywords);
    return paths
      ? interpreter.files.readFrom(pathText(interpreter, values[0]!) ?? '', new ListValue(paths))
      : new ListValue([], interpreter.unknown(whyNotMatched));
  });
  table.add('iglob', parameters, (interpreter, values, { keywords }) => {
    const paths = found(interpreter, values, keywords);
    return new IteratorValue(
      (paths ?? [])[Symbol.iterator](),
      'generator',
      paths ? undefined : interpreter.unknown(whyNotMatched),
    );
  });
  table.add('escape', 'pathname', (interpreter, [path]) => {
    const text = pathText(interpreter, path!);
    return text === undefined ? interpreter.unknown('the path is not known') : new Str(text.replace(/[*?[]/g, '[$&]'));
  });
  return moduleOf('glob', table.members);
}
