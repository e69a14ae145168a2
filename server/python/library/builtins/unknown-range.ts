import { Expression } from '../../../shapes/expression.ts';
import { HostValue } from '../../domain/host.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import type { Value } from '../../domain/value.ts';
import { asInteger } from '../operations/integers.ts';
import { isSurelyInteger, sizeOf } from '../operations/symbolic.ts';
import { unknownFrom } from '../unknowns.ts';
import { isUndetermined, undetermined, type Undetermined } from '../../domain/undetermined.ts';

/** `range(n)` of a number that is not known. */
export class UnknownRange extends HostValue {
  readonly typeName = 'range';
  readonly start: Value;
  readonly stop: Value;
  readonly step: Value;
  constructor(start: Value, stop: Value, step: Value) {
    super();
    this.start = start;
    this.stop = stop;
    this.step = step;
  }

  private get cause(): Undetermined | undefined {
    return [this.start, this.stop, this.step].find((bound) => isUndetermined(bound)) as Undetermined | undefined;
  }

  override length(interpreter: Interpreter): Value {
    const cause = this.cause ?? interpreter.unknown('the bounds of the range are not known');
    const [first, last] = [sizeOf(this.start), sizeOf(this.stop)];
    if (!first || !last || asInteger(this.step) !== 1n || !isSurelyInteger(this.start) || !isSurelyInteger(this.stop))
      return unknownFrom(cause, undefined, true);
    const size = last.subtract(first).maximum(Expression.of(0));
    return undetermined(cause.reason, { name: size.toString(), integer: true, size });
  }

  override element(interpreter: Interpreter): Value {
    return undetermined((this.cause ?? interpreter.unknown('the bounds of the range are not known')).reason, {
      integer: true,
    });
  }

  override truth(interpreter: Interpreter): boolean | undefined {
    return interpreter.truth(this.length(interpreter));
  }
}
