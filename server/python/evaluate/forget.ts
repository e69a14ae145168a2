/** What is left of the names of a statement that did not come to its end. */
import type { Place } from '../syntax/place.ts';
import type { Statement } from '../syntax/tree.ts';
import { walk } from '../syntax/walk.ts';
import type { Scope } from '../domain/scope.ts';
import type { Value } from '../domain/value.ts';
import { bindName, bindUnknown } from './assignment.ts';
import type { Evaluator } from './evaluator.ts';
import { capturesOf } from './patterns.ts';
import type { Message } from '../../words/message.ts';

/** What a statement that was stopped in its middle binds in any way is not known, wherever in it that stands. */
export function forgetAll(evaluator: Evaluator, statement: Statement, scope: Scope, reason: Message): void {
  forget(evaluator, statement, scope, reason);
  if (statement.kind === 'FunctionDefinition' || statement.kind === 'ClassDefinition') return;
  const lose = (name: string, span: Place): void => {
    bindName(evaluator, name, evaluator.unknown(reason, name), scope, span);
  };
  // A module that is imported again is what it was.
  const loseImported = (name: string, span: Place): void => {
    if (!IMPORTED.has(scope.lookup(name)?.kind)) lose(name, span);
  };
  walk(statement, (node) => {
    if (node.kind === 'NamedExpression') lose(node.name, node);
    else if (node.kind === 'Import')
      for (const imported of node.names) loseImported(imported.alias ?? imported.name.split('.')[0]!, imported);
    else if (node.kind === 'ImportFrom') {
      if (node.names !== '*')
        for (const imported of node.names) loseImported(imported.alias ?? imported.name, imported);
    } else if (node.kind === 'Delete') for (const target of node.targets) bindUnknown(evaluator, target, scope, reason);
    else if (node.kind === 'Match')
      for (const { pattern } of node.cases) for (const name of capturesOf(pattern)) lose(name, pattern);
  });
}

const IMPORTED: ReadonlySet<Value['kind'] | undefined> = new Set(['module', 'class', 'function', 'native'] as const);

/** The same of one that raised: as far as its statements assign it. */
export function forget(evaluator: Evaluator, statement: Statement, scope: Scope, reason: Message): void {
  const all = (statements: readonly Statement[]): void => {
    for (const inner of statements) forget(evaluator, inner, scope, reason);
  };
  const lose = (name: string, span: Place): void => {
    bindName(evaluator, name, evaluator.unknown(reason, name), scope, span);
  };
  switch (statement.kind) {
    case 'Assign':
      for (const target of statement.targets) bindUnknown(evaluator, target, scope, reason);
      break;
    case 'AugmentedAssign':
    case 'AnnotatedAssign':
      bindUnknown(evaluator, statement.target, scope, reason);
      break;
    case 'For':
      bindUnknown(evaluator, statement.target, scope, reason);
      all(statement.body);
      all(statement.orelse);
      break;
    case 'While':
    case 'If':
      all(statement.body);
      all(statement.orelse);
      break;
    case 'With':
      for (const { target } of statement.items) if (target) bindUnknown(evaluator, target, scope, reason);
      all(statement.body);
      break;
    case 'Try':
      all(statement.body);
      for (const { body } of statement.handlers) all(body);
      all(statement.orelse);
      all(statement.finalbody);
      break;
    case 'Match':
      for (const { body } of statement.cases) all(body);
      break;
    case 'FunctionDefinition':
    case 'ClassDefinition':
      lose(statement.name, statement.nameSpan);
      break;
    default:
  }
}
