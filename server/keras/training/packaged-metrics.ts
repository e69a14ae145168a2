/** What the package `keras` up to 2.3 calls metrics that compile() is given as text, and how it logs. */
import { isIn, type InReleases, type PackagedReleases } from '../packaged-releases.ts';

/** Until then by the function that it takes for them, and since as they are written. */
const BY_FUNCTION: InReleases = { until: 2.2 };
const FUNCTIONS: Readonly<Record<string, string>> = {
  accuracy: 'acc',
  crossentropy: 'ce',
  mse: 'mean_squared_error',
  MSE: 'mean_squared_error',
  mae: 'mean_absolute_error',
  MAE: 'mean_absolute_error',
  mape: 'mean_absolute_percentage_error',
  MAPE: 'mean_absolute_percentage_error',
  msle: 'mean_squared_logarithmic_error',
  MSLE: 'mean_squared_logarithmic_error',
  cosine: 'cosine_proximity',
};

/** undefined where the releases differ in it. */
export function metricNameIn(releases: PackagedReleases, text: string): string | undefined {
  if (!Object.hasOwn(FUNCTIONS, text)) return text;
  const byFunction = isIn(releases, BY_FUNCTION);
  return byFunction === undefined ? undefined : byFunction ? FUNCTIONS[text] : text;
}

/** Callbacks that log the learning rate since which release. */
const LOGGING_RATES: readonly (readonly [callback: string, releases: InReleases])[] = [
  ['ReduceLROnPlateau', { since: 1.1 }],
  ['LearningRateScheduler', { since: 2.2 }],
];

export const loggingRates = (releases: PackagedReleases): readonly string[] =>
  LOGGING_RATES.filter(([, those]) => isIn(releases, those) !== false).map(([callback]) => callback);
