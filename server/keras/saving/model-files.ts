/** Models and their weights in files: `save()`, `load_model()`, `save_weights()`, `load_weights()`. */
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';
import { int, NONE, Str, str, type Value } from '../../python/domain/value.ts';
import type { FileContent } from '../../python/domain/written-files.ts';
import { documentOfText } from '../../python/library/modules/json.ts';
import { pathText } from '../../python/library/modules/paths.ts';
import { formatShape } from '../../shapes/dimension.ts';
import { type Message, words } from '../../words/message.ts';
import { LayerError, Undecided } from '../layers/definition.ts';
import type { LayerState } from '../layers/layer-state.ts';
import { layerOf, trackedLayers } from '../layers/tracking.ts';
import { attempted, unknownModel } from './attempted.ts';
import { KerasRefusal, type KerasSession } from '../session.ts';
import { compileFrom } from './compiled-again.ts';
import { namedIn } from './custom-objects.ts';
import { type Format, formatOfModel, formatOfWeights, refuseMissing } from './written-formats.ts';
import { setSteps, stepsOf } from '../data/optimizer-steps.ts';
import { rateOf, setRate } from '../training/learning-rate.ts';
import { dictOf } from '../layers/config-dicts.ts';
import { trainableWeights } from '../layers/weights.ts';
import { variablesOfOptimizer } from '../models/optimizer.ts';
import { optimizerOf } from '../models/training-members.ts';
import { readObject } from './read.ts';
import { refuse } from './refusals.ts';
import { losesAll } from '../layers/contents.ts';
import { type Layout, layoutOf, type Mismatch, mismatchOf, takeContents } from './weights-layout.ts';
import { COMPILE, compiledWith, writtenLayer } from './write.ts';

/** A model as it was when it was written, or its weights alone. */
export class ModelContent implements FileContent {
  readonly kind = 'model';
  readonly format: Format;
  /** undefined: only weights. */
  readonly config: Value | undefined;
  readonly layout: Layout;
  /** How many steps its optimizer had made. */
  readonly steps: Value | undefined;
  /** Its learning rate, where it is no schedule. */
  readonly rate: Value | undefined;
  constructor(format: Format, config: Value | undefined, layout: Layout, steps?: Value, rate?: Value) {
    this.format = format;
    this.config = config;
    this.layout = layout;
    this.steps = steps;
    this.rate = rate;
  }
}

const argumentOf = ({ positional, keywords }: CallArguments, name: string, at: number): Value | undefined => {
  const value = positional[at] ?? keywords.get(name);
  return value?.kind === 'none' ? undefined : value;
};
const pathOf = (interpreter: Interpreter, args: CallArguments): string | undefined => {
  const value = argumentOf(args, 'filepath', 0);
  return value && pathText(interpreter, value);
};
/** Whether an argument is true; undefined where that is not known. */
const flagOf = (interpreter: Interpreter, value: Value | undefined, otherwise: boolean): boolean | undefined =>
  value === undefined ? otherwise : interpreter.truth(value);

/** `model.save(filepath)`; `args` are without the model. */
export function saveTo(session: KerasSession, interpreter: Interpreter, layer: LayerState, args: CallArguments): Value {
  const path = pathOf(interpreter, args);
  const zipped = flagOf(interpreter, argumentOf(args, 'zipped', 2), true);
  if (path === undefined || args.incomplete || zipped !== true) {
    interpreter.files.mayChange(path);
    return NONE;
  }
  const said = args.keywords.get('save_format');
  const format =
    session.kerasVersion === 2 && said && said.kind !== 'none'
      ? said.kind === 'str'
        ? (({ h5: 'h5', tf: 'tf', keras: 'keras' } as const)[said.value] ?? undefined)
        : undefined
      : formatOfModel(session.kerasVersion, path);
  // A `.keras` file has what was compiled in any case.
  const isAsked = format === 'h5' && session.kerasVersion === 3;
  const includes = isAsked ? flagOf(interpreter, args.keywords.get('include_optimizer'), true) : true;
  if (format === undefined || includes === undefined) interpreter.files.mayChange(path);
  else writeModel(session, interpreter, layer, path, format, includes ? undefined : { isBare: true });
  return NONE;
}

interface Writing {
  /** The steps of the optimizer, where that is not what it says now. */
  readonly steps?: Value;
  /** What its arrays hold was trained further since then. */
  readonly isOutdated?: boolean;
  /** Without what compile() was given. */
  readonly isBare?: boolean;
}

/** Puts the model into the file; of a folder it is not known what is in it. */
export function writeModel(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  path: string,
  format: Format,
  { steps, isBare = false, isOutdated = false }: Writing = {},
): void {
  const compiled = isBare
    ? dictOf(interpreter, [])
    : format === 'h5'
      ? compiledWith(interpreter, layer, true)
      : undefined;
  const more = compiled ? [[COMPILE, compiled] as const] : [];
  const config = format === 'weights' ? undefined : writtenLayer(session, interpreter, layer, more);
  const made =
    format === 'h5' ? (steps ?? stepsOf(interpreter, optimizerOf(layer))) : stepsInFile(interpreter, layer, steps);
  const content = new ModelContent(
    format,
    config,
    layoutOf(layer, isOutdated),
    made,
    rateInFile(interpreter, layer, format),
  );
  if (format === 'h5' && session.kerasVersion === 3 && layer.training?.compile && !isBare) {
    interpreter.touch(layer);
    layer.training = { ...layer.training, isOptimizerTaken: true };
  }
  if (format !== 'tf') {
    interpreter.files.writes(path, content);
    return;
  }
  interpreter.files.replacesFolder(path);
  for (const name of ['fingerprint.pb', 'keras_metadata.pb', 'saved_model.pb'])
    interpreter.files.writes(`${path}/${name}`, content);
  for (const name of ['assets', 'variables']) interpreter.files.makesFolder(`${path}/${name}`);
  interpreter.files.mayChange(`${path}/variables`);
}

/**
 * What the optimizer that is read back takes over. Where that is another one than the file's, it takes its variables
 * only if they are as many.
 */
function stepsInFile(interpreter: Interpreter, layer: LayerState, steps: Value | undefined): Value | undefined {
  const optimizer = optimizerOf(layer);
  const made = steps ?? stepsOf(interpreter, optimizer);
  if (!layer.training?.isOptimizerTaken || !optimizer) return made;
  const trained = trainableWeights(layer).length;
  const count = variablesOfOptimizer(interpreter, optimizer, trained);
  if (count === undefined) return interpreter.unknown('what of the optimizer is read back is not followed');
  return count === variablesOfOptimizer(interpreter, str('rmsprop'), trained) ? made : int(0);
}

/** The learning rate, where the optimizer that is read back takes it over. */
function rateInFile(interpreter: Interpreter, layer: LayerState, format: Format): Value | undefined {
  const optimizer = optimizerOf(layer);
  if (layer.training?.isOptimizerTaken && format !== 'h5' && optimizer) {
    const trained = trainableWeights(layer).length;
    const usual = variablesOfOptimizer(interpreter, str('rmsprop'), trained);
    if (variablesOfOptimizer(interpreter, optimizer, trained) !== usual) return undefined;
  }
  return rateOf(interpreter, optimizer);
}

/** `model.save_weights(filepath)`. */
export function saveWeightsTo(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  args: CallArguments,
): Value {
  const path = pathOf(interpreter, args);
  if (
    path === undefined ||
    args.incomplete ||
    args.keywords.has('max_shard_size') ||
    args.keywords.has('save_format')
  ) {
    interpreter.files.mayChange(path);
    return NONE;
  }
  const format = formatOfWeights(session.kerasVersion, path);
  if (format === undefined) interpreter.files.mayChange(path);
  else writeWeights(interpreter, layer, path, format);
  return NONE;
}

/** TensorFlow's checkpoints are several files, and one that tells the last. */
export function writeWeights(
  interpreter: Interpreter,
  layer: LayerState,
  path: string,
  format: Format,
  isOutdated = false,
): void {
  const content = new ModelContent(format === 'tf' ? 'tf' : 'weights', undefined, layoutOf(layer, isOutdated));
  if (format !== 'tf') {
    interpreter.files.writes(path, content);
    return;
  }
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
  interpreter.files.writes(`${path}.index`, content);
  interpreter.files.writes(`${path}.data-00000-of-00001`, content);
  interpreter.files.writes(`${folder}/checkpoint`);
}

/** `load_model(filepath, custom_objects=None, compile=True, safe_mode=True)`. */
export function loadedModel(session: KerasSession, interpreter: Interpreter, args: CallArguments): Value {
  const path = pathOf(interpreter, args);
  const unknown = (reason: Message): Value => unknownModel(session, interpreter, reason);
  if (path === undefined || args.incomplete) return unknown(words`the model is read from a file`);
  const written = contentAt(session, interpreter, 'model', path);
  const stored = written || interpreter.files.isOwn(path) ? undefined : configOfFile(interpreter, path);
  if (stored) return storedModel(session, interpreter, path, args, stored);
  if (!written?.config) return unknown(words`the model is read from a file`);
  const compiles = flagOf(interpreter, argumentOf(args, 'compile', 2), true);
  const isSafe = flagOf(interpreter, argumentOf(args, 'safe_mode', 3), true);
  // TensorFlow's format has the code of classes, but not the classes.
  if (compiles === undefined || isSafe === undefined || (written.format === 'tf' && hasOwnClass(written.config)))
    return unknown(words`how the model is read is not known`);
  const isPicky = session.kerasVersion === 3 && written.format === 'keras';
  return attempted(interpreter, () =>
    session.customObjects.within(
      interpreter,
      namedIn(argumentOf(args, 'custom_objects', 1)),
      () => {
        const isLegacy = session.kerasVersion === 3 && written.format === 'h5';
        const reading = { session, interpreter, isSafe: isSafe && isPicky, compiles, isLegacy };
        const model = readObject(reading, written.config!);
        const layer = layerOf(model);
        if (layer) takeContents(interpreter, layer, written.layout);
        if (layer?.training) {
          setSteps(interpreter, optimizerOf(layer), written.steps);
          setRate(interpreter, optimizerOf(layer), written.rate);
        }
        if (layer && isPicky) checkFit(interpreter, layer, written.layout);
        return model;
      },
      isSafe && isPicky,
    ),
  );
}

interface StoredModel {
  readonly config: Value;
  /** In HDF5, what compile() was given is written otherwise, and not followed. */
  readonly isCompiled: boolean;
}

/** What a file beside the program says of a model; nothing but its configuration is read. */
function configOfFile(interpreter: Interpreter, path: string): StoredModel | undefined {
  const { files } = interpreter;
  const found = (text: string | undefined, isCompiled: boolean): StoredModel | undefined => {
    const config = text === undefined ? undefined : documentOfText(interpreter, new Str(text));
    return config && { config, isCompiled };
  };
  if (path.endsWith('.keras')) return found(files.member(path, 'config.json'), false);
  if (!/\.(?:h5|hdf5)$/.test(path)) return undefined;
  const attributes = files.hdf5(path)?.attributes;
  return found(attributes?.get('model_config'), attributes?.has('training_config') === true);
}

/** The model of such a file. What is refused of it rests on the file, and is not told. */
function storedModel(
  session: KerasSession,
  interpreter: Interpreter,
  path: string,
  args: CallArguments,
  { config, isCompiled }: StoredModel,
): Value {
  const compiles = flagOf(interpreter, argumentOf(args, 'compile', 2), true);
  const isSafe = flagOf(interpreter, argumentOf(args, 'safe_mode', 3), true);
  try {
    if (compiles === undefined || isSafe === undefined) throw new Undecided('how the model is read is not known');
    const reading = { session, interpreter, isSafe, compiles };
    const model = session.customObjects.within(
      interpreter,
      namedIn(argumentOf(args, 'custom_objects', 1)),
      () => readObject(reading, config),
      isSafe,
    );
    const layer = layerOf(model);
    if (isCompiled && compiles && layer)
      compileFrom(session, interpreter, layer, interpreter.unknown('what the file says of compile() is not followed'));
    return interpreter.files.readFrom(path, model);
  } catch (error) {
    if (!(error instanceof Undecided || error instanceof KerasRefusal)) throw error;
    return unknownModel(
      session,
      interpreter,
      error instanceof Undecided ? error.reason : words`Keras refuses a part of the file (${error.refusal.words})`,
    );
  }
}

/** What the program has written there. @throws KerasRefusal where it surely has not, or Keras 3 reads no such file */
function contentAt(
  session: KerasSession,
  interpreter: Interpreter,
  what: 'model' | 'weights',
  path: string,
): ModelContent | undefined {
  const { files } = interpreter;
  const written =
    files.written(path) ??
    (session.kerasVersion === 2
      ? files.written(what === 'model' ? `${path}/saved_model.pb` : `${path}.index`)
      : undefined);
  if (written instanceof ModelContent) return written;
  if (session.kerasVersion === 3 && files.isOwn(path) && files.find(path)?.kind === 'absent')
    refuseMissing(interpreter, path);
  return undefined;
}

const hasOwnClass = (config: Value): boolean => {
  switch (config.kind) {
    case 'list':
    case 'tuple':
      return config.items.some(hasOwnClass);
    case 'dict':
      return [...config.entries.values()].some(
        ([key, value]) => (key.kind === 'str' && key.value === 'module' && value.kind === 'none') || hasOwnClass(value),
      );
    default:
      return false;
  }
};

/** `model.load_weights(filepath, skip_mismatch=False)`. */
export function loadWeightsFrom(
  session: KerasSession,
  interpreter: Interpreter,
  layer: LayerState,
  args: CallArguments,
): Value {
  const path = pathOf(interpreter, args);
  const status = (): Value =>
    // From a checkpoint Keras 2 gives the status of loading, which is asked for `expect_partial()`.
    session.kerasVersion === 2 && (path === undefined || !/\.(?:h5|hdf5|keras)$/.test(path))
      ? interpreter.unknown('what load_weights() gives is up to the file')
      : NONE;
  if (path === undefined || args.incomplete) {
    losesAll(interpreter, layer);
    return status();
  }
  const written = contentAt(session, interpreter, 'weights', path);
  const others = [...args.keywords.keys()].some((name) => name !== 'filepath');
  if (
    written &&
    session.kerasVersion === 3 &&
    args.positional.length < 2 &&
    !others &&
    /\.(?:weights\.h5|keras)$/.test(path)
  )
    checkFit(interpreter, layer, written.layout);
  const isWhole = args.positional.length < 2 && !others;
  takeContents(interpreter, layer, isWhole ? written?.layout : undefined);
  return status();
}

/** @throws KerasRefusal where the arrays of a layer differ from those in the file */
function checkFit(interpreter: Interpreter, layer: LayerState, file: Layout): void {
  if (layer.handedOut || isPartlyUnknown(layer)) return;
  const mismatch = mismatchOf(layoutOf(layer), file);
  if (mismatch) refuse(interpreter, new LayerError('weights-mismatch', told(mismatch)));
}

const isPartlyUnknown = (layer: LayerState, seen = new Set<LayerState>()): boolean => {
  if (seen.has(layer)) return false;
  seen.add(layer);
  return (
    layer.unknown !== undefined ||
    layer.isPerhapsBuilt ||
    [...layer.instance.attributes.values()].some(isUndetermined) ||
    trackedLayers(layer).some((child) => isPartlyUnknown(child, seen))
  );
};

function told({ layer, kind, expected, received }: Mismatch): Message {
  const shapes = (all: Mismatch['expected']): string =>
    all.map((shape) => (shape ? formatShape(shape) : '?')).join(', ');
  switch (kind) {
    case 'count':
      return received.length === 0
        ? words`The file has no arrays for the layer "${layer}", which has ${shapes(expected)}. A total of 1 or more objects could not be loaded.`
        : words`The layer "${layer}" has the arrays ${shapes(expected)}, and the file has ${shapes(received)} for it. A total of 1 or more objects could not be loaded.`;
    case 'shape':
      return words`The layer "${layer}" has the arrays ${shapes(expected)}, and those in the file are ${shapes(received)}. The shape of the target variable and the shape of the target value must match.`;
  }
}
