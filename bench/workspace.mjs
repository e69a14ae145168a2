/** The table of how fast `layerlens check` goes through a workspace (bench/check.mjs). */
import { measureCheck } from './check.mjs';
import { count, table } from './table.mjs';

export async function measureWorkspace(progress) {
  progress('check of a workspace');
  const { files, models, lines, threads } = await measureCheck({ runs: 2 });
  const rows = threads.map((one) => [
    String(one.threads),
    count(one.filesPerProcessorSecond),
    count(one.filesPerSecond),
    `${one.seconds.toFixed(1)} s`,
  ]);
  return `## Workspaces

\`layerlens check\` of ${count(files)} files with ${count(lines)} lines, ${count(models)} of them with models. Of processor time all that is used counts, the compiler's and the garbage collector's too.

${table(['threads', 'files in a second of processor time', 'files in a second', 'in all'], rows)}`;
}
