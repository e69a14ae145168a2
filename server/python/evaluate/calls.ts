/** Calls: binding of arguments, functions, classes, bound methods. */
import type { Call, FunctionDefinition, Parameter } from '../syntax/tree.ts';
import { changeEach, changeInPlace } from '../library/unknowns.ts';
import { type CallArguments, PythonError } from '../domain/interpreter.ts';
import { Scope } from '../domain/scope.ts';
import {
  DictValue,
  type FunctionValue,
  NONE,
  OTHER_ATTRIBUTES,
  str,
  SuperValue,
  TupleValue,
  type Value,
} from '../domain/value.ts';
import { bindName } from './assignment.ts';
import type { Boundary } from './boundary.ts';
import { evaluateWays } from './branches.ts';
import type { Evaluator } from './evaluator.ts';
import { evaluate, evaluateInSteps } from './expressions.ts';
import { makeGenerator } from './generators.ts';
import { engineLimit, GivenUp, LIMITS, OutOfFuel } from './fuel.ts';
import { joinValues } from './join.ts';
import { choiceOf, ending, goOn, settle, suspend } from './jumps.ts';
import { handOut, havoc, objectsChanged, paidHavoc } from './havoc.ts';
import { executeBlock } from './statements.ts';
import { whole } from './pauses.ts';
import { perhapsWrites, perhapsWritesTemporary } from './perhaps-writes.ts';
import { oneStep, type Steps } from '../syntax/steps.ts';
import { words } from '../../words/message.ts';
import { isUndetermined, type Undetermined } from '../domain/undetermined.ts';
import { callClass } from './instances.ts';

export function callValue(evaluator: Evaluator, callee: Value, args: CallArguments): Value {
  const call = calledBy(evaluator, callee, args);
  return isLibrary(call.callee)
    ? callLibrary(evaluator, call.callee, call.args)
    : whole(evaluator, callProgram(evaluator, call.callee, call.args));
}

/** The same, where others may be heard while a function of the program runs. */
export function* callInSteps(evaluator: Evaluator, callee: Value, args: CallArguments): Steps<Value> {
  const call = calledBy(evaluator, callee, args);
  return isLibrary(call.callee)
    ? callLibrary(evaluator, call.callee, call.args)
    : yield* callProgram(evaluator, call.callee, call.args);
}

/** What is called in the end where a method or an instance is, with what. */
function calledBy(
  evaluator: Evaluator,
  callee: Value,
  args: CallArguments,
): { readonly callee: Value; readonly args: CallArguments } {
  for (;;) {
    evaluator.spend();
    switch (callee.kind) {
      case 'method':
        args = { ...args, positional: [callee.receiver, ...args.positional] };
        callee = callee.method;
        break;
      case 'staticmethod':
      case 'classmethod':
        callee = callee.method;
        break;
      case 'instance': {
        const method = evaluator.findAttribute(callee, '__call__');
        // What it runs of the program's is up to a class that is not known: it may run what the object holds.
        if (isUndetermined(method))
          for (const held of callee.attributes.values()) if (held.kind === 'instance') handOut(evaluator, held);
        if (!method) return { callee, args };
        callee = method;
        break;
      }
      default:
        return { callee, args };
    }
  }
}

type Library = Extract<Value, { kind: 'native' | 'host' }>;
const isLibrary = (callee: Value): callee is Library => callee.kind === 'native' || callee.kind === 'host';

function callLibrary(evaluator: Evaluator, callee: Library, args: CallArguments): Value {
  if (callee.kind === 'native') {
    perhapsWritesTemporary(evaluator, callee.name, args, callee.isOfPython);
    return evaluator.grounds.calling(args, () => callee.implementation(evaluator, args));
  }
  return evaluator.grounds.calling(
    args,
    () =>
      callee.call?.(evaluator, args) ?? evaluator.unknown(words`what a call of ${callee.typeName} gives is not known`),
    callee,
  );
}

function* callProgram(evaluator: Evaluator, callee: Value, args: CallArguments): Steps<Value> {
  switch (callee.kind) {
    case 'function':
      return callee.through ? callee.through(evaluator, callee, args) : yield* callFunction(evaluator, callee, args);
    case 'class':
      return yield* callClass(evaluator, callee, args);
    case 'instance':
      if (callee.cls.unknownBase)
        return madeOf(args, evaluator.unknown(words`${callee.cls.name} derives from a class that is not known`));
      return evaluator.raise('TypeError', `'${callee.cls.name}' object is not callable`);
    case 'top':
    case 'symbol':
    case 'one-of':
      return yield* callUnknown(evaluator, callee, args);
    default:
      return evaluator.raise('TypeError', `'${typeName(evaluator, callee)}' object is not callable`);
  }
}

const typeName = (evaluator: Evaluator, value: Value): string => {
  const type = evaluator.typeOf(value);
  return type.kind === 'class' ? type.name : 'object';
};

/**
 * Where it is one of a few things, each is called and the results are joined. Anything that can be changed in place may
 * be changed by it.
 */
function* callUnknown(evaluator: Evaluator, callee: Undetermined, args: CallArguments): Steps<Value> {
  // None is not called: the program does not come to that.
  const callees = callee.alternatives?.filter(({ kind }) => kind !== 'none') ?? [];
  if (callees.some((one) => !isUndetermined(one))) {
    let value: Value | undefined;
    const chose = evaluator.grounds.choiceOf([callee.origins]);
    yield* evaluateWays(
      evaluator,
      callees.map(
        (one) =>
          function* (): Steps<undefined> {
            const result = yield* callInSteps(evaluator, one, args);
            value = value ? evaluator.grounds.joining(chose, () => joinValues(evaluator, value!, result)) : result;
            return undefined;
          },
      ),
      chose,
    );
    if (value) {
      if (callee.changes) {
        changeEach(evaluator, callee.changes.pointsTo);
        evaluator.touchFact(callee.changes);
        callee.changes.change();
      }
      return value;
    }
  }
  objectsChanged(evaluator, callee);
  if (callee.changes) {
    evaluator.touchFact(callee.changes);
    changeInPlace(evaluator, callee.changes);
    objectsChanged(evaluator, callee.changes);
  }
  callee.changes?.change();
  evaluator.touchFact(callee);
  const given = [...(callee.receiver ? [callee.receiver] : []), ...args.positional, ...args.keywords.values()];
  paidHavoc(evaluator, given, { contents: true });
  perhapsWrites(evaluator, callee, args);
  for (const argument of given) {
    if (argument.kind === 'host' || (argument.kind === 'list' && argument.items[0]?.kind === 'host')) {
      evaluator.touchFact(callee.use);
      callee.use.called = true;
    }
  }
  const made = madeOf(args, evaluator.unknown(callee.reason));
  made.origins = callee.origins;
  made.ofTensors ||= callee.ofTensors;
  return made;
}

/** What code that is not followed made of its arguments. */
function madeOf({ positional, keywords }: CallArguments, made: Undetermined): Undetermined {
  made.ofTensors = [...positional, ...keywords.values()].some(
    (argument) =>
      isOfTensors(argument) ||
      ((argument.kind === 'list' || argument.kind === 'tuple') && argument.items.some(isOfTensors)),
  );
  return made;
}

const isOfTensors = (value: Value): boolean =>
  value.kind === 'host' ? value.isSymbolic?.() === true : isUndetermined(value) && value.ofTensors;

/**
 * What the calls left out would have done is not known either; most often they have no end, because what ends them is
 * not decided. The first call of the function that calls itself is given up, since
 * from there on the program goes on whatever the others would have made.
 */
function nestedTooDeeply({ boundaries }: Evaluator, { name }: FunctionValue): OutOfFuel {
  const message = words`calls of functions are nested too deeply, the last one is ${name}`;
  const calls = new Map<FunctionDefinition, Boundary[]>();
  for (const boundary of boundaries)
    if (boundary.definition) calls.set(boundary.definition, [...(calls.get(boundary.definition) ?? []), boundary]);
  const [most] = [...calls.values()].sort((a, b) => b.length - a.length);
  return most && most.length > 1 ? new GivenUp(message, most[0]) : new OutOfFuel(message);
}

export function* callFunction(evaluator: Evaluator, fn: FunctionValue, args: CallArguments): Steps<Value> {
  const { definition } = fn;
  evaluator.entered.add(definition);
  if (evaluator.callDepth >= LIMITS.callDepth) throw nestedTooDeeply(evaluator, fn);
  const scope = new Scope('function', fn.closure);
  evaluator.make(scope);
  bindParameters(
    evaluator,
    fn,
    fn.configured ? { ...args, incomplete: args.incomplete ?? fn.configured } : args,
    scope,
  );
  const generator = definition.kind === 'FunctionDefinition' && definition.generator;
  const first = definition.parameters[0];
  scope.frame = {
    function: fn,
    receiver: first ? scope.variables.get(first.name) : undefined,
    yields: generator ? [] : undefined,
  };
  if (generator) return makeGenerator(evaluator, fn, scope);
  const outer = { depth: evaluator.callDepth, file: evaluator.file, standsFor: evaluator.standsFor };
  evaluator.callDepth++;
  evaluator.enterFile(definition.file);
  try {
    return definition.kind === 'Lambda'
      ? yield* evaluateInSteps(evaluator, definition.body, scope)
      : yield* runBody(evaluator, definition, scope);
  } catch (error) {
    // An explicit `raise` ends the function; to the caller it is an error of the call.
    if (error instanceof PythonError && error.explicit) {
      const ofCall = new PythonError(error.typeName, error.message, error.exception);
      ofCall.raisedIn = definition.file;
      throw ofCall;
    }
    const limit = engineLimit(error);
    if (limit !== undefined || error instanceof OutOfFuel) evaluator.stopped.push({ code: definition, scope });
    if (limit !== undefined) throw new OutOfFuel(limit);
    throw error;
  } finally {
    evaluator.callDepth = outer.depth;
    evaluator.file = outer.file;
    evaluator.standsFor = outer.standsFor;
  }
}

function* runBody(evaluator: Evaluator, definition: FunctionDefinition, scope: Scope): Steps<Value> {
  const boundary = evaluator.openBoundary('function');
  boundary.definition = definition;
  try {
    const ended = yield* ending(() => executeBlock(evaluator, definition.body, scope));
    if (!(ended instanceof PythonError))
      return settle(evaluator, boundary, ended?.type === 'return' ? ended.value : NONE) ?? NONE;
    if (boundary.pending.length === 0) throw ended;
    // It perhaps returned before it came to that.
    let value: Value | undefined;
    const returned = oneStep(() => {
      value = settle(evaluator, boundary, undefined, false);
      return undefined;
    });
    const chose = choiceOf(evaluator, boundary.pending);
    yield* evaluateWays(evaluator, [oneStep(() => goOn(ended)), returned], chose);
    return value ?? NONE;
  } catch (error) {
    if (!(error instanceof GivenUp) || (error.to ?? boundary) !== boundary) throw error;
    const left = evaluator.unknown(error.reason);
    const stopped = [...evaluator.stopped.splice(0), { code: definition, scope }];
    const { values, raises } = havoc(evaluator, stopped, { reason: error.reason });
    evaluator.spend(values.size);
    if (raises) suspend(evaluator, new Map(), { type: 'raise', error: new PythonError('Exception', '', left) });
    return left;
  } finally {
    evaluator.closeBoundary(boundary);
  }
}

function bindParameters(evaluator: Evaluator, fn: FunctionValue, args: CallArguments, scope: Scope): void {
  const parameters = fn.definition.parameters as readonly Parameter[];
  const keywords = new Map(args.keywords);
  const set = (parameter: Parameter, value: Value): void => {
    bindName(evaluator, parameter.name, value, scope, parameter);
  };
  const missing: string[] = [];
  let next = 0;
  let variadic = false;
  for (const parameter of parameters) {
    switch (parameter.parameterKind) {
      case 'variadic':
        variadic = true;
        if (args.incomplete && args.positional.length <= next) {
          set(parameter, evaluator.unknown(args.incomplete.reason, parameter.name));
          break;
        }
        set(parameter, new TupleValue(args.positional.slice(next)));
        next = Math.max(next, args.positional.length);
        break;
      case 'keywords': {
        const rest = new DictValue();
        for (const [name, value] of keywords) rest.entries.set(evaluator.hashKey(str(name))!, [str(name), value]);
        keywords.clear();
        rest.summary = args.incomplete;
        set(parameter, rest);
        break;
      }
      default: {
        const byPosition = parameter.parameterKind !== 'keyword-only' && next < args.positional.length;
        const byName = parameter.parameterKind !== 'positional-only' && keywords.has(parameter.name);
        if (byPosition && byName)
          evaluator.raise('TypeError', `${fn.name}() got multiple values for argument '${parameter.name}'`);
        if (byPosition) set(parameter, args.positional[next++]!);
        else if (byName) {
          set(parameter, keywords.get(parameter.name)!);
          keywords.delete(parameter.name);
        } else if (args.incomplete) {
          const left = evaluator.unknown(args.incomplete.reason, parameter.name);
          left.pointsTo = args.incomplete.pointsTo;
          set(parameter, left);
        } else if (fn.defaults.has(parameter.name)) set(parameter, fn.defaults.get(parameter.name)!);
        else missing.push(parameter.name);
      }
    }
  }
  // What a decorator that is not known makes of a function may take other arguments.
  if (fn.attributes.has(OTHER_ATTRIBUTES)) {
    for (const name of missing)
      scope.variables.set(name, evaluator.unknown('a decorator that is not known may pass it', name));
    return;
  }
  checkBound(evaluator, fn, missing, variadic ? args.positional.length : next, args.positional.length, keywords);
}

/** Raises where arguments are missing, or are too many: `taken` of `given` by position, `surplus` by name. */
function checkBound(
  evaluator: Evaluator,
  { name: called }: FunctionValue,
  missing: readonly string[],
  taken: number,
  given: number,
  surplus: ReadonlyMap<string, Value>,
): void {
  if (missing.length > 0)
    evaluator.raise(
      'TypeError',
      `${called}() missing ${missing.length} required argument${missing.length > 1 ? 's' : ''}: ${missing.map((name) => `'${name}'`).join(', ')}`,
    );
  if (taken < given)
    evaluator.raise(
      'TypeError',
      `${called}() takes ${taken} positional argument${taken === 1 ? '' : 's'} but ${given} were given`,
    );
  for (const name of surplus.keys())
    evaluator.raise('TypeError', `${called}() got an unexpected keyword argument '${name}'`);
}

/** `super()` and `super(Class, self)`. */
export function superOf(evaluator: Evaluator, call: Call, scope: Scope): Value {
  if (call.arguments.length >= 2) {
    const cls = evaluate(evaluator, call.arguments[0]!.value, scope);
    const receiver = evaluate(evaluator, call.arguments[1]!.value, scope);
    return cls.kind === 'class'
      ? new SuperValue(cls, receiver)
      : evaluator.unknown('the class given to super() is not known');
  }
  let home: Scope | undefined = scope;
  while (home && !home.frame?.function.owner) home = home.parent;
  const frame = home?.frame;
  if (!frame?.receiver || !frame.function.owner) return evaluator.unknown('super() is used outside a method');
  return new SuperValue(frame.function.owner, frame.receiver);
}
