import type { Comprehension, ComprehensionClause, Expression } from '../syntax/tree.ts';
import { PythonError } from '../domain/interpreter.ts';
import { endOfMade, perhapsIn } from '../domain/points-to.ts';
import { Scope } from '../domain/scope.ts';
import { DictValue, IteratorValue, ListValue, SetValue, type Value } from '../domain/value.ts';
import { assign } from './assignment.ts';
import { evaluateWays, repeatUnknown } from './branches.ts';
import type { Evaluator } from './evaluator.ts';
import { evaluate, evaluateInSteps } from './expressions.ts';
import { makeGeneratorExpression } from './generator-expressions.ts';
import { openEnd } from './items.ts';
import { isCaught } from './jumps.ts';
import { elementOf } from './loops.ts';
import { takeItems } from './iteration.ts';
import { pause } from './pauses.ts';
import { oneStep, type Steps } from '../syntax/steps.ts';
import { isUndetermined, type Undetermined } from '../domain/undetermined.ts';

/**
 * What an element does that is perhaps left out is perhaps done. An exception that nothing waits for is told as that of
 * any other element.
 */
function* perhaps(evaluator: Evaluator, condition: Expression, work: () => Steps<void>): Steps<void> {
  const caught = isCaught(evaluator);
  let raised: PythonError | undefined;
  const chose = evaluator.grounds.at('condition', evaluator.siteOf(condition));
  const done = function* (): Steps<undefined> {
    try {
      yield* work();
    } catch (error) {
      if (caught || !(error instanceof PythonError)) throw error;
      raised = error;
    }
    return undefined;
  };
  yield* evaluateWays(evaluator, [done, oneStep(() => undefined)], chose);
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
  if (node.result === 'generator') {
    const lazy = makeGeneratorExpression(evaluator, node, first, scope);
    if (lazy) return lazy;
  }
  const passes = new Passes(evaluator, node, inner, first);
  yield* passes.run(0);
  switch (node.result) {
    case 'generator':
      return new IteratorValue(passes.items[Symbol.iterator](), 'generator', passes.open);
    case 'list':
      return new ListValue(passes.items, passes.open);
    case 'set':
      return setOf(evaluator, passes);
    default:
      return dictOf(evaluator, passes);
  }
}

/** The passes of a comprehension through its clauses, and what they make. */
class Passes {
  readonly items: Value[] = [];
  readonly pairs: [Value, Value][] = [];
  open: Undetermined | undefined;
  /** What a set or a dict holds is there for sure. */
  #sure = true;
  readonly #evaluator: Evaluator;
  readonly #node: Comprehension;
  readonly #scope: Scope;
  readonly #first: Value;

  constructor(evaluator: Evaluator, node: Comprehension, scope: Scope, first: Value) {
    this.#evaluator = evaluator;
    this.#node = node;
    this.#scope = scope;
    this.#first = first;
  }

  /** Goes through the clauses from `depth` on; behind the last one there is an element. */
  *run(depth: number): Steps<void> {
    const evaluator = this.#evaluator;
    if (evaluator.isPauseDue) yield* pause(evaluator);
    const clause = this.#node.clauses[depth];
    if (!clause) {
      yield* this.#element();
      return;
    }
    const iterable = depth === 0 ? this.#first : evaluate(evaluator, clause.iterable, this.#scope);
    const known = takeItems(evaluator, iterable);
    if (known) {
      for (const item of known) yield* this.#pass(depth, clause, item);
      const end = openEnd(known);
      if (end) this.open ??= endOfMade(end);
      return;
    }
    this.open ??= isUndetermined(iterable)
      ? endOfMade(iterable)
      : perhapsIn(evaluator.unknown('what is looped over is not known'), iterable);
    yield* this.#unsure(repeatUnknown(evaluator, () => this.#onePass(depth, clause, iterable)));
  }

  *#element(): Steps<void> {
    const node = this.#node;
    const element = yield* evaluateInSteps(this.#evaluator, node.element, this.#scope);
    if (node.value) {
      const value = yield* evaluateInSteps(this.#evaluator, node.value, this.#scope);
      if (this.#sure) this.pairs.push([element, value]);
    } else if (this.#sure || node.result !== 'set') this.items.push(element);
  }

  *#pass(depth: number, clause: ComprehensionClause, item: Value): Steps<void> {
    this.#evaluator.spend();
    assign(this.#evaluator, clause.target, item, this.#scope);
    yield* this.#where(depth, clause.conditions);
  }

  /** One pass that stands for a number of them that is not known. */
  *#onePass(depth: number, clause: ComprehensionClause, iterable: Value): Steps<undefined> {
    this.items.length = 0;
    this.pairs.length = 0;
    yield* this.#pass(depth, clause, elementOf(this.#evaluator, iterable));
    return undefined;
  }

  /** Goes on where the conditions hold. */
  *#where(depth: number, conditions: readonly Expression[]): Steps<void> {
    for (const [index, condition] of conditions.entries()) {
      const truth = this.#evaluator.truth(evaluate(this.#evaluator, condition, this.#scope));
      if (truth === false) return;
      if (truth === true) continue;
      this.open ??= this.#evaluator.unknown('the condition of the comprehension is not decided');
      yield* this.#unsure(perhaps(this.#evaluator, condition, () => this.#where(depth, conditions.slice(index + 1))));
      return;
    }
    yield* this.run(depth + 1);
  }

  *#unsure(steps: Steps<unknown>): Steps<void> {
    const outer = this.#sure;
    this.#sure = false;
    try {
      yield* steps;
    } finally {
      this.#sure = outer;
    }
  }
}

function setOf(evaluator: Evaluator, { items, open }: Passes): SetValue {
  const made = new SetValue();
  made.summary = open;
  for (const item of items) {
    const key = evaluator.hashKey(item);
    if (key === undefined) made.summary ??= evaluator.unknown('an element of the set is not known');
    else if (!made.entries.has(key)) made.entries.set(key, item);
  }
  return made;
}

function dictOf(evaluator: Evaluator, { pairs, open }: Passes): DictValue {
  const made = new DictValue();
  made.summary = open;
  for (const [key, value] of pairs) {
    const hash = evaluator.hashKey(key);
    if (hash === undefined) made.summary ??= evaluator.unknown('a key of the dict is not known');
    else made.entries.set(hash, [made.entries.get(hash)?.[0] ?? key, value]);
  }
  return made;
}
