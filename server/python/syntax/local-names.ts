/** The names that are a function's own: those that its body binds, unless `global` or `nonlocal` says otherwise. */
import type { Expression, FunctionDefinition, Statement } from './tree.ts';

const known = new WeakMap<FunctionDefinition, ReadonlySet<string>>();

/** Nested functions, classes and comprehensions have names of their own; patterns and walrus targets are left out. */
export function localNames(definition: FunctionDefinition): ReadonlySet<string> {
  let names = known.get(definition);
  if (!names) {
    const bound = new Set<string>();
    const elsewhere = new Set<string>();
    collect(definition.body, bound, elsewhere);
    for (const name of elsewhere) bound.delete(name);
    names = bound;
    known.set(definition, names);
  }
  return names;
}

/** The names that these statements bind where they stand: those of a module, from its body. */
export function namesBoundBy(statements: readonly Statement[]): ReadonlySet<string> {
  const bound = new Set<string>();
  collect(statements, bound, new Set());
  return bound;
}

function collect(statements: readonly Statement[], bound: Set<string>, elsewhere: Set<string>): void {
  const inside = (...blocks: readonly (readonly Statement[])[]): void => {
    for (const block of blocks) collect(block, bound, elsewhere);
  };
  for (const statement of statements) {
    switch (statement.kind) {
      case 'Assign':
      case 'Delete':
        for (const target of statement.targets) bind(target, bound);
        break;
      case 'AugmentedAssign':
      case 'AnnotatedAssign':
        bind(statement.target, bound);
        break;
      case 'For':
        bind(statement.target, bound);
        inside(statement.body, statement.orelse);
        break;
      case 'If':
      case 'While':
        inside(statement.body, statement.orelse);
        break;
      case 'With':
        for (const { target } of statement.items) if (target) bind(target, bound);
        inside(statement.body);
        break;
      case 'Try':
        for (const { name } of statement.handlers) if (name) bound.add(name);
        inside(statement.body, ...statement.handlers.map(({ body }) => body), statement.orelse, statement.finalbody);
        break;
      case 'Match':
        inside(...statement.cases.map(({ body }) => body));
        break;
      case 'Import':
        for (const { name, alias } of statement.names) bound.add(alias ?? name.split('.')[0]!);
        break;
      case 'ImportFrom':
        if (statement.names !== '*') for (const { name, alias } of statement.names) bound.add(alias ?? name);
        break;
      case 'FunctionDefinition':
      case 'ClassDefinition':
        bound.add(statement.name);
        break;
      case 'Global':
      case 'Nonlocal':
        for (const name of statement.names) elsewhere.add(name);
        break;
      default:
    }
  }
}

function bind(target: Expression, bound: Set<string>): void {
  switch (target.kind) {
    case 'Name':
      bound.add(target.id);
      break;
    case 'Tuple':
    case 'List':
      for (const element of target.elements) bind(element, bound);
      break;
    case 'Starred':
      bind(target.value, bound);
      break;
    default:
  }
}
