import { loadSavingCode } from '../keras/saving/loaded.ts';
import { existsSync, statSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { storedFiles } from '../node/stored-files.ts';
import { readParserBytes } from '../node/wasm.ts';
import { loadPythonParser, type PythonParser } from '../python/syntax/parser.ts';
import { workClock } from '../node/work-clock.ts';
import { type AnalyserOptions, createAnalyses } from '../workspace/analyser.ts';
import type { Analyses } from '../workspace/analyses.ts';
import { ReadOnce, WithinFolders } from '../workspace/files.ts';
import { KerasReach } from '../workspace/keras-reach.ts';
import { WorkspaceModules } from '../workspace/modules.ts';
import { isWithin, uriKey } from '../workspace/uri.ts';

export interface FileAnalyses {
  readonly analyses: Analyses;
  readonly reach: KerasReach;
  readonly parser: PythonParser;
  readonly modules: WorkspaceModules;
}

export interface Reading {
  /** As given on the command line. */
  readonly paths: readonly string[];
  /** The Keras that programs are for: `auto`, `2`, `3` or a release (`2.2.4`). */
  readonly keras: string;
  /** The only folders that anything is read in, where somebody says so. */
  readonly within?: readonly string[] | undefined;
  /** Hears of the statements of programs. */
  readonly began?: AnalyserOptions['began'];
}

/**
 * What analyses the programs that a command is about. They import from the current folder, from those of `paths` with
 * the projects that they are in, and from those of the environment variable PYTHONPATH, and nothing else is read; or
 * from the folders that they are kept `within`.
 */
export async function createFileAnalyses({ paths, keras, within, began }: Reading): Promise<FileAnalyses> {
  const [parser, { DataReader }, { storedData }] = await Promise.all([
    loadPythonParser(readParserBytes()),
    import('../data/reader.ts'),
    import('../node/stored-data.ts'),
    loadSavingCode(),
  ]);
  const data = new DataReader(storedData);
  const { searched, readable, around, own, environment } = within === undefined ? usual(paths) : only(within);
  const files = new ReadOnce(new WithinFolders(() => readable, storedFiles));
  const kerasVersion = keras === 'auto' ? undefined : keras.startsWith('3') ? 3 : 2;
  const kerasRelease = keras.includes('.') ? keras : undefined;
  const now = workClock();
  const modules = new WorkspaceModules(parser, files, () => searched);
  return {
    analyses: createAnalyses(parser, {
      files,
      folders: () => searched,
      callersIn: around,
      kerasVersion: () => kerasVersion,
      kerasRelease,
      now,
      data: () => data,
      dataFolders: () => own,
      environment: () => environment,
      ...(began ? { began } : {}),
    }),
    reach: new KerasReach(modules),
    parser,
    modules,
  };
}

/** Folders by their addresses. */
interface Folders {
  /** Where imports start. */
  readonly searched: readonly string[];
  /** All that is read is in them. */
  readonly readable: readonly string[];
  /** Where programs may be that import what a command is about. */
  readonly around: () => readonly string[];
  /** Where files of data are. */
  readonly own: readonly string[];
  /** Of Python, where one is active. */
  readonly environment: string | undefined;
}

function usual(paths: readonly string[]): Folders {
  const here = pathToFileURL(process.cwd()).href;
  const listed = (process.env['PYTHONPATH'] ?? '').split(delimiter).filter((path) => path !== '');
  const searched = [here, ...listed.map((path) => pathToFileURL(resolve(path)).href)];
  const active = process.env['VIRTUAL_ENV'] ?? process.env['CONDA_PREFIX'];
  const environment = active === undefined ? undefined : pathToFileURL(resolve(active)).href;
  const readable = [
    ...searched,
    ...(environment === undefined ? [] : [environment]),
    ...paths.flatMap((path) => [path, dirname(path), projectOf(resolve(path))].map((one) => pathToFileURL(one).href)),
  ];
  return { searched, readable, around: () => callersIn(paths, here), own: [here], environment };
}

function only(within: readonly string[]): Folders {
  const folders = within.map((folder) => pathToFileURL(folder).href);
  return { searched: folders, readable: folders, around: () => folders, own: folders, environment: undefined };
}

/** Files and folders that stand at the top of a project. */
const MARKS = ['pyproject.toml', 'setup.py', 'setup.cfg', '.git'];
/** Folders above a path that are looked into. */
const HIGHEST = 8;

/**
 * The folder of the project that a path is in: the nearest one above it with a mark of one, or else that of the
 * outermost package that it is in. What is checked may be a part of it.
 */
function projectOf(path: string): string {
  const marked = markedAbove(path);
  if (marked !== undefined) return marked;
  let root = dirname(path);
  while (existsSync(join(root, '__init__.py')) && dirname(root) !== root) root = dirname(root);
  return root;
}

function markedAbove(path: string): string | undefined {
  let folder = dirname(path);
  for (let level = 0; level < HIGHEST && dirname(folder) !== folder; level++, folder = dirname(folder))
    if (MARKS.some((mark) => existsSync(join(folder, mark)))) return folder;
  return undefined;
}

/**
 * Where programs may be that import what the paths name: in their projects, where there is a mark of one, else in the
 * current folder where they are in it, else in the folders that they name or are in.
 */
function callersIn(paths: readonly string[], here: string): readonly string[] {
  const all = paths.map((path) => {
    const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
    const marked = markedAbove(isFolder ? join(resolve(path), 'any') : resolve(path));
    if (marked !== undefined) return pathToFileURL(marked).href;
    const uri = pathToFileURL(path).href;
    if (uriKey(uri) === uriKey(here) || isWithin(here, uri)) return here;
    return isFolder ? uri : pathToFileURL(dirname(path)).href;
  });
  return [...new Set(all)];
}
