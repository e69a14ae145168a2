import { ELLIPSIS, NOT_IMPLEMENTED, TRUE, type Value } from '../../domain/value.ts';
import { builtinClasses } from './classes.ts';
import { builtinFunctions } from './functions.ts';

/**
 * The builtins of one interpreter: what programs can name, and under names with a dot (`collections.OrderedDict`,
 * `types.NoneType`) the
 * classes of values that programs cannot name directly.
 */
export function createBuiltins(): Map<string, Value> {
  return new Map<string, Value>([
    ...builtinFunctions,
    ...builtinClasses(),
    ['NotImplemented', NOT_IMPLEMENTED],
    ['Ellipsis', ELLIPSIS],
    ['__debug__', TRUE],
  ]);
}
