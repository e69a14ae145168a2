/** Time, processor time and memory of this process and of others. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

export const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
export const medianOf = (rounds, key) =>
  rounds.every((round) => round[key] !== undefined) ? median(rounds.map((round) => round[key])) : undefined;

/**
 * Milliseconds that this thread was on a processor while it did `work` so many times, for each of them: what other
 * programs take meanwhile does not
 * count. The clock of threads is a coarse one, so it is read once.
 */
export function timed(work, times) {
  const start = process.threadCpuUsage();
  for (let time = 0; time < times; time++) work(time);
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1_000 / times;
}

/**
 * Milliseconds that all threads of a process were on a processor: beside other programs they say more than those of a
 * clock. undefined where the
 * system does not tell.
 */
export function processorTime(pid) {
  const folder = `/proc/${pid}/task`;
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder).reduce(
    (sum, thread) => sum + Number(readFileSync(`${folder}/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e6,
    0,
  );
}

/** Bytes of a process that are in memory; undefined where the system does not tell. */
export function residentMemory(pid) {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return undefined;
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(file, 'utf8'))?.[1]) * 1024;
}

/** Starts a Node process and waits for its first output: how long that took, and how long it was on a processor. */
export function startUntilOutput(args) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    child.once('error', reject);
    child.stdout.once('data', () => {
      const result = { time: performance.now() - start, processor: processorTime(child.pid) };
      child.once('exit', () => resolve(result));
      child.kill('SIGKILL');
    });
  });
}
