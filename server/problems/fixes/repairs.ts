/** The repairs that a rule of Keras gives with its refusal, as edits of the text. */
import type { Finding } from '../finding.ts';
import type { Fix } from '../problem.ts';
import { argumentFix } from './arguments.ts';

/** Candidate fixes, the first one preferred where it is the only one. */
export function repairsOf({ refusal: { repairs }, source, layer, span }: Finding): readonly Fix[] {
  return repairs.flatMap(
    ({ argument, value, named, call }) =>
      argumentFix(source, source.callAt(call ?? layer?.site ?? span), argument, value, repairs.length === 1, named) ??
      [],
  );
}
