/**
 * Functions whose results are not worked out, and of which it is known that they leave what they are given as it is.
 * Of all others that are not declared it is taken that they may change it.
 */
import { type NativeFunction as Native, NativeFunction, type Value } from '../../domain/value.ts';
import { words } from '../../../words/message.ts';
import { ArrayValue } from '../arrays/array-value.ts';

const NAMES =
  'array2string array_repr array_str base_repr binary_repr format_float_positional format_float_scientific ' +
  'bitwise_count spacing i0 packbits unpackbits poly polyadd polysub polymul polydiv polyder polyint roots poly1d ' +
  'can_cast min_scalar_type mintypecode may_share_memory shares_memory isfortran sort_complex histogramdd ' +
  'broadcast ndenumerate ndindex diag_indices_from iterable bmat get_printoptions';

/** `np.NAME(x)`: not known, and x is what it was, but for the array that it writes into. */
const leaving = (name: string): Native =>
  new NativeFunction(name, (interpreter, args) => {
    const out = args.keywords.get('out');
    if (out instanceof ArrayValue) out.overwrite(interpreter, undefined);
    return interpreter.unknown(
      words`the result of np.${name} is not worked out`,
      args.site && interpreter.sourceName(args.site),
    );
  });

export const pureFunctions: Readonly<Record<string, Value>> = Object.fromEntries(
  NAMES.split(' ').map((name) => [name, leaving(name)]),
);
