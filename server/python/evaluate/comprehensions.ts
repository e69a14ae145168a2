import type { Comprehension, Expression } from '../syntax/tree.ts';
import { PythonError } from '../domain/interpreter.ts';
import { endOfMade, perhapsIn } from '../domain/open-end.ts';
import { Scope } from '../domain/scope.ts';
import { DictValue, IteratorValue, ListValue, SetValue, type Value } from '../domain/value.ts';
import { assign } from './assignment.ts';
import { evaluateWays, repeatUnknown } from './branches.ts';
import type { Evaluator } from './evaluator.ts';
import { evaluate, evaluateInSteps } from './expressions.ts';
import { makeGeneratorExpression } from './generators.ts';
import { openEnd } from './items.ts';
import { isCaught } from './jumps.ts';
import { elementOf } from './loops.ts';
import { takeItems } from './operators.ts';
import { pause } from './pauses.ts';
import { oneStep, type Steps } from '../syntax/steps.ts';
import { isUndetermined, type Undetermined } from '../domain/undetermined.ts';

/**
 * What an element does that is perhaps left out is perhaps done. An exception that nothing waits for is told as that of
 * any other element.
 */
function* perhaps(evaluator: Evaluator, work: () => Steps<void>): Steps<void> {
  const caught = isCaught(evaluator);
  let raised: PythonError | undefined;
  yield* evaluateWays(evaluator, [
    function* (): Steps<undefined> {
      try {
        yield* work();
      } catch (error) {
        if (caught || !(error instanceof PythonError)) throw error;
        raised = error;
      }
      return undefined;
    },
    oneStep(() => undefined),
  ]);
  if (raised) throw raised;
}

/**
 * The first iterable is evaluated at once and outside, the rest inside, as Python does. Over an unknown collection the
 * elements are those of
 * one pass and the result is open.
 */
export function* evaluateComprehension(evaluator: Evaluator, node: Comprehension, scope: Scope): Steps<Value> {
  const inner = new Scope('comprehension', scope);
  evaluator.make(inner);
  const first = yield* evaluateInSteps(evaluator, node.clauses[0]!.iterable, scope);
  const items: Value[] = [];
  const pairs: [Value, Value][] = [];
  let open: Undetermined | undefined;
  /** What a set or a dict holds is there for sure. */
  let sure = true;
  const unsure = function* (work: () => Steps<void>): Steps<void> {
    const outer = sure;
    sure = false;
    try {
      yield* work();
    } finally {
      sure = outer;
    }
  };
  const run = function* (depth: number): Steps<void> {
    if (evaluator.isPauseDue) yield* pause(evaluator);
    const clause = node.clauses[depth];
    if (!clause) {
      const element = yield* evaluateInSteps(evaluator, node.element, inner);
      if (node.value) {
        const value = yield* evaluateInSteps(evaluator, node.value, inner);
        if (sure) pairs.push([element, value]);
      } else if (sure || node.result !== 'set') items.push(element);
      return;
    }
    const iterable = depth === 0 ? first : evaluate(evaluator, clause.iterable, inner);
    const known = takeItems(evaluator, iterable);
    const pass = function* (item: Value): Steps<void> {
      evaluator.spend();
      assign(evaluator, clause.target, item, inner);
      yield* among(depth, clause.conditions);
    };
    const among = function* (of: number, conditions: readonly Expression[]): Steps<void> {
      for (const [index, condition] of conditions.entries()) {
        const truth = evaluator.truth(evaluate(evaluator, condition, inner));
        if (truth === false) return;
        if (truth === true) continue;
        open ??= evaluator.unknown('the condition of the comprehension is not decided');
        yield* unsure(() => perhaps(evaluator, () => among(of, conditions.slice(index + 1))));
        return;
      }
      yield* run(of + 1);
    };
    if (known) {
      for (const item of known) yield* pass(item);
      const end = openEnd(known);
      if (end) open ??= endOfMade(end);
      return;
    }
    open ??= isUndetermined(iterable)
      ? endOfMade(iterable)
      : perhapsIn(evaluator.unknown('what is looped over is not known'), iterable);
    yield* unsure(() =>
      repeatUnknown(evaluator, function* () {
        items.length = 0;
        pairs.length = 0;
        yield* pass(elementOf(evaluator, iterable));
        return undefined;
      }),
    );
  };
  if (node.result === 'generator') {
    const lazy = makeGeneratorExpression(evaluator, node, first, scope);
    if (lazy) return lazy;
    yield* run(0);
    return new IteratorValue(items[Symbol.iterator](), 'generator', open);
  }
  yield* run(0);
  if (node.result === 'list') return new ListValue(items, open);
  if (node.result === 'set') {
    const made = new SetValue();
    made.open = open;
    for (const item of items) {
      const key = evaluator.hashKey(item);
      if (key === undefined) made.open ??= evaluator.unknown('an element of the set is not known');
      else if (!made.entries.has(key)) made.entries.set(key, item);
    }
    return made;
  }
  const made = new DictValue();
  made.open = open;
  for (const [key, value] of pairs) {
    const hash = evaluator.hashKey(key);
    if (hash === undefined) made.open ??= evaluator.unknown('a key of the dict is not known');
    else made.entries.set(hash, [made.entries.get(hash)?.[0] ?? key, value]);
  }
  return made;
}
