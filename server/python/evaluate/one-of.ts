/** Changes of something that is one of a few objects: which one is not decided, so each is perhaps changed. */
import { oneStep } from '../syntax/steps.ts';
import type { Value } from '../domain/value.ts';
import { evaluateWays } from './branches.ts';
import type { Evaluator } from './evaluator.ts';
import { whole } from './pauses.ts';
import { isUndetermined, type Undetermined } from '../domain/undetermined.ts';

/** Of more objects than this, each may be as it was. */
const MOST_CANDIDATES = 8;

/** Known objects of these kinds that it may be. */
export function candidatesOf(object: Undetermined, kinds: readonly Value['kind'][]): readonly Value[] {
  return [...new Set([...(object.alternatives ?? []), ...object.pointsTo])].filter(({ kind }) => kinds.includes(kind));
}

/** Changes one of the objects that it may be. False where those are too many: nothing is changed then. */
export function changeOneOf(
  evaluator: Evaluator,
  object: Undetermined,
  kinds: readonly Value['kind'][],
  change: (one: Value) => void,
): boolean {
  const candidates = candidatesOf(object, kinds);
  if (candidates.length > MOST_CANDIDATES) return false;
  if (candidates.length === 0) return true;
  const ways = candidates.map((one) =>
    oneStep(() => {
      change(one);
      return undefined;
    }),
  );
  const others = object.alternatives?.some(isUndetermined) ?? true;
  const all = others ? [...ways, oneStep(() => undefined)] : ways;
  whole(evaluator, evaluateWays(evaluator, all, evaluator.grounds.choiceOf([object.origins])));
  return true;
}
