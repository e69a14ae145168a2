/**
 * Runs test files as `node --test` does, each in a process that may read files and do nothing else: start no process,
 * write no file, load no
 * native code, open no connection. So nothing of a program that is read can be run.
 *
 *     node scripts/sealed-tests.mjs PATTERN... !FILE...
 */
import { availableParallelism } from 'node:os';
import { filesAsked, runFiles } from './run-test-files.mjs';

const SEALED = ['--permission', '--allow-fs-read=*', `--import=${new URL('no-network.mjs', import.meta.url)}`];

// As many at a time as there are processors: `true` would leave one to this process, which only waits.
runFiles(filesAsked(), { execArgv: SEALED, concurrency: availableParallelism() });
