import { localNames } from '../syntax/local-names.ts';
import type { Name } from '../syntax/tree.ts';
import type { Scope } from '../values/scope.ts';
import type { Value } from '../values/value.ts';
import type { Evaluator } from './evaluator.ts';

/** The value of a name. A name without one is reported with its nearest candidate, and evaluation goes on with that. */
export function lookupName(evaluator: Evaluator, node: Name, scope: Scope): Value {
  const found = scope.lookup(node.id);
  const { environment } = evaluator;
  if (found) {
    if (isUnboundLocal(node.id, scope)) return evaluator.unknown(`${node.id} is set later in this function, so that the one outside it is not seen`, node.id);
    if ((found.kind === 'host' || found.kind === 'instance') && evaluator.telling) environment.observer.read?.(node.id, node, found, evaluator.speculative);
    return found;
  }
  if (scope.module.unknownStar) return evaluator.unknown(`${node.id} may come from a star import of a module that is not here`, node.id);
  const library = environment.undefinedName?.(node.id, scope, node);
  if (library) {
    if (evaluator.telling) environment.observer.notImported?.(node.id, node);
    return library;
  }
  if (evaluator.tryDepth > 0) evaluator.raise('NameError', `name '${node.id}' is not defined`);
  const candidate = nearestName(node.id, scope);
  if (evaluator.telling) environment.observer.undefined?.(node.id, node, candidate, evaluator.speculative);
  const value = candidate ? scope.lookup(candidate) : undefined;
  return value ?? evaluator.unknown(`${node.id} is not defined in this file`, node.id);
}

/** Whether the name is the function's own, and has no value yet: Python raises UnboundLocalError then. */
function isUnboundLocal(name: string, scope: Scope): boolean {
  let home: Scope | undefined = scope;
  while (home?.scopeKind === 'comprehension') {
    if (home.variables.has(name)) return false;
    home = home.parent;
  }
  const definition = home?.frame?.function.definition;
  return home !== undefined && definition?.kind === 'FunctionDefinition' && !home.variables.has(name) && !home.redirected.has(name) && localNames(definition).has(name);
}

/** A name that was likely meant: one slip of the keyboard away, or else the tensor bound last. */
function nearestName(name: string, scope: Scope): string | undefined {
  const visible: [string, Value][] = [];
  for (let home: Scope | undefined = scope; home; home = home.parent) visible.push(...[...home.variables].reverse());
  const close = visible.find(([other]) => !other.startsWith('__') && other.length > 2 && editDistance(name.toLowerCase(), other.toLowerCase()) <= (name.length > 5 ? 2 : 1));
  if (close) return close[0];
  const tensor = visible.find(([, value]) => value.kind === 'host' && value.typeName === 'KerasTensor');
  return name.length <= 3 ? tensor?.[0] : undefined;
}

/** Levenshtein distance with swaps of neighbours. */
export function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(row[j - 1]! + 1, rows[i - 1]![j]! + 1, rows[i - 1]![j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, rows[i - 2]![j - 2]! + 1);
      row.push(best);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
