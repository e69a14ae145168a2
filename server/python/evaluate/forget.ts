/** What is left of the names of a statement that did not come to its end. */
import type { Statement } from '../syntax/tree.ts';
import type { Scope } from '../values/scope.ts';
import { bindName, bindUnknown } from './assignment.ts';
import type { Evaluator } from './evaluator.ts';

/** What a statement that was cut short assigns is not known, wherever in it that stands. */
export function forget(evaluator: Evaluator, statement: Statement, scope: Scope, reason: string): void {
  const all = (statements: readonly Statement[]): void => { for (const inner of statements) forget(evaluator, inner, scope, reason); };
  switch (statement.kind) {
    case 'Assign': for (const target of statement.targets) bindUnknown(evaluator, target, scope, reason); break;
    case 'AugmentedAssign': case 'AnnotatedAssign': bindUnknown(evaluator, statement.target, scope, reason); break;
    case 'For': bindUnknown(evaluator, statement.target, scope, reason); all(statement.body); all(statement.orelse); break;
    case 'While': case 'If': all(statement.body); all(statement.orelse); break;
    case 'With':
      for (const { target } of statement.items) if (target) bindUnknown(evaluator, target, scope, reason);
      all(statement.body);
      break;
    case 'Try': all(statement.body); for (const { body } of statement.handlers) all(body); all(statement.orelse); all(statement.finalbody); break;
    case 'Match': for (const { body } of statement.cases) all(body); break;
    case 'FunctionDefinition': case 'ClassDefinition': bindName(evaluator, statement.name, evaluator.unknown(reason, statement.name), scope, statement.nameSpan); break;
    default:
  }
}
