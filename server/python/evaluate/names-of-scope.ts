/** `globals()`: a module's names as a dictionary. What is set in it is set in the module. */
import { eitherOf } from '../library/operations/attributes-by-name.ts';
import { raiseKeyError } from '../library/operations/raising.ts';
import { native } from '../library/signature.ts';
import { DATA } from '../domain/data-kinds.ts';
import { HostValue } from '../domain/host.ts';
import type { Interpreter } from '../domain/interpreter.ts';
import { bindPerhaps, isMark, isPerhapsUnbound, markOf } from '../domain/perhaps-bound.ts';
import { changeableIn, perhaps } from '../domain/points-to.ts';
import type { Scope } from '../domain/scope.ts';
import {
  bool,
  BoundMethod,
  type ClassValue,
  DictValue,
  type NativeFunction,
  NONE,
  Str,
  type Value,
} from '../domain/value.ts';
import { isUndetermined, type Undetermined } from '../domain/undetermined.ts';

export class NamesOfScope extends HostValue {
  readonly typeName = 'dict';
  readonly scope: Scope;
  readonly #dict: ClassValue;
  constructor(scope: Scope, dict: ClassValue) {
    super();
    this.scope = scope;
    this.#dict = dict;
  }

  override pythonClass(): ClassValue {
    return this.#dict;
  }

  /** The names as they are now. */
  copy(interpreter: Interpreter): DictValue {
    const dict = new DictValue();
    for (const [name, value] of this.scope.variables)
      if (!isMark(name) && !isPerhapsUnbound(this.scope.variables, name))
        dict.entries.set(interpreter.hashKey(new Str(name))!, [new Str(name), value]);
    if (isUndetermined(this.scope.unknownStar)) dict.summary = this.scope.unknownStar;
    if ([...this.scope.variables.keys()].some((name) => isPerhapsUnbound(this.scope.variables, name)))
      dict.summary ??= perhaps(
        interpreter.unknown('which names are set is not decided'),
        changeableIn(this.scope.variables.values()),
      );
    return dict;
  }

  /** undefined: there is no such name. */
  find(interpreter: Interpreter, key: Value): Value | undefined {
    if (key.kind === 'str')
      return (
        this.scope.variables.get(key.value) ??
        (this.scope.unknownStar ? interpreter.unknown('which names there are is not known', key.value) : undefined)
      );
    if (!isUndetermined(key)) return undefined;
    return perhaps(
      interpreter.unknown('which name is meant is not known'),
      changeableIn(this.scope.variables.values()),
    );
  }

  override getItem(interpreter: Interpreter, key: Value): Value {
    return this.find(interpreter, key) ?? raiseKeyError(interpreter, key);
  }
  override setItem(interpreter: Interpreter, key: Value, value: Value): boolean {
    interpreter.touch(this.scope);
    if (key.kind === 'str') this.scope.variables.set(key.value, value);
    else if (isUndetermined(key)) this.#perhapsSet(interpreter, key, value);
    return true;
  }
  override deleteItem(interpreter: Interpreter, key: Value): boolean {
    interpreter.touch(this.scope);
    if (key.kind === 'str') this.scope.variables.delete(key.value);
    return true;
  }

  /** Which name is set is not known: each is what it was, or the value. */
  #perhapsSet(interpreter: Interpreter, key: Undetermined, value: Value): void {
    const names = key.alternatives?.every((one) => one.kind === 'str')
      ? new Set(key.alternatives.map((one) => one.value))
      : undefined;
    const { variables } = this.scope;
    for (const [name, before] of [...variables])
      if (DATA.has(before.kind) && !name.startsWith('__') && !isMark(name) && (!names || names.has(name)))
        bindPerhaps(variables, name, eitherOf(interpreter, before, value, key));
    for (const name of names ?? [])
      if (!variables.has(name)) {
        variables.set(name, value);
        variables.set(markOf(name), value);
      }
    if (!names) this.scope.unknownStar ??= interpreter.unknown('names that are not known are set in globals()');
  }

  override length(interpreter: Interpreter): Value {
    return interpreter.unknown('how many names there are is not counted');
  }
  override iterate(interpreter: Interpreter): Iterable<Value> | undefined {
    return interpreter.iterate(this.copy(interpreter));
  }
  override truth(): boolean {
    return true;
  }
  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    const own = METHODS.get(name);
    // What only looks at it looks at a copy.
    return own ? new BoundMethod(this, own) : interpreter.findAttribute(this.copy(interpreter), name);
  }
}

/** Whether the name is bound in only one way of what is not decided. */
const isUnsure = ({ scope }: NamesOfScope, key: Value): boolean =>
  key.kind === 'str' && isPerhapsUnbound(scope.variables, key.value);

type Method = (
  interpreter: Interpreter,
  names: NamesOfScope,
  values: readonly (Value | undefined)[],
  keywords: ReadonlyMap<string, Value>,
) => Value;
const METHODS = new Map<string, NativeFunction>();
function method(name: string, parameters: string, body: Method): void {
  METHODS.set(
    name,
    native(name, `self, /${parameters}`, (interpreter, [self, ...values], { keywords }) =>
      self instanceof NamesOfScope
        ? body(interpreter, self, values, keywords)
        : interpreter.unknown('the names are not known'),
    ),
  );
}
method('get', ', key, default=, /', (interpreter, names, [key, otherwise]) => {
  const found = names.find(interpreter, key!);
  if (!found || !isUnsure(names, key!)) return found ?? otherwise ?? NONE;
  return eitherOf(interpreter, found, otherwise ?? NONE, interpreter.unknown('whether it is set is not decided'));
});
method('setdefault', ', key, default=, /', (interpreter, names, [key, otherwise]) => {
  const found = names.find(interpreter, key!);
  if (!found) names.setItem(interpreter, key!, otherwise ?? NONE);
  return found ?? otherwise ?? NONE;
});
method('pop', ', key, default=, /', (interpreter, names, [key, otherwise]) => {
  const found = names.find(interpreter, key!) ?? otherwise ?? raiseKeyError(interpreter, key!);
  names.deleteItem(interpreter, key!);
  return found;
});
method('update', ', other=, /, **kwargs', (interpreter, names, [other], keywords) => {
  const given = new DictValue();
  interpreter.call(interpreter.getAttribute(given, 'update'), other ? [other] : [], keywords);
  for (const [key, value] of given.entries.values()) names.setItem(interpreter, key, value);
  if (given.summary)
    names.setItem(
      interpreter,
      given.summary.alternatives ? interpreter.unknown(given.summary.reason) : given.summary,
      interpreter.unknown(given.summary.reason),
    );
  return NONE;
});
method('__setitem__', ', key, value, /', (interpreter, names, [key, value]) => {
  names.setItem(interpreter, key!, value!);
  return NONE;
});
method('__getitem__', ', key, /', (interpreter, names, [key]) => names.getItem(interpreter, key!));
method('__contains__', ', key, /', (interpreter, names, [key]) => {
  if (isUndetermined(key)) return interpreter.unknown('which name is meant is not known');
  const found = names.find(interpreter, key!);
  if (isUnsure(names, key!)) return interpreter.unknown('whether it is set is not decided');
  return isUndetermined(found) && key!.kind === 'str' && !names.scope.variables.has(key!.value)
    ? interpreter.unknown(found.reason)
    : bool(found !== undefined);
});
method('copy', '', (interpreter, names) => names.copy(interpreter));
