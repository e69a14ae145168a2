import type { Place } from '../syntax/place.ts';
import type { BinaryOperator, CompareOperator, UnaryOperator } from '../syntax/tree.ts';
import type { HostEffects } from './effects.ts';
import type { CallArguments, Interpreter } from './interpreter.ts';
import { HeapObject, type Mutable } from './journal.ts';
import type { ClassValue, Value } from './value.ts';

/**
 * A value that a library brings (an array, a tensor, a data set). It says what it can do by the methods it has; what it
 * leaves out
 * is an unknown, never an error of the evaluator.
 */
export abstract class HostValue extends HeapObject {
  readonly kind = 'host';
  /** The class as Python names it: `ndarray`, `KerasTensor`. */
  abstract readonly typeName: string;
  /** The class of its iterators. */
  get iteratorName(): string {
    return `${this.typeName}_iterator`;
  }
  /** Its class, where programs can name it (isinstance). */
  pythonClass?(): ClassValue | undefined;
  /**
   * Surely of none of Python's own classes (list, dict, str), where its class has no name here: what programs ask of
   * arguments that may be one tensor or several.
   */
  isForeign?(): boolean;
  /** What code that is not followed makes of it may be a part of a model with it. */
  isSymbolic?(): boolean;
  /** Where it shows an object that others show too: what they have in common, so that Python's `is` holds. */
  identity?(): string;
  getAttribute?(interpreter: Interpreter, name: string): Value | undefined;
  setAttribute?(interpreter: Interpreter, name: string, value: Value): boolean;
  call?(interpreter: Interpreter, args: CallArguments): Value;
  getItem?(interpreter: Interpreter, index: Value, site?: Place): Value | undefined;
  /** Raises where it takes no items. */
  setItem?(interpreter: Interpreter, index: Value, value: Value): boolean;
  deleteItem?(interpreter: Interpreter, index: Value): boolean;
  /** The length as `len()` gives it: an Int, or undetermined. */
  length?(interpreter: Interpreter): Value | undefined;
  /** Its items; undefined where their number is not known. */
  iterate?(interpreter: Interpreter): Iterable<Value> | undefined;
  /** What any one item is like, where their number is not known. */
  element?(interpreter: Interpreter): Value | undefined;
  /** `this op other`, or `other op this` where reflected. undefined: not this value's business. */
  binary?(
    interpreter: Interpreter,
    operator: BinaryOperator,
    other: Value,
    reflected: boolean,
    site?: Place,
  ): Value | undefined;
  unary?(interpreter: Interpreter, operator: UnaryOperator, site?: Place): Value | undefined;
  compare?(
    interpreter: Interpreter,
    operator: CompareOperator,
    other: Value,
    reflected: boolean,
    site?: Place,
  ): Value | undefined;
  truth?(interpreter: Interpreter): boolean | undefined;
  /** Raises where `int()` or `float()` of it surely does; 'index': where it is to be an integer. */
  asNumber?(interpreter: Interpreter, type: 'int' | 'float' | 'index'): void;
  /** Raises where NumPy cannot make an array of it. */
  asContent?(interpreter: Interpreter): void;
  /** `str()`; undefined where it is not known. */
  text?(interpreter: Interpreter): string | undefined;
  /** The container that it shows (`d.values()`). */
  container?(): Value;
  /** Code that is not followed may have changed it. */
  havoc?(interpreter: Interpreter, effects: HostEffects): void;
  /** Meets another value at the end of an undecided branch; undefined: becomes unknown. */
  join?(other: Value): Value | undefined;
}

/** What a library attaches to an instance (a Keras layer's state): mutable with the journal. */
export interface HostState extends Mutable {
  readonly hostKind: string;
  /** Told what the program puts into an attribute of the object, and what was there before. */
  assigned?(interpreter: Interpreter, value: Value, before?: Value): void;
  /** A method of the program's as the object has it, where the library has put something around it. */
  wrapped?(name: string, method: Value): Value;
  /** Code that is not known got hold of the object. */
  escape?(): void;
  /** Objects that it leads to, beside those in the attributes of the object. */
  inside?(): Iterable<Value>;
  /** Code that is not followed may have changed it. */
  havoc?(interpreter: Interpreter, effects: HostEffects): void;
}
