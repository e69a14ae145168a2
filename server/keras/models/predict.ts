/** What predict() of a model gives. */
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { type Content, withContent } from '../../python/library/arrays/content.ts';
import { savingCode } from '../saving/loaded.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { type InstanceValue, int, type Value } from '../../python/domain/value.ts';
import { numberOfInteger } from '../../python/library/arrays/conversion.ts';
import { add, type Dimension, type Size } from '../../shapes/dimension.ts';
import { callLayer } from '../layers/call.ts';
import { traced } from '../layers/traced.ts';
import type { Nest, TensorSpec } from '../layers/definition.ts';
import { BatchSequence } from '../data/batch-sequence.ts';
import { RaggedValue } from '../data/ragged.ts';
import { DatasetValue } from '../data/dataset.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { specOf, structureOf, valueOfNest } from '../layers/values.ts';
import { flatten, mapNest } from '../nests.ts';
import type { KerasSession } from '../session.ts';
import { buildOnData, inputsOfBatch, isOwnSequence } from './build.ts';
import { graphOf } from './member-table.ts';

/** What predict() gives: arrays with as many rows as the data. `how`: what decides the last digits. */
export function predict(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  data: Value | undefined,
  how: Content = [],
): Value {
  buildOnData(session, interpreter, layer, data);
  if (data instanceof DatasetValue) return predictBatches(session, interpreter, layer, data.content, data.samples());
  if (data instanceof BatchSequence) return predictBatches(session, interpreter, layer, data.element(), data.samples);
  if (data && isOwnSequence(data)) return predictOwnSequence(session, interpreter, layer, data);
  // How long its rows are does not matter where the model takes them.
  if (data instanceof RaggedValue && layer.built)
    return predicted(session, interpreter, layer, { shape: data.shape, dtype: data.dtype }, data.rows);
  const structure = data ? structureOf(data) : undefined;
  if (!structure || !layer.built) return interpreter.unknown('what the model predicts is not known');
  const found = predicted(session, interpreter, layer, mapNest(structure, specOf), undefined);
  return withPredictions(session, interpreter, layer, data, found, how);
}

/** The same arrays with what their numbers depend on. */
function withPredictions(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  data: Value | undefined,
  found: Value,
  how: Content,
): Value {
  const content = session.kerasVersion === 3 ? savingCode()?.predictionsOf(interpreter, layer, data, how) : undefined;
  const structure = content && structureOf(found);
  if (!structure) return found;
  flatten(structure).forEach((leaf, index) => {
    if (leaf instanceof ArrayValue) withContent(leaf, [content, index]);
  });
  return found;
}

/** Of a data set or a generator: the outputs of all batches, one after another. */
function predictBatches(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  content: Value,
  samples: Size | undefined,
): Value {
  // A tuple is inputs, targets and weights.
  const structure = structureOf((content.kind === 'tuple' ? content.items[0] : content) ?? content);
  if (!structure || !layer.built || samples === undefined)
    return interpreter.unknown('how many samples the data set has is not known');
  return predicted(session, interpreter, layer, mapNest(structure, specOf), samples);
}

/** Longer ones are not gone through. */
const MOST_BATCHES = 100;

/** All batches of an object of the program's, which has them made one after another. */
function predictOwnSequence(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  data: InstanceValue,
): Value {
  const unknown = (): Value => interpreter.unknown('how many samples the data has is not known');
  const length = interpreter.findAttribute(data, '__len__');
  const count = length && numberOfInteger(interpreter.call(length, []));
  if (!layer.built || count === undefined || count < 1 || count > MOST_BATCHES) return unknown();
  let rows: Size = 0;
  let specs: Nest<TensorSpec> | undefined;
  for (let index = 0; index < count; index++) {
    const inputs = inputsOfBatch(interpreter.getItem(data, int(index)));
    const structure = inputs && structureOf(inputs);
    const found = structure && mapNest(structure, specOf);
    const batch = found && flatten(found)[0]?.shape?.[0];
    if (batch === undefined || batch === null) return unknown();
    rows = add(rows, batch);
    specs ??= found;
  }
  return predicted(session, interpreter, layer, specs!, rows);
}

/** What comes out for inputs of these shapes; `rows`: of all batches, where the inputs are one batch of several. */
function predicted(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  specs: Nest<TensorSpec>,
  rows: Size | undefined,
): Value {
  const samples = rows ?? flatten(specs)[0]?.shape?.[0];
  if (samples === undefined || flatten(specs).some((spec) => !spec.shape))
    return interpreter.unknown('the shape of the data is not known');
  // The data passes in batches, of the size that the model was made for or any; their outputs are put together again.
  const batch = batchSizeOf(layer);
  const input = valueOfNest<TensorSpec>(interpreter, specs, (spec) =>
    traced(session, { shape: [batch, ...spec.shape!.slice(1)], dtype: spec.dtype ?? layer.dtype.compute }),
  );
  const args = { positional: [input], keywords: new Map(), site: undefined };
  const result = callLayer(session, interpreter, layer, args, 'keras');
  const found = structureOf(result);
  if (!found) return interpreter.unknown('what the model predicts is not known');
  return valueOfNest<Value>(interpreter, found, (leaf) => {
    const spec = specOf(leaf);
    const [first, ...rest] = spec.shape ?? [];
    if (first === undefined || first !== batch || rest.some((dimension) => dimension === null))
      return interpreter.unknown('the shape of the prediction is not known');
    return new ArrayValue({ shape: [samples, ...rest], dtype: spec.dtype ?? 'float32', library: 'numpy' });
  });
}

/** The batch size that the model was made for; null for any. */
function batchSizeOf(layer: LayerState): Dimension {
  const graph = graphOf(layer);
  return (graph ? flatten(graph.inputs)[0]?.shape?.[0] : null) ?? null;
}
