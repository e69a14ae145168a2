/** F-strings: their text, where all values in them are known. */
import { asciiOf } from '../library/index.ts';
import type { FString } from '../syntax/tree.ts';
import type { Scope } from '../domain/scope.ts';
import { NumpyFloat } from '../library/arrays/dtypes.ts';
import { textOf } from '../domain/unsure-text.ts';
import { Float, str, type Value } from '../domain/value.ts';
import type { Evaluator } from './evaluator.ts';
import { formatValue } from './operators.ts';
import type { Undetermined } from '../domain/undetermined.ts';
import { evaluate } from './expressions.ts';

export function formatted(evaluator: Evaluator, node: FString, scope: Scope): Value {
  let text = '';
  let unknown: Undetermined | undefined;
  const shownValues: Value[] = [];
  for (const part of node.parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    const value = evaluate(evaluator, part.value, scope);
    shownValues.push(value);
    const specification = part.format ? formatted(evaluator, part.format, scope) : undefined;
    const plain = part.debug !== undefined && !part.format && !part.conversion;
    const shown =
      part.conversion || plain
        ? part.conversion === 's'
          ? evaluator.str(value)
          : part.conversion === 'a'
            ? asciiOf(evaluator, value)
            : evaluator.repr(value)
        : undefined;
    const spec = specification === undefined ? '' : specification.kind === 'str' ? specification.value : undefined;
    const piece =
      part.conversion || plain
        ? shown === undefined
          ? undefined
          : spec
            ? formatValue(evaluator, str(shown), spec)
            : shown
        : spec === undefined
          ? undefined
          : // A number of NumPy's is formatted as the one of Python's that it is.
            formatValue(evaluator, value instanceof NumpyFloat ? new Float(value.value) : value, spec);
    if (piece === undefined) unknown ??= evaluator.unknown('a value in the f-string is not known');
    else text += (part.debug ?? '') + piece;
  }
  return unknown ?? textOf(text, shownValues);
}
