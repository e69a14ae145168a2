/**
 * Runs test files as `node --test` does, each in a process that may read files and do nothing else: start no process,
 * write no file, load no
 * native code, open no connection. So nothing of a program that is read can be run.
 *
 *     node scripts/sealed-tests.mjs PATTERN... !FILE...
 */
import { availableParallelism } from 'node:os';
import { SEALED } from './sealed.mjs';
import { filesAsked, runFiles } from './run-test-files.mjs';

// As many at a time as there are processors: `true` would leave one to this process, which only waits.
runFiles(filesAsked(), { execArgv: SEALED, concurrency: availableParallelism() });
