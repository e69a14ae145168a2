/**
 * A saved model that is opened by itself. It is read as the release that wrote it would, by a program of one call, so
 * that all that is known of models is known of it.
 */
import type { DataReader } from '../../data/reader.ts';
import type { DataFiles } from '../../python/domain/data-files.ts';
import { inTurn } from '../../words/lists.ts';
import { type Message, words } from '../../words/message.ts';
import { type Program, programOfFile } from '../program.ts';
import { fileNameOf, folderOf } from '../uri.ts';
import { isDict, type Json, type JsonDict, type OwnClasses, ownClasses } from './own-classes.ts';
import { programText } from './program-text.ts';

export interface SavedModel {
  readonly program: Program;
  /** The release of Keras that wrote it: `3.15.1`; undefined where the file does not say. */
  readonly release: string | undefined;
  readonly kerasVersion: 2 | 3;
  /** What the file does not say, and who does. */
  readonly remark: Message | undefined;
}

/** More of them are not named. */
const MOST_NAMED = 8;
/** A stranger's name, in a sentence. */
const shown = (name: string): string => name.replace(/\s+/g, ' ').slice(0, 80);

/** Nobody hears of the files that are looked at: the one that is opened is watched. */
const UNHEARD = (): void => {};

/** The file at an address, or what is wrong with it, as a sentence. */
export function savedModel(reader: DataReader, uri: string): SavedModel | { readonly error: Message } {
  const files = reader.of({ own: folderOf(uri), workspace: [] }, UNHEARD);
  const { own } = files;
  if (own === undefined) return { error: words`Saved models are read from this machine's disks only.` };
  const path = `${own === '/' ? '' : own}/${fileNameOf(uri)}`;
  const found = files.find(path);
  if (found.kind === 'absent') return { error: words`There is no such file.` };
  if (found.kind === 'folder') return { error: words`This is a folder, not a file.` };
  if (found.kind !== 'file')
    return { error: words`The file is not opened: it is a link that leads elsewhere, or no regular file.` };
  const stored = /\.json$/i.test(path)
    ? fromJson(files, path)
    : /\.keras$/i.test(path)
      ? fromArchive(files, path)
      : fromHdf5(files, path);
  return 'error' in stored ? stored : modelOf(uri, path, stored);
}

interface StoredModel {
  readonly config: JsonDict;
  /** As the file says it. */
  readonly release: unknown;
  /** What reads it, without its further arguments. */
  readonly call: (path: string, kerasVersion: 2 | 3) => string;
}

const LOADED: StoredModel['call'] = (path, kerasVersion) =>
  `keras.models.load_model(${path}${kerasVersion === 2 ? '' : ', safe_mode=False'}`;

function fromArchive(files: DataFiles, path: string): StoredModel | { readonly error: Message } {
  const config = jsonOf(files.member(path, 'config.json'));
  if (config === undefined) return files.hdf5(path) ? fromHdf5(files, path) : { error: whyNot(files, path) };
  if (!isModel(config)) return { error: words`Its config.json is not that of a model.` };
  const metadata = jsonOf(files.member(path, 'metadata.json'));
  return { config, release: isDict(metadata) ? metadata['keras_version'] : undefined, call: LOADED };
}

function fromHdf5(files: DataFiles, path: string): StoredModel | { readonly error: Message } {
  const content = files.hdf5(path);
  if (content === undefined)
    return { error: words`This is no HDF5 file, or not all of one (a download that broke off?).` };
  const text = content.attributes.get('model_config');
  if (text === undefined)
    return {
      error: words`The file has arrays, and no model. Keras reads them into a model that the program has made.`,
    };
  const config = jsonOf(text);
  if (!isModel(config)) return { error: words`Its model_config is not that of a model.` };
  return { config, release: content.attributes.get('keras_version'), call: LOADED };
}

function fromJson(files: DataFiles, path: string): StoredModel | { readonly error: Message } {
  const config = jsonOf(files.text(path, 'utf-8'));
  if (!isModel(config)) return { error: words`This is not the configuration of a model, as to_json() writes it.` };
  return {
    config,
    release: config['keras_version'],
    call: (quoted) => `keras.models.model_from_json(open(${quoted}).read()`,
  };
}

const isModel = (config: Json | undefined): config is JsonDict =>
  isDict(config) && typeof config['class_name'] === 'string' && config['config'] !== undefined;

function modelOf(
  uri: string,
  path: string,
  { config, release: written, call }: StoredModel,
): SavedModel | { readonly error: Message } {
  const release = typeof written === 'string' && /^\d{1,2}(\.\d{1,3}){1,2}/.exec(written)?.[0];
  const kerasVersion = (release ? !/^[12]\./.test(release) : !isOfKeras2(config)) ? 3 : 2;
  const own = ownClasses(config);
  if (own.model)
    return {
      error: words`The model is of the class ${shown(own.model.name)}, which is the program's own: the file has its arrays, but not what it does. Open the program that has the class.`,
    };
  const text = programText({
    call: call(JSON.stringify(path), kerasVersion),
    kerasVersion,
    own,
    // What HDF5 says of it is not followed, and texts say nothing.
    compiles:
      /\.json$/i.test(path) || (call === LOADED && 'module' in config && own.classes.every(({ isLayer }) => isLayer)),
  });
  return { program: programOfFile(uri, text), release: release || undefined, kerasVersion, remark: remarkOn(own) };
}

/** The places of Keras's classes before Keras 3. */
const isOfKeras2 = ({ module }: JsonDict): boolean =>
  typeof module === 'string' ? /^keras\.(src\.)?engine\./.test(module) : module === undefined;

function remarkOn({ classes }: OwnClasses): Message | undefined {
  const layers = classes.filter(({ isLayer }) => isLayer).map(({ name }) => shown(name));
  if (layers.length === 0) return undefined;
  const names = inTurn([...new Set(layers)].slice(0, MOST_NAMED));
  return words`What is made of classes of the program's own is not in the file: ${names}.`;
}

function jsonOf(text: string | undefined): Json | undefined {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    // It is not JSON, or nested too deep for it.
    return undefined;
  }
}

function whyNot(files: DataFiles, path: string): Message {
  const names = files.members(path);
  if (names === undefined)
    return words`This is no .keras file: it is not a ZIP archive, or not all of one (a download that broke off?).`;
  if (!names.includes('config.json')) return words`This is no .keras file: the archive has no config.json.`;
  return words`Its config.json cannot be read: it is damaged, or too large.`;
}
