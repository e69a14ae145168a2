/**
 * What tensors were made of, where somebody keeps account of it: gradients follow it backwards. It is about values that
 * never change once they are made, so that it takes no part in undoing.
 */
import type { Value } from '../../domain/value.ts';

/** How a tensor was made. */
export interface Made {
  /** The class of the operation, or an operator of Python's. */
  readonly operation: string;
  readonly inputs: readonly Value[];
  /** Arguments by name, where the operation has some. */
  readonly named?: ReadonlyMap<string, Value> | undefined;
  /** The layer that made it, with all that is inside of it. */
  readonly layer?: object | undefined;
  /** Who kept account then. */
  readonly accounts: readonly object[];
}

const made = new WeakMap<object, Made>();

/** Those who keep account now. */
export const recorder: { active: readonly object[] } = { active: [] };

export function record(result: Value, how: Omit<Made, 'accounts'>): void {
  if (recorder.active.length > 0) made.set(result, { ...how, accounts: recorder.active });
}

export const howMade = (value: Value): Made | undefined => made.get(value);

/** Keeps account of what the work makes of what, whoever does besides. */
export function recorded<T>(work: () => T): T {
  const before = recorder.active;
  recorder.active = [...before, {}];
  try {
    return work();
  } finally {
    recorder.active = before;
  }
}
