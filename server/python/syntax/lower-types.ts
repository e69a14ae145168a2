import { lowerArguments } from './lower-calls.ts';
import type { Lowering } from './lowering.ts';
import { maximumDepth } from './lowering.ts';
import type { Argument, Expression, Span } from './tree.ts';

/*
 * The grammar has rules of its own for annotations, which read `list[str] | None` otherwise than the same text as an
 * expression. For Python they are expressions, and that is what they become here.
 */

/** `List[int]` */
export function lowerGenericType(lowering: Lowering, node: number): Expression {
  const { tree } = lowering;
  const parameter = tree.after(node + 1);
  if (tree.isDamaged(node) || tree.isDamaged(parameter)) return lowering.missing(node, 'syntax error');
  const inside = tree.children(parameter).slice(1, -1);
  const items = inside.filter((child) => tree.kind(child) === 'type').map((child) => lowering.expression(child));
  const [only] = items;
  const index: Expression =
    only !== undefined && inside.length === 1 && only.kind !== 'Starred'
      ? only
      : {
          kind: 'Tuple',
          elements: items,
          start: only?.start ?? tree.start(parameter),
          end: tree.end(inside.at(-1) ?? parameter),
        };
  return {
    kind: 'Subscript',
    object: { kind: 'Name', id: tree.textOf(node + 1), ...lowering.span(node + 1) },
    index,
    ...lowering.span(node),
  };
}

/** `A | B | C`, from left to right however the grammar has grouped it. */
export function lowerUnionType(lowering: Lowering, node: number): Expression {
  const { tree } = lowering;
  const terms: { value: Expression; span: Span }[] = [];
  const pending = [node];
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    const kind = tree.kind(part);
    if (tree.isDamaged(part)) return lowering.missing(node, 'syntax error');
    if (kind === 'type') pending.push(part + 1);
    else if (kind === 'union_type' || (kind === 'binary_operator' && tree.kind(tree.after(part + 1)) === '|')) {
      pending.push(tree.after(tree.after(part + 1)), part + 1);
    } else terms.push({ value: lowering.expression(part), span: lowering.span(part) });
  }
  if (terms.length > maximumDepth - lowering.depth) return lowering.missing(node, 'nested too deeply');
  return terms.reduce((left, right) => {
    const span = { start: left.span.start, end: right.span.end };
    return { value: { kind: 'Binary', operator: '|', left: left.value, right: right.value, ...span }, span };
  }).value;
}

/**
 * `type(self).count = 1` is read as a type alias by the grammar. Its target as Python reads it, where `node` is what
 * stands
 * behind the word `type`; undefined where that is a name, and the statement an alias indeed.
 */
export function lowerTypeCallTarget(lowering: Lowering, keyword: number, node: number): Expression | undefined {
  const { tree } = lowering;
  const span = { start: tree.start(keyword), end: tree.end(node) };
  const type: Expression = { kind: 'Name', id: 'type', ...lowering.span(keyword) };
  switch (tree.kind(node)) {
    case 'type':
      return lowerTypeCallTarget(lowering, keyword, node + 1);
    case 'attribute':
    case 'member_type': {
      const object = lowerTypeCallTarget(lowering, keyword, node + 1);
      const name = tree.after(tree.after(node + 1));
      return object && { kind: 'Attribute', object, name: tree.textOf(name), nameSpan: lowering.span(name), ...span };
    }
    case 'subscript': {
      const object = lowerTypeCallTarget(lowering, keyword, node + 1);
      const subscript = lowering.expression(node);
      return object && subscript.kind === 'Subscript' ? { ...subscript, object, ...span } : object;
    }
    case 'call': {
      const callee = lowerTypeCallTarget(lowering, keyword, node + 1);
      return callee && { kind: 'Call', callee, arguments: lowerArguments(lowering, tree.after(node + 1)), ...span };
    }
    case 'parenthesized_expression':
    case 'tuple': {
      const inside = tree.children(node).filter((child) => !'(),'.includes(tree.kind(child)));
      const args = inside.map(
        (child): Argument => ({
          name: undefined,
          nameSpan: undefined,
          spread: '',
          value: lowering.expression(child),
          ...lowering.span(child),
        }),
      );
      return { kind: 'Call', callee: type, arguments: args, ...span };
    }
    default:
      return undefined;
  }
}
