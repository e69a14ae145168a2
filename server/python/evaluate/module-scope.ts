import { pathOfUri } from '../domain/program-files.ts';
import { Scope } from '../domain/scope.ts';
import { str } from '../domain/value.ts';
import { words } from '../../words/message.ts';
import type { Evaluator } from './evaluator.ts';

/** The names that a module has before its first statement. */
export function moduleScope(evaluator: Evaluator, name: string): Scope {
  const builtins = new Scope('module');
  for (const [key, value] of evaluator.environment.builtins) builtins.variables.set(key, value);
  const scope = new Scope('module');
  scope.builtins = builtins;
  scope.variables.set('__name__', str(name));
  if (evaluator.file.path) scope.variables.set('__file__', str(pathOfUri(evaluator.file.path)));
  // What a module is a part of, and how it was found, is up to who imports or starts it.
  for (const own of ['__package__', '__path__', '__spec__', '__loader__', '__cached__'])
    scope.variables.set(own, evaluator.unknown(words`${own} is set by Python's import`, own));
  return scope;
}
