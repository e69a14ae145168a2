/**
 * A library's own Python. What it does inside is no fact of the program; what it gives is made at the program's call of
 * it.
 */
import { NOWHERE, type Place } from '../syntax/place.ts';
import type { Module } from '../syntax/tree.ts';
import { ModuleValue, type Value } from '../domain/value.ts';
import type { Evaluator } from './evaluator.ts';
import { LIMITS } from './fuel.ts';
import { executeBlock } from './statements.ts';
import { whole } from './pauses.ts';

/** The namespace that a library's text defines. `given`: names that it uses without defining them. */
export function evaluateLibraryModule(
  evaluator: Evaluator,
  name: string,
  module: Module,
  given: ReadonlyMap<string, Value>,
): ModuleValue {
  return runLibraryCode(evaluator, NOWHERE, () => {
    evaluator.file = module.file;
    const scope = evaluator.moduleScope(name);
    evaluator.make(scope);
    for (const [key, value] of given) scope.variables.set(key, value);
    whole(evaluator, executeBlock(evaluator, module.body, scope));
    return new ModuleValue(name, scope.variables);
  });
}

/** Runs `work` unheard, on its own allowance; all its sites are `site`. */
export function runLibraryCode<T>(evaluator: Evaluator, site: Place | undefined, work: () => T): T {
  const { file, tryDepth, standsFor, currentSite, defined } = evaluator;
  const definedBefore = defined.length;
  evaluator.silent++;
  // What is raised inside ends the call: a library's code does not go on after its own mistakes.
  evaluator.tryDepth = 1;
  evaluator.standsFor = standsFor ?? site;
  try {
    return evaluator.fuel.apart(LIMITS.stepsPerLibraryCall, work);
  } finally {
    evaluator.silent--;
    Object.assign(evaluator, { file, tryDepth, standsFor, currentSite });
    defined.length = definedBefore;
  }
}
