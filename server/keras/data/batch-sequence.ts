import { ceilDivide, minimum, subtract, multiply, type Size } from '../../shapes/dimension.ts';
import { numberOfInteger, valueOfSize } from '../../python/library/arrays/conversion.ts';
import { HostValue } from '../../python/domain/host.ts';
import type { HostEffects } from '../../python/domain/effects.ts';
import type { Mutable } from '../../python/domain/journal.ts';
import { agreed, defineState, type State } from '../../python/domain/state.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { BoundMethod, NativeFunction, NONE, type Value } from '../../python/domain/value.ts';
import { describedInteger, describedSymbol } from '../../python/library/unknowns.ts';
import type { Message } from '../../words/message.ts';

export interface BatchSequenceOptions {
  readonly typeName: string;
  /** How many samples there are; undefined where files decide it. */
  readonly samples: Size | undefined;
  readonly batch: Size;
  /** What one batch of so many rows is; `start`: where it begins, where that is known. */
  readonly element: (rows: Size, start?: number) => Value;
  readonly reason: Message;
  readonly attributes?: ReadonlyMap<string, Value>;
}

/**
 * An iterator over batches that can also be indexed, as image generators and `keras.utils.Sequence` give it. It never
 * ends.
 */
export class BatchSequence extends HostValue implements Mutable {
  readonly typeName: string;
  /** How many batches `next()` has given; undefined where that is not known. */
  taken: number | undefined = 0;
  private readonly options: BatchSequenceOptions;
  constructor(options: BatchSequenceOptions) {
    super();
    this.options = options;
    this.typeName = options.typeName;
  }

  /** Rows of the batch with this number. */
  private rows(index: number | undefined): Size {
    const { samples, batch } = this.options;
    if (samples === undefined) return minimum(batch, describedSymbol('samples'));
    if (index === undefined || typeof samples !== 'number' || typeof batch !== 'number') return minimum(batch, samples);
    const count = Math.ceil(samples / batch);
    const place = index < 0 ? index + count : index;
    return place === count - 1 ? subtract(samples, multiply(place, batch)) : batch;
  }

  /** How many samples all batches have together. */
  get samples(): Size | undefined {
    return this.options.samples;
  }
  get state(): State {
    return TAKEN;
  }
  override havoc(interpreter: Interpreter, { called }: HostEffects): void {
    if (!called.has('next') && !called.has('__next__') && !called.has('reset')) return;
    interpreter.touch(this);
    this.taken = undefined;
  }

  /** The batch with this number; undefined: any. */
  private at(place: number | undefined): Value {
    const { batch, element } = this.options;
    return element(this.rows(place), place !== undefined && typeof batch === 'number' ? place * batch : undefined);
  }
  private next(interpreter: Interpreter): Value {
    const { samples, batch, element } = this.options;
    interpreter.touch(this);
    const { taken } = this;
    if (taken !== undefined) this.taken = taken + 1;
    const isKnown = typeof samples === 'number' && typeof batch === 'number' && samples > 0;
    if (!isKnown) return this.at(undefined);
    const count = Math.ceil(samples / batch);
    if (taken === undefined && samples % batch !== 0) return element(describedSymbol('rows'));
    return this.at(taken === undefined ? undefined : taken % count);
  }

  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    const { attributes, samples, batch, reason } = this.options;
    const own = attributes?.get(name);
    if (own) return own;
    switch (name) {
      case 'batch_size':
        return valueOfSize(batch);
      case 'n':
      case 'samples':
        return samples === undefined ? describedInteger(reason, name) : valueOfSize(samples);
      case 'next':
      case '__next__':
        return new BoundMethod(this, new NativeFunction(name, (outer) => this.next(outer)));
      case 'reset':
      case 'on_epoch_end':
        return new BoundMethod(
          this,
          new NativeFunction(name, (outer) => {
            outer.touch(this);
            if (name === 'reset') this.taken = 0;
            return NONE;
          }),
        );
      default:
        return name.startsWith('__') ? undefined : interpreter.unknown(reason);
    }
  }
  override getItem(_interpreter: Interpreter, index: Value): Value {
    const place = numberOfInteger(index);
    return place === undefined || place < 0 ? this.options.element(this.rows(place)) : this.at(place);
  }
  override length(): Value {
    const { samples, batch, reason } = this.options;
    return samples === undefined
      ? describedInteger(reason, 'number of batches')
      : valueOfSize(ceilDivide(samples, batch));
  }
  override iterate(): Iterable<Value> | undefined {
    return undefined;
  }
  override element(): Value {
    return this.options.element(this.rows(undefined));
  }
  override truth(): boolean {
    return true;
  }
}

const TAKEN = defineState<Pick<BatchSequence, 'taken'>>({ taken: agreed() });
