import type { Interpreter } from '../../python/domain/interpreter.ts';
import type { Value } from '../../python/domain/value.ts';
import { Undecided } from './definition.ts';
import type { LayerState } from './layer-state.ts';

/** An attribute that the layer's declaration has; an unknown where the arguments do not decide it. */
export function declaredAttribute(interpreter: Interpreter, layer: LayerState, name: string): Value | undefined {
  try {
    return layer.definition?.attributes?.[name]?.(layer.args, layer);
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    return interpreter.unknown(error.reason);
  }
}
