/** What a train_step() or test_step() of the program's gives: the names that it logs. */
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { TupleValue, type Value } from '../../python/domain/value.ts';
import { mapElement } from '../data/elements.ts';
import { DatasetValue } from '../data/dataset.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { traced } from '../layers/traced.ts';
import type { KerasSession } from '../session.ts';
import { metricName } from './metric-names.ts';

/** Keys of the dict that the step gives for a batch of the data; undefined where they are not known. */
export function stepNames(
  session: KerasSession,
  interpreter: Interpreter,
  model: LayerState,
  step: 'train_step' | 'test_step',
  data: Value | undefined,
): readonly string[] | undefined {
  if (data === undefined) return undefined;
  const names = interpreter.tryOut(() => {
    const given = interpreter.call(interpreter.getAttribute(model.instance, step), [data]);
    if (given.kind !== 'dict' || given.summary) return undefined;
    const keys = [...given.entries.values()].map(([key]) => (key.kind === 'str' ? key.value : undefined));
    return keys.every((key) => key !== undefined) ? keys : undefined;
  });
  return names && sortedBy(session, names);
}

/** Names of the metrics that the class of the model lists in a property of its own. */
export function listedNames(
  session: KerasSession,
  interpreter: Interpreter,
  model: LayerState,
): readonly string[] | undefined {
  const names = interpreter.tryOut(() => {
    const items = interpreter.iterate(interpreter.getAttribute(model.instance, 'metrics'));
    return items && [...items].map((metric) => metricName(session, interpreter, metric));
  });
  return names?.every((name) => name !== undefined) ? sortedBy(session, names) : undefined;
}

const sortedBy = ({ kerasVersion }: KerasSession, names: readonly string[]): readonly string[] =>
  kerasVersion === 3 ? [...names].sort() : names;

/** One batch as a step gets it; its rows are open. */
export function batchOf(
  session: KerasSession,
  x: Value | undefined,
  y: Value | undefined,
  weights: Value | undefined,
): Value | undefined {
  if (x === undefined) return undefined;
  if (x instanceof DatasetValue) return opened(session, x.specification, false);
  if (x.kind === 'host' && !(x instanceof ArrayValue)) return undefined;
  const parts = [x, y, weights].filter((part) => part !== undefined).map((part) => opened(session, part, true));
  return parts.length === 1 && parts[0]!.kind !== 'list' ? parts[0] : new TupleValue(parts);
}

const opened = (session: KerasSession, value: Value, isWhole: boolean): Value =>
  mapElement(value, (leaf) =>
    traced(session, {
      shape: leaf.shape && (isWhole ? [null, ...leaf.shape.slice(1)] : leaf.shape),
      dtype: leaf.dtype ?? 'float32',
    }),
  );
