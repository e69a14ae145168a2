/** Building a model: on the shapes of its inputs, or on the first data that it is given. */
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import type { InstanceValue, Value } from '../../python/domain/value.ts';
import type { Shape } from '../../shapes/dimension.ts';
import { words } from '../../words/message.ts';
import { callLayer } from '../layers/call.ts';
import { traced } from '../layers/traced.ts';
import { refusing } from '../layers/create.ts';
import { type Nest, type TensorSpec, Undecided } from '../layers/definition.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { mayBeBuilt } from '../layers/tracking.ts';
import { specOf, structureOf, valueOfNest } from '../layers/values.ts';
import { flatten, mapNest } from '../nests.ts';
import type { KerasSession } from '../session.ts';
import { firstBatch, kindOf } from '../training/fit-data.ts';
import { batchAxis, type Batching } from '../training/batches.ts';
import { FunctionalModel } from './functional.ts';
import { DatasetValue } from '../data/dataset.ts';
import { leavesIn } from '../data/dataset-items.ts';
import { SequentialModel } from './sequential.ts';

/** Builds a model on shapes: Sequential as Keras does, a subclassed one by running its call(). */
export function buildModel(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  specs: Nest<TensorSpec>,
  how: 'build' | 'call' = 'call',
): void {
  interpreter.touch(layer);
  const model = layer.model;
  if (model instanceof SequentialModel) {
    const shape: Shape | undefined = flatten(specs)[0]?.shape;
    if (!shape) {
      layer.unknown ??= words`the shape it is built on is not known`;
      return;
    }
    try {
      refusing(interpreter, layer, () => {
        model.build(interpreter, shape);
      });
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
    }
    return;
  }
  if (layer.built || model instanceof FunctionalModel) return;
  if (how === 'build' && session.kerasVersion === 3) {
    // Keras 3 marks a subclassed model as built without running its call(): the layers inside stay unbuilt.
    // A build() of the class itself comes here by super().build(…) only.
    layer.built = true;
    layer.buildInput = specs;
    return;
  }
  // Keras 2 runs call() itself then, which opens no scope.
  if (how === 'build') layer.path ??= '';
  // super().build(…) of the class's own build(): Keras 2 runs call() here, which does not come to build() again.
  if (how === 'build' && layer.instance.cls.lookup('build')?.kind === 'function') layer.built = true;
  const input = valueOfNest<TensorSpec>(interpreter, specs, (spec) =>
    traced(session, { shape: spec.shape, dtype: spec.dtype ?? layer.dtype.compute }),
  );
  const args = { positional: [input], keywords: new Map(), site: interpreter.currentSite };
  callLayer(session, interpreter, layer, args, 'keras');
}

const UNKNOWN_DATA = words`the shape of the data it is trained on is not known`;

/** A deferred model is built by the first data it sees. @throws KerasRefusal where a layer refuses it */
export function buildOnData(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  data: Value | undefined,
  batching?: Batching,
): void {
  if (layer.built || !data) return;
  const specs = batchSpecs(interpreter, data, session.kerasVersion, batching);
  if (!specs) {
    if (!(layer.model instanceof FunctionalModel) && layer.unknown === undefined) {
      interpreter.touch(layer);
      layer.unknown = UNKNOWN_DATA;
    }
    mayBeBuilt(interpreter, layer);
    return;
  }
  buildModel(session, interpreter, layer, specs);
  if (layer.unknown === UNKNOWN_DATA) layer.unknown = undefined;
}

/** An object of a class of the program's that gives one batch after another. */
export const isOwnSequence = (data: Value): data is InstanceValue =>
  data.kind === 'instance' && kindOf(data) === 'sequence';

/** The inputs in one batch, whose rows may be more or fewer in the next. */
function specsOfBatch(batch: Value | undefined): Nest<TensorSpec> | undefined {
  const inputs = inputsOfBatch(batch);
  const structure = inputs && structureOf(inputs);
  const specs = structure && mapNest(structure, specOf);
  if (!specs || flatten(specs).some(({ shape }) => !shape || shape.length === 0)) return undefined;
  return mapNest(specs, (spec) => ({ ...spec, shape: [null, ...spec.shape!.slice(1)] }));
}

/** A batch is inputs, or a tuple of inputs, targets and weights. */
export const inputsOfBatch = (batch: Value | undefined): Value | undefined =>
  batch?.kind === 'tuple' || (batch?.kind === 'list' && !batch.summary) ? batch.items[0] : batch;

/** Of what comes in batches: x of (x, y). How many rows a batch has stays open where TensorFlow does not infer it. */
function specsOfBatches(interpreter: Interpreter, data: Value): Nest<TensorSpec> | undefined {
  if (data.kind !== 'host' || data instanceof ArrayValue || !data.element) return undefined;
  const first = firstOf(data.element(interpreter));
  const structure = first && structureOf(first);
  if (!structure) return undefined;
  const specs = mapNest(structure, (leaf) => specOf(leaf));
  if (!flatten(specs).every(({ shape }) => shape !== undefined && shape.length > 0)) return undefined;
  const inferred = data instanceof DatasetValue ? leavesIn(firstOf(data.specification) ?? data) : [];
  let next = 0;
  return mapNest(specs, (spec) => {
    const rows = inferred[next++]?.shape?.[0];
    return { ...spec, shape: [typeof rows === 'number' ? rows : null, ...spec.shape!.slice(1)] };
  });
}

const firstOf = (element: Value | undefined): Value | undefined =>
  element?.kind === 'tuple' || element?.kind === 'list' ? element.items[0] : element;

/**
 * One batch of the data. Keras 2 leaves its size open, unless all batches are of that size until the end. undefined
 * where its shape is not known.
 */
function batchSpecs(
  interpreter: Interpreter,
  data: Value,
  kerasVersion: 2 | 3,
  batching: Batching | undefined,
): Nest<TensorSpec> | undefined {
  if (isOwnSequence(data)) return specsOfBatch(firstBatch(interpreter, data));
  const batches = specsOfBatches(interpreter, data);
  if (batches) return batches;
  const structure = structureOf(data);
  if (!structure) return undefined;
  let known = true;
  const specs = mapNest(structure, (leaf): TensorSpec => {
    if (leaf instanceof ArrayValue && leaf.shape && leaf.shape.length > 0) {
      // Keras 2 adds a last axis to data that has none.
      const rest = leaf.shape.length === 1 && kerasVersion === 2 ? [1] : leaf.shape.slice(1);
      return {
        shape: [batching && kerasVersion === 3 ? batchAxis(batching, leaf.shape[0]) : null, ...rest],
        dtype: leaf.dtype,
      };
    }
    known = false;
    return { shape: undefined };
  });
  return known ? specs : undefined;
}
