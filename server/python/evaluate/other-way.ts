/**
 * A call that gives None for an argument, or nothing for `**kwargs`, is for the way through the function that does
 * without it. Where the condition is not
 * decided, the way that cannot do with the None is tried too, and its failure is no mistake of the program: that way is
 * not taken.
 */
import type { Node, ParameterKind, Statement } from '../syntax/tree.ts';
import { walk } from '../syntax/walk.ts';
import type { Scope } from '../domain/scope.ts';
import type { Value } from '../domain/value.ts';
import type { Boundary } from './boundary.ts';
import type { Evaluator } from './evaluator.ts';
import { joinValues } from './join.ts';
import type { Steps } from '../syntax/steps.ts';

function functionBoundary(evaluator: Evaluator): Boundary | undefined {
  return evaluator.boundaries.findLast(({ kind }) => kind === 'function');
}

/** Evaluates the ways of an `if` that is not decided. */
export function* choosing<T>(evaluator: Evaluator, work: () => Steps<T>): Steps<T> {
  const boundary = functionBoundary(evaluator);
  if (!boundary) return yield* work();
  boundary.choices++;
  try {
    return yield* work();
  } finally {
    boundary.choices--;
  }
}

/**
 * What else may happen where this statement fails: 'the other way' of an undecided `if` around it, or a value that was
 * perhaps returned before; undefined where it is the program that fails.
 */
export function otherWay(
  evaluator: Evaluator,
  statement: Statement,
  scope: Scope,
): 'the other way' | { readonly returned: Value } | undefined {
  const boundary = functionBoundary(evaluator);
  if (!boundary || !readsNone(statement, scope)) return undefined;
  if (boundary.choices > 0) return 'the other way';
  const returned = boundary.pending.flatMap(({ how }) =>
    how.type === 'return' && how.value.kind !== 'none' ? [how.value] : [],
  );
  if (statement.kind === 'Return' && returned.length > 0)
    return { returned: returned.reduce<Value>((a, b) => joinValues(evaluator, a, b), returned[0]!) };
  // The None was passed on by a way of a function that calls this one.
  return evaluator.boundaries.some(({ kind, choices }) => kind === 'function' && choices > 0)
    ? 'the other way'
    : undefined;
}

/**
 * Whether a simple statement reads a parameter of its function that is None in this call, or that takes further
 * arguments of which there are none.
 */
function readsNone(statement: Statement, scope: Scope): boolean {
  const definition = scope.frame?.function.definition;
  if (
    !definition ||
    (statement.kind !== 'Return' && statement.kind !== 'Assign' && statement.kind !== 'ExpressionStatement')
  )
    return false;
  const none = new Set(
    definition.parameters
      .filter(({ name, parameterKind }) => isNothing(scope.variables.get(name), parameterKind))
      .map(({ name }) => name),
  );
  let reads = false;
  if (none.size > 0)
    walk(statement, (node: Node) => {
      if (node.kind === 'Name' && none.has(node.id)) reads = true;
    });
  return reads;
}

function isNothing(value: Value | undefined, parameterKind: ParameterKind): boolean {
  if (value?.kind === 'dict') return parameterKind === 'keywords' && value.entries.size === 0 && !value.summary;
  if (value?.kind === 'tuple') return parameterKind === 'variadic' && value.items.length === 0;
  return value?.kind === 'none';
}
