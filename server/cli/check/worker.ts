/**
 * A thread of `layerlens check`: checks the files that it is sent, and sends a report of each as soon as there is one.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { FoundFile } from '../sources.ts';
import { type CheckOptions, createChecker, type FileReport } from './checker.ts';

/** To a worker: files to check, in this order. From a worker: their reports, one by one, in the same order. */
export type Batch = readonly FoundFile[];
export type Answer = FileReport;

export interface WorkerData {
  readonly options: CheckOptions;
  /**
   * One number that both threads see: so many files the worker has begun with. What a thread has sent may not arrive
   * when it ends, so only this tells which file it was at.
   */
  readonly begun: Int32Array;
}

export async function startCheckWorker(): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('this is no worker thread');
  const { options, begun } = workerData as WorkerData;
  const check = await createChecker(options);
  port.on('message', (batch: Batch) => {
    for (const file of batch) {
      Atomics.add(begun, 0, 1);
      port.postMessage(check(file) satisfies Answer);
    }
  });
}
