import type { ConcreteTree } from './concrete-tree.ts';
import type { Expression, Missing, Span, Statement, SyntaxProblem } from './tree.ts';

/**
 * How deep a typed tree may be. CPython refuses more than 200 nested brackets; what reads the tree recurses over it, several
 * frames a level, on stacks as small as a browser worker's.
 */
export const maximumDepth = 300;

export type ExpressionLowerer = (lowering: Lowering, node: number) => Expression;
export type StatementLowerer = (lowering: Lowering, node: number, into: Statement[]) => void;

/** The lowering functions by the grammar's type ids. */
export interface LoweringTables {
  readonly expressions: readonly (ExpressionLowerer | undefined)[];
  readonly statements: readonly (StatementLowerer | undefined)[];
}

/** One pass over one concrete tree. */
export class Lowering {
  readonly tree: ConcreteTree;
  readonly tables: LoweringTables;
  readonly problems: SyntaxProblem[] = [];
  depth = 0;
  /** Whether a `yield` was met in the function whose body is being lowered. */
  sawYield = false;

  constructor(tree: ConcreteTree, tables: LoweringTables) {
    this.tree = tree;
    this.tables = tables;
  }

  expression(node: number): Expression {
    const lower = this.tables.expressions[this.tree.typeId(node)];
    if (lower === undefined) return this.missing(node, 'not an expression');
    if (this.depth >= maximumDepth) return this.missing(node, 'nested too deeply');
    this.depth++;
    const expression = lower(this, node);
    this.depth--;
    return expression;
  }

  statement(node: number, into: Statement[]): void {
    const lower = this.tables.statements[this.tree.typeId(node)];
    if (lower === undefined || this.depth >= maximumDepth) {
      const reason = lower === undefined ? 'not a statement' : 'nested too deeply';
      into.push({ kind: 'ExpressionStatement', value: this.missing(node, reason), ...this.span(node) });
      return;
    }
    this.depth++;
    lower(this, node, into);
    this.depth--;
  }

  missing(node: number, reason: string): Missing {
    return { kind: 'Missing', reason, start: this.tree.start(node), end: this.tree.end(node) };
  }

  span(node: number): Span {
    return { start: this.tree.start(node), end: this.tree.end(node) };
  }
}
