import type { Interpreter } from '../../python/domain/interpreter.ts';
import { words } from '../../words/message.ts';
import type { KerasSession } from '../session.ts';
import { refusing } from './create.ts';
import { LayerError } from './definition.ts';
import type { LayerState } from './layer-state.ts';

/**
 * TensorFlow's Keras 2 does not tell the weights of a model with a `build()` of its class before it is built: of a
 * Sequential, and of a class of the program's that defines one. LayerError (ValueError).
 */
export function refuseWithoutWeights(
  { kerasVersion, dialect }: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
): void {
  const { model } = layer;
  if (kerasVersion === 3 || dialect.standalone || dialect.mayBeStandalone || dialect.first || model === undefined)
    return;
  const isKnown = model.unknown === undefined && layer.unknown === undefined && !layer.isPerhapsBuilt;
  if (layer.built || !isKnown || layer.instance.attributes.has('built')) return;
  // What is left of it, it may have been built with.
  if (model.layers().every(({ className }) => className === 'InputLayer')) return;
  if (model.modelKind !== 'sequential' && layer.instance.cls.lookup('build')?.kind !== 'function') return;
  refusing(interpreter, layer, () => {
    throw new LayerError(
      'not-built',
      words`The weights of the model "${layer.name}" have not yet been created: call it on data, or build(input_shape) it first.`,
    );
  });
}
