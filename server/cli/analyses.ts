import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { storedFiles } from '../node/stored-files.ts';
import { readParserBytes } from '../node/wasm.ts';
import { loadPythonParser, type PythonParser } from '../python/syntax/parser.ts';
import { createAnalyses } from '../workspace/analyser.ts';
import type { Analyses } from '../workspace/analyses.ts';
import { AbsentOnce, WithinFolders } from '../workspace/files.ts';
import { KerasReach } from '../workspace/keras-reach.ts';
import { WorkspaceModules } from '../workspace/modules.ts';

export interface FileAnalyses {
  readonly analyses: Analyses;
  readonly reach: KerasReach;
  readonly parser: PythonParser;
  readonly modules: WorkspaceModules;
}

/**
 * What analyses the programs that a command is about, for the Keras that `--keras` names: `auto`, `2`, `3` or a
 * release (`2.2.4`). They import from the current
 * folder and from those of `paths`, and nothing else is read.
 */
export async function createFileAnalyses(paths: readonly string[], keras: string): Promise<FileAnalyses> {
  const parser = await loadPythonParser(readParserBytes());
  const here = pathToFileURL(process.cwd()).href;
  const folders = () => [here];
  const readable = [
    here,
    ...paths.map((path) => pathToFileURL(dirname(path)).href),
    ...paths.map((path) => pathToFileURL(path).href),
  ];
  const files = new WithinFolders(() => readable, new AbsentOnce(storedFiles));
  const kerasVersion = keras === 'auto' ? undefined : keras.startsWith('3') ? 3 : 2;
  const kerasRelease = keras.includes('.') ? keras : undefined;
  const now = clockOfThread();
  const modules = new WorkspaceModules(parser, files, folders);
  return {
    analyses: createAnalyses(parser, { files, folders, kerasVersion: () => kerasVersion, kerasRelease, now }),
    reach: new KerasReach(modules),
    parser,
    modules,
  };
}

/**
 * How old an answer of the system may be, in milliseconds: asking takes as long as a good many steps of an analysis.
 */
const ASKED_EVERY = 5;

/**
 * A clock of milliseconds that this thread has worked: what else the machine does must not decide how far an analysis
 * gets. Node tells it from 23.9 on; before, it is the time that passes.
 */
function clockOfThread(): () => number {
  if (!process.threadCpuUsage) return () => performance.now();
  let asked = -Infinity;
  let worked = 0;
  return () => {
    const now = performance.now();
    if (now - asked >= ASKED_EVERY) {
      const { user, system } = process.threadCpuUsage();
      [asked, worked] = [now, (user + system) / 1000];
    }
    return worked;
  };
}
