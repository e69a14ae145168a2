/** fit(), evaluate(), predict() and their like: the data contract from the call to the loss. */
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import type { Value } from '../../python/domain/value.ts';
import type { Place } from '../../python/syntax/place.ts';
import { refusing } from '../layers/create.ts';
import { LayerError } from '../layers/definition.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { flatten } from '../nests.ts';
import { SequentialModel } from '../models/sequential.ts';
import { KerasRefusal, type KerasSession } from '../session.ts';
import { adviseOnCompile } from './advice.ts';
import { checkNames } from './argument-names.ts';
import { type Batching, batchingOf } from './batches.ts';
import { checkClassWeight } from './class-weight.ts';
import { checkTrained } from './compile.ts';
import { boundTo, Compiled } from './compiled.ts';
import { at, ContractError, type ArgumentName } from './contract-error.ts';
import { checkRows, checkTypes } from './data-arrays.ts';
import { checkSource } from './data-source.ts';
import { type FitData, fitData } from './fit-data.ts';
import { addedAxis, checkInputs, refused, wholeShape } from './inputs.ts';
import { checkOutputNames } from './output-names.ts';
import { pairsOf } from './pairs.ts';
import { Situation } from './situation.ts';
import { checkPair } from './targets.ts';
import { COMPILED, PARAMETERS, type TrainingMethod } from './training-methods.ts';
import { words } from '../../words/message.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';

/** What a class of the user's defines anew, so that Keras's rules do not hold. */
const STEPS = ['train_step', 'test_step', 'predict_step'];
const OWN = [
  'fit',
  'train_step',
  'test_step',
  'compile',
  'compute_loss',
  'compute_metrics',
  'evaluate',
  'predict_step',
  'call_fit',
];

/** One call as it is written. */
interface TrainingCall {
  readonly session: KerasSession;
  readonly interpreter: Interpreter;
  readonly model: LayerState;
  readonly method: TrainingMethod;
  readonly site: Place | undefined;
  /** By parameter. */
  readonly given: ReadonlyMap<string, Value>;
  /** An argument by its name; None counts as not given. */
  readonly value: (name: string) => Value | undefined;
  /** The class of the model defines a part of training anew. */
  readonly isOwn: boolean;
}

/**
 * @throws KerasRefusal where this call surely raises. `build`: builds the model on the data, as Keras does with the
 * first batch.
 */
export function checkTraining(
  session: KerasSession,
  interpreter: Interpreter,
  model: LayerState,
  method: TrainingMethod,
  args: CallArguments,
  build: (batching: Batching) => void,
): void {
  const given = boundTo(PARAMETERS[method], args);
  const value = (name: string): Value | undefined => {
    const found = given.get(name);
    return found?.kind === 'none' ? undefined : found;
  };
  const isOwn = OWN.some((name) => model.instance.cls.lookup(name)?.kind === 'function');
  const site = interpreter.currentSite;
  const call: TrainingCall = { session, interpreter, model, method, site, given, value, isOwn };
  const built = (): void => {
    buildOnce(call, build);
  };
  if (!isChecked(model, args) || model.refusedData) {
    built();
    return;
  }
  const check = (): void => {
    if (session.kerasVersion === 3 && method !== 'fit_generator') checkNames(method, PARAMETERS[method], args, site);
    checkCall(call, built);
  };
  refusing(
    interpreter,
    model,
    () => {
      rememberRefused(call, check);
    },
    site,
  );
}

/** Runs `check`; a model of the program's whose data is refused is not checked again. */
function rememberRefused({ session, interpreter, model }: TrainingCall, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (error instanceof LayerError && session.making()) {
      interpreter.touch(model);
      model.refusedData = true;
    }
    throw error;
  }
}

function buildOnce({ interpreter, method, value, isOwn }: TrainingCall, build: (batching: Batching) => void): void {
  const batching = batchingOf(method, value);
  // With a train_step of the program's it is not sure that call() ever gets the data.
  if (isOwn)
    interpreter.attempt(
      () => {
        build(batching);
      },
      ['Exception'],
      () => {},
    );
  else build(batching);
}

/** The checks in the order in which Keras comes to them. */
function checkCall(call: TrainingCall, build: () => void): void {
  const { session, model, method, value, isOwn } = call;
  if (COMPILED.has(method)) checkIsCompiled(session, model, method, isOwn);
  const { situation, data } = dataOf(call);
  checkSource(situation, data, value, method);
  if (method === 'fit' || method === 'train_on_batch') checkClassWeight(situation, data, value('class_weight'), method);
  checkRows(situation, data);
  checkTypes(situation, data);
  buildOn(situation, data, build);
  const compiled = compiledOf(session, model);
  // What a step of the program's gives the model is the step's business.
  if (!STEPS.some((name) => model.instance.cls.lookup(name)?.kind === 'function'))
    checkBatches(situation, COMPILED.has(method) && !isOwn ? compiled : undefined, data);
  if (method === 'fit' || method === 'fit_generator')
    checkValidation(situation, compiled, isOwn, value('validation_data'));
}

/** The data of the call, and what it is called there. */
function dataOf({ session, interpreter, model, method, site, given, value }: TrainingCall): {
  readonly situation: Situation;
  readonly data: FitData;
} {
  const named = (name: string): ArgumentName => ({ name, position: PARAMETERS[method].indexOf(name) });
  const values = { x: value('x') ?? value('generator'), y: value('y'), weights: value('sample_weight') };
  const data = fitData(
    interpreter,
    { ...values, batchSize: value('batch_size') },
    session.kerasVersion,
    method.endsWith('on_batch'),
  );
  const situation = new Situation({
    session,
    interpreter,
    model,
    method,
    site,
    source: data.kind,
    arguments: {
      x: named(given.has('generator') ? 'generator' : 'x'),
      y: named('y'),
      weights: named('sample_weight'),
    },
    values,
  });
  return { situation, data };
}

/** A model that is built by its data: where its first layer cannot take the data, the data is to blame for. */
function buildOn(situation: Situation, data: FitData, build: () => void): void {
  const { model } = situation;
  try {
    build();
  } catch (error) {
    const first = model.model instanceof SequentialModel ? model.model.shown[0] : undefined;
    const part = data.x === undefined ? undefined : flatten(data.x)[0];
    if (!(error instanceof KerasRefusal) || !first || error.layer !== first || !part?.shape) throw error;
    throw new ContractError(
      'data-shape',
      words`${situation.subjectOf('x')}${situation.placeOf('x')} has shape ${wholeShape(part.shape, part.rows)}: ${error.refusal.words}`,
      {
        argument: situation.arguments.x,
        related: first.site
          ? [{ span: first.site, message: words`${first.className} "${first.name}" is the first to get the data` }]
          : [],
        mends: addedAxis(
          situation,
          part.shape.length + 1 === first.definition?.rank ? part.shape.length + 1 : undefined,
        ),
      },
    );
  }
}

/** Whether Keras's own rules hold for this model, and what it is given is seen. */
const isChecked = (model: LayerState, args: CallArguments): boolean =>
  !args.incomplete && model.unknown === undefined && model.model?.unknown === undefined && !model.handedOut;

const compiledOf = (session: KerasSession, { training }: LayerState): Compiled | undefined =>
  training?.compile ? new Compiled(training.compile, training.site, session.kerasVersion) : undefined;

function checkIsCompiled(session: KerasSession, model: LayerState, method: string, isOwn: boolean): void {
  if (isOwn || model.training || model.undecidedTraining) return;
  const keras =
    session.kerasVersion === 3
      ? 'You must call `compile()` before using the model.'
      : 'You must compile your model before training/testing.';
  throw new ContractError(
    'not-compiled',
    words`The model "${model.name}"${at(model.site)} is not compiled: call compile(optimizer, loss) before ${method}(). ${keras}`,
    {
      exceptionType: session.kerasVersion === 3 ? 'ValueError' : 'RuntimeError',
      related: model.site ? [{ span: model.site, message: words`the model is made here` }] : [],
    },
  );
}

/** The batches against the inputs, outputs and losses. */
function checkBatches(situation: Situation, compiled: Compiled | undefined, data: FitData): void {
  const refuseCompiled = (compile: Compiled, wrong: ContractError | undefined): void => {
    const { session, interpreter, model } = situation;
    if (!wrong) return;
    refusing(
      interpreter,
      model,
      () => {
        throw wrong;
      },
      compile.site,
    );
    session.remark(wrong, { site: compile.site });
  };
  if (compiled) refuseCompiled(compiled, checkOutputNames(compiled, situation.model));
  if (data.x === undefined) return;
  const outputs = checkInputs(situation, data.x);
  if (!compiled) return;
  refuseCompiled(compiled, checkTrained(compiled));
  if (
    data.y === 'none' &&
    data.kind === 'arrays' &&
    compiled.lossCount !== undefined &&
    compiled.lossCount > 0 &&
    situation.arguments.y?.name === 'y'
  ) {
    throw refused(
      situation,
      'labels-missing',
      words`${situation.method}() is given no labels (y), but the model is compiled with a loss${at(compiled.site)} that compares them with its output. None values not supported.`,
      { argument: undefined },
    );
  }
  if (!outputs) return;
  const pairs = pairsOf(situation, compiled, data, outputs);
  for (const pair of pairs) checkPair(situation, compiled, data, pair);
  adviseOnCompile(situation, compiled, pairs);
}

/** `(x, y)`, `(x, y, sample_weight)`, or batches. */
function checkValidation(
  outer: Situation,
  compiled: Compiled | undefined,
  isOwn: boolean,
  validation: Value | undefined,
): void {
  if (!validation || isUndetermined(validation)) return;
  const { session, interpreter, model, method, site } = outer;
  const argument: ArgumentName = {
    name: 'validation_data',
    position: PARAMETERS[method as 'fit'].indexOf('validation_data'),
  };
  const isPair = validation.kind === 'tuple' || (validation.kind === 'list' && !validation.summary);
  if (!isPair && validation.kind !== 'host' && validation.kind !== 'iterator' && validation.kind !== 'instance') return;
  const items = isPair ? validation.items : [validation];
  if (isPair && (items.length < 1 || items.length > 3)) return;
  const [x, y, weights] = items;
  const data = fitData(interpreter, { x, y, weights, batchSize: undefined }, session.kerasVersion);
  const situation = new Situation({
    session,
    interpreter,
    model,
    method,
    site,
    source: data.kind,
    arguments: { x: argument, y: argument, weights: argument },
    values: { ...(x && { x }), ...(y && { y }), ...(weights && { weights }) },
  });
  if (data.kind === 'python') return;
  checkRows(situation, data);
  checkTypes(situation, data);
  checkBatches(situation, isOwn ? undefined : compiled, data);
}
