/** Files that callbacks of Keras's leave: `ModelCheckpoint`, `CSVLogger` and those that write into a folder. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';
import { int, type InstanceValue, Str, type Value } from '../../python/domain/value.ts';
import { COUNTED } from '../../python/library/arrays/row-index.ts';
import { DataFrameValue } from '../../python/library/pandas/data-frame.ts';
import { type TableContent, tableContent } from '../../python/library/pandas/written-table.ts';
import { words } from '../../words/message.ts';
import { pathText } from '../../python/library/modules/paths.ts';
import { formatTemplate } from '../../python/library/text/format-method.ts';
import type { LayerState } from '../layers/layer-state.ts';
import type { KerasSession } from '../session.ts';
import type { Epochs, Schedule } from '../training/callbacks.ts';
import { stepsOf } from '../data/optimizer-steps.ts';
import { optimizerOf } from '../models/training-members.ts';
import { writeModel, writeWeights } from './model-files.ts';
import { formatOfModel, formatOfWeights } from './written-formats.ts';

/** More epochs are not gone through. */
const MOST_EPOCHS = 1000;

interface Training {
  readonly session: KerasSession;
  readonly interpreter: Interpreter;
  readonly model: LayerState;
  readonly schedule: Schedule;
  /** Where it may have ended early, it is not known how many there were. */
  readonly epochs: Epochs;
  /** Each batch is a step of the optimizer, and how many there are is known. */
  readonly countsSteps: boolean;
}

/** `given`: the argument `callbacks` of a fit() that is over. */
export function filesOfCallbacks(training: Training, given: Value | undefined): void {
  if (given && (isUndetermined(given) || (given.kind === 'list' && given.summary)))
    training.interpreter.files.mayChange(undefined);
  const items = given?.kind === 'list' || given?.kind === 'tuple' ? given.items : given ? [given] : [];
  for (const callback of items) {
    if (isUndetermined(callback)) training.interpreter.files.mayChange(undefined);
    if (callback.kind !== 'instance') continue;
    const base = callback.cls.mro.find(({ definition }) => definition === undefined)?.name;
    // A class of the program's may write otherwise.
    const isPlain = callback.cls.definition === undefined;
    const folder = base === undefined ? undefined : FOLDERS[base];
    if (base === 'ModelCheckpoint') checkpoint(training, callback, isPlain);
    else if (base === 'CSVLogger') logFile(training, callback, isPlain);
    else if (folder !== undefined) mayChange(training, callback.attributes.get(folder) ?? new Str('logs'));
  }
}

/** By class, the argument that names the folder. */
const FOLDERS: Readonly<Record<string, string>> = { TensorBoard: 'log_dir', BackupAndRestore: 'backup_dir' };

const textOf = ({ interpreter }: Training, value: Value | undefined): string | undefined =>
  value && pathText(interpreter, value);

function mayChange(training: Training, path: Value | undefined): void {
  training.interpreter.files.mayChange(textOf(training, path));
}

function logFile(training: Training, callback: InstanceValue, isPlain: boolean): void {
  const path = textOf(training, callback.attributes.get('filename'));
  if (path === undefined || !isPlain) training.interpreter.files.mayChange(path);
  else training.interpreter.files.writes(path, contentOfLog(training, callback));
}

/** A row for each epoch. Without a validation the file has columns for one all the same. */
function contentOfLog({ interpreter, epochs }: Training, { attributes }: InstanceValue): TableContent | undefined {
  const { counts, done } = epochs;
  const separator = attributes.get('separator') ?? new Str(',');
  const isUsual = !attributes.has('append') && separator.kind === 'str' && separator.value.length === 1;
  // What others put into the logs comes before or behind this callback.
  if (!counts || !done || !isUsual || counts.has('lr') || counts.has('learning_rate')) return undefined;
  if ([...counts.values()].some((count) => count !== done)) return undefined;
  const logged = [...counts.keys()].sort();
  const isValidated = logged.some((name) => name.startsWith('val_'));
  const names = isValidated ? logged : [...logged, ...logged.map((name) => `val_${name}`)];
  const table = new DataFrameValue(
    done,
    [
      { name: 'epoch', dtype: 'int64' },
      ...names.map((name) => ({ name, dtype: logged.includes(name) ? 'float64' : undefined })),
    ],
    words`what training gives`,
    COUNTED,
  );
  return tableContent(interpreter, table, (separator as Str).value);
}

function checkpoint(training: Training, callback: InstanceValue, isPlain: boolean): void {
  const {
    interpreter,
    schedule,
    epochs: { done },
  } = training;
  const template = textOf(training, callback.attributes.get('filepath'));
  const frequency = callback.attributes.get('save_freq') ?? callback.attributes.get('period');
  const isEachEpoch = frequency === undefined || (frequency.kind === 'str' && frequency.value === 'epoch');
  const { firstEpoch, epochs } = schedule;
  if (
    template === undefined ||
    !isPlain ||
    firstEpoch === undefined ||
    epochs === undefined ||
    epochs - firstEpoch > MOST_EPOCHS
  ) {
    changesUnder(interpreter, template);
    return;
  }
  const onlyBest = callback.attributes.get('save_best_only');
  const isBest = onlyBest === undefined ? false : interpreter.truth(onlyBest);
  const threshold = callback.attributes.get('initial_value_threshold');
  const startsFromBest = threshold === undefined || threshold.kind === 'none';
  for (let epoch = firstEpoch; epoch < epochs; epoch++) {
    const path = pathOfEpoch(interpreter, template, epoch);
    if (path === undefined) {
      changesUnder(interpreter, template);
      return;
    }
    const isFirst = epoch === firstEpoch;
    const isSure =
      isEachEpoch &&
      (isFirst || (done !== undefined && epoch - firstEpoch < done)) &&
      (isBest === false || (isBest === true && isFirst && startsFromBest && isMonitored(training, callback)));
    if (isSure) writes(training, callback, path, epoch + 1 - firstEpoch);
    // What is there already is the same model with other values.
    else if (interpreter.files.written(path) === undefined) interpreter.files.mayChange(path);
  }
}

/** Keras 2 saves nothing where there is no such log. */
function isMonitored({ session, epochs }: Training, callback: InstanceValue): boolean {
  if (session.kerasVersion === 3) return true;
  const monitor = callback.attributes.get('monitor');
  const name = monitor === undefined ? 'val_loss' : monitor.kind === 'str' ? monitor.value : undefined;
  return name !== undefined && epochs.counts?.has(name) === true;
}

/** undefined where the path has values in it that come with a run. */
function pathOfEpoch(interpreter: Interpreter, template: string, epoch: number): string | undefined {
  if (!template.includes('{')) return template;
  if (/\{(?!epoch[:}])/.test(template)) return undefined;
  return formatTemplate(interpreter, template, {
    positional: [],
    named: (name) => (name === 'epoch' ? int(epoch + 1) : undefined),
  });
}

/** Something under the folder, up to the first part that is not known. */
function changesUnder(interpreter: Interpreter, template: string | undefined): void {
  if (template === undefined) {
    interpreter.files.mayChange(undefined);
    return;
  }
  const known = template.includes('{') ? template.slice(0, template.indexOf('{')) : template;
  interpreter.files.mayChange(
    template.includes('{') ? known.slice(0, Math.max(0, known.lastIndexOf('/'))) || '.' : known,
  );
}

/** `done`: so many epochs of this fit() are over. */
function writes(training: Training, callback: InstanceValue, path: string, done: number): void {
  const { session, interpreter, model } = training;
  const isOutdated = done !== training.epochs.done;
  const only = callback.attributes.get('save_weights_only');
  const weightsOnly = only === undefined ? false : interpreter.truth(only);
  const format = weightsOnly ? formatOfWeights(session.kerasVersion, path) : formatOfModel(session.kerasVersion, path);
  if (weightsOnly === undefined || format === undefined) interpreter.files.mayChange(path);
  else if (weightsOnly) writeWeights(interpreter, model, path, format, isOutdated);
  else writeModel(session, interpreter, model, path, format, { steps: stepsBy(training, done), isOutdated });
}

/** The steps of the optimizer: those before this fit(), which it tells so far, and those of so many epochs. */
function stepsBy({ interpreter, model, schedule, countsSteps }: Training, done: number): Value {
  const before = stepsOf(interpreter, optimizerOf(model));
  const { batches } = schedule;
  return before && countsSteps && batches !== undefined
    ? interpreter.binary('+', before, int(batches * done))
    : interpreter.unknown('how many steps the optimizer has made is not known');
}
