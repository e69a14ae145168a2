import { SourceFile } from '../python/syntax/place.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { withoutFacts } from '../analysis/facts-of-file.ts';
import { IncrementalAnalysis } from '../analysis/incremental.ts';
import { type AnalyzeOptions, stepsOf, textParser } from '../analysis/run.ts';
import { parseProgramFrom } from '../python/syntax/parse-program.ts';
import type { PythonParser } from '../python/syntax/parser.ts';
import type { Requirement } from '../keras/releases.ts';
import type { NotebookRun, ProgramPosition, ProgramText } from '../python/syntax/program-text.ts';
import { Analyses, type BeginAnalysis, type FindModule } from './analyses.ts';
import { Callers } from './callers.ts';
import type { DataReader } from '../data/reader.ts';
import type { WorkspaceFiles } from './files.ts';
import { Importers } from './importers.ts';
import { ImportedSigns } from './imported-signs.ts';
import { WorkspaceModules } from './modules.ts';
import { mayConcernKeras } from './relevance.ts';
import { isNotebook, runOfNotebook } from './program.ts';
import { installedFor } from './environment.ts';
import { requirementsOf } from './requirements.ts';
import { folderOf, uriKey } from './uri.ts';

export interface AnalyserOptions {
  readonly files: WorkspaceFiles;
  /** Of the workspace, and those that a setting names for the imports of a program. */
  readonly folders: (uri: string) => readonly string[];
  /** Folders whose programs may import a file that is looked at; where absent, none are asked. */
  readonly callersIn?: () => readonly string[];
  /** Of the program at this address; undefined: the one that the code was written for. */
  readonly kerasVersion?: (uri: string) => 2 | 3 | undefined;
  /** A release of the package keras, which decides for all programs. */
  readonly kerasRelease?: string | undefined;
  /** Leave alone what seems to have nothing to do with Keras. */
  readonly onlyRelevant?: boolean;
  /** The folders of the workspace, where files of data are read, besides the program's own. */
  readonly dataFolders?: () => readonly string[];
  /** What reads files of data, where it is there. */
  readonly data?: () => DataReader | undefined;
  /** Hears the address of each file of data that is looked at, of a folder with a slash at its end. */
  readonly looked?: (address: string) => void;
  /** The address of the environment that is active, where one is. */
  readonly environment?: () => string | undefined;
  /** Milliseconds; the clock that ends what takes too long. */
  readonly now?: () => number;
  /** Hears of each statement of the program at this address before it is evaluated: its line, from 0 in the cell. */
  readonly began?: (uri: string, place: ProgramPosition) => void;
}

/** Analyses of programs with what they import from the workspace. */
export function createAnalyses(parser: PythonParser, options: AnalyserOptions): Analyses {
  const modules = new WorkspaceModules(parser, options.files, options.folders);
  const signs = new ImportedSigns(modules);
  const begin: BeginAnalysis = (uri, findModule, seen) => {
    let incremental: IncrementalAnalysis | undefined;
    return function* steps(text): Generator<undefined, Analysis> {
      if (options.onlyRelevant === true && !mayConcernKeras(text.text))
        return withoutFacts(new SourceFile(uri, text.text), text);
      incremental ??= new IncrementalAnalysis(parser, optionsOf(uri, text, findModule, seen));
      return yield* incremental.steps(text);
    };
  };
  const optionsOf = (uri: string, text: ProgramText, findModule: FindModule, seen: Set<string>): AnalyzeOptions => {
    const kerasVersion = options.kerasVersion?.(uri);
    const more = { ...clockOf(options), ...beginningsOf(options, uri, text) };
    const { kerasRelease } = options;
    const folders = { own: folderOf(uri), workspace: options.dataFolders?.() ?? [] };
    const look = (address: string): void => {
      seen.add(uriKey(address));
      options.looked?.(address);
    };
    const dataFiles = options.data?.()?.of(folders, look);
    if (kerasVersion !== undefined || kerasRelease !== undefined)
      return { path: uri, workspaceModule: findModule, dataFiles, kerasVersion, kerasRelease, ...more };
    const imported = (current: string) => signs.of(current, uri, seen);
    return {
      path: uri,
      workspaceModule: findModule,
      dataFiles,
      imported,
      requirements: askedFor(options, uri, seen),
      run: text.run ?? storedRun(options.files, uri, seen),
      ...more,
    };
  };
  const importers = new Importers(
    options.files,
    options.callersIn ?? (() => []),
    (files) => new WorkspaceModules(parser, files, options.folders),
  );
  const callers = new Callers(
    parser,
    importers,
    function* (program, about, seen) {
      const { uri, text } = program;
      const findModule: FindModule = (name, level, from) => modules.find(name, level, from ?? uri, uri, seen);
      const module = yield* parseProgramFrom(parser, text, new SourceFile(uri, text.text), 0);
      return yield* stepsOf(module, text, {
        parse: textParser(parser),
        ...optionsOf(uri, text, findModule, seen),
        about,
      });
    },
    options.now ?? Date.now,
  );
  return new Analyses(begin, modules, callers);
}

const clockOf = ({ now }: AnalyserOptions): Pick<AnalyzeOptions, 'now'> => (now ? { now } : {});

const beginningsOf = ({ began }: AnalyserOptions, uri: string, text: ProgramText): Pick<AnalyzeOptions, 'began'> =>
  began ? { began: (offset) => began(uri, text.positionAt(offset)) } : {};

/** What is installed, and where nothing of Keras is, what the project asks for. */
function askedFor({ files, environment }: AnalyserOptions, uri: string, seen: Set<string>): readonly Requirement[] {
  const installed = installedFor(files, uri, environment?.(), seen);
  return installed.length > 0 ? installed : requirementsOf(files, uri, seen);
}

/** An editor tells the cells of a notebook; what was printed under them is in its file. */
function storedRun(files: WorkspaceFiles, uri: string, seen: Set<string>): NotebookRun | undefined {
  if (!isNotebook(uri)) return undefined;
  seen.add(uriKey(uri));
  const json = files.read(uri);
  return json === undefined ? undefined : runOfNotebook(json);
}
