/**
 * Runs test files as `node --test` does, all in this one process, which loads what they share once.
 *
 *     node scripts/tests-in-one.mjs PATTERN... !PATTERN...
 */
import { filesAsked, runFiles } from './run-test-files.mjs';

runFiles(filesAsked(), { isolation: 'none' });
