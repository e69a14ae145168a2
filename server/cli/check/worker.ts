/** A thread of `layerlens check`: checks the files that it is sent, and sends a report of each as soon as there is one. */
import { parentPort, workerData } from 'node:worker_threads';
import type { FoundFile } from '../sources.ts';
import { type CheckOptions, createChecker, type FileReport } from './checker.ts';

/** To a worker: files to check, in this order. From a worker: their reports, one by one, in the same order. */
export type Batch = readonly FoundFile[];
export type Answer = FileReport;

export async function startCheckWorker(): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('this is no worker thread');
  const check = await createChecker(workerData as CheckOptions);
  port.on('message', (batch: Batch) => {
    for (const file of batch) port.postMessage(check(file) satisfies Answer);
  });
}
