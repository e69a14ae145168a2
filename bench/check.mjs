/** How fast `layerlens check` goes through a workspace: a made-up one, the same each time. Needs the bundles. */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFiles } from '../server/cli/sources.ts';
import { Threads, work } from '../server/cli/work/threads.ts';
import { workspaceFiles, writeWorkspace } from '../test/support/workspace/workspace.ts';

const ENTRY = new URL('../dist/cli.js', import.meta.url);

/**
 * Gives figures of a workspace of `files` files, `models` of them with models: its size, and how it goes with one
 * thread and with one for each core. `filesPerSecond` counts from
 * the start of the threads to the last report, on a machine that does nothing else; `filesPerProcessorSecond` divides
 * by the time of all processors, the compiler's and the
 * garbage collector's included, and says what a core brings also on a machine that is busy. Medians of `runs`.
 */
export async function measureCheck({ files = 2_000, models = 300, runs = 3 } = {}) {
  const outer = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'layer-lens-bench-'));
  const texts = workspaceFiles(files, models);
  try {
    writeWorkspace(folder, texts);
    // Imports start at the current folder.
    process.chdir(folder);
    const threads = [];
    for (const count of new Set([1, availableParallelism()])) {
      const taken = [];
      for (let run = 0; run < runs; run++) taken.push(await measure(count));
      threads.push({ threads: count, ...median(taken, files) });
    }
    return { files, models, lines: texts.reduce((sum, { text }) => sum + text.split('\n').length, 0), threads };
  } finally {
    process.chdir(outer);
    rmSync(folder, { recursive: true });
  }
}

/** In seconds. */
async function measure(threads) {
  const used = process.cpuUsage();
  const start = performance.now();
  let problems = 0;
  const options = { paths: ['.'], keras: 'auto', severities: new Map(), shown: ['error', 'warning'], fixing: 'none' };
  for await (const { file, error, answer } of work(new Threads(ENTRY), 'check', options, [...findFiles(['.'])], {
    threads,
  })) {
    if (error !== undefined) throw new Error(`${file}: ${error}`);
    problems += answer.problems.length;
  }
  if (problems === 0) throw new Error('nothing was found: this measures something else');
  const { user, system } = process.cpuUsage(used);
  return { seconds: (performance.now() - start) / 1_000, processorSeconds: (user + system) / 1_000_000 };
}

function median(taken, files) {
  const middle = (key) => taken.map((one) => one[key]).sort((a, b) => a - b)[taken.length >> 1];
  const seconds = middle('seconds');
  const processorSeconds = middle('processorSeconds');
  return {
    seconds,
    processorSeconds,
    filesPerSecond: files / seconds,
    filesPerProcessorSecond: files / processorSeconds,
  };
}
