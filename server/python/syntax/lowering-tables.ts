import type { NodeTypes } from './concrete-tree.ts';
import { compoundStatementLowerers } from './lower-compound.ts';
import { expressionLowerers } from './lower-expressions.ts';
import { simpleStatementLowerers } from './lower-statements.ts';
import type { LoweringTables } from './lowering.ts';

export function loweringTablesOf(types: NodeTypes): LoweringTables {
  const statements = { ...simpleStatementLowerers, ...compoundStatementLowerers };
  return {
    expressions: types.names.map((name) => expressionLowerers[name]),
    statements: types.names.map((name) => statements[name]),
    compound: types.names.map((name) => name in compoundStatementLowerers),
  };
}
