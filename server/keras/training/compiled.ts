/** What compile() was given. */
import type { CallArguments } from '../../python/domain/interpreter.ts';
import type { Place } from '../../python/syntax/place.ts';
import type { Value } from '../../python/domain/value.ts';
import { type Loss, lossOf } from './losses.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';

/** In the order in which compile() takes them: Keras 3 has loss_weights before metrics. */
export const COMPILE_PARAMETERS: Readonly<Record<2 | 3, readonly string[]>> = {
  2: [
    'optimizer',
    'loss',
    'metrics',
    'loss_weights',
    'weighted_metrics',
    'run_eagerly',
    'steps_per_execution',
    'jit_compile',
    'pss_evaluation_shards',
  ],
  3: [
    'optimizer',
    'loss',
    'loss_weights',
    'metrics',
    'weighted_metrics',
    'run_eagerly',
    'steps_per_execution',
    'jit_compile',
    'auto_scale_loss',
  ],
};

/** Arguments by name. */
export function boundTo(parameters: readonly string[], args: CallArguments): ReadonlyMap<string, Value> {
  const bound = new Map(args.keywords);
  args.positional.forEach((value, index) => {
    const name = parameters[index];
    if (name !== undefined && !bound.has(name)) bound.set(name, value);
  });
  return bound;
}

export class Compiled {
  readonly site: Place | undefined;
  readonly kerasVersion: 2 | 3;
  readonly values: ReadonlyMap<string, Value>;
  constructor(values: ReadonlyMap<string, Value>, site: Place | undefined, kerasVersion: 2 | 3) {
    this.values = values;
    this.site = site;
    this.kerasVersion = kerasVersion;
  }

  get loss(): Value | undefined {
    const loss = this.values.get('loss');
    return loss?.kind === 'none' ? undefined : loss;
  }

  /** The losses as they are written, one for a single one; undefined where that is not known. */
  get losses(): readonly Value[] | undefined {
    const { loss } = this;
    if (!loss) return [];
    switch (loss.kind) {
      case 'list':
        return loss.summary ? undefined : loss.items;
      case 'tuple':
        return loss.items;
      case 'dict':
        return loss.summary ? undefined : [...loss.entries.values()].map(([, value]) => value);
      case 'top':
      case 'symbol':
      case 'one-of':
        return undefined;
      default:
        return [loss];
    }
  }
  get lossValues(): number | undefined {
    return this.losses?.length;
  }
  /** One loss for each output, in a list or by name. */
  get isListed(): boolean {
    return this.loss?.kind === 'list' || this.loss?.kind === 'tuple' || this.loss?.kind === 'dict';
  }
  /** How many there are that are not None. */
  get lossCount(): number | undefined {
    const { losses } = this;
    return losses?.some((one) => isUndetermined(one)) ? undefined : losses?.filter((one) => one.kind !== 'none').length;
  }

  /** The loss of one of the outputs; undefined where it is none of Keras's, or not known. */
  lossFor(index: number, name: string | undefined, outputs: number): Loss | undefined {
    const { loss } = this;
    if (!loss) return undefined;
    const of = (value: Value | undefined): Loss | undefined => value && lossOf(value, this.kerasVersion);
    switch (loss.kind) {
      case 'list':
      case 'tuple':
        return (loss.kind === 'list' && loss.summary) || loss.items.length !== outputs
          ? undefined
          : of(loss.items[index]);
      case 'dict':
        return loss.summary
          ? undefined
          : of([...loss.entries.values()].find(([key]) => key.kind === 'str' && key.value === name)?.[1]);
      default:
        return of(loss);
    }
  }

  /**
   * Metrics that are for every output: a list of texts and objects; undefined where they differ by output or are not
   * known.
   */
  get metrics(): readonly Value[] | undefined {
    const metrics = this.values.get('metrics');
    if (!metrics || metrics.kind === 'none') return [];
    if (metrics.kind === 'str') return [metrics];
    if ((metrics.kind !== 'list' && metrics.kind !== 'tuple') || (metrics.kind === 'list' && metrics.summary))
      return undefined;
    return metrics.items.some(
      (item) => item.kind === 'list' || item.kind === 'dict' || item.kind === 'tuple' || isUndetermined(item),
    )
      ? undefined
      : metrics.items;
  }
}
