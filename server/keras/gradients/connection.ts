/** Whether a tensor was computed of another one, as far as a tape has seen it. */
import type { Value } from '../../python/domain/value.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { howMade } from '../../python/library/arrays/recording.ts';
import { DataVariable } from '../data/variables.ts';
import { KerasTensor } from '../graph/tensor.ts';
import { Variable } from '../graph/variable.ts';
import { LayerState } from '../layers/layer-state.ts';
import { trackedLayers } from '../layers/tracking.ts';

/** Nothing flows back through these. */
const WITHOUT_GRADIENT: ReadonlySet<string> = new Set([
  'Argmax',
  'Argmin',
  'ArgmaxAs',
  'ArgminAs',
  'Argsort',
  'StopGradient',
  'OneHot',
  'ZerosLike',
  'OnesLike',
  'Size',
  'Round',
  'Floor',
  'Ceil',
  'Equal',
  'NotEqual',
  'Greater',
  'GreaterEqual',
  'Less',
  'LessEqual',
  'LogicalAnd',
  'LogicalOr',
  'LogicalNot',
  'LogicalXor',
  'Isnan',
  'Isinf',
  'Isfinite',
  '//',
]);

/** Whether gradients come from the target to the source; undefined where that is not known. */
export function isConnected(target: Value, source: Value, tape: object): boolean | undefined {
  let perhaps = false;
  const seen = new Set<Value>();
  const open: Value[] = [target];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (seen.has(value)) continue;
    seen.add(value);
    if (isSame(value, source)) return true;
    if (isUndetermined(value)) perhaps = true;
    if (value.kind === 'list' || value.kind === 'tuple') open.push(...value.items);
    if (value.kind === 'dict') for (const [, item] of value.entries.values()) open.push(item);
    const how = howMade(value);
    if (!how?.accounts.includes(tape)) {
      // A tensor that something made which is not followed: data, or a result.
      if (value instanceof KerasTensor && !(value instanceof Variable) && how === undefined) perhaps = true;
      continue;
    }
    if (WITHOUT_GRADIENT.has(how.operation)) continue;
    if (isWholeNumbers(value)) continue;
    if (how.layer instanceof LayerState && source instanceof Variable) {
      const found = isWithin(how.layer, source);
      if (found) return true;
    }
    open.push(...how.inputs);
  }
  return perhaps ? undefined : false;
}

const isWholeNumbers = (value: Value): boolean =>
  value instanceof ArrayValue && value.dtype !== undefined && !/float|complex/.test(value.dtype);

const isSame = (value: Value, source: Value): boolean =>
  value === source ||
  (value instanceof Variable &&
    source instanceof Variable &&
    value.layer === source.layer &&
    value.weight.path === source.weight.path);

function isWithin(layer: LayerState, { layer: owner }: Variable): boolean {
  const seen = new Set([layer]);
  for (const one of seen) {
    if (one === owner) return true;
    for (const inner of trackedLayers(one)) seen.add(inner);
  }
  return false;
}

/** Whether a tape watches it by itself. undefined: not known. */
export function isVariable(source: Value): boolean | undefined {
  if (source instanceof DataVariable) return source.trainable;
  if (source instanceof Variable) {
    const { trainable, kind } = source.weight;
    return trainable === (kind === 'trainable') ? trainable : undefined;
  }
  return false;
}
