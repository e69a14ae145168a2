/** Files that code which is not followed may write: those whose paths it is given. */
import { pathText } from '../library/modules/paths.ts';
import type { CallArguments } from '../domain/interpreter.ts';
import type { Undetermined } from '../domain/undetermined.ts';
import type { Evaluator } from './evaluator.ts';

/** What is called so reads, or shows, and writes nothing at the paths that it is given. */
const READING =
  /(?:^|[._])(?:read|load|open|imread|imshow|exists|isfile|isdir|listdir|glob|info|debug|warning|error|log|print|display|show|plot|title|xlabel|ylabel|legend|subplot|get|parse|find|search|format|join|split|decode|encode|from|set|add|use|is|has|seed|label)[a-z]*(?:_[a-z_]*)?$/i;
/** It starts another program, which may do anything. */
const STARTING = /^(?:subprocess|os\.system|os\.popen|multiprocessing)\b/;

export function perhapsWrites(evaluator: Evaluator, callee: Undetermined, args: CallArguments): void {
  const name = callee.name ?? '';
  if (STARTING.test(name)) {
    evaluator.files.writes(undefined);
    return;
  }
  if (READING.test(name)) return;
  for (const argument of [...args.positional, ...args.keywords.values()]) {
    if (argument.kind !== 'str' && argument.kind !== 'instance') continue;
    const path =
      argument.kind === 'instance' && !argument.cls.lookup('__fspath__') ? undefined : pathText(evaluator, argument);
    // Words that are no paths lead to nothing that is there, or is made.
    if (path !== undefined && /[./\\]/.test(path)) evaluator.files.writes(path);
  }
}
