/** Under which names a model logs what it computes while it is trained or evaluated. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import type { InstanceValue, Value } from '../../python/domain/value.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { trackedLayers } from '../layers/tracking.ts';
import { graphOf } from '../models/member-table.ts';
import { flatten, isDict } from '../nests.ts';
import type { KerasSession } from '../session.ts';
import { isMetric, metricName } from './metric-names.ts';
import { listedNames, stepNames } from './step-logs.ts';

/** What a class of the program's does otherwise. */
const OWN: readonly string[] = [
  'compute_metrics',
  'fit',
  'evaluate',
  'train_on_batch',
  'test_on_batch',
  'make_train_function',
  'make_test_function',
  'get_metrics_result',
];

interface Output {
  /** As it is logged: undefined where it has no name, as in a class of the program's in Keras 3. */
  readonly name: string | undefined;
  /** As a dict of losses or metrics has it. */
  readonly key: string | undefined;
}

/** The names that a batch of training, or of an evaluation, logs, for data of this kind. */
export function loggedNames(
  session: KerasSession,
  interpreter: Interpreter,
  model: LayerState,
  step: 'train_step' | 'test_step',
  data: Value | undefined,
): readonly string[] | undefined {
  const { cls } = model.instance;
  if (cls.unknownBase || model.handedOut || OWN.some((name) => cls.lookup(name)?.kind === 'function')) return undefined;
  if (cls.lookup(step)?.kind === 'function') return stepNames(session, interpreter, model, step, data);
  if (isProperty(cls.lookup('metrics'))) return listedNames(session, interpreter, model);
  return logNames(session, interpreter, model);
}

/**
 * `loss` and the metrics, in the order of `metrics_names` in Keras 2, sorted in Keras 3. undefined where they are not
 * all known.
 */
export function logNames(
  session: KerasSession,
  interpreter: Interpreter,
  model: LayerState,
): readonly string[] | undefined {
  const compile = model.training?.compile;
  if (!compile || model.undecidedTraining || model.handedOut || model.unknown !== undefined) return undefined;
  const outputs = outputsOf(session, model);
  const own = ownMetrics(session, interpreter, model);
  if (outputs === undefined || own === undefined) return undefined;
  const losses = lossesOf(session, compile.get('loss'), outputs);
  const metrics = allMetrics(session, interpreter, compile, outputs);
  if (losses === undefined || metrics === undefined) return undefined;
  const names = ['loss', ...losses, ...metrics, ...own];
  // Keras counts or refuses what has one name.
  if (new Set(names).size !== names.length) return undefined;
  return session.kerasVersion === 3 ? names.sort() : names;
}

const isProperty = (value: Value | undefined): boolean => value?.kind === 'property' && value.getter.kind !== 'native';

const NO_NAME: Output = { name: undefined, key: undefined };

/** The names of the outputs; undefined where not even their number is known. */
function outputsOf(session: KerasSession, model: LayerState): readonly Output[] | undefined {
  const graph = graphOf(model);
  if (graph) {
    const { outputs } = graph;
    const names = flatten(outputs).map(({ node }) => node?.operation.operationName);
    if (names.some((name) => name === undefined || name.includes('?')) || new Set(names).size !== names.length)
      return undefined;
    const keys = isDict(outputs) ? [...outputs.entries.keys()].sort() : names;
    if (keys.length !== names.length) return undefined;
    return keys.map((key, index) => ({ name: session.kerasVersion === 2 ? names[index] : key, key }));
  }
  const { lastOutput } = model;
  if (lastOutput === undefined) return undefined;
  if (isDict(lastOutput)) return lastOutput.entries.size === 1 ? [NO_NAME] : undefined;
  return flatten(lastOutput).map((_, index) =>
    session.kerasVersion === 2 ? { name: `output_${index + 1}`, key: `output_${index + 1}` } : NO_NAME,
  );
}

/** `a_loss`, `b_loss` of several outputs. */
function lossesOf(
  session: KerasSession,
  loss: Value | undefined,
  outputs: readonly Output[],
): readonly string[] | undefined {
  if (outputs.length === 1) return [];
  const perOutput = perOutputOf(loss, outputs);
  if (perOutput === undefined || perOutput.some((one) => one !== undefined && isUndetermined(one))) return undefined;
  const named = outputs.filter((_, index) => perOutput[index] !== undefined && perOutput[index]!.kind !== 'none');
  if (named.length < 2 && session.kerasVersion === 3) return [];
  return named.some(({ name }) => name === undefined) ? undefined : named.map(({ name }) => `${name}_loss`);
}

/** One for each output, in a list or by name, or one for all; undefined where that is not known. */
function perOutputOf(given: Value | undefined, outputs: readonly Output[]): readonly (Value | undefined)[] | undefined {
  switch (given?.kind) {
    case undefined:
      return outputs.map(() => undefined);
    case 'list':
    case 'tuple':
      return (given.kind === 'list' && given.summary) || given.items.length !== outputs.length
        ? undefined
        : given.items;
    case 'dict': {
      if (given.summary) return undefined;
      const byName = new Map([...given.entries.values()].map(([key, value]) => [nameOf(key), value]));
      if ([...byName.keys()].some((name) => name === undefined || !outputs.some(({ key }) => key === name)))
        return undefined;
      return outputs.map(({ key }) => byName.get(key));
    }
    default:
      return isUndetermined(given) ? undefined : outputs.map(() => given);
  }
}

const nameOf = (key: Value): string | undefined => (key.kind === 'str' ? key.value : undefined);

/** Metrics of each output, first those that are not weighted. */
function allMetrics(
  session: KerasSession,
  interpreter: Interpreter,
  compile: ReadonlyMap<string, Value>,
  outputs: readonly Output[],
): readonly string[] | undefined {
  const [plain, weighted] = ['metrics', 'weighted_metrics'].map((name) =>
    metricsOf(session, interpreter, compile.get(name), outputs),
  );
  if (!plain || !weighted) return undefined;
  const taken = new Set<string>();
  const found: string[] = [];
  for (const [index, { name: output }] of outputs.entries()) {
    const prefix = outputs.length === 1 || output === undefined ? '' : `${output}_`;
    if (outputs.length > 1 && output === undefined && (plain[index]!.length > 0 || weighted[index]!.length > 0))
      return undefined;
    for (const name of plain[index]!) found.push(`${prefix}${name}`);
    for (const name of found) taken.add(name);
    for (const name of weighted[index]!)
      found.push(taken.has(`${prefix}${name}`) ? `${prefix}weighted_${name}` : `${prefix}${name}`);
  }
  return found;
}

/** The names of the metrics of each output. */
function metricsOf(
  session: KerasSession,
  interpreter: Interpreter,
  given: Value | undefined,
  outputs: readonly Output[],
): readonly (readonly string[])[] | undefined {
  if (given === undefined || given.kind === 'none') return outputs.map(() => []);
  const isFlat =
    given.kind !== 'dict' && ((given.kind !== 'list' && given.kind !== 'tuple') || !given.items.some(isNested));
  if (isFlat && given.kind === 'list' && given.items.length === 0 && !given.summary) return outputs.map(() => []);
  const forEach =
    outputs.length === 1 && given.kind !== 'dict'
      ? [given.kind === 'list' && given.items.length === 1 && isNested(given.items[0]!) ? given.items[0] : given]
      : isFlat && session.kerasVersion === 2
        ? outputs.map(() => given)
        : perOutputOf(given, outputs);
  const names = forEach?.map((one) => namesIn(session, interpreter, one));
  return names?.every((some) => some !== undefined) ? names : undefined;
}

const isNested = ({ kind }: Value): boolean => kind === 'list' || kind === 'tuple' || kind === 'dict';

function namesIn(
  session: KerasSession,
  interpreter: Interpreter,
  given: Value | undefined,
): readonly string[] | undefined {
  if (given === undefined || given.kind === 'none') return [];
  if (given.kind === 'dict' || (given.kind === 'list' && given.summary)) return undefined;
  const items = given.kind === 'list' || given.kind === 'tuple' ? given.items : [given];
  const names = items.map((item) => metricName(session, interpreter, item));
  return names.every((name) => name !== undefined) ? names : undefined;
}

/** Metrics that the model and the layers inside of it keep. */
function ownMetrics(session: KerasSession, interpreter: Interpreter, model: LayerState): readonly string[] | undefined {
  const found: InstanceValue[] = [];
  const seen = new Set([model]);
  const added: Value[] = [];
  for (const layer of seen) {
    added.push(...layer.addedMetrics);
    for (const value of layer.instance.attributes.values()) if (!collect(value, found, 0)) return undefined;
    for (const inner of trackedLayers(layer)) {
      // In Keras 3 the metrics of a model inside of another do not count.
      if (session.kerasVersion === 2 || !inner.model) seen.add(inner);
    }
  }
  const names = [
    ...[...new Set(found)].map((metric) => metricName(session, interpreter, metric)),
    ...new Set(added.map(nameOf)),
  ];
  return names.every((name) => name !== undefined) ? names : undefined;
}

/** Takes the metrics out of an attribute; false where there may be others. */
function collect(value: Value, found: InstanceValue[], depth: number): boolean {
  if (value.kind === 'instance' && isMetric(value)) found.push(value);
  if (isUndetermined(value)) return value.integer;
  if (depth > 3 || !isNested(value)) return true;
  if (value.kind === 'list' || value.kind === 'tuple')
    return value.items.every((item) => collect(item, found, depth + 1));
  return value.kind !== 'dict' || [...value.entries.values()].every(([, item]) => collect(item, found, depth + 1));
}
