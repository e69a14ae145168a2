import type { Lowering } from './lowering.ts';
import { Comprehension, ComprehensionClause, type Expression, TupleDisplay } from './tree.ts';

export function lowerComprehension(lowering: Lowering, node: number, result: 'list' | 'set' | 'generator'): Expression {
  const { tree } = lowering;
  if (tree.isDamaged(node)) return lowering.missing(node, 'syntax error');
  const body = tree.after(node + 1);
  return new Comprehension(lowering.place(node), {
    result,
    element: lowering.expression(body),
    value: undefined,
    clauses: lowerClauses(lowering, node),
  });
}

export function lowerDictComprehension(lowering: Lowering, node: number): Expression {
  const { tree } = lowering;
  const pair = tree.childOfKind(node, 'pair');
  if (pair === undefined || tree.isDamaged(node) || tree.isDamaged(pair)) return lowering.missing(node, 'syntax error');
  const comprehension: Comprehension = new Comprehension(lowering.place(node), {
    result: 'dict',
    element: lowering.expression(pair + 1),
    value: lowering.expression(tree.after(tree.after(pair + 1))),
    clauses: lowerClauses(lowering, node),
  });
  return comprehension;
}

function lowerClauses(lowering: Lowering, node: number): ComprehensionClause[] {
  const { tree } = lowering;
  const clauses: ComprehensionClause[] = [];
  let conditions: Expression[] = [];
  for (const child of tree.children(node)) {
    const kind = tree.kind(child);
    if (kind === 'for_in_clause') clauses.push(lowerForIn(lowering, child, (conditions = [])));
    else if (kind === 'if_clause') {
      const condition = tree.isDamaged(child)
        ? lowering.missing(child, 'syntax error')
        : lowering.expression(tree.after(child + 1));
      conditions.push(condition);
    }
  }
  return clauses;
}

/** `conditions` are those that follow it. */
function lowerForIn(lowering: Lowering, node: number, conditions: readonly Expression[]): ComprehensionClause {
  const { tree } = lowering;
  if (tree.isDamaged(node)) {
    const missing = lowering.missing(node, 'syntax error');
    return new ComprehensionClause(lowering.place(node), { target: missing, iterable: missing, conditions });
  }
  const children = tree.children(node);
  const position = children.findIndex((child) => tree.kind(child) === 'in');
  const right = children.slice(position + 1);
  const values = right.filter((child) => tree.kind(child) !== ',').map((child) => lowering.expression(child));
  const [only] = values;
  const iterable: Expression =
    only !== undefined && right.length === 1 // Python 2 lets `for x in 1, 2` stand without parentheses
      ? only
      : new TupleDisplay(lowering.between(only?.start ?? tree.end(node), tree.end(node)), { elements: values });
  const target = lowering.expression(children[position - 1] as number);
  return new ComprehensionClause(lowering.place(node), { target, iterable, conditions });
}
