import { localNames } from '../syntax/local-names.ts';
import type { Call, Name } from '../syntax/tree.ts';
import { forAll } from '../domain/journal.ts';
import type { Scope } from '../domain/scope.ts';
import type { Value } from '../domain/value.ts';
import type { Evaluator } from './evaluator.ts';
import { words } from '../../words/message.ts';
import type { Undetermined } from '../domain/undetermined.ts';

/** Names of plain numbers, texts and containers are looked up most, and nobody asks about them. */
const HEARD: ReadonlySet<Value['kind']> = new Set(['host', 'instance', 'class', 'native', 'function']);

/** The value of a name. A name without one is reported with its nearest candidate, and evaluation goes on with that. */
export function lookupName(evaluator: Evaluator, node: Name, scope: Scope): Value {
  const found = scope.lookup(node.id);
  const { environment } = evaluator;
  if (found) {
    if (isUnboundLocal(node.id, scope))
      return evaluator.unknown(
        words`${node.id} is set later in this function, so that the one outside it is not seen`,
        node.id,
      );
    if (HEARD.has(found.kind) && evaluator.telling)
      environment.observer.read?.(node.id, node, found, evaluator.speculative);
    return found;
  }
  if (scope.module.unknownStar)
    return evaluator.unknown(words`${node.id} may come from a star import of a module that is not here`, node.id);
  const library = environment.undefinedName?.(node.id, scope, node);
  if (library) {
    if (evaluator.telling) environment.observer.notImported?.(node.id, node);
    return library;
  }
  if (evaluator.tryDepth > 0) evaluator.raise('NameError', `name '${node.id}' is not defined`);
  const candidate = nearestName(node, scope, evaluator.callInProgress);
  if (evaluator.telling) environment.observer.undefined?.(node.id, node, candidate, evaluator.grounds.reached);
  const value = candidate ? scope.lookup(candidate) : undefined;
  if (value) evaluator.grounds.recover(evaluator.siteOf(node));
  return value ?? stranger(evaluator, node.id, scope.module);
}

/**
 * What a name stands for that nothing here defines: one thing, however often it is named, so that what is made of it is
 * known to agree.
 */
function stranger(evaluator: Evaluator, name: string, module: Scope): Undetermined {
  let known = module.strangers.get(name);
  if (!known) {
    known = forAll(() => evaluator.unknown(words`${name} is not defined in this file`, name));
    module.strangers.set(name, known);
  }
  return known;
}

/** Whether the name is the function's own, and has no value yet: Python raises UnboundLocalError then. */
function isUnboundLocal(name: string, scope: Scope): boolean {
  let home: Scope | undefined = scope;
  while (home?.scopeKind === 'comprehension') {
    if (home.variables.has(name)) return false;
    home = home.parent;
  }
  const definition = home?.frame?.function.definition;
  return (
    home !== undefined &&
    definition?.kind === 'FunctionDefinition' &&
    !home.variables.has(name) &&
    !home.redirected.has(name) &&
    localNames(definition).has(name)
  );
}

/** The call that is being evaluated: its parts are looked up with what they are for. */
export interface CallInProgress {
  readonly call: Call;
  /** Whether what is called is an object, as a layer is, and no function or class. */
  readonly ofInstance: boolean;
}

/**
 * A name that was likely meant: one slip of the keyboard away, or else, in what a layer is called on, the tensor bound
 * last. Much code that people show each other is the half of a
 * program, whose names come from the other half: `model` is no slip of the class `Model`, and the `n` of `Dense(n)` is
 * no tensor.
 */
function nearestName(node: Name, scope: Scope, within: CallInProgress | undefined): string | undefined {
  const name = node.id;
  const visible: [string, Value][] = [];
  for (let home: Scope | undefined = scope; home; home = home.parent) visible.push(...[...home.variables].reverse());
  const isCalled = within?.call.callee === node;
  const isObjectOf = (other: string, value: Value): boolean =>
    !isCalled && value.kind === 'class' && other.toLowerCase() === name.toLowerCase();
  const close = visible.find(
    ([other, value]) =>
      !other.startsWith('__') &&
      other.length > 2 &&
      isSlip(name.toLowerCase(), other.toLowerCase()) &&
      !isObjectOf(other, value),
  );
  if (close) return close[0];
  if (name.length > 3 || !within?.ofInstance || !isInput(node, within.call)) return undefined;
  return visible.find(([, value]) => value.kind === 'host' && value.typeName === 'KerasTensor')?.[0];
}

/**
 * Names that differ in their first letter or in a digit are those of two things of a kind: `x_train` and `y_train`,
 * `encoder` and `decoder`, `conv4` and `conv5`.
 */
const isSlip = (name: string, meant: string): boolean =>
  name[0] === meant[0] && digits(name) === digits(meant) && editDistance(name, meant) <= (name.length > 8 ? 2 : 1);
const digits = (name: string): string => name.replace(/\D/g, '');

/** Whether a name is given to the call as it is, or in a list. */
const isInput = (name: Name, { arguments: given }: Call): boolean =>
  given.some(
    ({ value }) =>
      value === name || ((value.kind === 'List' || value.kind === 'Tuple') && value.elements.includes(name)),
  );

/** Levenshtein distance with swaps of neighbours. */
export function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(row[j - 1]! + 1, rows[i - 1]![j]! + 1, rows[i - 1]![j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, rows[i - 2]![j - 2]! + 1);
      row.push(best);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
