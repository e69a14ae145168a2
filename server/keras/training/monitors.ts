/** What callbacks look for in the logs: the values that they monitor, and those that the names of files are made of. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';
import type { InstanceValue, Value } from '../../python/domain/value.ts';
import type { Place } from '../../python/syntax/place.ts';
import { joined, words } from '../../words/message.ts';
import { refusing } from '../layers/create.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { pathText } from '../saving/file-names.ts';
import type { KerasSession } from '../session.ts';
import { argumentOf, isMonitoring } from './callback-arguments.ts';
import type { Logged, Schedule } from './callbacks.ts';
import { at, ContractError, type Mend } from './contract-error.ts';
import { functionNameOf } from './losses.ts';
import { isMetric } from './metric-names.ts';
import { nearest } from './nearest.ts';

/** Keras's metrics that do not say whether more or less is better. */
const WITHOUT_DIRECTION: ReadonlySet<string> = new Set([
  'FalseNegatives',
  'FalsePositives',
  'Mean',
  'MeanMetricWrapper',
  'Metric',
  'Sum',
  'TrueNegatives',
  'TruePositives',
]);
/** With these of the program's own, what is monitored and logged is its own business. */
const OWN = ['fit', 'train_step', 'test_step', 'compute_metrics', 'get_metrics_result', 'metrics'];

interface Watched {
  readonly session: KerasSession;
  readonly interpreter: Interpreter;
  readonly model: LayerState;
  /** What the first epoch logs; undefined where that is not known. */
  readonly logs: readonly string[] | undefined;
}

/**
 * Whether what Keras's callbacks monitor comes out of this fit(). `callbacks` are those that it is given; `isWhole`:
 * there are no others.
 * @throws KerasRefusal where Keras cannot tell what is better, or has no value for the name of a file
 */
export function checkMonitors(
  session: KerasSession,
  interpreter: Interpreter,
  model: LayerState,
  { callbacks, isWhole }: { readonly callbacks: readonly InstanceValue[]; readonly isWhole: boolean },
  { firstEpoch, epochs }: Schedule,
  logged: Logged,
): void {
  if (firstEpoch === undefined || epochs === undefined || firstEpoch >= epochs) return;
  const watching = callbacks.filter(({ cls }) => isMonitoring(cls));
  if (watching.length === 0) return;
  const watched: Watched = {
    session,
    interpreter,
    model,
    logs: isWhole && !callbacks.some(mayLog) ? logsOf(logged, callbacks, firstEpoch, epochs) : undefined,
  };
  const isOwn = OWN.some((name) => isOwnMember(model.instance.cls.lookup(name)));
  for (const callback of watching) {
    if (session.kerasVersion === 3 && !isOwn) checkDirection(watched, callback);
    checkFileName(watched, callback);
    remarkMissing(watched, callback);
  }
}

const isOwnMember = (value: Value | undefined): boolean =>
  value?.kind === 'function' || (value?.kind === 'property' && value.getter.kind !== 'native');

/** Code of the program's may write to the logs. */
const mayLog = ({ cls }: InstanceValue): boolean =>
  cls.mro.some(({ definition }) => definition) || cls.name === 'LambdaCallback';

/** Every name that an epoch logs, and the learning rate, which some callbacks add. */
function logsOf(
  { names, validation, rate }: Logged,
  callbacks: readonly InstanceValue[],
  firstEpoch: number,
  epochs: number,
): readonly string[] | undefined {
  if (names === undefined) return undefined;
  const found = new Set(names);
  for (let epoch = firstEpoch; epoch < Math.min(epochs, firstEpoch + 20); epoch++) {
    const validated = validation(epoch);
    if (validated === undefined) return undefined;
    for (const name of validated) found.add(name);
  }
  if (callbacks.some(({ cls }) => cls.name === 'LearningRateScheduler' || cls.name === 'ReduceLROnPlateau'))
    found.add(rate);
  return [...found];
}

/** The name that a callback monitors; undefined where it is not known. */
function monitorOf({ attributes }: InstanceValue): string | undefined {
  const monitor = attributes.get('monitor');
  return monitor === undefined ? 'val_loss' : monitor.kind === 'str' ? monitor.value : undefined;
}

/** Keras 3 asks the metric of that name whether more of it is better. */
function checkDirection({ interpreter, model, logs }: Watched, callback: InstanceValue): void {
  const monitor = monitorOf(callback);
  const mode = callback.attributes.get('mode');
  if (monitor === undefined || (mode !== undefined && mode.kind !== 'str')) return;
  if (mode?.value === 'min' || mode?.value === 'max') return;
  const name = monitor.replace(/^val_/, '');
  if (name === 'loss' || hasDirection(model, name) !== false) return;
  const meant = logs && likely(monitor, logs);
  const told = words`${callback.cls.name}: Keras 3 cannot tell whether more or less of "${monitor}" is better${at(model.training?.site)}: Keras isn't able to automatically determine whether that metric should be maximized or minimized.`;
  refuse(interpreter, model, [callback, 'monitor', meant], 'monitor-direction', [
    told,
    ...(meant === undefined ? [words`Pass mode="max" or mode="min".`] : []),
    ...listed(logs),
  ]);
}

/** Whether a metric of compile() has this name and says what is better; undefined where that is not known. */
function hasDirection({ training, undecidedTraining, handedOut }: LayerState, name: string): boolean | undefined {
  const compile = training?.compile;
  if (!compile || undecidedTraining || handedOut) return undefined;
  const metrics = ['metrics', 'weighted_metrics'].flatMap((key) => flat(compile.get(key)));
  const answers = metrics.map((metric) => directionOf(metric, name));
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
}

/** Metrics one by one, whatever they are grouped by; undefined for what is not known. */
function flat(value: Value | undefined): readonly (Value | undefined)[] {
  switch (value?.kind) {
    case undefined:
    case 'none':
      return [];
    case 'list':
    case 'tuple':
      return value.kind === 'list' && value.summary ? [undefined] : value.items.flatMap(flat);
    case 'dict':
      return value.summary ? [undefined] : [...value.entries.values()].flatMap(([, item]) => flat(item));
    default:
      return isUndetermined(value) ? [undefined] : [value];
  }
}

/** Whether this metric has the name and a direction; undefined where that is not known. */
function directionOf(metric: Value | undefined, wanted: string): boolean | undefined {
  switch (metric?.kind) {
    case 'str':
      return metric.value === wanted;
    case 'function':
      return false;
    case 'native':
      return functionNameOf(metric) === undefined ? undefined : false;
    case 'instance': {
      const name = metric.attributes.get('name');
      if (!isMetric(metric) || metric.cls.unknownBase) return undefined;
      if (name?.kind === 'str' && name.value !== wanted) return false;
      const ofKeras = metric.cls.mro.find(({ qualifiedName }) => qualifiedName.startsWith('keras.metrics.'));
      const isSilent = ofKeras !== undefined && WITHOUT_DIRECTION.has(ofKeras.name);
      if (isSilent && (metric.attributes.has('_direction') || metric.cls.lookup('_direction'))) return undefined;
      return isSilent ? false : name?.kind === 'str' ? true : undefined;
    }
    default:
      return undefined;
  }
}

/** `"w{epoch:02d}-{val_loss:.2f}.keras"`, filled in at the end of each epoch. */
function checkFileName({ interpreter, model, logs }: Watched, callback: InstanceValue): void {
  const { attributes, cls } = callback;
  const path = pathText(attributes.get('filepath'));
  const often = attributes.get('save_freq');
  if (cls.name !== 'ModelCheckpoint' || path === undefined || logs === undefined || attributes.has('period')) return;
  if (often !== undefined && !(often.kind === 'str' && often.value === 'epoch')) return;
  const keys = [...path.replaceAll('{{', '').matchAll(/\{([A-Za-z_]\w*)/g)].map(([, key]) => key!);
  const missing = keys.find((key) => key !== 'epoch' && !logs.includes(key));
  if (missing === undefined) return;
  const meant = likely(missing, logs);
  refuse(
    interpreter,
    model,
    [callback, 'filepath', meant, missing],
    'callback-argument',
    [
      words`ModelCheckpoint: the name "${path}" asks for "${missing}", which this fit() does not log: Failed to format this callback filepath.`,
      ...listed(logs),
    ],
    'KeyError',
  );
}

/** Which of the names is meant: accuracy is logged under the name that `compile()` was given. */
function likely(name: string, logs: readonly string[]): string | undefined {
  const other = name.endsWith('acc') ? name.replace(/acc$/, 'accuracy') : name.replace(/accuracy$/, 'acc');
  return logs.includes(other) ? other : nearest(name, logs);
}

function refuse(
  interpreter: Interpreter,
  model: LayerState,
  [callback, parameter, meant, from = undefined]: readonly [InstanceValue, string, string | undefined, string?],
  code: string,
  told: readonly ReturnType<typeof words>[],
  exceptionType = 'ValueError',
): never {
  const place = callback.site;
  return refusing(interpreter, model, () => {
    throw new ContractError(code, joined(told, ' '), {
      exceptionType,
      related: place ? [{ span: place, message: words`the callback is made here` }] : [],
      mends: renamed(callback, parameter, meant, from),
    });
  });
}

function renamed(
  callback: InstanceValue,
  parameter: string,
  meant: string | undefined,
  from: string | undefined,
): readonly Mend[] {
  const call: Place | undefined = callback.site;
  const written = from ?? monitorOf(callback);
  if (!call || meant === undefined || written === undefined) return [];
  return [
    {
      title: words`Change to "${meant}"`,
      changes: [{ kind: 'rename', call, argument: argumentOf(callback, parameter), from: written, to: meant }],
      preferred: true,
    },
  ];
}

const listed = (logs: readonly string[] | undefined): readonly ReturnType<typeof words>[] =>
  logs === undefined ? [] : [words`It logs ${logs.map((name) => `"${name}"`).join(', ')}.`];

/** Keras goes on and says that there is nothing to monitor. */
function remarkMissing({ session, interpreter, logs }: Watched, callback: InstanceValue): void {
  const monitor = monitorOf(callback);
  if (monitor === undefined || logs === undefined || logs.includes(monitor)) return;
  const best = callback.attributes.get('save_best_only');
  if (callback.cls.name === 'ModelCheckpoint' && !(best?.kind === 'bool' && best.value)) return;
  const meant = likely(monitor, logs);
  const told = words`${callback.cls.name} monitors "${monitor}", which fit()${at(interpreter.currentSite)} does not log, so it has nothing to go by.`;
  session.remark(
    new ContractError('callback-monitor', joined([told, ...listed(logs)], ' '), {
      argument: argumentOf(callback, 'monitor'),
      mends: renamed(callback, 'monitor', meant, undefined),
    }),
    { site: callback.site ?? interpreter.currentSite },
  );
}
