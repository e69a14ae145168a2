/** What a row of layers asks of its first one: what it is called on. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import type { Shape } from '../../shapes/dimension.ts';
import { words } from '../../words/message.ts';
import { LayerError } from '../layers/definition.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { flatten } from '../nests.ts';
import { isIn } from '../packaged-releases.ts';
import type { KerasSession } from '../session.ts';
import { FunctionalModel } from './functional.ts';
import { SequentialModel } from './sequential.ts';

/** The package keras up to 2.1 calls each layer when it is added: the first must have what it is called on. */
export const callsAtOnce = ({ dialect }: KerasSession): boolean => isIn(dialect.packaged, { until: 2.1 }) === true;

/** Does that release surely refuse a first layer that does not state the shape of its input? */
export const lacksInput = (session: KerasSession, layer: LayerState): boolean =>
  callsAtOnce(session) &&
  layer.unknown === undefined &&
  layer.model === undefined &&
  layer.nodes.length === 0 &&
  layer.instance.cls.unknownBase === undefined;

export const withoutInput = (layer: LayerState): LayerError =>
  new LayerError(
    'not-built',
    words`The first layer in a Sequential model must get an input_shape or batch_input_shape argument, but ${layer.className} "${layer.name}" has none.`,
  );

/** Of the input layer that the row makes for itself; undefined: any. */
export function nameOfInput(session: KerasSession, interpreter: Interpreter, first: LayerState): string | undefined {
  if (session.kerasVersion === 3) return undefined;
  if (!session.dialect.keras1Names) return `${first.name}_input`;
  interpreter.touch(session.naming);
  return session.naming.counted(`${first.className.toLowerCase()}_input`);
}

export function modelInputShape(layer: LayerState): Shape | undefined {
  const model = layer.model;
  if (model instanceof FunctionalModel) {
    const inputs = flatten(model.inputs);
    return inputs.length === 1 ? inputs[0]!.shape : undefined;
  }
  if (model instanceof SequentialModel && model.functional) return flatten(model.functional.inputs)[0]?.shape;
  return undefined;
}
