/** What models and layers of the first generation have besides. */
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { bool, type Value } from '../../python/domain/value.ts';
import { shapeValue } from '../graph/tensor.ts';
import type { LayerState } from '../layers/layer-state.ts';
import type { KerasSession } from '../session.ts';
import { inputShapeArgument } from './input.ts';
import { graphOf, type MemberTable } from './member-table.ts';
import { predict } from './predict.ts';

/** Of a Sequential model: the class of each sample. One number for each is a probability. */
export function predictClasses(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  data: Value | undefined,
): Value {
  const found = predict(session, interpreter, layer, data);
  const width = found instanceof ArrayValue ? found.shape?.at(-1) : undefined;
  if (!(found instanceof ArrayValue) || !found.shape || typeof width !== 'number')
    return interpreter.unknown('what the model predicts is not known');
  return width > 1
    ? new ArrayValue({ shape: found.shape.slice(0, -1), dtype: 'int64', library: 'numpy' })
    : new ArrayValue({ shape: found.shape, dtype: 'int32', library: 'numpy' });
}

/** `batch_input_shape` of a layer that is given the shape of its input, and `stateful` of models. */
export function setPackagedMembers(session: KerasSession, { property }: Pick<MemberTable, 'property'>): void {
  if (!session.dialect.standalone) return;
  property('batch_input_shape', (interpreter, layer) => {
    const shape = layer.model ? undefined : inputShapeArgument(session, interpreter, layer);
    return shape ? shapeValue(shape) : interpreter.unknown('which shape it states for its input is not known');
  });
}

/** Whether one of its layers keeps its state between batches. */
export function setStateful(session: KerasSession, { property }: MemberTable): void {
  if (!session.dialect.standalone) return;
  property('stateful', (interpreter, layer) => {
    const inside = graphOf(layer) && layer.model?.layers();
    if (!inside || layer.unknown !== undefined) return interpreter.unknown('its layers are not all known');
    const flags = inside.map((one) => interpreter.findAttribute(one.instance, 'stateful'));
    const truths = flags.map((flag) => (flag === undefined ? false : interpreter.truth(flag)));
    return truths.includes(true)
      ? bool(true)
      : truths.includes(undefined)
        ? interpreter.unknown('whether one of its layers is stateful is not known')
        : bool(false);
  });
}
