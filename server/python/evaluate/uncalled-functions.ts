/** Functions and classes that nobody calls, and what they are entered with. */
import { changesIn } from '../syntax/changes.ts';
import type { ClassDefinition, Parameter } from '../syntax/tree.ts';
import { CODE, UNCALLED } from '../domain/origins.ts';
import type { ClassValue, FunctionValue, Value } from '../domain/value.ts';
import { callFunction, callInSteps } from './calls.ts';
import type { Evaluator } from './evaluator.ts';
import { exampleOf, exampleValues } from './examples.ts';
import { LIMITS } from './fuel.ts';
import { attempt } from './program.ts';
import type { PieceOfProgram } from './statement-record.ts';
import type { Steps } from '../syntax/steps.ts';
import { words } from '../../words/message.ts';
import { Top, type Undetermined } from '../domain/undetermined.ts';

/**
 * Functions that nobody calls are entered with symbolic arguments (defaults where there are some), so that their bodies
 * have facts.
 */
export function uncalledPieces(evaluator: Evaluator, stage: number): readonly PieceOfProgram[] {
  // Methods are entered with an object of their class; those that are left behind, as what a decorator hides, without.
  const isMethod = (value: Value): boolean => value.kind === 'function' && value.owner !== undefined;
  const defined = [
    ...evaluator.defined.filter((value) => !isMethod(value)),
    ...evaluator.defined.filter((value) => isMethod(value)),
  ];
  return defined.flatMap((value): PieceOfProgram[] => {
    if (value.kind !== 'function' && value.kind !== 'class') return [];
    const functions =
      value.kind === 'function'
        ? [value]
        : [...value.attributes.values()].filter((member) => member.kind === 'function');
    return [
      {
        key: value,
        stage,
        imports: false,
        premise: () =>
          functions.map(({ definition }) => Number(evaluator.entered.has(definition))).join('') + stated(value),
        *run() {
          if (!evaluator.fuel.refill()) return;
          evaluator.grounds.reached = UNCALLED;
          try {
            if (value.kind === 'function')
              yield* attempt(evaluator, LIMITS.stepsPerUncalledFunction, () =>
                enterSymbolically(evaluator, value, undefined),
              );
            else yield* enterMethods(evaluator, value, functions);
          } finally {
            evaluator.grounds.reached = CODE;
          }
        },
      },
    ];
  });
}

/** What comments above it, which are no part of the statement, state of parameters. */
function stated(value: FunctionValue | ClassValue): string {
  const definitions =
    value.kind === 'function'
      ? [value.definition]
      : [
          value.definition,
          ...[...value.attributes.values()].map((member) => member.kind === 'function' && member.definition),
        ];
  return definitions
    .flatMap((one) => (one && one.kind !== 'Lambda' ? (exampleOf(one)?.text ?? []) : []))
    .map((text) => ` ${text}`)
    .join('');
}

function* enterMethods(evaluator: Evaluator, cls: ClassValue, methods: readonly FunctionValue[]): Steps<void> {
  if (methods.every((method) => evaluator.entered.has(method.definition))) return;
  yield* attempt(evaluator, LIMITS.stepsPerUncalledFunction, function* (): Steps<void> {
    const instance = yield* makeObject(evaluator, cls);
    for (const method of methods)
      yield* attempt(evaluator, LIMITS.stepsPerUncalledFunction, () =>
        evaluator.entered.has(method.definition)
          ? enterAgain(evaluator, method, instance)
          : enterSymbolically(evaluator, method, instance),
      );
  });
}

/** What it sets in its object is there for the methods behind it. It was told of before. */
function* enterAgain(evaluator: Evaluator, method: FunctionValue, instance: Value): Steps<void> {
  if (method.name === '__init__' || changesIn(method.definition).ofSelf.size === 0) return;
  const args = symbolicArguments(evaluator, method, 1);
  evaluator.silent++;
  try {
    yield* callFunction(evaluator, method, { ...args, positional: [instance, ...args.positional] });
  } finally {
    evaluator.silent--;
  }
}

/** An object to enter methods with. What the program's own calls of the constructor told is not told again. */
export function* makeObject(evaluator: Evaluator, cls: ClassValue, open?: ReadonlySet<string>): Steps<Value> {
  const init = cls.lookup('__init__');
  const args =
    init?.kind === 'function'
      ? symbolicArguments(evaluator, init, 1, cls.definition, open)
      : { positional: [], keywords: new Map<string, Value>() };
  const isTold = init?.kind === 'function' && evaluator.entered.has(init.definition);
  if (isTold) evaluator.silent++;
  try {
    return yield* callInSteps(evaluator, cls, args);
  } finally {
    if (isTold) evaluator.silent--;
  }
}

function* enterSymbolically(evaluator: Evaluator, fn: FunctionValue, receiver: Value | undefined): Steps<void> {
  if (evaluator.entered.has(fn.definition)) return;
  const args = symbolicArguments(evaluator, fn, receiver ? 1 : 0);
  const before = evaluator.defined.length;
  let inside: readonly Value[] = [];
  try {
    yield* callFunction(evaluator, fn, receiver ? { ...args, positional: [receiver, ...args.positional] } : args);
  } finally {
    inside = evaluator.defined.splice(before);
  }
  // Functions that it defines and does not call: somebody else may be given them.
  for (const value of inside)
    if (value.kind === 'function')
      yield* attempt(evaluator, LIMITS.stepsPerUncalledFunction, () => enterSymbolically(evaluator, value, undefined));
}

/**
 * What `*args` and `**kwargs` would hold is not known: a caller may pass what the body goes on to need. `cls`: the
 * class that the function makes objects of, above which its parameters may be stated too. Parameters with a name in
 * `open` do not have their defaults.
 */
export function symbolicArguments(
  evaluator: Evaluator,
  fn: FunctionValue,
  skip: number,
  cls?: ClassDefinition,
  open?: ReadonlySet<string>,
): { positional: Value[]; keywords: Map<string, Value>; incomplete?: Undetermined } {
  const positional: Value[] = [];
  const keywords = new Map<string, Value>();
  const parameters = (fn.definition.parameters as readonly Parameter[]).slice(skip);
  const examples = examplesOf(evaluator, fn, cls);
  const rest = parameters.find(({ parameterKind }) => parameterKind === 'variadic' || parameterKind === 'keywords');
  for (const parameter of parameters) {
    if (parameter.parameterKind === 'variadic' || parameter.parameterKind === 'keywords') continue;
    const example = examples.get(parameter.name);
    if (example && parameter.parameterKind !== 'positional-only') {
      keywords.set(parameter.name, example);
      continue;
    }
    const usual = open?.has(parameter.name) ? undefined : fn.defaults.get(parameter.name);
    if (usual) {
      // Where more may follow, one that is not passed here would not be known.
      if (rest && parameter.parameterKind !== 'positional-only') keywords.set(parameter.name, usual);
      continue;
    }
    const value =
      example ??
      evaluator.unknown(words`${parameter.name} is a parameter that nothing in this file passes`, parameter.name);
    if (parameter.parameterKind === 'positional-only') positional.push(value);
    else keywords.set(parameter.name, value);
  }
  return rest
    ? { positional, keywords, incomplete: new Top(words`what ${rest.name} holds is not known`) }
    : { positional, keywords };
}

/** What comments state of the parameters. */
function examplesOf(
  evaluator: Evaluator,
  fn: FunctionValue,
  cls: ClassDefinition | undefined,
): ReadonlyMap<string, Value> {
  const own = fn.definition.kind === 'FunctionDefinition' ? exampleOf(fn.definition) : undefined;
  const example = own ?? (cls && exampleOf(cls));
  return example ? exampleValues(evaluator, example, fn.closure) : new Map<string, Value>();
}
