import type { Mutable } from '../domain/journal.ts';
import { defineState, map, type State } from '../domain/state.ts';
import type { Undetermined } from '../domain/undetermined.ts';

/** Lengths of open containers, until they change; and how many lengths a name was given to. */
export class OpenLengths implements Mutable {
  of = new Map<Mutable, Undetermined>();
  names = new Map<string, number>();
  get state(): State {
    return OPEN_LENGTHS;
  }
}
const OPEN_LENGTHS = defineState<Pick<OpenLengths, 'of' | 'names'>>({ of: map(), names: map() });
