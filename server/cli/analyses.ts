import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { storedFiles } from '../node/stored-files.ts';
import { readParserBytes } from '../node/wasm.ts';
import { loadPythonParser } from '../python/syntax/parser.ts';
import { createAnalyses } from '../workspace/analyser.ts';
import type { Analyses } from '../workspace/analyses.ts';
import { WithinFolders } from '../workspace/files.ts';
import { KerasReach } from '../workspace/keras-reach.ts';
import { WorkspaceModules } from '../workspace/modules.ts';

/**
 * What analyses the programs that a command is about, for the Keras that `--keras` names. They import from the current folder and from those of `paths`, and nothing else is read.
 */
export async function createFileAnalyses(paths: readonly string[], keras: string): Promise<{ readonly analyses: Analyses; readonly reach: KerasReach }> {
  const parser = await loadPythonParser(readParserBytes());
  const here = pathToFileURL(process.cwd()).href;
  const folders = () => [here];
  const readable = [here, ...paths.map((path) => pathToFileURL(dirname(path)).href), ...paths.map((path) => pathToFileURL(path).href)];
  const files = new WithinFolders(() => readable, storedFiles);
  const kerasVersion = keras === '2' ? 2 : keras === '3' ? 3 : undefined;
  return {
    analyses: createAnalyses(parser, { files, folders, kerasVersion: () => kerasVersion, now: timeOfThread }),
    reach: new KerasReach(new WorkspaceModules(parser, files, folders)),
  };
}

/** Milliseconds that this thread has worked: what else the machine does must not decide how far an analysis gets. Node has it from 23.9 on. */
const timeOfThread = (): number => {
  const used = process.threadCpuUsage?.();
  return used === undefined ? performance.now() : (used.user + used.system) / 1000;
};
