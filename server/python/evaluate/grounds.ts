/** What the present point of an evaluation rests on beside the code, and what operations hand on of it. */
import { carriedBy, from, originsOf, originsOfCall } from '../domain/carried.ts';
import { type CallArguments, PythonError } from '../domain/interpreter.ts';
import { HeapObject, running } from '../domain/journal.ts';
import { CODE, CHOICE, type OriginKind, type Origins, writtenAt } from '../domain/origins.ts';
import { isUndetermined } from '../domain/undetermined.ts';
import type { Value } from '../domain/value.ts';
import type { Place } from '../syntax/place.ts';

export class Grounds {
  /** What decides whether the program comes here. */
  reached = CODE;
  /** Where what is given to the operations of libraries that are being done comes from. */
  given = CODE;
  /** What chose between the states that are being joined. */
  chose = CODE;
  /** Some value comes from something beside the code: until then nobody has to ask. */
  carries = false;

  /** The set of what is written there, which values carry from now on. */
  at(kind: OriginKind, place: Place): Origins {
    this.carries = true;
    return writtenAt(kind, place);
  }

  /** What a failure rests on that comes here. */
  of(error: PythonError): Origins {
    return error.origins ? this.reached.union(error.origins.taken) : this.reached;
  }
  /** The same of what a library says of what it is given now. */
  get now(): Origins {
    return this.reached.union(this.given.taken);
  }

  /** What chose one of these. */
  choiceOf(origins: Iterable<Origins>): Origins {
    let all = CODE;
    for (const one of origins) all = all.union(one);
    return all.isCode ? CHOICE : all;
  }

  /** Joins what `chose` left. */
  joining<T>(chose: Origins, work: () => T): T {
    const outer = this.chose;
    this.chose = chose;
    try {
      return work();
    } finally {
      this.chose = outer;
    }
  }

  /** Does an operation of a library, which gives what comes from all that it is given. */
  calling(args: CallArguments, work: () => Value, callee?: Value): Value {
    if (!this.carries) return work();
    const given = callee ? originsOfCall(args).union(originsOf(callee)) : originsOfCall(args);
    return given.isCode ? work() : this.#giving(given, [...args.positional, ...args.keywords.values()], work);
  }

  /** The same of an operator, an item or an attribute. */
  operating(a: Value, b: Value | undefined, work: () => Value): Value {
    if (!this.carries) return work();
    const given = b ? originsOf(a).union(originsOf(b)) : originsOf(a);
    return given.isCode ? work() : this.#giving(given, b ? [a, b] : [a], work);
  }

  /** An item, which comes from where its container and its index come from. */
  item(container: Value, index: Value, work: () => Value): Value {
    // What a container holds comes from where it comes from itself.
    const whole = container.kind === 'host' || isUndetermined(container) ? originsOf(container) : carriedBy(container);
    const given = whole.union(originsOf(index));
    return given.isCode ? work() : this.#giving(given, [container, index], work);
  }

  /** What is looked up in an object. */
  partOf(object: Value, part: Value): Value {
    return this.carries ? from(part, originsOf(object)) : part;
  }

  #giving(given: Origins, operands: readonly Value[], work: () => Value): Value {
    const outer = this.given;
    this.given = outer.union(given);
    try {
      const value = work();
      return from(value, given, isNew(value, operands));
    } catch (error) {
      if (error instanceof PythonError) error.origins ??= given;
      throw error;
    } finally {
      this.given = outer;
    }
  }
}

/** Whether the present statement made it, as far as that is known, and not before it was handed on. */
const isNew = (value: Value, operands: readonly Value[]): boolean =>
  value instanceof HeapObject && value.birth === running.statement && !operands.includes(value);
