import type { Analysis } from '../analysis/analysis.ts';
import { analyze } from '../analysis/analyze.ts';
import type { PythonParser } from '../python/syntax/parser.ts';
import { type Analyse, Analyses } from './analyses.ts';
import type { WorkspaceFiles } from './files.ts';
import { WorkspaceModules } from './modules.ts';
import { mayConcernKeras } from './relevance.ts';
import { requirementsOf } from './requirements.ts';

export interface AnalyserOptions {
  readonly files: WorkspaceFiles;
  /** Folders that absolute imports start from. */
  readonly folders: () => readonly string[];
  /** Of the program at this address; undefined: the one that the code was written for. */
  readonly kerasVersion?: (uri: string) => 2 | 3 | undefined;
  /** Leave alone what seems to have nothing to do with Keras. */
  readonly onlyRelevant?: boolean;
}

/** Analyses of programs with what they import from the workspace. */
export function createAnalyses(parser: PythonParser, options: AnalyserOptions): Analyses {
  const analyse: Analyse = (text, uri, findModule, seen): Analysis => {
    if (options.onlyRelevant === true && !mayConcernKeras(text.text)) return { text, kerasVersion: 3, models: [], calls: [], tensors: [], values: [], names: [], layerNames: [], constructors: [], functions: [], methods: [], problems: [] };
    const kerasVersion = options.kerasVersion?.(uri);
    const requirements = kerasVersion === undefined ? requirementsOf(options.files, uri, seen) : undefined;
    return analyze(parser, text, { path: uri, workspaceModule: findModule, kerasVersion, requirements });
  };
  return new Analyses(analyse, new WorkspaceModules(parser, options.files, options.folders));
}
