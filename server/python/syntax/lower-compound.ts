import { identifierText, lowerArguments } from './lower-expressions.ts';
import { lowerParameters } from './lower-parameters.ts';
import { lowerCasePatterns } from './lower-patterns.ts';
import { maximumDepth } from './lowering.ts';
import type { Lowering, StatementLowerer } from './lowering.ts';
import type { ClassDefinition, ExceptHandler, Expression, FunctionDefinition, If, MatchCase, Statement, WithItem } from './tree.ts';

/** The statements of the node's `block`; none where it has none. */
function lowerSuite(lowering: Lowering, node: number): Statement[] {
  const block = lowering.tree.childOfKind(node, 'block');
  const body: Statement[] = [];
  if (block !== undefined) lowerStatements(lowering, block, body);
  if (body.length === 0) {
    const at = lowering.tree.end(node);
    lowering.problems.push({ message: 'Expected an indented block', start: lowering.tree.start(node), end: at });
  }
  return body;
}

/** All statements that are direct children of a block or module. */
export function lowerStatements(lowering: Lowering, node: number, into: Statement[]): void {
  const { tree } = lowering;
  const end = tree.after(node);
  for (let child = node + 1; child < end; child = tree.after(child)) {
    const kind = tree.kind(child);
    if (kind !== ';' && kind !== 'ERROR') lowering.statement(child, into);
  }
}

function elseBody(lowering: Lowering, node: number): Statement[] {
  const clause = lowering.tree.childOfKind(node, 'else_clause');
  return clause === undefined ? [] : lowerSuite(lowering, clause);
}

const lowerIf: StatementLowerer = (lowering, node, into) => {
  const { tree } = lowering;
  const clauses = [node, ...tree.children(node).filter((child) => tree.kind(child) === 'elif_clause')];
  const end = tree.end(node);
  const room = maximumDepth - lowering.depth;
  let orelse = elseBody(lowering, node);
  if (clauses.length > room) {
    const rest = clauses[room] as number;
    orelse = [{ kind: 'ExpressionStatement', value: lowering.missing(rest, 'nested too deeply'), ...lowering.span(rest) }];
    clauses.length = room;
  }
  for (const clause of clauses.reverse()) {
    const test = lowering.expression(tree.after(clause + 1));
    const statement: If = { kind: 'If', test, body: lowerSuite(lowering, clause), orelse, start: tree.start(clause), end };
    orelse = [statement];
  }
  into.push(...orelse);
};

const lowerWhile: StatementLowerer = (lowering, node, into) => {
  const { tree } = lowering;
  into.push({
    kind: 'While', test: lowering.expression(tree.after(node + 1)), body: lowerSuite(lowering, node), orelse: elseBody(lowering, node),
    ...lowering.span(node),
  });
};

const lowerFor: StatementLowerer = (lowering, node, into) => {
  const { tree } = lowering;
  const children = tree.children(node);
  const position = children.findIndex((child) => tree.kind(child) === 'in');
  into.push({
    kind: 'For',
    target: lowering.expression(children[position - 1] as number),
    iterable: lowering.expression(children[position + 1] as number),
    body: lowerSuite(lowering, node),
    orelse: elseBody(lowering, node),
    async: tree.kind(node + 1) === 'async',
    ...lowering.span(node),
  });
};

const lowerTry: StatementLowerer = (lowering, node, into) => {
  const { tree } = lowering;
  const handlers = tree.children(node).filter((child) => tree.kind(child) === 'except_clause');
  const final = tree.childOfKind(node, 'finally_clause');
  into.push({
    kind: 'Try',
    body: lowerSuite(lowering, node),
    handlers: handlers.map((handler) => lowerHandler(lowering, handler)),
    orelse: elseBody(lowering, node),
    finalbody: final === undefined ? [] : lowerSuite(lowering, final),
    ...lowering.span(node),
  });
};

function lowerHandler(lowering: Lowering, node: number): ExceptHandler {
  const { tree } = lowering;
  let types: Expression[] = [];
  let name: string | undefined;
  let afterAs = false;
  for (const child of tree.children(node)) {
    switch (tree.kind(child)) {
      case 'except': case '*': case ',': case ':': case 'block':
        break;
      case 'as':
        afterAs = true;
        break;
      case 'as_pattern':
        types.push(lowering.expression(child + 1));
        name = tree.textOf(tree.children(child).at(-1) as number);
        break;
      default:
        if (afterAs) name = tree.textOf(child);
        else types.push(lowering.expression(child));
    }
  }
  const [first, second] = types;
  // Python 2's `except ValueError, error:`; since 3.14 the same text names two types, and those are spelled with a capital.
  if (types.length === 2 && second?.kind === 'Name' && /^[a-z_]/.test(second.id) && !second.id.includes('rror')) {
    name = second.id;
    types = types.slice(0, 1);
  }
  const type: Expression | undefined = types.length > 1 && first !== undefined
    ? { kind: 'Tuple', elements: types, start: first.start, end: types.at(-1)?.end ?? first.end }
    : first;
  return { type, name, body: lowerSuite(lowering, node), ...lowering.span(node) };
}

const lowerWith: StatementLowerer = (lowering, node, into) => {
  const { tree } = lowering;
  const clause = tree.childOfKind(node, 'with_clause');
  const items: WithItem[] = [];
  for (const child of clause === undefined ? [] : tree.children(clause)) {
    if (tree.kind(child) === 'with_item') addWithItems(lowering, child + 1, items);
  }
  into.push({ kind: 'With', items, body: lowerSuite(lowering, node), async: tree.kind(node + 1) === 'async', ...lowering.span(node) });
};

/** `with (open(a) as x, open(b) as y):` may be read as one tuple in parentheses. */
function addWithItems(lowering: Lowering, node: number, items: WithItem[]): void {
  const { tree } = lowering;
  const kind = tree.kind(node);
  if (kind === 'as_pattern') {
    const target = tree.children(node).at(-1) as number;
    const value = tree.kind(target) === 'as_pattern_target' ? target + 1 : target;
    items.push({ context: lowering.expression(node + 1), target: lowering.expression(value), ...lowering.span(node) });
    return;
  }
  const inner = kind === 'tuple' || kind === 'parenthesized_expression'
    ? tree.children(node).filter((child) => !'(),'.includes(tree.kind(child)))
    : [];
  if (inner.some((child) => tree.kind(child) === 'as_pattern')) for (const child of inner) addWithItems(lowering, child, items);
  else items.push({ context: lowering.expression(node), target: undefined, ...lowering.span(node) });
}

const lowerDecorated: StatementLowerer = (lowering, node, into) => {
  const { tree } = lowering;
  const decorators: Expression[] = [];
  for (const child of tree.children(node)) {
    const kind = tree.kind(child);
    if (kind === 'decorator') decorators.push(lowering.expression(tree.after(child + 1)));
    else if (kind === 'function_definition') into.push(lowerFunction(lowering, child, decorators));
    else if (kind === 'class_definition') into.push(lowerClass(lowering, child, decorators));
  }
};

function definitionName(lowering: Lowering, node: number): Pick<FunctionDefinition, 'name' | 'nameSpan'> {
  const name = lowering.tree.childOfKind(node, 'identifier');
  return name === undefined
    ? { name: '', nameSpan: lowering.span(node) }
    : { name: identifierText(lowering, name), nameSpan: lowering.span(name) };
}

function lowerFunction(lowering: Lowering, node: number, decorators: readonly Expression[]): FunctionDefinition {
  const { tree } = lowering;
  const parameters = tree.childOfKind(node, 'parameters');
  const returns = tree.childOfKind(node, 'type');
  const outside = lowering.sawYield;
  lowering.sawYield = false;
  const body = lowerSuite(lowering, node);
  const generator = lowering.sawYield;
  lowering.sawYield = outside;
  return {
    kind: 'FunctionDefinition',
    ...definitionName(lowering, node),
    parameters: parameters === undefined ? [] : lowerParameters(lowering, parameters),
    returns: returns === undefined ? undefined : lowering.expression(returns),
    body,
    decorators,
    async: tree.kind(node + 1) === 'async',
    generator,
    ...lowering.span(node),
  };
}

function lowerClass(lowering: Lowering, node: number, decorators: readonly Expression[]): ClassDefinition {
  const bases = lowering.tree.childOfKind(node, 'argument_list');
  return {
    kind: 'ClassDefinition',
    ...definitionName(lowering, node),
    bases: bases === undefined ? [] : lowerArguments(lowering, bases),
    body: lowerSuite(lowering, node),
    decorators,
    ...lowering.span(node),
  };
}

const lowerMatch: StatementLowerer = (lowering, node, into) => {
  const { tree } = lowering;
  const children = tree.children(node);
  const colon = children.findIndex((child) => tree.kind(child) === ':');
  const subjects = children.slice(1, colon);
  const values = subjects.filter((child) => tree.kind(child) !== ',').map((child) => lowering.expression(child));
  const [only] = values as [Expression];
  const subject: Expression = subjects.length === 1
    ? only
    : { kind: 'Tuple', elements: values, start: only.start, end: tree.end(subjects.at(-1) as number) };
  const block = tree.childOfKind(node, 'block');
  const cases = block === undefined ? [] : tree.children(block).filter((child) => tree.kind(child) === 'case_clause');
  into.push({ kind: 'Match', subject, cases: cases.map((clause) => lowerCase(lowering, clause)), ...lowering.span(node) });
};

function lowerCase(lowering: Lowering, node: number): MatchCase {
  const { tree } = lowering;
  const children = tree.children(node);
  const patterns = children.filter((child) => tree.kind(child) === 'case_pattern');
  const commas = children.filter((child) => tree.kind(child) === ',').length;
  const guard = tree.childOfKind(node, 'if_clause');
  return {
    pattern: lowerCasePatterns(lowering, patterns, commas >= patterns.length),
    guard: guard === undefined ? undefined : lowering.expression(tree.after(guard + 1)),
    body: lowerSuite(lowering, node),
    ...lowering.span(node),
  };
}

export const compoundStatementLowerers: Readonly<Record<string, StatementLowerer>> = {
  if_statement: lowerIf,
  while_statement: lowerWhile,
  for_statement: lowerFor,
  try_statement: lowerTry,
  with_statement: lowerWith,
  function_definition: (lowering, node, into) => into.push(lowerFunction(lowering, node, [])),
  class_definition: (lowering, node, into) => into.push(lowerClass(lowering, node, [])),
  decorated_definition: lowerDecorated,
  match_statement: lowerMatch,
};
