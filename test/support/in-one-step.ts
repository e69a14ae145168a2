import { oneStep, type Steps } from '../../server/python/syntax/steps.ts';

/** What the features take that analyse changed programs: an analysis without pauses. */
export const inOneStep =
  <Given, Found>(work: (given: Given) => Found) =>
  (given: Given): Steps<Found> =>
    oneStep(() => work(given))();
