/** Work that others can be heard in the middle of. */

/** Yields where it may be interrupted, and returns what it finds. It is gone on with, or left by `return()`. */
export type Steps<T> = Generator<undefined, T>;

/** Takes all steps without a pause. */
export function complete<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Work of one step. */
export const oneStep = <T>(work: () => T) =>
  // biome-ignore lint/correctness/useYield: there is nothing to wait for
  function* (): Steps<T> {
    return work();
  };
