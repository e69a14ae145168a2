/** How many epochs and batches a call of fit(), evaluate() or predict() has. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import type { Value } from '../../python/domain/value.ts';
import { flatten } from '../nests.ts';
import type { Schedule } from './callbacks.ts';
import { partOf, structureOfData } from './fit-data.ts';

type Given = (name: string) => Value | undefined;

/** @param given the arguments by their names; undefined for one that is None or not given */
export function scheduleOf(
  interpreter: Interpreter,
  what: Schedule['what'],
  given: Given,
  kerasVersion: 2 | 3,
): Schedule {
  const x = given('x') ?? given('generator');
  const split = given('validation_split');
  const part =
    split === undefined || given('validation_data') !== undefined
      ? 0
      : split.kind === 'float' || split.kind === 'int'
        ? Number(split.value)
        : undefined;
  const rows = rowsOf(interpreter, x, kerasVersion);
  const kept = rows === undefined || part === undefined ? undefined : Math.floor(rows * (1 - part));
  const steps = given(what === 'fit' ? 'steps_per_epoch' : 'steps');
  const size = sizeOf(given('batch_size'), 32);
  return {
    what,
    firstEpoch: sizeOf(given('initial_epoch'), 0),
    epochs: sizeOf(given('epochs'), 1),
    batches:
      steps === undefined
        ? rows === undefined
          ? lengthOf(interpreter, x)
          : batchesOf(kept, size)
        : rows === undefined && steps.kind === 'int'
          ? Number(steps.value)
          : undefined,
    validation: what === 'fit' ? validationBatches(interpreter, given, rows, kept, size, kerasVersion) : 0,
  };
}

function validationBatches(
  interpreter: Interpreter,
  given: Given,
  rows: number | undefined,
  kept: number | undefined,
  size: number | undefined,
  kerasVersion: 2 | 3,
): number | undefined {
  const [data, split] = [given('validation_data'), given('validation_split')];
  if (data === undefined && split === undefined) return 0;
  if (given('validation_freq') !== undefined || given('validation_steps') !== undefined) return undefined;
  const batch = given('validation_batch_size') === undefined ? size : sizeOf(given('validation_batch_size'), 32);
  if (data === undefined) return rows === undefined || kept === undefined ? undefined : batchesOf(rows - kept, batch);
  const first = data.kind === 'tuple' || (data.kind === 'list' && !data.summary) ? data.items[0] : undefined;
  return first ? batchesOf(rowsOf(interpreter, first, kerasVersion), batch) : lengthOf(interpreter, data);
}

const batchesOf = (rows: number | undefined, size: number | undefined): number | undefined =>
  rows === undefined || size === undefined || size < 1 ? undefined : Math.ceil(rows / size);

function sizeOf(value: Value | undefined, usual: number): number | undefined {
  if (value === undefined) return usual;
  return value.kind === 'int' ? Number(value.value) : undefined;
}

/** Rows of arrays. */
function rowsOf(interpreter: Interpreter, data: Value | undefined, kerasVersion: 2 | 3): number | undefined {
  const structure = data && structureOfData(data);
  if (!structure || structure === 'scalars') return undefined;
  const rows = flatten(structure.found)
    .map((leaf) => partOf(interpreter, leaf, kerasVersion).rows)
    .find((count) => count !== undefined);
  return typeof rows === 'number' ? rows : undefined;
}

/** Batches of a data set or a sequence. */
function lengthOf(interpreter: Interpreter, data: Value | undefined): number | undefined {
  if (!data || (data.kind !== 'host' && data.kind !== 'instance')) return undefined;
  const length = interpreter.attempt(
    () => interpreter.length(data),
    ['Exception'],
    () => NOTHING,
  );
  return length.kind === 'int' ? Number(length.value) : undefined;
}
const NOTHING: Value = { kind: 'none' };
