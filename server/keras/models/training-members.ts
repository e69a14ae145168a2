/** The methods of a model that train it or run it on data: compile(), fit(), evaluate(), predict(). */
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import { bool, FALSE, NONE, str, type Value } from '../../python/domain/value.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { trainableWeights, unknownTrainable, unknownWeights } from '../layers/weights.ts';
import type { KerasSession } from '../session.ts';
import { mayPlanRate } from '../training/callback-kinds.ts';
import { runCallbacks } from '../training/callbacks.ts';
import { loseLearningRate } from '../training/learning-rate.ts';
import { checkTraining } from '../training/calls.ts';
import { compiled } from '../training/compile.ts';
import { boundTo, COMPILE_PARAMETERS } from '../training/compiled.ts';
import { historyOf, loggedBy, mayRunOut, metricsNames, NOTHING_LOGGED, resultsOf } from '../training/history.ts';
import { ownCodeRuns } from '../training/own-code.ts';
import { scheduleOf } from '../training/schedule.ts';
import { COMPILED, PARAMETERS, type TrainingMethod } from '../training/training-methods.ts';
import { type Saving, savingCode } from '../saving/loaded.ts';
import type { Content } from '../../python/library/arrays/content.ts';
import { losesSet, losesTrained } from '../layers/contents.ts';
import { buildOnData } from './build.ts';
import { countSteps } from '../data/optimizer-steps.ts';
import type { MemberTable } from './member-table.ts';
import { optimizerCount, variablesOfOptimizer } from './optimizer.ts';
import { markBuilt } from '../training/optimizer-object.ts';
import { predict } from './predict.ts';

/** The methods of training and running. */
export function setTrainingMembers(session: KerasSession, { method, property }: MemberTable): void {
  property('metrics_names', (interpreter, layer) => metricsNames(session, interpreter, layer));
  const ofCompile = (name: string, tell: (training: LayerState['training']) => Value | undefined): void => {
    property(name, (interpreter, layer) => {
      const told = session.kerasVersion === 2 || layer.undecidedTraining ? undefined : tell(layer.training);
      return told ?? interpreter.unknown('what compile() left is not followed');
    });
  };
  ofCompile('loss', (training) => training?.compile && (training.compile.get('loss') ?? NONE));
  ofCompile('compiled', (training) => bool(training !== undefined));
  method('compile', (interpreter, layer, args) => {
    const site = interpreter.currentSite;
    const compile = boundTo(COMPILE_PARAMETERS[session.kerasVersion], args);
    interpreter.touch(layer);
    const made = args.incomplete ? undefined : optimizerMade(session, interpreter, layer, compile);
    const collected = session.dialect.standalone ? trainableWeights(layer) : undefined;
    layer.training = { compile, fitted: false, optimizer: undefined, made, site, collected };
    layer.undecidedTraining = args.incomplete !== undefined;
    if (!args.incomplete) compiled(session, interpreter, layer);
    return NONE;
  });
  for (const name of session.kerasVersion === 2 ? (['fit', 'fit_generator'] as const) : (['fit'] as const)) {
    method(name, (interpreter, layer, args) => {
      checkTraining(session, interpreter, layer, name, args, (batching) => {
        buildOnData(session, interpreter, layer, data(args), batching);
      });
      fitted(session, interpreter, layer);
      const given = callsOfProgram(session, interpreter, layer, name, args);
      if (mayRestore(args)) losesTrained(interpreter, layer);
      return given;
    });
  }
  for (const name of ['evaluate', 'train_on_batch', 'test_on_batch'] as const) {
    method(name, (interpreter, layer, args) => {
      session.trained(name === 'train_on_batch' ? undefined : FALSE, () => {
        checkTraining(session, interpreter, layer, name, args, (batching) => {
          buildOnData(session, interpreter, layer, data(args), batching);
        });
      });
      if (name === 'train_on_batch') fitted(session, interpreter, layer);
      return callsOfProgram(session, interpreter, layer, name, args);
    });
  }
  for (const name of ['predict', 'predict_on_batch'] as const) {
    method(name, (interpreter, layer, args) =>
      session.trained(FALSE, () => {
        checkTraining(session, interpreter, layer, name, args, (batching) => {
          buildOnData(session, interpreter, layer, data(args), batching);
        });
        callsOfProgram(session, interpreter, layer, name, args);
        const steps = args.keywords.get('steps') ?? (name === 'predict' ? args.positional[3] : undefined);
        if (steps !== undefined && steps.kind !== 'none')
          return interpreter.unknown('how many samples its steps take is not worked out');
        return predict(session, interpreter, layer, data(args), batchOf(name, args));
      }),
    );
  }
}

/** In which batches a model predicts, which decides the last digits. */
function batchOf(name: 'predict' | 'predict_on_batch', { keywords, positional }: CallArguments): Content {
  const batch = keywords.get('batch_size') ?? (name === 'predict' ? positional[1] : undefined);
  return batch === undefined || batch.kind === 'int' ? [name, batch && String(batch.value)] : [{}];
}

/** Whether callbacks of Keras's may change the arrays behind the last epoch. */
function mayRestore({ positional, keywords, incomplete }: CallArguments): boolean {
  const given = keywords.get('callbacks') ?? positional[5];
  if (incomplete) return true;
  if (given === undefined || given.kind === 'none') return false;
  const callbacks = given.kind === 'list' && !given.summary ? given.items : [given];
  return callbacks.some(
    (one) =>
      one.kind !== 'instance' ||
      one.cls.mro.some(
        ({ name }) => name === 'EarlyStopping' || name === 'SwapEMAWeights' || name === 'BackupAndRestore',
      ),
  );
}

/** The data that such a call is given. */
const data = (args: CallArguments): Value | undefined =>
  args.positional[0] ?? args.keywords.get('x') ?? args.keywords.get('generator');

/** Where a model computes in float16, compile() of Keras 3 scales the loss, whatever optimizer it is given. */
export const isScaled = (session: KerasSession, layer: LayerState): boolean =>
  scales(session, layer, layer.training?.compile);

const scales = (
  { kerasVersion }: KerasSession,
  { dtype }: LayerState,
  compile: ReadonlyMap<string, Value> | undefined,
): boolean => {
  const auto = compile?.get('auto_scale_loss');
  return kerasVersion === 3 && dtype.compute === 'float16' && dtype.variable === 'float32' && auto?.kind !== 'bool';
};

/** What compile() of Keras 3 makes of the optimizer that it is given; undefined where it takes that as it is. */
export function optimizerMade(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  compile: ReadonlyMap<string, Value>,
): Value | undefined {
  const given = compile.get('optimizer');
  if (session.kerasVersion === 2 || (given && given.kind !== 'str' && given.kind !== 'instance')) return undefined;
  const ofName = (name: string, keywords?: ReadonlyMap<string, Value>): Value | undefined => {
    const cls = session.optimizerClass(name);
    return cls && interpreter.call(cls, [], keywords);
  };
  const inner = given === undefined || given.kind === 'str' ? ofName(given?.value ?? 'rmsprop') : given;
  const isScaling = inner?.kind === 'instance' && inner.cls.name === 'LossScaleOptimizer';
  if (isScaling || !inner || !scales(session, layer, compile)) return inner === given ? undefined : inner;
  const keywords = new Map([
    ['inner_optimizer', inner],
    ['name', str('loss_scale_optimizer')],
  ]);
  return ofName('LossScaleOptimizer', keywords);
}

/** The optimizer of the model, as Keras 3 has it. */
export const optimizerOf = ({ training }: LayerState): Value | undefined =>
  training?.made ?? training?.compile?.get('optimizer');

/** What it trains is changed, and the first fit() makes the optimizer's variables, for what is trainable then. */
function fitted(session: KerasSession, interpreter: Interpreter, layer: LayerState): void {
  losesTrained(interpreter, layer);
  const { training } = layer;
  if (!training?.compile || training.fitted || trainsNothing(layer)) return;
  const optimizer = optimizerOf(layer);
  if (optimizer)
    markBuilt(interpreter, optimizer, variablesOfOptimizer(interpreter, optimizer, trainableWeights(layer).length));
  interpreter.touch(layer);
  layer.training = {
    ...training,
    fitted: true,
    optimizer: optimizerCount(
      interpreter,
      training.compile.get('optimizer'),
      trainableWeights(layer),
      isScaled(session, layer),
    ),
  };
}

/** Callbacks have written files by the end of a fit(). */
function filesAreLeft(training: Parameters<Saving['filesOfCallbacks']>[0], given: Value | undefined): void {
  const saving = savingCode();
  if (saving) saving.filesOfCallbacks(training, given);
  else if (given) training.interpreter.files.mayChange(undefined);
}

/** What was compiled has run once. */
function markRun(interpreter: Interpreter, layer: LayerState): void {
  if (!layer.training || layer.training.ran === true) return;
  interpreter.touch(layer);
  layer.training = { ...layer.training, ran: true };
}

/** Keras warns then, and asks nothing of the optimizer. */
const trainsNothing = (layer: LayerState): boolean =>
  layer.built &&
  unknownWeights(layer) === undefined &&
  unknownTrainable(layer) === undefined &&
  trainableWeights(layer).length === 0;

/** A step of the training is the program's. */
const hasOwnSteps = ({ instance }: LayerState): boolean =>
  ['train_step', 'make_train_function'].some((one) => instance.cls.lookup(one)?.kind === 'function');

/** Its own steps have optimizers of their own. */
function loseOwnSteps(interpreter: Interpreter, { instance }: LayerState): void {
  for (const value of instance.attributes.values())
    if (value.kind === 'instance' && value.cls.lookup('apply_gradients')) countSteps(interpreter, value, undefined);
}

/** What of the program's code Keras runs in such a call, and what the call gives where it is no prediction. */
function callsOfProgram(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  method: TrainingMethod,
  args: CallArguments,
): Value {
  const bound = boundTo(PARAMETERS[method], args);
  const given = (name: string): Value | undefined => {
    const value = bound.get(name);
    return value?.kind === 'none' ? undefined : value;
  };
  const validation = given('validation_data');
  losesSet(interpreter, layer);
  ownCodeRuns(interpreter, layer, [given('x') ?? given('generator'), validation]);
  if (COMPILED.has(method)) markRun(interpreter, layer);
  const results = (): Value =>
    args.incomplete ??
    resultsOf(session, interpreter, layer, method === 'train_on_batch' ? 'train_step' : 'test_step', given);
  if (method === 'train_on_batch' && !trainsNothing(layer)) countSteps(interpreter, optimizerOf(layer), 1);
  if (method.endsWith('on_batch')) return results();
  const what = method.startsWith('fit') ? 'fit' : method === 'predict' ? 'predict' : 'evaluate';
  // As it is before callbacks change it.
  const isIdle = what === 'fit' && trainsNothing(layer);
  const schedule = scheduleOf(interpreter, what, given, session.kerasVersion);
  if (what === 'fit' && mayPlanRate(given('callbacks'), true)) loseLearningRate(interpreter, optimizerOf(layer));
  const epochs = runCallbacks(
    session,
    interpreter,
    layer,
    given('callbacks') ?? args.incomplete,
    schedule,
    what === 'predict' ? NOTHING_LOGGED : loggedBy(session, interpreter, layer, given),
  );
  if (what !== 'fit') return results();
  const isLost = args.incomplete !== undefined || schedule.firstEpoch === undefined || mayRunOut(given);
  const told = isLost ? { ...epochs, done: undefined } : epochs;
  const { batches } = schedule;
  const isOwn = hasOwnSteps(layer);
  const countsSteps = !isOwn && !isIdle && !mayRunOut(given);
  filesAreLeft(
    { session, interpreter, model: layer, schedule, epochs: told, countsSteps },
    given('callbacks') ?? args.incomplete,
  );
  if (isOwn || !isIdle)
    countSteps(
      interpreter,
      optimizerOf(layer),
      isOwn || batches === undefined || epochs.done === undefined || mayRunOut(given)
        ? undefined
        : batches * epochs.done,
    );
  if (isOwn || args.incomplete || mayPlanRate(given('callbacks'), epochs.done !== undefined))
    loseLearningRate(interpreter, optimizerOf(layer));
  if (isOwn) loseOwnSteps(interpreter, layer);
  return historyOf(session, interpreter, layer, told, {
    ...schedule,
    verbose: given('verbose'),
  });
}
