import type { ConcreteTree } from './concrete-tree.ts';
import { indentationBefore, sameIndentation } from './indentation.ts';
import type { Indentation } from './indentation.ts';
import { hasStrayLineBreak } from './line-breaks.ts';
import { Piece, Place, type SourceFile } from './place.ts';
import { type Expression, ExpressionStatement, Missing, type Statement, type SyntaxProblem } from './tree.ts';

/**
 * How deep a typed tree may be. CPython refuses more than 200 nested brackets; what reads the tree recurses over it,
 * several
 * frames a level, on stacks as small as a browser worker's.
 */
export const maximumDepth = 300;

export type ExpressionLowerer = (lowering: Lowering, node: number) => Expression;
export type StatementLowerer = (lowering: Lowering, node: number, into: Statement[]) => void;

/** The lowering functions by the grammar's type ids. */
export interface LoweringTables {
  readonly expressions: readonly (ExpressionLowerer | undefined)[];
  readonly statements: readonly (StatementLowerer | undefined)[];
  /** Which of the statements have a header and a body. */
  readonly compound: readonly boolean[];
}

/** One pass over one concrete tree. */
export class Lowering {
  readonly tree: ConcreteTree;
  readonly tables: LoweringTables;
  readonly problems: SyntaxProblem[] = [];
  /** What the nodes that are made now are places in. */
  piece: Piece;
  depth = 0;
  /** Whether a `yield` was met in the function whose body is being lowered. */
  sawYield = false;
  /**
   * Whether the grammar overlooked what Python does not: a line that ends too soon, statements of one block indented
   * differently, or in one line with nothing between them.
   */
  misread = false;

  constructor(tree: ConcreteTree, tables: LoweringTables, piece: Piece) {
    this.tree = tree;
    this.tables = tables;
    this.piece = piece;
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
      into.push(new ExpressionStatement(this.place(node), { value: this.missing(node, reason) }));
      return;
    }
    if (!this.tables.compound[this.tree.typeId(node)]) this.checkLine(node, this.tree.after(node));
    this.depth++;
    lower(this, node, into);
    this.depth--;
  }

  /** Nodes that must stand on one logical line. */
  checkLine(from: number, to: number): void {
    if (!this.misread && hasStrayLineBreak(this.tree, from, to)) this.misread = true;
  }

  /**
   * Statements of one block or module, which must be indented alike. `file`: of a module, each of whose statements is a
   * piece of its own.
   */
  statements(nodes: readonly number[], into: Statement[], file?: SourceFile): void {
    const { tree } = this;
    let indentation: Indentation | undefined;
    /** Where the one before ends, unless something stands between. */
    let end: number | undefined;
    for (const node of nodes) {
      const kind = tree.kind(node);
      if (kind === ';' || kind === 'ERROR') {
        end = undefined;
        continue;
      }
      const own = indentationBefore(tree.text, tree.start(node) - tree.base);
      if (own !== undefined) {
        indentation ??= own;
        if (!sameIndentation(own, indentation)) this.misread = true;
      } else if (end !== undefined && !tree.text.slice(end - tree.base, tree.start(node) - tree.base).includes('\n')) {
        // In a text with other mistakes the grammar makes up the line break that is missing: `x = 184model.y = 3`.
        this.misread = true;
      }
      end = tree.end(node);
      if (file !== undefined) this.piece = new Piece(file, tree.start(node));
      this.statement(node, into);
    }
  }

  missing(node: number, reason: string): Missing {
    return new Missing(this.place(node), { reason });
  }

  place(node: number): Place {
    return this.between(this.tree.start(node), this.tree.end(node));
  }

  /** The place between two offsets of the program. */
  between(start: number, end: number): Place {
    return new Place(this.piece, start - this.piece.start, end - start);
  }
}

/** A lowerer for nodes of fixed form, which cannot be read with something missing or foreign among their children. */
export function whole(lower: ExpressionLowerer): ExpressionLowerer {
  return (lowering, node) =>
    lowering.tree.isDamaged(node) ? lowering.missing(node, 'syntax error') : lower(lowering, node);
}
