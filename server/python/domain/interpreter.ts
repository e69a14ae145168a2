import type { Place, SourceFile } from '../syntax/place.ts';
import type { BinaryOperator, CompareOperator } from '../syntax/tree.ts';
import type { Effects } from './effects.ts';
import type { Mutable } from './journal.ts';
import type { ClassValue, FunctionValue, Value } from './value.ts';
import type { Origins } from './origins.ts';
import type { Text } from '../../words/message.ts';
import type { ProgramFiles } from './program-files.ts';
import type { Undetermined } from './undetermined.ts';

export interface CallArguments {
  readonly positional: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
  /** `*args`/`**kwargs` of unknown content were passed: a parameter that seems missing may be there. */
  readonly incomplete?: Undetermined | undefined;
  /** A class is called by `type.__call__`, not by that of its metaclass. */
  readonly byType?: boolean | undefined;
  /** Where the call is written. */
  readonly site?: Place | undefined;
}

/** A Python exception on its way up. Only evaluate/ catches it. */
export class PythonError extends Error {
  /** The exception object: an instance of a builtin or user exception class, or unknown. */
  readonly exception: Value;
  readonly typeName: string;
  /** Raised by a `raise` statement, not by an operation. */
  readonly explicit: boolean;
  /** Where what the failing operation was given comes from, beside the code. */
  origins: Origins | undefined;
  /** The file with the `raise` or `assert` that it comes from, also where that has become an error of a call. */
  raisedIn: SourceFile | undefined;
  constructor(typeName: string, message: string, exception: Value, explicit = false) {
    super(message);
    this.typeName = typeName;
    this.exception = exception;
    this.explicit = explicit;
  }

  /** The message as people are told it. Python's own is the same in every language. */
  get words(): Text {
    return this.message;
  }
}

/**
 * What library code may ask of the evaluator. Operations raise `PythonError`s as Python would, and give what is
 * undetermined where
 * nothing is decided.
 */
export interface Interpreter {
  call(callee: Value, positional?: readonly Value[], keywords?: ReadonlyMap<string, Value>, site?: Place): Value;
  callWith(callee: Value, args: CallArguments): Value;
  /** Attribute as the program would read it (bound, properties run). Raises AttributeError. */
  getAttribute(object: Value, name: string): Value;
  /** The same, undefined where there is none. */
  findAttribute(object: Value, name: string): Value | undefined;
  setAttribute(object: Value, name: string, value: Value): void;
  getItem(object: Value, index: Value): Value;
  setItem(object: Value, index: Value, value: Value): void;
  /** The items; undefined where they are not all known. Raises TypeError for what cannot be iterated. */
  iterate(value: Value): Iterable<Value> | undefined;
  /** `len(value)`: an Int, or undetermined. */
  length(value: Value): Value;
  truth(value: Value): boolean | undefined;
  binary(operator: BinaryOperator, left: Value, right: Value, site?: Place): Value;
  compare(operator: CompareOperator, left: Value, right: Value, site?: Place): Value;
  /** `==` decided, or undefined. */
  equals(left: Value, right: Value): boolean | undefined;
  str(value: Value): string | undefined;
  repr(value: Value): string | undefined;
  typeOf(value: Value): Value;
  isInstance(value: Value, cls: Value): boolean | undefined;
  /** A hash key under which equal values meet; undefined where unknown. Raises TypeError for unhashable values. */
  hashKey(value: Value): string | undefined;
  /** A builtin by name: `int`, `ValueError`. */
  builtin(name: string): ClassValue;
  /** What the annotation of a function's parameter says; undefined where it has none. */
  annotationOf(fn: FunctionValue, parameter: number): Value | undefined;
  raise(typeName: string, message: string): never;
  /** What `work` gives; where it raises one of these exceptions (or a subclass of one), what `otherwise` gives. */
  attempt<T>(work: () => T, typeNames: readonly string[], otherwise: (error: PythonError) => T): T;
  /**
   * What `work` gives, as it is no part of the program: nobody hears of it, and all that it changes is taken back.
   * undefined where it raises, or is too much.
   */
  tryOut<T>(work: () => T): T | undefined;
  /** Call before changing anything in place. */
  touch(object: Mutable): void;
  /** Said of an object just made: what happens to it concerns only the branch that made it. */
  make(object: Mutable): void;
  /** Spends fuel (about one step each); throws the evaluator's own signal when it is used up. */
  spend(steps?: number): void;
  /**
   * Said where a library is given something that it calls, takes items of or changes and that is not followed: what the
   * code changes that this leads to is not known any more.
   */
  havoc(roots: readonly Value[], effects?: Effects): void;
  unknown(reason: Text, name?: string): Undetermined;
  /** An unknown integer shown under `name`. */
  unknownInteger(reason: Text, name: string): Undetermined;
  /**
   * The length of a container of which not all items are known: the same until it is touched, and named as the program
   * asks for it (`len(chars)`).
   */
  lengthOfOpen(container: Mutable, open: Undetermined): Undetermined;
  /**
   * The source text of a span where it is short, as a name for an unknown; undefined where it is long or of several
   * lines.
   */
  sourceName(span: Place): string | undefined;
  /** What a value is called in the program text, where the evaluator knows (`X_train`). */
  nameOf(value: Value): string | undefined;
  /** The call being evaluated now (innermost in the user's program), for spans of facts. */
  readonly currentSite: Place | undefined;
  /** The files beside the program. */
  readonly files: ProgramFiles;
}
