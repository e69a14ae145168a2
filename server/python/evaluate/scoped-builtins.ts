/** Builtins that see the names around their call: `globals()`, `locals()`, `exec()`, `eval()`. */
import { changeEach } from '../library/unknowns.ts';
import type { Module } from '../syntax/tree.ts';
import { DATA } from '../domain/data-kinds.ts';
import type { CallArguments } from '../domain/interpreter.ts';
import { bindPerhaps, isMark } from '../domain/perhaps-bound.ts';
import { Scope } from '../domain/scope.ts';
import { type DictValue, type NativeFunction, NONE, str, type Value } from '../domain/value.ts';
import type { Evaluator } from './evaluator.ts';
import { evaluateInSteps } from './expressions.ts';
import { NamesOfScope } from './names-of-scope.ts';
import { executeBlock } from './statements.ts';
import { oneStep, type Steps } from '../syntax/steps.ts';

type Scoped = (evaluator: Evaluator, args: CallArguments, scope: Scope) => Steps<Value>;

/** The builtin as one that sees the names, where it is one. */
export function scopedBuiltin(evaluator: Evaluator, callee: NativeFunction): Scoped | undefined {
  const scoped = SCOPED.get(callee.name);
  return scoped && evaluator.environment.builtins.get(callee.name) === callee ? scoped : undefined;
}

/** The scope of the module or the function; comprehensions see the names around them. */
function homeOf(scope: Scope): Scope {
  let home = scope;
  while (home.scopeKind === 'comprehension' && home.parent) home = home.parent;
  return home;
}

const namesOf = (evaluator: Evaluator, scope: Scope): NamesOfScope =>
  new NamesOfScope(scope, evaluator.builtin('dict'));

function localNames(evaluator: Evaluator, scope: Scope): Value {
  const home = homeOf(scope);
  return home.scopeKind === 'module' ? namesOf(evaluator, home) : namesOf(evaluator, home).copy(evaluator);
}

/** Where the names are found and set that a text uses. */
interface Surroundings {
  readonly scope: Scope;
}

function surroundings(evaluator: Evaluator, args: CallArguments, scope: Scope): Surroundings | undefined {
  const given = (place: number, name: string): Value | undefined => {
    const value = args.positional[place] ?? args.keywords.get(name);
    return value?.kind === 'none' ? undefined : value;
  };
  const [globals, locals] = [given(1, 'globals'), given(2, 'locals')];
  if (!globals) return locals || args.incomplete ? undefined : { scope: homeOf(scope) };
  if (
    globals instanceof NamesOfScope &&
    (!locals || (locals instanceof NamesOfScope && locals.scope === globals.scope))
  )
    return { scope: globals.scope };
  if (globals.kind !== 'dict' || (locals && locals.kind !== 'dict')) return undefined;
  return ofDictionary(evaluator, globals, locals?.kind === 'dict' ? locals : undefined);
}

/** A dictionary as the names of a module: what is set in one is there in the other. */
class NamesInDictionary extends Map<string, Value> {
  readonly #dict: DictValue;
  readonly #keyOf: (name: string) => string;
  constructor(dict: DictValue, keyOf: (name: string) => string) {
    super();
    this.#dict = dict;
    this.#keyOf = keyOf;
  }
  override get(name: string): Value | undefined {
    return this.#dict.entries.get(this.#keyOf(name))?.[1];
  }
  override has(name: string): boolean {
    return this.#dict.entries.has(this.#keyOf(name));
  }
  override set(name: string, value: Value): this {
    this.#dict.entries.set(this.#keyOf(name), [str(name), value]);
    return this;
  }
  override delete(name: string): boolean {
    return this.#dict.entries.delete(this.#keyOf(name));
  }
  override clear(): void {
    this.#dict.entries.clear();
  }
  override get size(): number {
    return this.#dict.entries.size;
  }
  override *entries(): MapIterator<[string, Value]> {
    for (const [key, value] of this.#dict.entries.values()) if (key.kind === 'str') yield [key.value, value];
    return undefined;
  }
  override *keys(): MapIterator<string> {
    for (const [name] of this.entries()) yield name;
    return undefined;
  }
  override *values(): MapIterator<Value> {
    for (const [, value] of this.entries()) yield value;
    return undefined;
  }
  override [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries();
  }
}

function ofDictionary(evaluator: Evaluator, globals: DictValue, locals: DictValue | undefined): Surroundings {
  const made = (dict: DictValue, parent?: Scope): Scope => {
    evaluator.touch(dict);
    const scope = new Scope(parent ? 'function' : 'module', parent);
    evaluator.make(scope);
    scope.variables = new NamesInDictionary(dict, (name) => evaluator.hashKey(str(name))!);
    return scope;
  };
  const outer = made(globals);
  outer.builtins = evaluator.moduleScope('builtins').builtins;
  outer.unknownStar = globals.summary ?? locals?.summary;
  return { scope: locals ? made(locals, outer) : outer };
}

/** Runs what stands in a text as if it stood at the call. Nothing of it is a fact of the file. */
function* within<T>(evaluator: Evaluator, { file }: Module, args: CallArguments, work: () => Steps<T>): Steps<T> {
  const outer = { file: evaluator.file, standsFor: evaluator.standsFor, defined: evaluator.defined.length };
  evaluator.spend(file.text.length);
  evaluator.enterFile(file, args.site);
  try {
    return yield* work();
  } finally {
    evaluator.file = outer.file;
    evaluator.standsFor = outer.standsFor;
    evaluator.defined.length = outer.defined;
  }
}

function parsed(evaluator: Evaluator, source: Value | undefined): Module | undefined {
  if (source?.kind !== 'str') return undefined;
  const module = evaluator.environment.parse?.(source.value, evaluator.file.path);
  return module?.syntaxErrors.length === 0 ? module : undefined;
}

/**
 * A text that is not known ran: it may have set any name, of the module or of the dictionary that it was given, and
 * made layers.
 */
function unknownCode(evaluator: Evaluator, reason: string, scope: Scope, names: Value | undefined): void {
  evaluator.environment.unknownCode?.();
  if (names?.kind === 'dict') {
    changeEach(evaluator, [names]);
    return;
  }
  const home = names instanceof NamesOfScope ? names.scope : scope.module;
  evaluator.touch(home);
  for (const [name, value] of [...home.variables])
    if (DATA.has(value.kind) && !name.startsWith('__') && !isMark(name))
      bindPerhaps(home.variables, name, evaluator.unknown(reason, name));
  home.unknownStar ??= evaluator.unknown(reason);
}
function* runText(evaluator: Evaluator, args: CallArguments, scope: Scope): Steps<Value> {
  const source = parsed(evaluator, args.positional[0] ?? args.keywords.get('source'));
  const around = surroundings(evaluator, args, scope);
  if (!source || !around) {
    unknownCode(evaluator, 'a text that is not known is run by exec()', scope, args.positional[1]);
    return NONE;
  }
  // What a text sets within a function is gone with it.
  const inside =
    around.scope === homeOf(scope) && around.scope.scopeKind === 'function'
      ? new Scope('function', around.scope)
      : around.scope;
  yield* within(evaluator, source, args, () => executeBlock(evaluator, source.body, inside));
  return NONE;
}

function* valueOfText(evaluator: Evaluator, args: CallArguments, scope: Scope): Steps<Value> {
  const given = args.positional[0] ?? args.keywords.get('source');
  const source = parsed(evaluator, given?.kind === 'str' ? str(given.value.trim()) : given);
  const around = surroundings(evaluator, args, scope);
  const [only, ...others] = source?.body ?? [];
  if (!source || !around || only?.kind !== 'ExpressionStatement' || others.length > 0) {
    evaluator.environment.unknownCode?.();
    return evaluator.unknown('what eval() is given is not known');
  }
  const value = yield* within(evaluator, source, args, () =>
    evaluateInSteps(evaluator, only.value, args.positional.length > 1 ? around.scope : scope),
  );
  return value;
}

const SCOPED: ReadonlyMap<string, Scoped> = new Map<string, Scoped>([
  ['globals', (evaluator, _args, scope) => oneStep(() => namesOf(evaluator, scope.module))()],
  ['locals', (evaluator, _args, scope) => oneStep(() => localNames(evaluator, scope))()],
  [
    'vars',
    (evaluator, args, scope) =>
      oneStep(() =>
        args.positional.length > 0 || args.incomplete
          ? evaluator.callWith(evaluator.environment.builtins.get('vars')!, args)
          : localNames(evaluator, scope),
      )(),
  ],
  ['exec', runText],
  ['eval', valueOfText],
]);
