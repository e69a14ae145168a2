import type { ConcreteTree, NodeTypes } from './concrete-tree.ts';
import { compoundStatementLowerers, lowerStatements } from './lower-compound.ts';
import { expressionLowerers } from './lower-expressions.ts';
import { simpleStatementLowerers } from './lower-statements.ts';
import { Lowering } from './lowering.ts';
import type { LoweringTables } from './lowering.ts';
import type { Statement, SyntaxProblem } from './tree.ts';

export function loweringTablesOf(types: NodeTypes): LoweringTables {
  const statements = { ...simpleStatementLowerers, ...compoundStatementLowerers };
  return {
    expressions: types.names.map((name) => expressionLowerers[name]),
    statements: types.names.map((name) => statements[name]),
  };
}

/** The statements of a whole concrete tree. */
export function lower(tree: ConcreteTree, tables: LoweringTables): { body: Statement[]; problems: SyntaxProblem[] } {
  const lowering = new Lowering(tree, tables);
  const body: Statement[] = [];
  lowerStatements(lowering, 0, body);
  return { body, problems: lowering.problems };
}
