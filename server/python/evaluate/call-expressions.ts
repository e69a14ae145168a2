/** Calls as they are written: the callee and the arguments, in the order in which Python evaluates them. */
import { unwrap } from '../library/index.ts';
import type { SourceFile } from '../syntax/place.ts';
import type { Argument, Call } from '../syntax/tree.ts';
import type { CallArguments } from '../domain/interpreter.ts';
import type { Scope } from '../domain/scope.ts';
import type { Value } from '../domain/value.ts';
import { callInSteps, superOf } from './calls.ts';
import type { Evaluator } from './evaluator.ts';
import { scopedBuiltin } from './scoped-builtins.ts';
import type { Steps } from '../syntax/steps.ts';
import { type Message, words } from '../../words/message.ts';
import { isUndetermined, Top, type Undetermined } from '../domain/undetermined.ts';
import { evaluate, evaluateInSteps, takesSteps } from './expressions.ts';
import { told } from './targets.ts';

function* calledIn(evaluator: Evaluator, callee: Value, args: CallArguments, scope: Scope): Steps<Value> {
  const scoped = callee.kind === 'native' ? scopedBuiltin(evaluator, callee) : undefined;
  return scoped ? yield* scoped(evaluator, args, scope) : yield* callInSteps(evaluator, callee, args);
}

/** `callee(arguments)`; who listens hears of it. */
export function* evaluateCall(evaluator: Evaluator, call: Call, scope: Scope): Steps<Value> {
  if (call.callee.kind === 'Name' && call.callee.id === 'super' && scope.lookup('super')?.kind !== 'function')
    return superOf(evaluator, call, scope);
  const around = evaluator.callInProgress;
  evaluator.callInProgress = { call, ofInstance: false };
  const callee = takesSteps(evaluator, call.callee)
    ? yield* evaluateInSteps(evaluator, call.callee, scope)
    : evaluate(evaluator, call.callee, scope);
  const given = new PassedArguments();
  evaluator.callInProgress = { call, ofInstance: callee.kind === 'instance' };
  for (const argument of inOrder(call.arguments)) {
    const value = takesSteps(evaluator, argument.value)
      ? yield* evaluateInSteps(evaluator, argument.value, scope)
      : evaluate(evaluator, argument.value, scope);
    given.add(evaluator, argument, value);
    tellPrinted(evaluator, callee, argument, value);
  }
  evaluator.callInProgress = around;
  const { positional, keywords, incomplete } = given.all;
  const observer = evaluator.environment.observer;
  const outer = evaluator.currentSite;
  evaluator.currentSite = evaluator.siteOf(call);
  const isOfMain = call.file === evaluator.main;
  if (isOfMain) evaluator.callers.push({ call, depth: evaluator.callDepth });
  try {
    const args = { positional, keywords, incomplete, site: evaluator.siteOf(call) };
    const value = renamed(evaluator, callee, yield* calledIn(evaluator, callee, args, scope), call);
    if (evaluator.telling) observer.called?.(call, callee, args, value, evaluator.speculative);
    else if (evaluator.heard && observer.calledFrom && isDefinedIn(evaluator.main, callee))
      observer.calledFrom(evaluator.siteOf(call), call, callee, args, value);
    return told(evaluator, call, value);
  } finally {
    evaluator.currentSite = outer;
    if (isOfMain) evaluator.callers.pop();
  }
}

/** Does a call of it enter code of the file? */
function isDefinedIn(file: SourceFile, callee: Value): boolean {
  switch (callee.kind) {
    case 'function':
      return callee.definition.file === file;
    case 'method':
      return isDefinedIn(file, callee.method);
    case 'class':
      return callee.definition?.file === file;
    case 'instance':
      return isDefinedIn(file, callee.cls);
    default:
      return false;
  }
}

/** Each argument of `print()` as soon as it is known: the next one may raise. */
function tellPrinted(
  evaluator: Evaluator,
  callee: Value,
  { name, spread, value: written }: Argument,
  value: Value,
): void {
  const { observer, builtins } = evaluator.environment;
  if (!evaluator.telling || !observer.printed || callee !== builtins.get('print')) return;
  if (name === undefined && !spread)
    observer.printed(written, evaluator.orderUnsure ? evaluator.unknown(NO_ORDER) : value, evaluator.speculative);
}

const NO_ORDER = words`the names of a folder come in an order that is not known`;

/** What a call of something unknown gives is named after the call as it is written. */
function renamed(evaluator: Evaluator, callee: Value, value: Value, call: Call): Value {
  if (!isUndetermined(value) || value.name || !isUndetermined(callee)) return value;
  const name = evaluator.sourceName(call);
  return name ? evaluator.unknown(value.reason, name) : value;
}

/** The bases and keywords of a class definition, which are written as arguments. */
export function evaluateArguments(evaluator: Evaluator, args: readonly Argument[], scope: Scope): Passed {
  const given = new PassedArguments();
  for (const argument of inOrder(args)) given.add(evaluator, argument, evaluate(evaluator, argument.value, scope));
  return given.all;
}

/** Arguments by position are evaluated first, also behind one by name (`f(k=1, *more)`). */
function inOrder(args: readonly Argument[]): readonly Argument[] {
  const byName = ({ name, spread }: Argument): boolean => name !== undefined || spread === '**';
  const first = args.findIndex(byName);
  return first < 0 || args.slice(first).every(byName)
    ? args
    : [...args.filter((argument) => !byName(argument)), ...args.filter(byName)];
}

/** Behind `*args` of unknown length it is not known which parameter an argument is for: each may be any of these. */
function oneOf(values: readonly Value[], reason: Message): Undetermined {
  const one = new Top(reason);
  one.pointsTo = values;
  return one;
}

interface Passed {
  readonly positional: Value[];
  readonly keywords: Map<string, Value>;
  readonly incomplete: Undetermined | undefined;
}

/** Arguments in order and by name; what is behind a star is spread out before the next one is evaluated. */
class PassedArguments {
  readonly #positional: Value[] = [];
  readonly #keywords = new Map<string, Value>();
  #incomplete: Undetermined | undefined;
  /** Those behind `*args` of unknown length. */
  #unplaced: Value[] | undefined;

  add(evaluator: Evaluator, argument: Argument, value: Value): void {
    if (argument.spread === '*') {
      const items = evaluator.iterate(value);
      if (!items) {
        this.#incomplete ??= isUndetermined(value) ? value : evaluator.unknown('the unpacked arguments are not known');
        this.#unplaced ??= [];
      } else
        for (const item of items) {
          evaluator.spend();
          (this.#unplaced ?? this.#positional).push(item);
        }
    } else if (argument.spread === '**') {
      const mapping = unwrap(value);
      if (mapping.kind === 'dict') {
        evaluator.spend(mapping.entries.size);
        for (const [key, entry] of mapping.entries.values())
          if (key.kind === 'str') this.#keywords.set(key.value, entry);
        this.#incomplete ??= mapping.summary;
      } else
        this.#incomplete ??= isUndetermined(value) ? value : evaluator.unknown('the unpacked arguments are not known');
    } else if (argument.name !== undefined) this.#keywords.set(argument.name, value);
    else (this.#unplaced ?? this.#positional).push(value);
  }

  get all(): Passed {
    const [positional, keywords, incomplete, unplaced] = [
      this.#positional,
      this.#keywords,
      this.#incomplete,
      this.#unplaced,
    ];
    if (!unplaced || unplaced.length === 0) return { positional, keywords, incomplete };
    const reason = words`how many arguments stand before it is not known`;
    return {
      positional: [...positional, ...unplaced.map(() => oneOf(unplaced, reason))],
      keywords,
      incomplete: oneOf(unplaced, incomplete!.reason),
    };
  }
}
