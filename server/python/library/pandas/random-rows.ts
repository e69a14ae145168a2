/** Rows in a random order that a seed decides, as NumPy's legacy generator gives it. */
import type { Size } from '../../../shapes/dimension.ts';
import type { LibraryCall } from '../arrays/library-call.ts';
import { numberOfInteger } from '../arrays/conversion.ts';
import { MersenneTwister } from './mersenne-twister.ts';

/** Longer permutations are not worked out. */
const LONGEST = 200_000;

/** `RandomState(random_state).permutation(rows)`; undefined where the program does not decide it. */
export function randomOrder(call: LibraryCall, rows: Size): readonly number[] | undefined {
  const given = call.optional('random_state');
  const seed = given?.kind === 'int' ? numberOfInteger(given) : undefined;
  if (seed === undefined || seed < 0 || seed > 0xffffffff || typeof rows !== 'number' || rows > LONGEST)
    return undefined;
  call.interpreter.spend(Math.ceil(rows / 4));
  return new MersenneTwister(seed).permutation(rows);
}
