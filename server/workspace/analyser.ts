import type { Analysis } from '../analysis/analysis.ts';
import { IncrementalAnalysis } from '../analysis/incremental.ts';
import type { PythonParser } from '../python/syntax/parser.ts';
import { Analyses, type BeginAnalysis, type FindModule } from './analyses.ts';
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
  const begin: BeginAnalysis = (uri, findModule, seen) => {
    let incremental: IncrementalAnalysis | undefined;
    return (text): Analysis => {
      if (options.onlyRelevant === true && !mayConcernKeras(text.text)) return { text, kerasVersion: 3, models: [], calls: [], tensors: [], values: [], names: [], layerNames: [], constructors: [], functions: [], methods: [], problems: [] };
      incremental ??= newAnalysis(uri, findModule, seen);
      return incremental.of(text);
    };
  };
  const newAnalysis = (uri: string, findModule: FindModule, seen: Set<string>): IncrementalAnalysis => {
    const kerasVersion = options.kerasVersion?.(uri);
    const requirements = kerasVersion === undefined ? requirementsOf(options.files, uri, seen) : undefined;
    return new IncrementalAnalysis(parser, { path: uri, workspaceModule: findModule, kerasVersion, requirements });
  };
  return new Analyses(begin, new WorkspaceModules(parser, options.files, options.folders));
}
