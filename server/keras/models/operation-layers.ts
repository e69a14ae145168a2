/**
 * Layers that stand for operations: in TensorFlow's Keras 2 a function on symbolic tensors is a layer of the model,
 * without arrays (`TFOpLambda`, `SlicingOpLambda`).
 */
import { forAll } from '../../python/domain/journal.ts';
import { ClassValue, InstanceValue, type Value } from '../../python/domain/value.ts';
import { words } from '../../words/message.ts';
import type { Operation } from '../graph/node.ts';
import { BoundArguments } from '../layers/bound-arguments.ts';
import { defineLayer, type LayerDefinition, Undecided } from '../layers/definition.ts';
import { LayerState } from '../layers/layer-state.ts';
import { layerOf } from '../layers/tracking.ts';
import type { KerasSession } from '../session.ts';

/** What it does is not taken to be done with other tensors. */
const definitionOf = (className: string): LayerDefinition =>
  defineLayer({
    name: className,
    family: 'core',
    parameters: {},
    output: () => {
      throw new Undecided(words`a layer ${className} that is called again is not followed`);
    },
  });

/** The layer that a program sees of an operation: one object, whoever asks first. */
export const layerOfOperation = (session: KerasSession, operation: Operation): Value =>
  (operation.asLayer ??= forAll(() => stateOf(session, operation))).instance;

function stateOf(session: KerasSession, { operationName, className, nodes }: Operation): LayerState {
  const base = session.classes.get('Layer');
  const instance = new InstanceValue(new ClassValue({ name: className, bases: base ? [base] : [] }));
  const none = { values: new Map(), given: new Set<string>(), common: new Map() };
  const layer = new LayerState({
    instance,
    definition: definitionOf(className),
    args: new BoundArguments(className, none, session.dataFormat, layerOf, session.kerasVersion),
    name: operationName,
    dtype: { compute: 'float32', variable: 'float32' },
    trainable: true,
    site: nodes[0]?.site,
  });
  layer.built = true;
  layer.nodes = nodes;
  instance.host = layer;
  return layer;
}
