/**
 * What is mutated, and the tests that concern it: quick ones first, since a mutant is done with its first failing test.
 */
import { join } from 'node:path';
import { root } from '../setup.mjs';

/** Percent of a part's mutants that a test must notice. */
export const LEAST = 85;

const SHARED = ['signatures', 'layers/former-names', 'layers/attributes'].map(
  (name) => `test/unit/keras/${name}.test.ts`,
);
const layers = (family, ...tests) => ({
  mutate: [`server/keras/layers/${family}/*.ts`],
  tests: [
    ...SHARED,
    `test/unit/keras/layers/${family}*.test.ts`,
    ...tests,
    'test/unit/keras/layers/any-arguments.test.ts',
    'test/unit/analysis/cost.test.ts',
    'test/unit/analysis/accepted-b*-keras-2*.test.ts',
    `test/mutation/${family}.ts`,
  ],
});

export const parts = {
  shapes: {
    mutate: ['server/shapes/*.ts'],
    tests: [
      'test/unit/shapes/!(expression-property|symbolic).test.ts',
      'test/unit/shapes/symbolic.test.ts',
      'test/unit/shapes/expression-property.test.ts',
    ],
  },
  recurrent: layers('recurrent'),
  core: layers('core'),
  convolution: layers('convolution', 'test/unit/keras/layers/locally-connected.test.ts'),
};

/** What no test noticed. */
export const LIVING = new Set(['Survived', 'NoCoverage']);

/** With the change, the process that runs the tests has ended, out of memory mostly, and so has a second one. */
export const endsProcess = ({ status, statusReason = '' }) =>
  status === 'RuntimeError' && statusReason.includes('handleUnexpectedExit');

export const folder = join(root, '.mutation');
/** What Stryker found, for people and for the next run. */
export const resultsOf = (part) => join(folder, `${part}.json`);
