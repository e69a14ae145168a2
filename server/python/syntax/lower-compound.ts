import { lowerArguments } from './lower-calls.ts';
import { identifierText } from './identifiers.ts';
import { lowerParameters } from './lower-parameters.ts';
import { lowerCasePatterns } from './lower-patterns.ts';
import { maximumDepth } from './lowering.ts';
import type { Lowering, StatementLowerer } from './lowering.ts';
import { isPlaceholder } from './placeholder.ts';
import {
  ClassDefinition,
  ExceptHandler,
  type Expression,
  ExpressionStatement,
  For,
  FunctionDefinition,
  If,
  Match,
  MatchCase,
  type Statement,
  Try,
  TupleDisplay,
  While,
  With,
  WithItem,
} from './tree.ts';
import { words } from '../../words/message.ts';

/** The statements of the `block` of a statement or clause; none where it has none. */
function lowerSuite(lowering: Lowering, node: number): Statement[] {
  const { tree } = lowering;
  const headerEnd = checkHeader(lowering, node);
  const block = tree.childOfKind(node, 'block');
  const body: Statement[] = [];
  if (block !== undefined) lowering.statements(tree.children(block), body);
  if (body.length === 0)
    lowering.problems.push({ message: words`Expected an indented block`, start: tree.start(node), end: headerEnd });
  return body;
}

/** Whether the header is on one line, up to its colon; gives the offset behind that. */
function checkHeader(lowering: Lowering, node: number): number {
  const colon = lowering.tree.childOfKind(node, ':');
  if (colon === undefined) return lowering.tree.end(node);
  lowering.checkLine(node + 1, colon + 1);
  return lowering.tree.end(colon);
}

function elseBody(lowering: Lowering, node: number): Statement[] {
  const clause = lowering.tree.childOfKind(node, 'else_clause');
  return clause === undefined ? [] : lowerSuite(lowering, clause);
}

/** The end of a compound statement: comments after its last statement are no part of it, as in CPython's tree. */
function endOf(lowering: Lowering, node: number, ...bodies: readonly (readonly Statement[])[]): number {
  for (const body of bodies.toReversed()) {
    const last = body.at(-1);
    if (last !== undefined) return last.end;
  }
  return lowering.tree.end(node);
}

const lowerIf: StatementLowerer = (lowering, node, into) => {
  const { tree } = lowering;
  const depth = lowering.depth;
  const clauses: { node: number; test: Expression; body: Statement[] }[] = [];
  let orelse: Statement[] = [];
  for (const clause of [node, ...tree.children(node)]) {
    const kind = tree.kind(clause);
    if (clause === node || kind === 'elif_clause') {
      if (lowering.depth >= maximumDepth) {
        orelse = [
          new ExpressionStatement(lowering.place(clause), { value: lowering.missing(clause, 'nested too deeply') }),
        ];
        break;
      }
      clauses.push({
        node: clause,
        test: lowering.expression(tree.after(clause + 1)),
        body: lowerSuite(lowering, clause),
      });
      lowering.depth++; // each `elif` is one level deeper in the typed tree
    } else if (kind === 'else_clause') orelse = lowerSuite(lowering, clause);
  }
  lowering.depth = depth;
  const last = clauses.at(-1);
  // While it is typed, the last `elif` has no body yet, and stands behind all that has an end.
  const unfinished = last !== undefined && last.body.length === 0 && orelse.length === 0 ? tree.end(last.node) : 0;
  const end = Math.max(unfinished, endOf(lowering, node, ...clauses.map(({ body }) => body), orelse));
  for (const { node: clause, test, body } of clauses.reverse()) {
    orelse = [new If(lowering.between(tree.start(clause), end), { test, body, orelse })];
  }
  into.push(...orelse);
};

const lowerWhile: StatementLowerer = (lowering, node, into) => {
  const { tree } = lowering;
  const test = lowering.expression(tree.after(node + 1));
  const body = lowerSuite(lowering, node);
  const orelse = elseBody(lowering, node);
  into.push(new While(lowering.between(tree.start(node), endOf(lowering, node, body, orelse)), { test, body, orelse }));
};

const lowerFor: StatementLowerer = (lowering, node, into) => {
  const { tree } = lowering;
  const children = tree.children(node);
  const position = children.findIndex((child) => tree.kind(child) === 'in');
  const body = lowerSuite(lowering, node);
  const orelse = elseBody(lowering, node);
  into.push(
    new For(lowering.between(tree.start(node), endOf(lowering, node, body, orelse)), {
      target: lowering.expression(children[position - 1] as number),
      iterable: lowering.expression(children[position + 1] as number),
      body,
      orelse,
      async: tree.kind(node + 1) === 'async',
    }),
  );
};

const lowerTry: StatementLowerer = (lowering, node, into) => {
  const { tree } = lowering;
  const body = lowerSuite(lowering, node);
  const handlers = tree
    .children(node)
    .filter((child) => tree.kind(child) === 'except_clause')
    .map((child) => lowerHandler(lowering, child));
  const orelse = elseBody(lowering, node);
  const final = tree.childOfKind(node, 'finally_clause');
  const finalbody = final === undefined ? [] : lowerSuite(lowering, final);
  const end = endOf(lowering, node, body, ...handlers.map((handler) => handler.body), orelse, finalbody);
  into.push(new Try(lowering.between(tree.start(node), end), { body, handlers, orelse, finalbody }));
};

function lowerHandler(lowering: Lowering, node: number): ExceptHandler {
  const { tree } = lowering;
  let types: Expression[] = [];
  let name: string | undefined;
  let afterAs = false;
  for (const child of tree.children(node)) {
    switch (tree.kind(child)) {
      case 'except':
      case '*':
      case ',':
      case ':':
      case 'block':
        break;
      case 'as':
        afterAs = true;
        break;
      case 'as_pattern':
        types.push(lowering.expression(child + 1));
        name = boundName(lowering, tree.children(child).at(-1) as number);
        break;
      default:
        if (afterAs) name = boundName(lowering, child);
        else types.push(lowering.expression(child));
    }
  }
  const [first, second] = types;
  // Python 2's `except ValueError, error:`; since 3.14 the same text names two types, and those are spelled with a
  // capital.
  if (types.length === 2 && second?.kind === 'Name' && /^[a-z_]/.test(second.id) && !second.id.includes('rror')) {
    name = second.id;
    types = types.slice(0, 1);
  }
  const type: Expression | undefined =
    types.length > 1 && first !== undefined
      ? new TupleDisplay(lowering.between(first.start, types.at(-1)?.end ?? first.end), { elements: types })
      : first;
  const body = lowerSuite(lowering, node);
  return new ExceptHandler(lowering.between(tree.start(node), endOf(lowering, node, body)), { type, name, body });
}

function boundName(lowering: Lowering, node: number): string | undefined {
  const name = identifierText(lowering, node);
  return isPlaceholder(name) ? undefined : name;
}

const lowerWith: StatementLowerer = (lowering, node, into) => {
  const { tree } = lowering;
  const clause = tree.childOfKind(node, 'with_clause');
  const items: WithItem[] = [];
  for (const child of clause === undefined ? [] : tree.children(clause)) {
    if (tree.kind(child) === 'with_item') addWithItems(lowering, child + 1, items);
  }
  const body = lowerSuite(lowering, node);
  into.push(
    new With(lowering.between(tree.start(node), endOf(lowering, node, body)), {
      items,
      body,
      async: tree.kind(node + 1) === 'async',
    }),
  );
};

/** `with (open(a) as x, open(b) as y):` may be read as one tuple in parentheses. */
function addWithItems(lowering: Lowering, node: number, items: WithItem[]): void {
  const { tree } = lowering;
  const kind = tree.kind(node);
  if (kind === 'as_pattern') {
    const target = tree.children(node).at(-1) as number;
    const value = tree.kind(target) === 'as_pattern_target' ? target + 1 : target;
    items.push(
      new WithItem(lowering.place(node), {
        context: lowering.expression(node + 1),
        target: lowering.expression(value),
      }),
    );
    return;
  }
  const inner =
    kind === 'tuple' || kind === 'parenthesized_expression'
      ? tree.children(node).filter((child) => !'(),'.includes(tree.kind(child)))
      : [];
  if (inner.some((child) => tree.kind(child) === 'as_pattern'))
    for (const child of inner) addWithItems(lowering, child, items);
  else items.push(new WithItem(lowering.place(node), { context: lowering.expression(node), target: undefined }));
}

const lowerDecorated: StatementLowerer = (lowering, node, into) => {
  const { tree } = lowering;
  const decorators: Expression[] = [];
  for (const child of tree.children(node)) {
    const kind = tree.kind(child);
    if (kind === 'decorator') {
      lowering.checkLine(child, tree.after(child));
      decorators.push(lowering.expression(tree.after(child + 1)));
    } else if (kind === 'function_definition') into.push(lowerFunction(lowering, child, decorators));
    else if (kind === 'class_definition') into.push(lowerClass(lowering, child, decorators));
  }
};

function definitionName(lowering: Lowering, node: number): Pick<FunctionDefinition, 'name' | 'nameSpan'> {
  const name = lowering.tree.childOfKind(node, 'identifier');
  return name === undefined
    ? { name: '', nameSpan: lowering.place(node) }
    : { name: identifierText(lowering, name), nameSpan: lowering.place(name) };
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
  return new FunctionDefinition(lowering.between(tree.start(node), endOf(lowering, node, body)), {
    ...definitionName(lowering, node),
    parameters: parameters === undefined ? [] : lowerParameters(lowering, parameters),
    returns: returns === undefined ? undefined : lowering.expression(returns),
    body,
    decorators,
    async: tree.kind(node + 1) === 'async',
    generator,
  });
}

function lowerClass(lowering: Lowering, node: number, decorators: readonly Expression[]): ClassDefinition {
  const { tree } = lowering;
  const bases = tree.childOfKind(node, 'argument_list');
  const body = lowerSuite(lowering, node);
  return new ClassDefinition(lowering.between(tree.start(node), endOf(lowering, node, body)), {
    ...definitionName(lowering, node),
    bases: bases === undefined ? [] : lowerArguments(lowering, bases),
    body,
    decorators,
  });
}

const lowerMatch: StatementLowerer = (lowering, node, into) => {
  const { tree } = lowering;
  const children = tree.children(node);
  const colon = children.findIndex((child) => tree.kind(child) === ':');
  checkHeader(lowering, node);
  const subjects = children.slice(1, colon);
  const values = subjects.filter((child) => tree.kind(child) !== ',').map((child) => lowering.expression(child));
  const [only] = values as [Expression];
  const subject: Expression =
    subjects.length === 1
      ? only
      : new TupleDisplay(lowering.between(only.start, tree.end(subjects.at(-1) as number)), { elements: values });
  const block = tree.childOfKind(node, 'block');
  const cases = block === undefined ? [] : tree.children(block).filter((child) => tree.kind(child) === 'case_clause');
  const lowered = cases.map((clause) => lowerCase(lowering, clause));
  into.push(
    new Match(lowering.between(tree.start(node), endOf(lowering, node, ...lowered.map(({ body }) => body))), {
      subject,
      cases: lowered,
    }),
  );
};

function lowerCase(lowering: Lowering, node: number): MatchCase {
  const { tree } = lowering;
  const children = tree.children(node);
  const patterns = children.filter((child) => tree.kind(child) === 'case_pattern');
  const commas = children.filter((child) => tree.kind(child) === ',').length;
  const guard = tree.childOfKind(node, 'if_clause');
  const body = lowerSuite(lowering, node);
  return new MatchCase(lowering.between(tree.start(node), endOf(lowering, node, body)), {
    pattern: lowerCasePatterns(lowering, patterns, commas >= patterns.length),
    guard: guard === undefined ? undefined : lowering.expression(tree.after(guard + 1)),
    body,
  });
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
