/**
 * Pseudo-random numbers that are the same in every run (a linear congruential generator, Numerical Recipes' constants).
 */
export function randomGenerator(seed: number): {
  integer(low: number, high: number): number;
  pick<T>(choices: readonly T[]): T;
} {
  let state = seed >>> 0;
  const integer = (low: number, high: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return low + Math.floor((state / 2 ** 32) * (high - low + 1));
  };
  return { integer, pick: (choices) => choices[integer(0, choices.length - 1)]! };
}

/** How many rounds at random: fewer where the tests are run thousands of times, for mutation testing. */
export const rounds = (most: number): number => Math.ceil(most * Number(process.env['TEST_ROUNDS'] ?? 1));
