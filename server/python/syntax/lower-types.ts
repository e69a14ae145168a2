import { lowerArguments } from './lower-calls.ts';
import type { Lowering } from './lowering.ts';
import type { Place } from './place.ts';
import { maximumDepth } from './lowering.ts';
import { Argument, Attribute, Binary, Call, type Expression, Name, Subscript, TupleDisplay } from './tree.ts';

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
      : new TupleDisplay(lowering.between(only?.start ?? tree.start(parameter), tree.end(inside.at(-1) ?? parameter)), {
          elements: items,
        });
  return new Subscript(lowering.place(node), {
    object: new Name(lowering.place(node + 1), { id: tree.textOf(node + 1) }),
    index,
  });
}

/** `A | B | C`, from left to right however the grammar has grouped it. */
export function lowerUnionType(lowering: Lowering, node: number): Expression {
  const { tree } = lowering;
  const terms: { value: Expression; place: Place }[] = [];
  const pending = [node];
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    const kind = tree.kind(part);
    if (tree.isDamaged(part)) return lowering.missing(node, 'syntax error');
    if (kind === 'type') pending.push(part + 1);
    else if (kind === 'union_type' || (kind === 'binary_operator' && tree.kind(tree.after(part + 1)) === '|')) {
      pending.push(tree.after(tree.after(part + 1)), part + 1);
    } else terms.push({ value: lowering.expression(part), place: lowering.place(part) });
  }
  if (terms.length > maximumDepth - lowering.depth) return lowering.missing(node, 'nested too deeply');
  return terms.reduce((left, right) => {
    const place = lowering.between(left.place.start, right.place.end);
    return { value: new Binary(place, { operator: '|', left: left.value, right: right.value }), place };
  }).value;
}

/**
 * `type(self).count = 1` is read as a type alias by the grammar. Its target as Python reads it, where `node` is what
 * stands
 * behind the word `type`; undefined where that is a name, and the statement an alias indeed.
 */
export function lowerTypeCallTarget(lowering: Lowering, keyword: number, node: number): Expression | undefined {
  const { tree } = lowering;
  const place = lowering.between(tree.start(keyword), tree.end(node));
  const type: Expression = new Name(lowering.place(keyword), { id: 'type' });
  switch (tree.kind(node)) {
    case 'type':
      return lowerTypeCallTarget(lowering, keyword, node + 1);
    case 'attribute':
    case 'member_type': {
      const object = lowerTypeCallTarget(lowering, keyword, node + 1);
      const name = tree.after(tree.after(node + 1));
      return object && new Attribute(place, { object, name: tree.textOf(name), nameSpan: lowering.place(name) });
    }
    case 'subscript': {
      const object = lowerTypeCallTarget(lowering, keyword, node + 1);
      const subscript = lowering.expression(node);
      return object && subscript.kind === 'Subscript' ? new Subscript(place, { ...subscript, object }) : object;
    }
    case 'call': {
      const callee = lowerTypeCallTarget(lowering, keyword, node + 1);
      return callee && new Call(place, { callee, arguments: lowerArguments(lowering, tree.after(node + 1)) });
    }
    case 'parenthesized_expression':
    case 'tuple': {
      const inside = tree.children(node).filter((child) => !'(),'.includes(tree.kind(child)));
      const args = inside.map(
        (child): Argument =>
          new Argument(lowering.place(child), {
            name: undefined,
            nameSpan: undefined,
            spread: '',
            value: lowering.expression(child),
          }),
      );
      return new Call(place, { callee: type, arguments: args });
    }
    default:
      return undefined;
  }
}
