/** What a program sets for all of Keras: the order of axes of images, the dtype of floats, and the dtype policy. */
import type { Mutable } from '../python/domain/journal.ts';
import { agreed, defineState, latest, type State } from '../python/domain/state.ts';

export type DataFormat = 'channels_last' | 'channels_first';

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

  get state(): State {
    return SETTINGS;
  }
}

const SETTINGS = defineState<Pick<GlobalSettings, 'dataFormat' | 'givenPolicy' | 'floatx'>>({
  dataFormat: agreed(),
  givenPolicy: latest(),
  floatx: latest(),
});
