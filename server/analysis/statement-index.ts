/** What analyses look up in the text of a statement: found once for as long as the statement stands. */
import type { Call, Expression, Module, Node, Statement } from '../python/syntax/tree.ts';
import { walk } from '../python/syntax/walk.ts';

export type Binding = readonly [name: string, value: Expression | undefined];

export interface StatementIndex {
  /** The names that are bound, with the expression where it is a plain assignment. */
  readonly bindings: readonly Binding[];
  /** Calls that may name a layer: those with `name=`, and `get_layer(…)`. */
  readonly namingCalls: readonly Call[];
}

const known = new WeakMap<Statement, StatementIndex>();

export function indexOf(statement: Statement): StatementIndex {
  let index = known.get(statement);
  if (index === undefined) known.set(statement, (index = findIndex(statement)));
  return index;
}

/** Of all statements of a module, in order. */
export const indexesOf = (module: Module): readonly StatementIndex[] => module.body.map(indexOf);

function findIndex(statement: Statement): StatementIndex {
  const bindings: Binding[] = [];
  const namingCalls: Call[] = [];
  walk(statement, (node) => {
    for (const binding of bindingsOf(node)) bindings.push(binding);
    if (node.kind === 'Call' && (isLookUp(node) || node.arguments.some(({ name }) => name === 'name')))
      namingCalls.push(node);
  });
  return { bindings, namingCalls };
}

/** `model.get_layer(…)` */
export const isLookUp = ({ callee }: Call): boolean => callee.kind === 'Attribute' && callee.name === 'get_layer';

function bindingsOf(node: Node): readonly Binding[] {
  switch (node.kind) {
    case 'Assign':
      return node.targets.flatMap((target): Binding[] =>
        target.kind === 'Name' ? [[target.id, node.value]] : namesIn(target),
      );
    case 'AnnotatedAssign':
      return node.target.kind === 'Name' ? [[node.target.id, node.value]] : [];
    case 'AugmentedAssign':
      return [...namesIn(node.target), ...namesIn(node.target)];
    case 'For':
      return namesIn(node.target);
    case 'Comprehension':
      return node.clauses.flatMap(({ target }) => namesIn(target));
    case 'With':
      return node.items.flatMap(({ target }) => (target === undefined ? [] : namesIn(target)));
    case 'FunctionDefinition':
    case 'Lambda':
      return node.parameters.map(({ name }) => [name, undefined]);
    case 'NamedExpression':
      return [[node.name, node.value]];
    case 'Import':
    case 'ImportFrom':
      return node.names === '*' ? [] : node.names.map(({ name, alias }) => [alias ?? name, undefined]);
    default:
      return [];
  }
}

function namesIn(target: Expression): Binding[] {
  if (target.kind === 'Name') return [[target.id, undefined]];
  if (target.kind === 'Starred') return namesIn(target.value);
  return target.kind === 'Tuple' || target.kind === 'List' ? target.elements.flatMap(namesIn) : [];
}
