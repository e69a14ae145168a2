import { lowerComprehension, lowerDictComprehension } from './lower-comprehensions.ts';
import { lowerConcatenatedString, lowerString } from './lower-strings.ts';
import { lowerFloat, lowerInteger } from './lower-numbers.ts';
import { lowerParameters } from './lower-parameters.ts';
import { lowerGenericType, lowerUnionType } from './lower-types.ts';
import { maximumDepth } from './lowering.ts';
import type { ExpressionLowerer, Lowering } from './lowering.ts';
import { isPlaceholder, placeholderReason } from './placeholder.ts';
import type {
  Argument, BinaryOperator, CompareOperator, ConstantValue, DictDisplay, Expression, SliceExpression, UnaryOperator,
} from './tree.ts';

/** A name as Python compares it: identifiers outside ASCII are normalised (PEP 3131). */
export function identifierText(lowering: Lowering, node: number): string {
  const text = lowering.tree.textOf(node);
  return isAscii(text) ? text : text.normalize('NFKC');
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}

function lowerIdentifier(lowering: Lowering, node: number): Expression {
  const { tree } = lowering;
  const id = identifierText(lowering, node);
  const start = tree.start(node);
  const end = tree.end(node);
  if (tree.isMissing(node)) return lowering.missing(node, 'not written yet');
  if (id.length === 1 && id > '\u0fff') {
    const reason = placeholderReason(id);
    if (reason !== undefined) return { kind: 'Missing', reason, start, end };
  }
  return { kind: 'Name', id, start, end };
}

function constant(value: ConstantValue): ExpressionLowerer {
  return ({ tree }, node) => ({ kind: 'Constant', constant: value, start: tree.start(node), end: tree.end(node) });
}

/** A lowerer for nodes of fixed form, which cannot be read with something missing or foreign among their children. */
function whole(lower: ExpressionLowerer): ExpressionLowerer {
  return (lowering, node) => (lowering.tree.isDamaged(node) ? lowering.missing(node, 'syntax error') : lower(lowering, node));
}

/**
 * The grammar may read `*names[1:]` as `(*names)[1:]`. A star has no place to the left of an operator, so what is made of a starred
 * left side is made of what the star is before, and starred then.
 */
function underStar(left: Expression, make: (left: Expression) => Expression): Expression {
  if (left.kind !== 'Starred') return make(left);
  const inner = make(left.value);
  return { kind: 'Starred', value: { ...inner, start: left.value.start }, start: left.start, end: inner.end };
}

const lowerBinary = whole((lowering, node) => {
  const { tree } = lowering;
  const operator = tree.after(node + 1);
  if (tree.kind(operator) === '&' && (isOperation(lowering, node + 1, '^') || isOperation(lowering, tree.after(operator), '^'))) {
    return lowerAndXor(lowering, node);
  }
  return underStar(lowering.expression(node + 1), (left) => ({
    kind: 'Binary',
    operator: tree.kind(operator) as BinaryOperator,
    left,
    right: lowering.expression(tree.after(operator)),
    start: tree.start(node),
    end: tree.end(node),
  }));
});

function isOperation({ tree }: Lowering, node: number, ...operators: readonly string[]): boolean {
  const kind = tree.kind(node);
  return (kind === 'binary_operator') && !tree.isDamaged(node) && operators.includes(tree.kind(tree.after(node + 1)));
}

/** The grammar lets `^` bind closer than `&`; in Python it is the other way round, so such a run is put together again here. */
function lowerAndXor(lowering: Lowering, node: number): Expression {
  const { tree } = lowering;
  const terms: { value: Expression; start: number; end: number }[] = [];
  const operators: ('&' | '^')[] = [];
  const pending = [node];
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    const operator = tree.after(part + 1);
    if (isOperation(lowering, part, '&', '^')) pending.push(tree.after(operator), operator, part + 1);
    else if (tree.kind(part) === '&' || tree.kind(part) === '^') operators.push(tree.kind(part) as '&' | '^');
    else terms.push({ value: lowering.expression(part), ...lowering.span(part) });
  }
  if (terms.length > maximumDepth - lowering.depth) return lowering.missing(node, 'nested too deeply');
  const join = (operator: '&' | '^', left: typeof terms[number], right: typeof terms[number]): typeof terms[number] => {
    const span = { start: left.start, end: right.end };
    return { value: { kind: 'Binary', operator, left: left.value, right: right.value, ...span }, ...span };
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
  return underStar(lowering.expression(node + 1), (left) => ({
    kind: 'BooleanOperation',
    operator: tree.kind(operator) as 'and' | 'or',
    left,
    right: lowering.expression(tree.after(operator)),
    start: tree.start(node),
    end: tree.end(node),
  }));
});

const lowerUnary = whole((lowering, node) => {
  const { tree } = lowering;
  return {
    kind: 'Unary',
    operator: tree.kind(node + 1) as UnaryOperator,
    operand: lowering.expression(tree.after(node + 1)),
    start: tree.start(node),
    end: tree.end(node),
  };
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
  return underStar(first, (left) => (
    { kind: 'Compare', operands: [left, ...others], operators, start: tree.start(node), end: tree.end(node) }
  ));
});

const lowerConditional = whole((lowering, node) => {
  const { tree } = lowering;
  const [body, , test, , orelse] = tree.children(node) as [number, number, number, number, number];
  return underStar(lowering.expression(body), (value) => ({
    kind: 'Conditional',
    test: lowering.expression(test),
    body: value,
    orelse: lowering.expression(orelse),
    start: tree.start(node),
    end: tree.end(node),
  }));
});

const lowerLambda = whole((lowering, node) => {
  const { tree } = lowering;
  const parameters = tree.childOfKind(node, 'lambda_parameters');
  const outside = lowering.sawYield;
  const body = lowering.expression(tree.children(node).at(-1) as number);
  lowering.sawYield = outside;
  return {
    kind: 'Lambda',
    parameters: parameters === undefined ? [] : lowerParameters(lowering, parameters),
    body,
    start: tree.start(node),
    end: tree.end(node),
  };
});

const lowerNamed = whole((lowering, node) => {
  const { tree } = lowering;
  const value = tree.after(tree.after(node + 1));
  return {
    kind: 'NamedExpression',
    name: identifierText(lowering, node + 1),
    value: lowering.expression(value),
    start: tree.start(node),
    end: tree.end(node),
  };
});

const lowerAwait = whole((lowering, node) => {
  const { tree } = lowering;
  return { kind: 'Await', value: lowering.expression(tree.after(node + 1)), start: tree.start(node), end: tree.end(node) };
});

const lowerYield = whole((lowering, node) => {
  const { tree } = lowering;
  const [, second, third] = tree.children(node);
  lowering.sawYield = true;
  const from = second !== undefined && tree.kind(second) === 'from';
  const value = from ? third : second;
  return {
    kind: 'Yield',
    value: value === undefined ? undefined : lowering.expression(value),
    from,
    start: tree.start(node),
    end: tree.end(node),
  };
});

const lowerAttribute = whole((lowering, node) => {
  const { tree } = lowering;
  const name = tree.after(tree.after(node + 1));
  if (isPlaceholder(tree.textOf(name))) return lowering.missing(node, 'not written yet');
  return underStar(lowering.expression(node + 1), (object) => ({
    kind: 'Attribute',
    object,
    name: identifierText(lowering, name),
    nameSpan: lowering.span(name),
    start: tree.start(node),
    end: tree.end(node),
  }));
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
  const index: Expression = only !== undefined && commas === 0 && only.kind !== 'Starred' ? only : { kind: 'Tuple', elements: items, start, end };
  return underStar(lowering.expression(node + 1), (object) => (
    { kind: 'Subscript', object, index, start: tree.start(node), end: tree.end(node) }
  ));
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
  return { kind: 'Slice', lower, upper, step, start: tree.start(node), end: tree.end(node) };
});

const lowerCall = whole((lowering, node) => {
  const { tree } = lowering;
  const list = tree.after(node + 1);
  return underStar(lowering.expression(node + 1), (callee) => ({
    kind: 'Call',
    callee,
    arguments: lowerArguments(lowering, list),
    start: tree.start(node),
    end: tree.end(node),
  }));
});

/** The arguments of a call or a class; a generator expression without parentheses of its own counts as one. */
export function lowerArguments(lowering: Lowering, node: number): Argument[] {
  const { tree } = lowering;
  if (tree.kind(node) === 'generator_expression') return [positional(lowering, node)];
  const result: Argument[] = [];
  const end = tree.after(node);
  for (let child = node + 1; child < end; child = tree.after(child)) {
    switch (tree.kind(child)) {
      case '(':
      case ')':
      case ',':
        if (tree.isMissing(child)) result.push(missingArgument(lowering, child));
        break;
      case 'keyword_argument':
        result.push(tree.isDamaged(child) ? missingArgument(lowering, child) : keyword(lowering, child));
        break;
      case 'dictionary_splat':
        result.push(splat(lowering, child, '**'));
        break;
      case 'list_splat':
        result.push(splat(lowering, child, '*'));
        break;
      default:
        result.push(positional(lowering, child));
    }
  }
  return result;
}

function positional(lowering: Lowering, node: number): Argument {
  const { tree } = lowering;
  const value = lowering.expression(node);
  const span = { start: tree.start(node), end: tree.end(node) };
  if (value.kind === 'Starred') return { name: undefined, nameSpan: undefined, spread: '*', value: value.value, ...span };
  return { name: undefined, nameSpan: undefined, spread: '', value, ...span };
}

function keyword(lowering: Lowering, node: number): Argument {
  const { tree } = lowering;
  const value = tree.after(tree.after(node + 1));
  return {
    name: identifierText(lowering, node + 1),
    nameSpan: lowering.span(node + 1),
    spread: '',
    value: lowering.expression(value),
    start: tree.start(node),
    end: tree.end(node),
  };
}

function splat(lowering: Lowering, node: number, spread: '*' | '**'): Argument {
  const { tree } = lowering;
  const value = tree.after(node + 1);
  return {
    name: undefined,
    nameSpan: undefined,
    spread,
    value: tree.isDamaged(node) ? lowering.missing(node, 'syntax error') : lowering.expression(value),
    start: tree.start(node),
    end: tree.end(node),
  };
}

function missingArgument(lowering: Lowering, node: number): Argument {
  return { name: undefined, nameSpan: undefined, spread: '', value: lowering.missing(node, 'syntax error'), ...lowering.span(node) };
}

/** Elements between brackets (or of a bare list); an error among them is an element that is missing. */
function elements(lowering: Lowering, node: number): { values: Expression[]; commas: number } {
  const { tree } = lowering;
  const values: Expression[] = [];
  let commas = 0;
  const end = tree.after(node);
  for (let child = node + 1; child < end; child = tree.after(child)) {
    switch (tree.kind(child)) {
      case ',':
        commas++;
        break;
      case '(': case ')': case '[': case ']': case '{': case '}':
        if (tree.isMissing(child)) values.push(lowering.missing(child, 'syntax error'));
        break;
      default:
        values.push(lowering.expression(child));
    }
  }
  return { values, commas };
}

function lowerTuple(lowering: Lowering, node: number): Expression {
  const { tree } = lowering;
  return { kind: 'Tuple', elements: elements(lowering, node).values, start: tree.start(node), end: tree.end(node) };
}

/** In a target `(a)` is the same as `a`. */
function lowerTuplePattern(lowering: Lowering, node: number): Expression {
  const { values, commas } = elements(lowering, node);
  const [only] = values;
  if (only !== undefined && commas === 0) return only;
  return { kind: 'Tuple', elements: values, ...lowering.span(node) };
}

function lowerList(lowering: Lowering, node: number): Expression {
  const { tree } = lowering;
  return { kind: 'List', elements: elements(lowering, node).values, start: tree.start(node), end: tree.end(node) };
}

function lowerSet(lowering: Lowering, node: number): Expression {
  return { kind: 'Set', elements: elements(lowering, node).values, ...lowering.span(node) };
}

function lowerDictionary(lowering: Lowering, node: number): Expression {
  const { tree } = lowering;
  const entries: DictDisplay['entries'][number][] = [];
  for (const child of tree.children(node)) {
    const kind = tree.kind(child);
    if (kind === 'pair' && !tree.isDamaged(child)) {
      const value = tree.after(tree.after(child + 1));
      entries.push({ key: lowering.expression(child + 1), value: lowering.expression(value) });
    } else if (kind === 'dictionary_splat' && !tree.isDamaged(child)) {
      entries.push({ key: undefined, value: lowering.expression(tree.after(child + 1)) });
    } else if (tree.isMissing(child) || (kind !== '{' && kind !== '}' && kind !== ',')) {
      entries.push({ key: undefined, value: lowering.missing(child, 'syntax error') });
    }
  }
  return { kind: 'Dict', entries, ...lowering.span(node) };
}

const lowerStarred = whole((lowering, node) => ({
  kind: 'Starred', value: lowering.expression(lowering.tree.after(node + 1)), ...lowering.span(node),
}));

/** Parentheses leave no trace: the span is the inner expression's, as in CPython's tree. */
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
