import { HeapObject, type Mutable } from '../../domain/journal.ts';
import { agreed, defineState, type State } from '../../domain/state.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import type { Value } from '../../domain/value.ts';
import type { Content } from './content.ts';

/** No more elements than this are kept of one array. */
export const mostElementsKept = 32_768;

/** The same of a column of a table. */
export const mostCellsKept = 262_144;

/** The elements of an array and of all its views: what is written through one is seen by all. */
export class Storage extends HeapObject implements Mutable {
  /** undefined: not known, or no longer. */
  values: Value[] | undefined;
  /** What the elements depend on, where that is asked for (`content.ts`). */
  content: Content | undefined;
  /** The storages of which it is one, where the program does not decide which. */
  readonly oneOf: readonly Storage[];
  constructor(values: Value[] | undefined, oneOf: readonly Storage[] = []) {
    super();
    this.values = values;
    this.oneOf = oneOf;
  }
  /** What is in it was changed in a way that is not known, and so perhaps what is in each of those that it may be. */
  forget(interpreter: Pick<Interpreter, 'touch'>): void {
    if (this.values || this.content) {
      interpreter.touch(this);
      this.values = undefined;
      this.content = undefined;
    }
    for (const one of this.oneOf) one.forget(interpreter);
  }
  /** Something is written into it. */
  written(interpreter: Pick<Interpreter, 'touch'>): void {
    if (!this.content) return;
    interpreter.touch(this);
    this.content = undefined;
  }
  get state(): State {
    return STORAGE;
  }
}

const STORAGE = defineState<Pick<Storage, 'values' | 'content'>>({
  content: agreed(),
  values: {
    copy: (values) => (values as Value[] | undefined)?.slice(),
    put: (values) => values?.slice(),
    join(a, b, { join, widen }) {
      if (!a || !b) return undefined;
      if (widen && a.some((value, index) => value !== b[index])) return undefined;
      return a.map((value, index) => join(value, b[index] ?? value));
    },
    same: () => true,
    weight: (values) => values?.length ?? 0,
  },
});
