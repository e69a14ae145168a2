/** Models that Keras, or a package beside it, makes by Python of its own. */
import type { CallArguments } from '../python/domain/interpreter.ts';
import type { ModuleValue, Value } from '../python/domain/value.ts';
import { layerOf } from './layers/tracking.ts';
import type { KerasSession } from './session.ts';

/** Who evaluates the library's own Python. */
export interface LibraryCode {
  /** The namespace that a text defines. `given`: names it uses without defining them. */
  evaluate(name: string, text: string, given: ReadonlyMap<string, Value>): ModuleValue;
  /** Calls a function of such a text for the call of the program at `args.site`. */
  call(callee: Value, args: CallArguments): Value;
}

/** What such a function gives; a model counts among those that the program makes. */
export function libraryModel(session: KerasSession, library: LibraryCode, callee: Value, args: CallArguments): Value {
  const model = session.withOwnArguments(() => library.call(callee, args));
  const layer = layerOf(model);
  if (layer) {
    layer.speculative = session.speculative();
    if (session.telling()) session.keepModel(layer);
  }
  return model;
}
