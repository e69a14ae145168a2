/** What a program sets for all of Keras: the order of axes of images, and the dtype policy. */
import type { Mutable } from '../python/values/journal.ts';

export type DataFormat = 'channels_last' | 'channels_first';

interface State { readonly dataFormat: DataFormat | undefined; readonly policy: string }

export class GlobalSettings implements Mutable {
  /** A function that nobody calls leaves them as they are for the next. */
  readonly ofProgram = true;
  /** undefined: a branch that is not decided sets it. */
  dataFormat: DataFormat | undefined = 'channels_last';
  policy = 'float32';

  snapshot(): State { return { dataFormat: this.dataFormat, policy: this.policy }; }
  restore(state: unknown): void { Object.assign(this, state as State); }
  merge(a: unknown, b: unknown): State {
    const [x, y] = [a as State, b as State];
    return { dataFormat: x.dataFormat === y.dataFormat ? x.dataFormat : undefined, policy: y.policy };
  }
}
