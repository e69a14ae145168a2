/**
 * Data sets whose description grows without end: batches of batches, pairs of pairs. Every method walks through all of
 * it.
 */
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { define, type LibraryBody, NotDecided } from '../../python/library/arrays/library-call.ts';
import { MOST_AXES } from '../../python/library/arrays/rank.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import type { NativeFunction, Value } from '../../python/domain/value.ts';
import { DatasetValue } from './dataset.ts';

/** A function of which the data set that it gives is within measure. */
export const defineMeasured = (name: string, parameters: string, body: LibraryBody): NativeFunction =>
  define(name, parameters, (call) => {
    const value = body(call);
    if (value instanceof DatasetValue) {
      if (value.batchings.length > MOST_AXES.tensorflow)
        throw new NotDecided('it is put in batches of batches without end');
      payForParts(call.interpreter, value.content);
    }
    return value;
  });

/**
 * Pays for each part of an element: what shares its parts has more of them than there is time for. A part of more axes
 * than a tensor can have is not followed.
 */
export function payForParts(interpreter: Interpreter, element: Value): void {
  interpreter.spend();
  if (element instanceof ArrayValue && element.shape !== undefined && element.shape.length > MOST_AXES.tensorflow)
    throw new NotDecided('it has more axes than a tensor can have');
  if (element.kind === 'tuple' || element.kind === 'list')
    for (const item of element.items) payForParts(interpreter, item);
  if (element.kind === 'dict') for (const [, item] of element.entries.values()) payForParts(interpreter, item);
}
