/** Library functions on data: arguments by name, and "unknown" wherever something is not decided. */
import type { Shape, Size } from '../../../shapes/dimension.ts';
import type { Result } from '../../../shapes/result.ts';
import type { Place } from '../../syntax/place.ts';
import type { CallArguments, Interpreter } from '../../domain/interpreter.ts';
import { effectsOf, withoutEffects } from '../../domain/native-effects.ts';
import { BoundMethod, NativeFunction, type Value } from '../../domain/value.ts';
import { ArrayValue } from './array-value.ts';
import { walkCost } from '../operations/sequences.ts';
import { numberOfInteger, sizeOf, toArray, toShapeTuple, type Data } from './conversion.ts';
import { canonicalDtype } from './dtypes.ts';
import { DtypeValue } from './dtype-value.ts';
import { withinRank } from './rank.ts';
import { type Message, type Text, words } from '../../../words/message.ts';
import { reasonOf } from '../../../words/reasons.ts';
import { inEnglish } from '../../../words/language.ts';
import { isUndetermined, type Undetermined } from '../../domain/undetermined.ts';

/**
 * The program does not decide what a result depends on: the whole result is unknown. Thrown often and always caught
 * near by, so it is no Error,
 * which would collect the stack each time.
 */
export class NotDecided {
  readonly reason: Message;
  readonly origin: Undetermined | undefined;
  constructor(reason: Text, origin?: Undetermined) {
    this.reason = reasonOf(reason);
    this.origin = origin;
  }
}

/** One call. Parameters are found by name; what is not known throws NotDecided. */
export class LibraryCall {
  readonly interpreter: Interpreter;
  readonly functionName: string;
  readonly site: Place | undefined;
  /** What was passed beyond the named parameters (`*args`). */
  readonly rest: readonly Value[];
  /** What the body has asked for, where somebody wants to know. */
  asked: Set<string> | undefined;
  private readonly values = new Map<string, Value>();
  private readonly incomplete: Undetermined | undefined;

  /** `placed`: how many of the parameters are taken by place. */
  constructor(
    interpreter: Interpreter,
    functionName: string,
    parameters: readonly (readonly string[])[],
    args: CallArguments,
    placed = parameters.length,
  ) {
    this.interpreter = interpreter;
    this.functionName = functionName;
    this.site = args.site;
    this.incomplete = args.incomplete;
    for (const [index, value] of args.positional.entries()) {
      const name = index < placed ? parameters[index]?.[0] : undefined;
      if (name !== undefined) this.values.set(name, value);
    }
    this.rest = args.positional.slice(placed);
    for (const [keyword, value] of args.keywords) {
      const spellings = parameters.find((names) => names.includes(keyword));
      this.values.set(spellings?.[0] ?? keyword, value);
    }
  }

  /** The argument; undefined where it is not passed. */
  passed(name: string): Value | undefined {
    this.asked?.add(name);
    const value = this.values.get(name);
    if (value === undefined && this.incomplete)
      throw new NotDecided('the arguments of the call are not all known', this.incomplete);
    return value;
  }
  /** The argument; undefined where it is not passed, or None. */
  optional(name: string): Value | undefined {
    const value = this.passed(name);
    return value?.kind === 'none' ? undefined : value;
  }
  required(name: string): Value {
    const value = this.passed(name);
    if (value === undefined) throw new NotDecided(words`${this.functionName}() is called without ${name}`);
    return value;
  }
  /** All keyword arguments and named positional ones that were passed. */
  get names(): readonly string[] {
    return [...this.values.keys()];
  }

  /** The argument as an array, or unknown. */
  data(name: string): Data {
    const data = toArray(this.interpreter, this.required(name));
    payForElements(this.interpreter, data);
    return data;
  }
  /** The argument as an array whose rank is known. */
  array(name: string): ArrayValue & { shape: Shape } {
    return this.ranked(this.data(name));
  }
  ranked(data: Data): ArrayValue & { shape: Shape } {
    if (isUndetermined(data)) throw new NotDecided(data.reason, data);
    if (!data.shape) throw new NotDecided(data.reason);
    return data as ArrayValue & { shape: Shape };
  }

  /** A known integer. */
  integer(name: string, fallback?: number): number {
    const value = this.optional(name);
    if (value === undefined && fallback !== undefined) return fallback;
    return this.asInteger(value, name);
  }
  private asInteger(value: Value | undefined, name: string): number {
    const number = value && numberOfInteger(value);
    if (number === undefined)
      throw new NotDecided(words`${name} is not known`, isUndetermined(value) ? value : undefined);
    return number;
  }
  /** A known integer or None (undefined). */
  optionalInteger(name: string): number | undefined {
    return this.optional(name) === undefined ? undefined : this.integer(name);
  }
  /** An integer that may be a symbol. */
  size(name: string, fallback?: Size): Size {
    const value = this.optional(name);
    if (value === undefined && fallback !== undefined) return fallback;
    const size = value && sizeOf(value);
    if (size === undefined)
      throw new NotDecided(words`${name} is not known`, isUndetermined(value) ? value : undefined);
    return size;
  }
  optionalSize(name: string): Size | undefined {
    return this.optional(name) === undefined ? undefined : this.size(name);
  }
  /** A shape given as an integer or a sequence. */
  shape(name: string): Shape {
    return this.shapeOf(this.required(name), name);
  }
  shapeOf(value: Value, name: string): Shape {
    const shape = toShapeTuple(this.interpreter, value);
    if (!shape) throw new NotDecided(words`${name} is not known`, isUndetermined(value) ? value : undefined);
    return shape;
  }
  /** Axes: undefined for None or absent, else one or several known integers. */
  axes(name = 'axis'): number | readonly number[] | undefined {
    const value = this.optional(name);
    if (value === undefined) return undefined;
    const single = numberOfInteger(value);
    if (single !== undefined) return single;
    return this.shapeOf(value, name).map((axis) => {
      if (typeof axis !== 'number') throw new NotDecided(words`${name} is not known`);
      return axis;
    });
  }
  flag(name: string, fallback: boolean): boolean {
    const value = this.optional(name);
    if (value === undefined) return fallback;
    const truth = this.interpreter.truth(value);
    if (truth === undefined) throw new NotDecided(words`${name} is not known`);
    return truth;
  }
  /** A flag that may be undecided: undefined where both may be. */
  perhaps(name: string, fallback: boolean): boolean | undefined {
    const value = this.optional(name);
    return value === undefined ? fallback : this.interpreter.truth(value);
  }
  text(name: string, fallback?: string): string {
    const value = this.optional(name);
    if (value === undefined && fallback !== undefined) return fallback;
    if (value?.kind !== 'str')
      throw new NotDecided(words`${name} is not known`, isUndetermined(value) ? value : undefined);
    return value.value;
  }
  number(name: string, fallback?: number): number {
    const value = this.optional(name);
    if (value === undefined && fallback !== undefined) return fallback;
    if (value?.kind === 'float') return value.value;
    return this.asInteger(value, name);
  }
  /** The dtype that an argument names; the fallback where there is none; undefined where it is not known. */
  dtype(name: string, fallback: string | undefined): string | undefined {
    const value = this.optional(name);
    return value === undefined ? fallback : dtypeNamed(value);
  }
  /** The items of a sequence argument. */
  items(name: string): readonly Value[] {
    return this.itemsOf(this.required(name), name);
  }
  itemsOf(value: Value, name: string): readonly Value[] {
    if (value.kind === 'tuple' || (value.kind === 'list' && !value.summary)) {
      this.interpreter.spend(walkCost(value.items.length) - 1);
      return value.items;
    }
    const items = isUndetermined(value) ? undefined : this.interpreter.iterate(value);
    if (!items) throw new NotDecided(words`${name} is not known`, isUndetermined(value) ? value : undefined);
    const all: Value[] = [];
    for (const item of items) {
      this.interpreter.spend();
      all.push(item);
    }
    return all;
  }
  /** The value of a rule of shapes; where the rule refuses, NumPy's ValueError. */
  accept<T>(result: Result<T>, exception = 'ValueError'): T {
    if (result.ok) return result.value;
    return this.interpreter.raise(exception, inEnglish(result.message));
  }
  /** How the call is written, where that is short. */
  get sourceText(): string | undefined {
    return this.site && this.interpreter.sourceName(this.site);
  }

  unknown(reason: Text): Undetermined {
    return this.interpreter.unknown(reason, this.sourceText);
  }
}

/**
 * The dtype that a value names: a string, `np.float32`, `float`, another array's dtype. undefined where it is not
 * known.
 */
export function dtypeNamed(value: Value): string | undefined {
  switch (value.kind) {
    case 'str':
      return canonicalDtype(value.value);
    case 'class':
      return value.qualifiedName.startsWith('builtins.') || value.qualifiedName.startsWith('numpy.')
        ? canonicalDtype(value.name)
        : undefined;
    case 'host':
      return value instanceof DtypeValue ? value.name : undefined;
    default:
      return undefined;
  }
}

export type LibraryBody = (call: LibraryCall) => Value;

/**
 * A library function. `parameters` are its names in order, separated by spaces; other spellings of one are joined by
 * `|`.
 * Whatever its body leaves undecided makes the result an unknown.
 */
export function define(name: string, parameters: string, body: LibraryBody): NativeFunction {
  const names = parametersOf(parameters);
  const { calls } = effectsOf(parameters);
  const implementation = (interpreter: Interpreter, args: CallArguments): Value =>
    run(interpreter, name, names, args, calling(calls, body));
  return new NativeFunction(name, implementation, undefined, undefined, parameters);
}

/** What it is given to call (`function()`), and does not follow, it calls any number of times. */
export function calling(calls: readonly string[], body: LibraryBody): LibraryBody {
  if (calls.length === 0) return body;
  return (call) => {
    const given = calls.flatMap((name) => call.optional(name) ?? []);
    const called = given.flatMap((value) => (value.kind === 'list' || value.kind === 'tuple' ? value.items : [value]));
    call.interpreter.spend(called.length);
    call.interpreter.havoc(called);
    return body(call);
  };
}

/** For what is gone through of a value: the elements of an array, the items of a sequence and theirs. */
export function payForElements(interpreter: Interpreter, value: Value): void {
  if (value instanceof ArrayValue)
    interpreter.spend(Math.floor((value.positions ?? value.storage?.values ?? []).length / ELEMENTS_OF_A_STEP));
  else if (value.kind === 'tuple' || value.kind === 'list') {
    interpreter.spend(Math.floor(value.items.length / ELEMENTS_OF_A_STEP));
    for (const item of value.items) if (item instanceof ArrayValue) payForElements(interpreter, item);
  }
}

const ELEMENTS_OF_A_STEP = 48;

export function parametersOf(parameters: string): readonly (readonly string[])[] {
  return withoutEffects(parameters)
    .split(' ')
    .filter((name) => name !== '')
    .map((spellings) => spellings.split('|'));
}

export function run(
  interpreter: Interpreter,
  name: string,
  parameters: readonly (readonly string[])[],
  args: CallArguments,
  body: LibraryBody,
  placed?: number,
): Value {
  interpreter.spend();
  const call = new LibraryCall(interpreter, name, parameters, args, placed);
  try {
    const result = withinRank(interpreter, body(call));
    payForElements(interpreter, result);
    return result;
  } catch (error) {
    // Sizes refuse to be divided by 0; the libraries each have their own word for it.
    if (error instanceof RangeError && error.message === 'integer division or modulo by zero')
      return interpreter.unknown('a size is divided by 0');
    if (error instanceof NotDecided) return interpreter.unknown(error.origin?.reason ?? error.reason, call.sourceText);
    throw error;
  }
}

/** A method: the function with the object as its first argument. */
export function bind(receiver: Value, method: NativeFunction): BoundMethod {
  return new BoundMethod(receiver, method);
}
