/** What a program sets for all of Keras: the order of axes of images, the dtype of floats, and the dtype policy. */
import type { Mutable } from '../python/domain/journal.ts';

export type DataFormat = 'channels_last' | 'channels_first';

interface State {
  readonly dataFormat: DataFormat | undefined;
  readonly givenPolicy: string | undefined;
  readonly floatx: string;
}

export class GlobalSettings implements Mutable {
  /** A function that nobody calls leaves them as they are for the next. */
  readonly ofProgram = true;
  /** undefined: a branch that is not decided sets it. */
  dataFormat: DataFormat | undefined = 'channels_last';
  /** The policy that the program sets; without one, layers have the dtype of floats. */
  givenPolicy: string | undefined;
  floatx = 'float32';
  get policy(): string {
    return this.givenPolicy ?? this.floatx;
  }

  snapshot(): State {
    return { dataFormat: this.dataFormat, givenPolicy: this.givenPolicy, floatx: this.floatx };
  }
  restore(state: unknown): void {
    Object.assign(this, state as State);
  }
  merge(a: unknown, b: unknown): State {
    const [x, y] = [a as State, b as State];
    return {
      dataFormat: x.dataFormat === y.dataFormat ? x.dataFormat : undefined,
      givenPolicy: y.givenPolicy,
      floatx: y.floatx,
    };
  }
}
