import { loadSavingCode } from '../keras/saving/loaded.ts';
import { existsSync, statSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { storedFiles } from '../node/stored-files.ts';
import { readParserBytes } from '../node/wasm.ts';
import { loadPythonParser, type PythonParser } from '../python/syntax/parser.ts';
import { workClock } from '../node/work-clock.ts';
import { createAnalyses } from '../workspace/analyser.ts';
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

/**
 * What analyses the programs that a command is about, for the Keras that `--keras` names: `auto`, `2`, `3` or a
 * release (`2.2.4`). They import from the current folder, from those of `paths` with the projects that they are in, and
 * from those of the environment variable PYTHONPATH, and nothing else is read.
 */
export async function createFileAnalyses(paths: readonly string[], keras: string): Promise<FileAnalyses> {
  const [parser, { DataReader }, { storedData }] = await Promise.all([
    loadPythonParser(readParserBytes()),
    import('../data/reader.ts'),
    import('../node/stored-data.ts'),
    loadSavingCode(),
  ]);
  const data = new DataReader(storedData);
  const here = pathToFileURL(process.cwd()).href;
  const listed = (process.env['PYTHONPATH'] ?? '').split(delimiter).filter((path) => path !== '');
  const searched = listed.map((path) => pathToFileURL(resolve(path)).href);
  const folders = () => [here, ...searched];
  const active = process.env['VIRTUAL_ENV'] ?? process.env['CONDA_PREFIX'];
  const environment = active === undefined ? undefined : pathToFileURL(resolve(active)).href;
  const readable = [
    here,
    ...searched,
    ...(environment === undefined ? [] : [environment]),
    ...paths.flatMap((path) => [path, dirname(path), projectOf(resolve(path))].map((one) => pathToFileURL(one).href)),
  ];
  const files = new ReadOnce(new WithinFolders(() => readable, storedFiles));
  const kerasVersion = keras === 'auto' ? undefined : keras.startsWith('3') ? 3 : 2;
  const kerasRelease = keras.includes('.') ? keras : undefined;
  const now = workClock();
  const modules = new WorkspaceModules(parser, files, folders);
  return {
    analyses: createAnalyses(parser, {
      files,
      folders,
      callersIn: () => callersIn(paths, here),
      kerasVersion: () => kerasVersion,
      kerasRelease,
      now,
      data: () => data,
      dataFolders: () => [here],
      environment: () => environment,
    }),
    reach: new KerasReach(modules),
    parser,
    modules,
  };
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
