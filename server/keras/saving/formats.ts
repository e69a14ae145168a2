/** Which files a model or its weights are written to and read from, and what the calls that do it take. */
import type { CallArguments, Interpreter } from '../../python/domain/interpreter.ts';
import type { Value } from '../../python/domain/value.ts';
import type { Place } from '../../python/syntax/place.ts';
import { words } from '../../words/message.ts';
import { refusing } from '../layers/create.ts';
import type { LayerState } from '../layers/layer-state.ts';
import type { KerasSession } from '../session.ts';
import { boundTo } from '../training/compiled.ts';
import { type ArgumentName, ContractError } from '../training/contract-error.ts';
import { endsWith, pathText, withEnding } from './file-names.ts';

export type FileMethod = 'save' | 'save_weights' | 'load_weights' | 'load_model';

/** By position, without the model; `**` where further ones are taken. */
const PARAMETERS: Readonly<Record<2 | 3, Readonly<Record<FileMethod, readonly string[]>>>> = {
  2: {
    save: ['filepath', 'overwrite', 'save_format', '**'],
    save_weights: ['filepath', 'overwrite', 'save_format', 'options', '**'],
    load_weights: ['filepath', 'skip_mismatch', 'by_name', 'options', '**'],
    load_model: ['filepath', 'custom_objects', 'compile', 'safe_mode', '**'],
  },
  3: {
    save: ['filepath', 'overwrite', 'zipped', 'include_optimizer', 'save_format', '**'],
    save_weights: ['filepath', 'overwrite', 'max_shard_size'],
    load_weights: ['filepath', 'skip_mismatch', 'by_name', 'objects_to_skip', '**'],
    load_model: ['filepath', 'custom_objects', 'compile', 'safe_mode'],
  },
};
/** What save() of Keras 3 still looks at, and what it refuses with a list. */
const OF_SAVE: ReadonlySet<string> = new Set(PARAMETERS[3].save);
const H5 = ['.h5', '.hdf5'];
/** Texts that end so name no folder, which Keras 3 could read as well. */
const OF_FILES = ['.pb', '.json', '.yaml', '.yml', '.pkl', '.pickle', '.tflite', '.onnx', '.pt', '.pth', '.joblib'];
const FILE: ArgumentName = { name: 'filepath', position: 0 };

interface FileCall {
  readonly method: FileMethod;
  readonly site: Place | undefined;
  readonly path: string | undefined;
  readonly given: ReadonlyMap<string, Value>;
  /** Where the path stands among the arguments as they are written. */
  readonly argument: ArgumentName;
}

/**
 * What Keras refuses of a call that writes or reads a file by its arguments alone. `asFunction`: the model is an
 * argument itself, as of `save_model(model, path)`.
 * @throws KerasRefusal
 */
export function checkFile(
  session: KerasSession,
  interpreter: Interpreter,
  model: LayerState | undefined,
  method: FileMethod,
  args: CallArguments,
  asFunction = false,
): void {
  if (args.incomplete) return;
  const own = { ...args, positional: asFunction ? args.positional.slice(1) : args.positional };
  const given = boundTo(PARAMETERS[session.kerasVersion][method], own);
  const path = pathText(given.get('filepath'));
  const site = interpreter.currentSite;
  const argument = asFunction ? { name: 'filepath', position: 1 } : FILE;
  refusing(
    interpreter,
    model,
    () => {
      const call: FileCall = { method, site, path, given, argument };
      if (session.kerasVersion === 3) checkFor3(call);
      else if (method === 'save' && path?.endsWith('.keras')) checkNativeOf2(call);
      if (model && session.kerasVersion === 3) checkBuilt(model, call);
    },
    site,
  );
}

function checkFor3(call: FileCall): void {
  const { method } = call;
  checkArguments(call);
  if (method === 'save') checkSave(call);
  else if (method === 'save_weights') checkWeights(call);
  else if (method === 'load_weights') checkReadWeights(call);
  else checkRead(call);
}

function checkArguments({ method, given, site, path, argument }: FileCall): void {
  const parameters = PARAMETERS[3][method];
  if (parameters.includes('**')) return;
  const wrong = [...given.keys()].find((name) => !parameters.includes(name));
  if (wrong === undefined) return;
  const told = words`${method}() of Keras 3 has no argument named ${wrong}: got an unexpected keyword argument.`;
  throw new ContractError(
    'unknown-argument',
    wrong === 'save_format' ? words`${told} The ending of the file says the format.` : told,
    {
      exceptionType: 'TypeError',
      argument: { name: wrong },
      mends:
        method === 'save_weights' && path !== undefined && !path.endsWith('.weights.h5')
          ? renamedWithout(site, argument, path, '.weights.h5', wrong)
          : without(site, wrong),
    },
  );
}

/** The ending says what `save_format` said. */
const renamedWithout = (
  site: Place | undefined,
  argument: ArgumentName,
  path: string,
  ending: '.keras' | '.weights.h5',
  name: string,
): NonNullable<ContractError['mends']> =>
  withEnding(site, argument, path, ending).map((mend) => ({
    ...mend,
    title: words`${mend.title} without ${name}`,
    changes: [...mend.changes, ...without(site, name).flatMap(({ changes }) => changes)],
  }));

function checkSave({ given, path, site, argument }: FileCall): void {
  const format = given.get('save_format');
  const isNamed = format?.kind === 'str' && format.value !== '';
  if (isNamed && path !== undefined && !endsWith(path, [...H5, '.keras']))
    throw new ContractError(
      'file-format',
      words`save: Keras 3 takes no save_format="${format.value}" for "${path}": The \`save_format\` argument is deprecated in Keras 3. A file that ends in .keras is Keras's own format; model.export() writes a SavedModel.`,
      {
        argument: { name: 'save_format' },
        mends: renamedWithout(site, argument, path, '.keras', 'save_format'),
      },
    );
  const [wrong, ...others] = [...given.keys()].filter((name) => !OF_SAVE.has(name));
  if (wrong !== undefined)
    throw new ContractError(
      'file-format',
      words`save: Keras 3 has no argument ${wrong} here: The following argument(s) are not supported. model.export() writes a SavedModel.`,
      { argument: { name: wrong }, mends: without(site, wrong, ...others) },
    );
  const zipped = given.get('zipped');
  const isFile = zipped === undefined || zipped.kind === 'none' || (zipped.kind === 'bool' && zipped.value);
  if (path === undefined || !isFile || endsWith(path, ['.keras', ...H5]) || path.startsWith('hf://')) return;
  throw new ContractError(
    'file-format',
    words`save: "${path}" ends in neither .keras nor .h5: Invalid filepath extension for saving. model.export() writes a SavedModel.`,
    { argument, mends: withEnding(site, argument, path, '.keras') },
  );
}

function checkWeights({ given, path, site, argument }: FileCall): void {
  const shards = given.get('max_shard_size');
  if (path === undefined || (shards !== undefined && shards.kind !== 'none') || path.endsWith('.weights.h5')) return;
  throw new ContractError(
    'file-format',
    words`save_weights: "${path}" does not end in .weights.h5: The filename must end in \`.weights.h5\`.`,
    { argument, mends: withEnding(site, argument, path, '.weights.h5') },
  );
}

function checkReadWeights({ given, path, site, argument }: FileCall): void {
  const wrong = [...given.keys()].find((name) => !PARAMETERS[3].load_weights.includes(name));
  if (wrong !== undefined)
    throw new ContractError(
      'unknown-argument',
      words`load_weights() of Keras 3 has no argument named ${wrong}: Invalid keyword arguments.`,
      { argument: { name: wrong }, mends: without(site, wrong) },
    );
  if (path === undefined) return;
  const byName = given.get('by_name');
  if (byName?.kind === 'bool' && endsWith(path, ['.keras', '.weights.h5', '.weights.json']))
    throw new ContractError(
      'file-format',
      words`load_weights: "${path}" is of Keras 3's format: \`by_name\` only supports loading legacy '.h5' or '.hdf5' files.`,
      { argument: { name: 'by_name' }, mends: without(site, 'by_name') },
    );
  refuseUnread(path, [...OF_FILES, '.ckpt', '.index', '.npz', '.npy'], 'load_weights', argument);
}

const checkRead = ({ path, argument }: FileCall): void => {
  if (path !== undefined) refuseUnread(path, OF_FILES, 'load_model', argument);
};

/** A folder may be one that a release of Keras 3 wrote. */
function refuseUnread(path: string, endings: readonly string[], method: FileMethod, argument: ArgumentName): void {
  if (!endsWith(path, endings) || path.endsWith('.weights.json')) return;
  throw new ContractError(
    'file-format',
    words`${method}: Keras 3 does not read "${path}": File format not supported. It reads .keras, .weights.h5 and .h5 files; a SavedModel is read by keras.layers.TFSMLayer.`,
    { argument },
  );
}

/** Keras 2's own format, too, takes none of SavedModel's arguments. */
function checkNativeOf2({ given, site, path }: FileCall): void {
  const format = given.get('save_format');
  if (format !== undefined && !(format.kind === 'str' && format.value.startsWith('keras')) && format.kind !== 'none')
    return;
  const wrong = [...given.keys()].find((name) => !PARAMETERS[2].save.includes(name));
  if (wrong === undefined) return;
  throw new ContractError(
    'file-format',
    words`save: "${path!}" is of the native Keras format, which has no argument ${wrong}: The following argument(s) are not supported with the native Keras format.`,
    { argument: { name: wrong }, mends: without(site, wrong) },
  );
}

/** Weights are those of a model that has been built. */
function checkBuilt(layer: LayerState, { method, path }: FileCall): void {
  if (method !== 'save_weights' && method !== 'load_weights') return;
  // Files of the former format are compared by the number of layers.
  if (method === 'load_weights' && (path === undefined || !endsWith(path, ['.weights.h5', '.keras']))) return;
  if (layer.built || layer.isPerhapsBuilt || layer.unknown !== undefined || layer.refusedData || layer.handedOut)
    return;
  if (layer.model === undefined || layer.instance.cls.lookup('build')?.kind === 'function') return;
  if (layer.instance.attributes.has('built')) return;
  throw new ContractError(
    'not-built',
    method === 'save_weights'
      ? words`The model "${layer.name}" is not built yet: call it on data, or build(input_shape) it, before save_weights(). You are saving a model that has not yet been built.`
      : words`The model "${layer.name}" is not built yet: call it on data, or build(input_shape) it, before load_weights(). You are loading weights into a model that has not yet been built.`,
  );
}

const without = (call: Place | undefined, ...names: readonly string[]): NonNullable<ContractError['mends']> =>
  call
    ? [
        {
          title: words`Remove ${names.join(', ')}`,
          changes: names.map((name) => ({ kind: 'remove', call, argument: { name } })),
          preferred: true,
        },
      ]
    : [];
