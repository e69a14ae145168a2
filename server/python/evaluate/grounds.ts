/** What the present point of an evaluation rests on beside the code, and what operations hand on of it. */
import { carriedBy, from, isMadeNow, originsOf, originsOfCall } from '../domain/carried.ts';
import { type CallArguments, PythonError } from '../domain/interpreter.ts';
import { CODE, CHOICE, type OriginKind, type Origins, writtenAt } from '../domain/origins.ts';
import { isUndetermined } from '../domain/undetermined.ts';
import type { InstanceValue, Value } from '../domain/value.ts';
import type { Steps } from '../syntax/steps.ts';
import type { Place, Span } from '../syntax/place.ts';

export class Grounds {
  /** What decides whether the program comes here. */
  reached = CODE;
  /** Where what is given to the operations of libraries that are being done comes from. */
  given = CODE;
  /** What chose between the states that are being joined. */
  chose = CODE;
  /** What was recovered of the statement that is being evaluated, after an error in it. */
  recovered = CODE;
  /** Where the text of the main file cannot be read. */
  unreadable: readonly Span[] = [];
  /** Some value comes from something beside the code: until then nobody has to ask. */
  carries = false;

  /** The set of what is written there, which values carry from now on. */
  at(kind: OriginKind, place: Place): Origins {
    this.carries = true;
    return writtenAt(kind, place);
  }

  /** What a failure rests on that comes here. */
  of(error: PythonError): Origins {
    const here = this.reached.union(this.recovered);
    return error.origins ? here.union(error.origins.taken) : here;
  }
  /** The same of what a library says of what it is given now. */
  get now(): Origins {
    return this.reached.union(this.recovered).union(this.given.taken);
  }

  /** Whether some of it cannot be read. */
  isUnreadable({ start, end }: Span): boolean {
    return this.unreadable.some((error) => error.start <= end && error.end >= start);
  }
  /** What of a piece of the program cannot be read: places within it, as one text. */
  unreadableIn({ start, end }: Span): string {
    let found = '';
    for (const error of this.unreadable)
      if (error.start <= end && error.end >= start)
        found += `unreadable ${Math.max(error.start, start) - start} to ${Math.min(error.end, end) - start}; `;
    return found;
  }
  /** A statement of the main file begins. Gives what was recovered of the one around it, which goes on behind it. */
  begin(statement: Place, isOfMain: boolean): Origins {
    const outer = this.recovered;
    const isRecovered = this.unreadable.length > 0 && isOfMain && this.isUnreadable(statement);
    this.recovered = isRecovered ? this.at('recovered', statement) : CODE;
    return outer;
  }
  /** There is an error, and the statement goes on as if something likely stood there. */
  recover(at: Place): void {
    this.recovered = this.recovered.union(this.at('recovered', at));
  }
  /** The value that a statement gives. */
  valueOf(value: Value): Value {
    return this.recovered.isCode ? value : from(value, this.recovered, isNew(value, []));
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
    if (!chose.isCode) this.carries = true;
    try {
      return work();
    } finally {
      this.chose = outer;
    }
  }

  /** Does what the program comes to only where `chose` decides so. */
  *reaching<T>(chose: Origins, work: () => Steps<T>): Steps<T> {
    const outer = this.reached;
    this.reached = outer.union(chose);
    try {
      return yield* work();
    } finally {
      this.reached = outer;
    }
  }

  /** Does an operation of a library, which gives what comes from all that it is given. */
  calling(args: CallArguments, work: () => Value, callee?: Value): Value {
    if (!this.carries) return work();
    const given = callee ? originsOfCall(args).union(originsOf(callee)) : originsOfCall(args);
    return given.isCode ? work() : this.#giving(given, [...args.positional, ...args.keywords.values()], work);
  }

  /** An object of a library's class is made of these. */
  made(instance: InstanceValue, args: CallArguments): void {
    if (this.carries) from(instance, originsOfCall(args), true);
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

/** Whether the present statement made it, and not before it was handed on. */
const isNew = (value: Value, operands: readonly Value[]): boolean => isMadeNow(value) && !operands.includes(value);
