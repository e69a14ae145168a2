import { lowerCall } from './lower-calls.ts';
import { lowerComprehension, lowerDictComprehension } from './lower-comprehensions.ts';
import { lowerDictionary, lowerList, lowerSet, lowerTuple, lowerTuplePattern } from './lower-displays.ts';
import { lowerFloat, lowerInteger } from './lower-numbers.ts';
import { lowerParameters } from './lower-parameters.ts';
import { lowerConcatenatedString, lowerString } from './lower-strings.ts';
import { lowerGenericType, lowerUnionType } from './lower-types.ts';
import { identifierText } from './identifiers.ts';
import { lowerStarred, underStar } from './lower-stars.ts';
import { maximumDepth, whole } from './lowering.ts';
import type { ExpressionLowerer, Lowering } from './lowering.ts';
import type { Place } from './place.ts';
import { isPlaceholder, placeholderReason } from './placeholder.ts';
import {
  Attribute,
  Await,
  Binary,
  type BinaryOperator,
  BooleanOperation,
  Compare,
  type CompareOperator,
  Conditional,
  Constant,
  type ConstantValue,
  type Expression,
  Lambda,
  Missing,
  Name,
  NamedExpression,
  SliceExpression,
  Subscript,
  TupleDisplay,
  Unary,
  type UnaryOperator,
  Yield,
} from './tree.ts';

function lowerIdentifier(lowering: Lowering, node: number): Expression {
  const { tree } = lowering;
  const id = identifierText(lowering, node);
  if (tree.isMissing(node)) return lowering.missing(node, 'not written yet');
  if (id.length === 1 && id > '\u0fff') {
    const reason = placeholderReason(id);
    if (reason !== undefined) return new Missing(lowering.place(node), { reason });
  }
  return new Name(lowering.place(node), { id });
}

function constant(value: ConstantValue): ExpressionLowerer {
  return (lowering, node) => new Constant(lowering.place(node), { constant: value });
}

const lowerBinary = whole((lowering, node) => {
  const { tree } = lowering;
  const operator = tree.after(node + 1);
  if (tree.kind(operator) === '&' && mixesAndWithXor(lowering, node)) return lowerAndXor(lowering, node);
  return underStar(
    lowering,
    node,
    lowering.expression(node + 1),
    (left, place) =>
      new Binary(place, {
        operator: tree.kind(operator) as BinaryOperator,
        left,
        right: lowering.expression(tree.after(operator)),
      }),
  );
});

function isOperation({ tree }: Lowering, node: number, ...operators: readonly string[]): boolean {
  const kind = tree.kind(node);
  return kind === 'binary_operator' && !tree.isDamaged(node) && operators.includes(tree.kind(tree.after(node + 1)));
}

function mixesAndWithXor(lowering: Lowering, node: number): boolean {
  for (let part = node; isOperation(lowering, part, '&'); part++) {
    // to the left operand, which is the first child
    const right = lowering.tree.after(lowering.tree.after(part + 1));
    if (isOperation(lowering, part + 1, '^') || isOperation(lowering, right, '^')) return true;
  }
  return false;
}

/**
 * The grammar lets `^` bind closer than `&`; in Python it is the other way round, so such a run is put together again
 * here.
 */
function lowerAndXor(lowering: Lowering, node: number): Expression {
  const { tree } = lowering;
  const terms: { value: Expression; place: Place }[] = [];
  const operators: ('&' | '^')[] = [];
  const pending = [node];
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    const operator = tree.after(part + 1);
    if (isOperation(lowering, part, '&', '^')) pending.push(tree.after(operator), operator, part + 1);
    else if (tree.kind(part) === '&' || tree.kind(part) === '^') operators.push(tree.kind(part) as '&' | '^');
    else terms.push({ value: lowering.expression(part), place: lowering.place(part) });
  }
  if (terms.length > maximumDepth - lowering.depth) return lowering.missing(node, 'nested too deeply');
  const join = (
    operator: '&' | '^',
    left: (typeof terms)[number],
    right: (typeof terms)[number],
  ): (typeof terms)[number] => {
    const place = lowering.between(left.place.start, right.place.end);
    return { value: new Binary(place, { operator, left: left.value, right: right.value }), place };
  };
  const products = terms.slice(0, 1);
  operators.forEach((operator, index) => {
    const right = terms[index + 1];
    const left = products.at(-1);
    if (right === undefined || left === undefined) return;
    if (operator === '&') products[products.length - 1] = join('&', left, right);
    else products.push(right);
  });
  return products.reduce((left, right) => join('^', left, right)).value;
}

const lowerBoolean = whole((lowering, node) => {
  const { tree } = lowering;
  const operator = tree.after(node + 1);
  return underStar(
    lowering,
    node,
    lowering.expression(node + 1),
    (left, place) =>
      new BooleanOperation(place, {
        operator: tree.kind(operator) as 'and' | 'or',
        left,
        right: lowering.expression(tree.after(operator)),
      }),
  );
});

const lowerUnary = whole((lowering, node) => {
  const { tree } = lowering;
  return new Unary(lowering.place(node), {
    operator: tree.kind(node + 1) as UnaryOperator,
    operand: lowering.expression(tree.after(node + 1)),
  });
});

const lowerComparison = whole((lowering, node) => {
  const { tree } = lowering;
  const operands: Expression[] = [];
  const operators: CompareOperator[] = [];
  let operand = true;
  for (const child of tree.children(node)) {
    if (operand) operands.push(lowering.expression(child));
    else {
      const operator = tree.kind(child);
      operators.push(operator === '<>' ? '!=' : (operator as CompareOperator)); // `<>` is Python 2's
    }
    operand = !operand;
  }
  const [first, ...others] = operands as [Expression, ...Expression[]];
  return underStar(
    lowering,
    node,
    first,
    (left, place) => new Compare(place, { operands: [left, ...others], operators }),
  );
});

const lowerConditional = whole((lowering, node) => {
  const { tree } = lowering;
  const [body, , test, , orelse] = tree.children(node) as [number, number, number, number, number];
  return underStar(
    lowering,
    node,
    lowering.expression(body),
    (value, place) =>
      new Conditional(place, {
        test: lowering.expression(test),
        body: value,
        orelse: lowering.expression(orelse),
      }),
  );
});

const lowerLambda = whole((lowering, node) => {
  const { tree } = lowering;
  const parameters = tree.childOfKind(node, 'lambda_parameters');
  const outside = lowering.sawYield;
  const body = lowering.expression(tree.children(node).at(-1) as number);
  lowering.sawYield = outside;
  return new Lambda(lowering.place(node), {
    parameters: parameters === undefined ? [] : lowerParameters(lowering, parameters),
    body,
  });
});

const lowerNamed = whole((lowering, node) => {
  const { tree } = lowering;
  const value = tree.after(tree.after(node + 1));
  return new NamedExpression(lowering.place(node), {
    name: identifierText(lowering, node + 1),
    value: lowering.expression(value),
  });
});

const lowerAwait = whole((lowering, node) => {
  const { tree } = lowering;
  return new Await(lowering.place(node), { value: lowering.expression(tree.after(node + 1)) });
});

const lowerYield = whole((lowering, node) => {
  const { tree } = lowering;
  const [, second, third] = tree.children(node);
  lowering.sawYield = true;
  const from = second !== undefined && tree.kind(second) === 'from';
  const value = from ? third : second;
  return new Yield(lowering.place(node), { value: value === undefined ? undefined : lowering.expression(value), from });
});

const lowerAttribute = whole((lowering, node) => {
  const { tree } = lowering;
  const name = tree.after(tree.after(node + 1));
  if (isPlaceholder(tree.textOf(name))) return lowering.missing(node, 'not written yet');
  return underStar(
    lowering,
    node,
    lowering.expression(node + 1),
    (object, place) =>
      new Attribute(place, {
        object,
        name: identifierText(lowering, name),
        nameSpan: lowering.place(name),
      }),
  );
});

const lowerSubscript = whole((lowering, node) => {
  const { tree } = lowering;
  const items: Expression[] = [];
  let commas = 0;
  let start = 0;
  let end = 0;
  const after = tree.after(node);
  for (let child = tree.after(tree.after(node + 1)); child < after; child = tree.after(child)) {
    const kind = tree.kind(child);
    if (kind === ']') break;
    if (items.length === 0) start = tree.start(child);
    end = tree.end(child);
    if (kind === ',') commas++;
    else items.push(lowering.expression(child));
  }
  const [only] = items;
  const index: Expression =
    only !== undefined && commas === 0 && only.kind !== 'Starred'
      ? only
      : new TupleDisplay(lowering.between(start, end), { elements: items });
  return underStar(
    lowering,
    node,
    lowering.expression(node + 1),
    (object, place) => new Subscript(place, { object, index }),
  );
});

const lowerSlice = whole((lowering, node): SliceExpression => {
  const { tree } = lowering;
  const bounds: (Expression | undefined)[] = [undefined, undefined, undefined];
  let position = 0;
  for (const child of tree.children(node)) {
    if (tree.kind(child) === ':') position++;
    else bounds[position] = lowering.expression(child);
  }
  const [lower, upper, step] = bounds;
  return new SliceExpression(lowering.place(node), { lower, upper, step });
});

/** Parentheses leave no trace: the place is the inner expression's, as in CPython's tree. */
const lowerParenthesized = whole((lowering, node) => lowering.expression(lowering.tree.after(node + 1)));

const lowerOnlyChild = whole((lowering, node) => lowering.expression(node + 1));

export const expressionLowerers: Readonly<Record<string, ExpressionLowerer>> = {
  identifier: lowerIdentifier,
  true: constant({ type: 'bool', value: true }),
  false: constant({ type: 'bool', value: false }),
  none: constant({ type: 'None' }),
  ellipsis: constant({ type: 'Ellipsis' }),
  integer: lowerInteger,
  float: lowerFloat,
  string: lowerString,
  concatenated_string: lowerConcatenatedString,
  binary_operator: lowerBinary,
  boolean_operator: lowerBoolean,
  unary_operator: lowerUnary,
  not_operator: lowerUnary,
  comparison_operator: lowerComparison,
  conditional_expression: lowerConditional,
  lambda: lowerLambda,
  named_expression: lowerNamed,
  await: lowerAwait,
  yield: lowerYield,
  attribute: lowerAttribute,
  subscript: lowerSubscript,
  slice: lowerSlice,
  call: lowerCall,
  list: lowerList,
  list_pattern: lowerList,
  tuple: lowerTuple,
  expression_list: lowerTuple,
  pattern_list: lowerTuple,
  tuple_pattern: lowerTuplePattern,
  set: lowerSet,
  dictionary: lowerDictionary,
  list_comprehension: (lowering, node) => lowerComprehension(lowering, node, 'list'),
  set_comprehension: (lowering, node) => lowerComprehension(lowering, node, 'set'),
  generator_expression: (lowering, node) => lowerComprehension(lowering, node, 'generator'),
  dictionary_comprehension: lowerDictComprehension,
  list_splat: lowerStarred,
  list_splat_pattern: lowerStarred,
  parenthesized_expression: lowerParenthesized,
  type: lowerOnlyChild,
  generic_type: lowerGenericType,
  union_type: lowerUnionType,
  member_type: lowerAttribute,
  splat_type: lowerStarred,
};
