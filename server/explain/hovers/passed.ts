import type { FunctionCall } from '../../analysis/analysis.ts';
import { code, type Inline, say } from '../document/document.ts';
import { formatShapes } from '../nest-text.ts';

/** `x (None, 64, 64, 3), filters 32`: what a call passes, as far as it is a shape or can be written; maybe nothing. */
export function passedText(inputs: FunctionCall['inputs']): Inline {
  const given = inputs.flatMap(({ name, shape, text }): Inline[] =>
    shape !== undefined
      ? [say`${name} ${code(formatShapes(shape))}`]
      : text !== undefined
        ? [say`${name} ${code(text)}`]
        : [],
  );
  return given.flatMap((one, index) => (index === 0 ? one : [', ', ...one]));
}
