/** fit(), evaluate(), predict() and their like: the data contract from the call to the loss. */
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import type { Value } from '../../python/domain/value.ts';
import { sameDimension, formatDimension } from '../../shapes/dimension.ts';
import { refusing } from '../layers/create.ts';
import { LayerError } from '../layers/definition.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { flatten } from '../nests.ts';
import { SequentialModel } from '../models/sequential.ts';
import { KerasRefusal, type KerasSession } from '../session.ts';
import { adviseOnCompile } from './advice.ts';
import { checkNames } from './argument-names.ts';
import { type Batching, batchingOf } from './batches.ts';
import { checkTrained } from './compile.ts';
import { boundTo, Compiled } from './compiled.ts';
import { at, ContractError, type ArgumentName, type Mend } from './contract-error.ts';
import { type FitData, fitData, isFrame, type Part } from './fit-data.ts';
import { addedAxis, checkInputs, refused, wholeShape } from './inputs.ts';
import { checkOutputNames } from './output-names.ts';
import { Situation } from './situation.ts';
import { pairsOf } from './pairs.ts';
import { checkPair } from './targets.ts';
import { type Text, words } from '../../words/message.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';

export type TrainingMethod =
  | 'fit'
  | 'fit_generator'
  | 'evaluate'
  | 'train_on_batch'
  | 'test_on_batch'
  | 'predict'
  | 'predict_on_batch';

/** By position. */
export const PARAMETERS: Readonly<Record<TrainingMethod, readonly string[]>> = {
  fit: [
    'x',
    'y',
    'batch_size',
    'epochs',
    'verbose',
    'callbacks',
    'validation_split',
    'validation_data',
    'shuffle',
    'class_weight',
    'sample_weight',
    'initial_epoch',
    'steps_per_epoch',
    'validation_steps',
    'validation_batch_size',
    'validation_freq',
  ],
  fit_generator: [
    'generator',
    'steps_per_epoch',
    'epochs',
    'verbose',
    'callbacks',
    'validation_data',
    'validation_steps',
    'validation_freq',
    'class_weight',
  ],
  evaluate: ['x', 'y', 'batch_size', 'verbose', 'sample_weight', 'steps', 'callbacks', 'return_dict'],
  train_on_batch: ['x', 'y', 'sample_weight', 'class_weight', 'return_dict'],
  test_on_batch: ['x', 'y', 'sample_weight', 'return_dict'],
  predict: ['x', 'batch_size', 'verbose', 'steps', 'callbacks'],
  predict_on_batch: ['x'],
};
const COMPILED: ReadonlySet<string> = new Set(['fit', 'fit_generator', 'evaluate', 'train_on_batch', 'test_on_batch']);
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
  const parameters = PARAMETERS[method];
  const given = boundTo(parameters, args);
  const value = (name: string): Value | undefined => {
    const found = given.get(name);
    return found?.kind === 'none' ? undefined : found;
  };
  const x = value('x') ?? value('generator');
  const site = interpreter.currentSite;
  const isOwn = OWN.some((name) => model.instance.cls.lookup(name)?.kind === 'function');
  const built = (): void => {
    const batching = batchingOf(method.endsWith('on_batch'), value);
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
  };
  if (!isChecked(model, args) || model.refusedData) {
    built();
    return;
  }
  refusing(
    interpreter,
    model,
    () => {
      try {
        if (session.kerasVersion === 3 && method !== 'fit_generator') checkNames(method, parameters, args, site);
        if (COMPILED.has(method)) checkIsCompiled(session, model, method, isOwn);
        const named = (name: string): ArgumentName => ({ name, position: parameters.indexOf(name) });
        const training = {
          x: named(given.has('generator') ? 'generator' : 'x'),
          y: named('y'),
          weights: named('sample_weight'),
        };
        const data = fitData(
          interpreter,
          { x, y: value('y'), weights: value('sample_weight'), batchSize: value('batch_size') },
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
          arguments: training,
          values: { x, y: value('y'), weights: value('sample_weight') },
        });
        checkSource(situation, data, value, method);
        checkRows(situation, data);
        checkTypes(situation, data);
        buildOn(situation, data, built);
        const compiled = compiledOf(session, model);
        // What a step of the program's gives the model is the step's business.
        if (!STEPS.some((name) => model.instance.cls.lookup(name)?.kind === 'function'))
          checkBatches(situation, COMPILED.has(method) && !isOwn ? compiled : undefined, data);
        if (method === 'fit' || method === 'fit_generator')
          checkValidation(situation, compiled, isOwn, value('validation_data'));
      } catch (error) {
        if (error instanceof LayerError && session.making()) {
          interpreter.touch(model);
          model.refusedData = true;
        }
        throw error;
      }
    },
    site,
  );
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

/** Data that no adapter takes, and arguments that do not go with its kind. */
function checkSource(
  situation: Situation,
  data: FitData,
  value: (name: string) => Value | undefined,
  method: TrainingMethod,
): void {
  const { kerasVersion, site } = situation;
  if (data.kind === 'python') checkPython(situation, data, value, method);
  const isBatched = data.kind === 'dataset' || data.kind === 'generator' || data.kind === 'sequence';
  const what =
    data.kind === 'dataset'
      ? words`a tf.data.Dataset`
      : data.kind === 'generator'
        ? words`a generator`
        : words`a sequence of batches`;
  const remove = (name: string): Mend[] =>
    site
      ? [
          {
            title: words`Remove ${name}`,
            changes: [{ kind: 'remove', call: site, argument: { name, position: PARAMETERS[method].indexOf(name) } }],
            preferred: true,
          },
        ]
      : [];
  if (isBatched && method === 'fit') {
    for (const name of ['y', 'sample_weight']) {
      if (value(name) === undefined || isUndetermined(value(name))) continue;
      const subject = words`${situation.subjectOf('x')}${situation.placeOf('x')}`;
      const refusal =
        name === 'y'
          ? words`${subject} is ${what}: it brings its labels itself, as (x, y), and y must not be given. ${'`y` should not be passed.'}`
          : words`${subject} is ${what}: it brings its weights itself, as (x, y, sample_weight), and sample_weight must not be given. ${'`sample_weight` should not be passed.'}`;
      throw refused(situation, 'batches-argument', refusal, {
        argument: { name, position: PARAMETERS[method].indexOf(name) },
        mends: remove(name),
      });
    }
    const split = value('validation_split');
    if (
      split &&
      (split.kind === 'float' || split.kind === 'int') &&
      Number(split.value) > 0 &&
      value('validation_data') === undefined
    ) {
      throw refused(
        situation,
        'batches-argument',
        words`validation_split cuts arrays, but ${situation.nameOf('x')}${situation.placeOf('x')} is ${what}. \`validation_split\` is only supported for Tensors or NumPy arrays. Split the data before, and pass validation_data.`,
        { argument: { name: 'validation_split', position: 6 }, mends: remove('validation_split') },
      );
    }
  }
  if (method === 'fit' || method === 'train_on_batch') checkClassWeight(situation, data, value, method);
  if (kerasVersion === 3 && data.kind === 'generator' && method === 'fit' && value('class_weight')?.kind === 'dict') {
    throw refused(
      situation,
      'batches-argument',
      words`class_weight is not supported for Python generators. Let the generator yield (x, y, sample_weight).`,
      { argument: { name: 'class_weight', position: 9 }, mends: remove('class_weight') },
    );
  }
}

function checkPython(
  situation: Situation,
  data: FitData,
  value: (name: string) => Value | undefined,
  method: TrainingMethod,
): void {
  const { kerasVersion, site } = situation;
  if (method.endsWith('on_batch')) return;
  const parts = ['x', 'y', 'sample_weight'].filter((name) => value(name) !== undefined);
  const isList = (name: string): boolean => {
    const kind = value(name)?.kind;
    return kind === 'list' || kind === 'tuple';
  };
  const lists = parts.filter((name) => name !== 'sample_weight' && isList(name));
  if (isUndetermined(value('x')) || isUndetermined(value('y'))) return;
  // Up to 2.3 each of them is made an array by itself.
  if (situation.session.dialect.first || situation.session.dialect.perhapsFirst) return;
  // Keras 2 takes lists of numbers where x and y both are.
  if (
    kerasVersion === 2 &&
    (lists.length === parts.filter((name) => name !== 'sample_weight').length || data.refused === 'sample_weight')
  )
    return;
  const name = data.refused!;
  const role = name === 'sample_weight' ? 'weights' : name;
  const mends: Mend[] = site
    ? [
        {
          title: lists.length === 2 ? words`Make them arrays: np.array(…)` : words`Make it an array: np.array(…)`,
          changes: (lists.length > 0 ? lists : [name]).map((one) => ({
            kind: 'wrap',
            call: site,
            argument: { name: one, position: PARAMETERS[method].indexOf(one) },
            before: 'np.array(',
            after: ')',
          })),
          preferred: true,
        },
      ]
    : [];
  throw refused(
    situation,
    'data-type',
    words`${situation.subjectOf(role)}${situation.placeOf(role)} is a Python ${value(name)?.kind ?? 'list'}: ${method}() takes arrays, tensors or data sets. ${kerasVersion === 3 ? 'Unrecognized data type.' : 'Failed to find data adapter that can handle input.'} Make an array of it with np.array(…).`,
    { argument: { name, position: PARAMETERS[method].indexOf(name) }, mends },
  );
}

function checkClassWeight(
  situation: Situation,
  data: FitData,
  value: (name: string) => Value | undefined,
  method: TrainingMethod,
): void {
  const weight = value('class_weight');
  if (!weight || weight.kind === 'dict' || isUndetermined(weight) || weight.kind === 'instance') return;
  if (weight.kind === 'host' && !(weight instanceof ArrayValue && weight.library === 'numpy')) return;
  if (data.kind === 'unknown' || data.kind === 'python') return;
  const { site } = situation;
  const position = PARAMETERS[method].indexOf('class_weight');
  const isSequence = weight.kind === 'list' || weight.kind === 'tuple' || weight.kind === 'host';
  const mends: Mend[] =
    site && isSequence
      ? [
          {
            title: words`Number the weights: dict(enumerate(…))`,
            changes: [
              {
                kind: 'wrap',
                call: site,
                argument: { name: 'class_weight', position },
                before: 'dict(enumerate(',
                after: '))',
              },
            ],
            preferred: true,
          },
        ]
      : [];
  const what =
    weight.kind === 'host'
      ? words`an array`
      : weight.kind === 'str'
        ? words`the text "${weight.value}"`
        : weight.kind === 'list' || weight.kind === 'tuple'
          ? words`a ${weight.kind}`
          : words`something else`;
  throw refused(
    situation,
    'class-weight',
    words`class_weight must be a dict from class numbers to weights, such as {0: 1.0, 1: 5.0}, but it is ${what}.`,
    { argument: { name: 'class_weight', position }, mends },
  );
}

/** Arrays of different lengths. */
function checkRows(situation: Situation, data: FitData): void {
  if (data.kind !== 'arrays' || situation.method.endsWith('on_batch')) return;
  const all: {
    readonly name: Text;
    readonly subject: Text;
    readonly role: 'x' | 'y' | 'weights';
    readonly part: Part;
  }[] = [];
  for (const role of ['x', 'y', 'weights'] as const) {
    const nest = data[role];
    if (nest === undefined || nest === 'none') continue;
    const parts = flatten(nest).filter(({ value }) => value.kind !== 'none');
    for (const [index, part] of parts.entries()) {
      const isOne = parts.length === 1;
      const name = isOne ? situation.nameOf(role) : words`array ${index + 1} of ${situation.nameOf(role)}`;
      all.push({
        name,
        subject: isOne ? situation.subjectOf(role) : words`Array ${index + 1} of ${situation.nameOf(role)}`,
        role,
        part,
      });
    }
  }
  const [first, ...others] = all.filter(({ part }) => part.rows !== undefined && part.rows !== null);
  if (!first) return;
  for (const other of others) {
    if (sameDimension(first.part.rows!, other.part.rows!) !== 'different') continue;
    throw refused(
      situation,
      'sample-count',
      words`${first.subject}${situation.placeOf(first.role)} has ${formatDimension(first.part.rows!)} samples (shape ${wholeShape(first.part.shape, first.part.rows)}), but ${other.name}${other.role === first.role ? '' : situation.placeOf(other.role)} has ${formatDimension(other.part.rows!)} (shape ${wholeShape(other.part.shape, other.part.rows)}): the first axis counts the samples and must be the same. Data cardinality is ambiguous.`,
      { argument: situation.arguments[other.role] ?? situation.arguments.x },
    );
  }
}

/** Arrays of objects: lists of different lengths, texts beside numbers. */
function checkTypes(situation: Situation, data: FitData): void {
  for (const role of ['x', 'y'] as const) {
    const nest = data[role];
    if (data.kind !== 'arrays' || nest === undefined || nest === 'none') continue;
    for (const part of flatten(nest)) {
      if (part.dtype !== 'object' || isFrame(part.value) || !isRagged(part)) continue;
      throw refused(
        situation,
        'data-type',
        words`${situation.subjectOf(role)}${situation.placeOf(role)} is an array of Python objects (lists of different lengths), shape ${wholeShape(part.shape, part.rows)}: Failed to convert a NumPy array to a Tensor (Unsupported object type list). Bring the lists to one length first, for example with keras.utils.pad_sequences.`,
        { argument: situation.arguments[role] ?? situation.arguments.x, mends: padded(situation, role) },
      );
    }
  }
}

/** Texts of a data set that come as lists of word numbers. */
const isRagged = ({ array }: Part): boolean => array?.isRagged === true;

function padded({ site, arguments: names, kerasVersion }: Situation, role: 'x' | 'y'): Mend[] {
  const argument = names[role];
  const call = kerasVersion === 3 ? 'keras.utils.pad_sequences' : 'keras.preprocessing.sequence.pad_sequences';
  return site && argument
    ? [
        {
          title: words`Pad the lists to one length`,
          changes: [{ kind: 'wrap', call: site, argument, before: `${call}(`, after: ')' }],
        },
      ]
    : [];
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
