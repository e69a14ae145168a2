/** What fit(), evaluate() and train_on_batch() give: under which names, how often. The numbers come with a run. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { ClassValue, DictValue, InstanceValue, int, ListValue, str, type Value } from '../../python/domain/value.ts';
import { Approximate } from '../../python/domain/approximate.ts';
import { isUndetermined, Top } from '../../python/domain/undetermined.ts';
import { words } from '../../words/message.ts';
import type { KerasSession } from '../session.ts';
import type { LayerState } from '../layers/layer-state.ts';
import type { Epochs, Logged, Schedule } from './callbacks.ts';
import { OF_RATES } from './callback-kinds.ts';
import { DatasetValue } from '../data/dataset.ts';
import { kindOf } from './fit-data.ts';
import { loggedNames } from './logs.ts';
import { loggingRates } from './packaged-metrics.ts';
import { batchOf } from './step-logs.ts';

type Given = (name: string) => Value | undefined;

const REASON = words`what training gives`;
/** Longer histories are not listed. */
const MOST_EPOCHS = 1000;

/** Of predict(). */
export const NOTHING_LOGGED: Logged = {
  names: undefined,
  rate: 'lr',
  ratesBy: [...OF_RATES],
  validationFirst: false,
  validation: () => [],
};

/** What a call logs, by its arguments. */
export function loggedBy(session: KerasSession, interpreter: Interpreter, model: LayerState, given: Given): Logged {
  const { packaged } = session.dialect;
  const data = batchOf(session, given('x') ?? given('generator'), given('y'), given('sample_weight'));
  const names = loggedNames(session, interpreter, model, 'train_step', data);
  const validated = isValidated(given);
  const tested = validated === false ? [] : loggedNames(session, interpreter, model, 'test_step', data);
  const often = given('validation_freq');
  const every = often === undefined ? 1 : often.kind === 'int' ? Number(often.value) : undefined;
  return {
    names,
    rate: session.kerasVersion === 3 ? 'learning_rate' : 'lr',
    ratesBy: packaged ? loggingRates(packaged) : [...OF_RATES],
    validationFirst: session.dialect.standalone,
    validation: (epoch) => {
      if (validated === false) return [];
      if (validated === undefined || every === undefined || every < 1) return undefined;
      return (epoch + 1) % every === 0 ? tested?.map((name) => `val_${name}`) : [];
    },
  };
}

/** Whether there is data for a validation; what is not known is taken for data. */
function isValidated(given: Given): boolean | undefined {
  const data = given('validation_data');
  if (data !== undefined)
    return data.kind === 'one-of' && data.alternatives.some(({ kind }) => kind === 'none') ? undefined : true;
  const split = given('validation_split');
  if (split === undefined) return false;
  return split.kind === 'float' || split.kind === 'int' ? Number(split.value) !== 0 : undefined;
}

/** Whether the data may come to its end before all epochs are done: Keras then ends the training. */
export function mayRunOut(given: Given): boolean {
  const x = given('x') ?? given('generator');
  if (x === undefined) return true;
  const kind = kindOf(x);
  if (kind === 'arrays' || kind === 'sequence') return false;
  const epochs = given('epochs');
  if (epochs === undefined || (epochs.kind === 'int' && epochs.value <= 1n)) return kind === 'unknown';
  return kind !== 'dataset' || (given('steps_per_epoch') !== undefined && !isEndless(x));
}

const isEndless = (data: Value): boolean => data instanceof DatasetValue && data.count === Number.POSITIVE_INFINITY;

/** `keras.callbacks.History`: what fit() gives. */
export function historyOf(
  session: KerasSession,
  interpreter: Interpreter,
  model: LayerState,
  { counts, done }: Epochs,
  schedule: Schedule & { readonly verbose: Value | undefined },
): Value {
  const firstEpoch = schedule.firstEpoch ?? 0;
  const cls = session.historyClass?.();
  if (!(cls instanceof ClassValue)) return interpreter.unknown(REASON);
  const history = new InstanceValue(cls);
  const open = new Top(REASON);
  const entries = [...(counts ?? [])].map(([name, count]): [string, Value] => [
    name,
    done !== undefined && count <= MOST_EPOCHS
      ? new ListValue(Array.from({ length: count }, () => numberOf(interpreter, name)))
      : new ListValue([], open),
  ]);
  const logs = dictOf(entries);
  if (counts === undefined) logs.summary = open;
  const epochs =
    done !== undefined && done <= MOST_EPOCHS
      ? new ListValue(Array.from({ length: done }, (_, index) => int(firstEpoch + index)))
      : new ListValue([], open);
  history.attributes.set('history', logs);
  history.attributes.set('epoch', epochs);
  history.attributes.set('model', model.instance);
  history.attributes.set('params', paramsOf(interpreter, schedule));
  interpreter.touch(model.instance);
  model.instance.attributes.set('history', history);
  return history;
}

/** What the callbacks are told: how much is printed, how many epochs and steps there are. */
function paramsOf(interpreter: Interpreter, { verbose, epochs, batches }: Parameters<typeof historyOf>[4]): DictValue {
  const number = (count: number | undefined): Value => (count === undefined ? interpreter.unknown(REASON) : int(count));
  return dictOf([
    ['verbose', verbose?.kind === 'int' ? verbose : interpreter.unknown(REASON)],
    ['epochs', number(epochs)],
    ['steps', number(batches)],
  ]);
}

/** What evaluate(), train_on_batch() and test_on_batch() give: a number for the loss alone, else a list. */
export function resultsOf(
  session: KerasSession,
  interpreter: Interpreter,
  model: LayerState,
  step: 'train_step' | 'test_step',
  given: Given,
): Value {
  const asDict = given('return_dict');
  const data = batchOf(session, given('x'), given('y'), given('sample_weight'));
  const names = loggedNames(session, interpreter, model, step, data);
  const isDict = asDict === undefined ? false : interpreter.truth(asDict);
  if (names === undefined || isDict === undefined) return interpreter.unknown(REASON);
  if (isDict) return dictOf(names.map((name) => [name, numberOf(interpreter, name)]));
  return names.length === 1
    ? numberOf(interpreter, names[0]!)
    : new ListValue(names.map((name) => numberOf(interpreter, name)));
}

/** Losses and the usual metrics are one float each; others may be more than one. */
const ONE_FLOAT =
  /^(.*_)?(loss|acc|accuracy|auc|precision|recall|mae|mse|mape|mean_absolute_error|mean_squared_error|root_mean_squared_error)$/;

function numberOf(interpreter: Interpreter, name: string): Value {
  if (!ONE_FLOAT.test(name)) return interpreter.unknown(REASON);
  return new Approximate({ low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }, undefined, REASON);
}

const dictOf = (entries: readonly (readonly [string, Value])[]): DictValue =>
  new DictValue(new Map(entries.map(([name, value]) => [`s${name}`, [str(name), value] as const])));

/** `metrics_names`: Keras 2 has none before it has seen data; Keras 3 puts all metrics of compile() in one. */
export function metricsNames(session: KerasSession, interpreter: Interpreter, model: LayerState): Value {
  const { training } = model;
  const unknown = interpreter.unknown('the names of its metrics are not known');
  if (model.undecidedTraining || model.handedOut || model.instance.cls.mro.some(({ definition }) => definition))
    return unknown;
  if (!training?.compile) return unknown;
  const names = loggedNames(session, interpreter, model, 'test_step', undefined);
  if (session.kerasVersion === 2)
    return training.ran !== true && !session.dialect.standalone
      ? new ListValue([])
      : names
        ? new ListValue(names.map((name) => str(name)))
        : unknown;
  const metrics = training.compile.get('metrics') ?? training.compile.get('weighted_metrics');
  const isSingle = names !== undefined && !names.some((name) => name.endsWith('_loss'));
  if (!isSingle || (metrics && isUndetermined(metrics))) return unknown;
  const has =
    metrics !== undefined && metrics.kind !== 'none' && !(metrics.kind === 'list' && metrics.items.length === 0);
  return new ListValue([str('loss'), ...(has ? [str('compile_metrics')] : [])]);
}
