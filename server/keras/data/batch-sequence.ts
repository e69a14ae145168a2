import { ceilDivide, minimum, subtract, multiply, type Size } from '../../shapes/dimension.ts';
import { numberOfInteger, valueOfSize } from '../../python/library/arrays/conversion.ts';
import { HostValue } from '../../python/domain/host.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { BoundMethod, NativeFunction, NONE, type Value } from '../../python/domain/value.ts';
import { describedInteger, describedSymbol } from '../../python/library/unknowns.ts';
import type { Message } from '../../words/message.ts';

export interface BatchSequenceOptions {
  readonly typeName: string;
  /** How many samples there are; undefined where files decide it. */
  readonly samples: Size | undefined;
  readonly batch: Size;
  /** What one batch of so many rows is. */
  readonly element: (rows: Size) => Value;
  readonly reason: Message;
  readonly attributes?: ReadonlyMap<string, Value>;
}

/**
 * An iterator over batches that can also be indexed, as image generators and `keras.utils.Sequence` give it. It never
 * ends.
 */
export class BatchSequence extends HostValue {
  readonly typeName: string;
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

  private get first(): Value {
    return this.options.element(this.rows(0));
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
        return new BoundMethod(this, new NativeFunction(name, () => this.first));
      case 'reset':
      case 'on_epoch_end':
        return new BoundMethod(this, new NativeFunction(name, () => NONE));
      default:
        return name.startsWith('__') ? undefined : interpreter.unknown(reason);
    }
  }
  override getItem(_interpreter: Interpreter, index: Value): Value {
    return this.options.element(this.rows(numberOfInteger(index)));
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
