/** Keras's losses: by which names they go, and how they compare labels with outputs. */
import { NativeFunction, type Value } from '../../python/domain/value.ts';
import type { Place } from '../../python/syntax/place.ts';
import { snakeCase } from '../naming.ts';
import { lossOfRows } from './loss-values.ts';

/**
 * How labels and outputs meet. `categorical`: one-hot labels of the output's shape; `sparse`: class numbers, an axis
 * less than the output;
 * `binary`: labels of the output's shape; `elementwise`: they are subtracted or multiplied, with broadcasting; `other`:
 * not checked.
 */
export type LossKind = 'categorical' | 'sparse' | 'binary' | 'elementwise' | 'other';

const KINDS: Readonly<Record<string, LossKind>> = {
  categorical_crossentropy: 'categorical',
  sparse_categorical_crossentropy: 'sparse',
  binary_crossentropy: 'binary',
  categorical_focal_crossentropy: 'elementwise',
  binary_focal_crossentropy: 'binary',
  mean_squared_error: 'elementwise',
  mean_absolute_error: 'elementwise',
  mean_absolute_percentage_error: 'elementwise',
  mean_squared_logarithmic_error: 'elementwise',
  huber: 'elementwise',
  log_cosh: 'elementwise',
  poisson: 'elementwise',
  kl_divergence: 'elementwise',
  cosine_similarity: 'elementwise',
  hinge: 'elementwise',
  squared_hinge: 'elementwise',
  categorical_hinge: 'elementwise',
  dice: 'elementwise',
  tversky: 'elementwise',
  circle: 'other',
  ctc: 'other',
};
const SHORT: Readonly<Record<string, string>> = {
  bce: 'binary_crossentropy',
  mse: 'mean_squared_error',
  mae: 'mean_absolute_error',
  mape: 'mean_absolute_percentage_error',
  msle: 'mean_squared_logarithmic_error',
  kld: 'kl_divergence',
};
/** Names that Keras 2 took and Keras 3 takes no more. */
const FORMER: Readonly<Record<string, string>> = {
  kullback_leibler_divergence: 'kl_divergence',
  logcosh: 'log_cosh',
  cosine_proximity: 'cosine_similarity',
  cosine: 'cosine_similarity',
  huber_loss: 'huber',
};
/** Losses of numbers rather than of classes. */
const REGRESSION: ReadonlySet<string> = new Set([
  'mean_squared_error',
  'mean_absolute_error',
  'mean_absolute_percentage_error',
  'mean_squared_logarithmic_error',
  'huber',
  'log_cosh',
]);
/** `KLDivergence` in snake case is not its function's name. */
const CLASS_NAMES: Readonly<Record<string, string>> = { KLDivergence: 'kl_divergence', CTC: 'ctc' };

export interface Loss {
  /** Of the function: `mean_squared_error`. */
  readonly name: string;
  readonly kind: LossKind;
  readonly isRegression: boolean;
  /** undefined: not known. */
  readonly fromLogits: boolean | undefined;
  readonly labelSmoothing: boolean;
  /** Written as text (`'mse'`), as an object (`MeanSquaredError()`), or as a function or a class. */
  readonly form: 'text' | 'object' | 'function';
  /** As the program writes it: `mse`, `MeanSquaredError`. */
  readonly written: string;
  /** Where an object is made. */
  readonly site: Place | undefined;
}

const canonical = (written: string): string =>
  SHORT[written.toLowerCase()] ?? FORMER[written] ?? CLASS_NAMES[written] ?? snakeCase(written);

/** The function that a name means in this Keras; undefined where it has none of this name. */
export function lossNamed(written: string, kerasVersion: 2 | 3): string | undefined {
  if (kerasVersion === 3 && Object.hasOwn(FORMER, written)) return undefined;
  if (
    Object.hasOwn(SHORT, written.toLowerCase()) &&
    written !== written.toLowerCase() &&
    written !== written.toUpperCase()
  )
    return undefined;
  const name = canonical(written);
  if (!Object.hasOwn(KINDS, name)) return undefined;
  return written === name ||
    /^[A-Z]/.test(written) ||
    Object.hasOwn(FORMER, written) ||
    Object.hasOwn(SHORT, written.toLowerCase())
    ? name
    : undefined;
}

/** What a loss of this Keras the value is; undefined for own losses and for what is not known. */
export function lossOf(value: Value, kerasVersion: 2 | 3): Loss | undefined {
  if (value.kind === 'str') {
    const name = lossNamed(value.value, kerasVersion);
    return name === undefined ? undefined : described(name, value.value, 'text');
  }
  if (value.kind === 'native' || value.kind === 'class') {
    const isKeras =
      value.kind === 'class'
        ? value.qualifiedName.startsWith('keras.losses.')
        : LOSS_FUNCTIONS.get(value.name) === value || METRIC_FUNCTIONS.get(value.name) === value;
    const name = isKeras ? canonical(value.name) : undefined;
    return name !== undefined && Object.hasOwn(KINDS, name) ? described(name, value.name, 'function') : undefined;
  }
  if (value.kind !== 'instance' || !value.cls.qualifiedName.startsWith('keras.losses.')) return undefined;
  const name = canonical(value.cls.name);
  if (!Object.hasOwn(KINDS, name)) return undefined;
  const logits = value.attributes.get('from_logits');
  const smoothing = value.attributes.get('label_smoothing');
  const axis = value.attributes.get('axis');
  const isLastAxis = axis === undefined || (axis.kind === 'int' && axis.value === -1n);
  return {
    ...described(name, value.cls.name, 'object'),
    site: value.site,
    labelSmoothing: smoothing !== undefined,
    fromLogits: logits === undefined ? false : logits.kind === 'bool' ? logits.value : undefined,
    ...(isLastAxis ? {} : { kind: 'other' as const }),
  };
}

function described(name: string, written: string, form: Loss['form']): Loss {
  return {
    name,
    kind: KINDS[name]!,
    isRegression: REGRESSION.has(name),
    fromLogits: false,
    labelSmoothing: false,
    form,
    written,
    site: undefined,
  };
}

/** Short and former names are names of the same function. */
function functions(names: readonly string[]): ReadonlyMap<string, NativeFunction> {
  const made = new Map<string, NativeFunction>();
  const ofName = (name: string): NativeFunction => {
    const known = made.get(name);
    if (known) return known;
    const fn = new NativeFunction(name, (interpreter, { positional, keywords }) =>
      lossOfRows(
        interpreter,
        [positional[0] ?? keywords.get('y_true'), positional[1] ?? keywords.get('y_pred')],
        name.startsWith('sparse_'),
      ),
    );
    made.set(name, fn);
    return fn;
  };
  return new Map(names.map((name) => [name, ofName(canonical(name))]));
}
/** `keras.losses.binary_crossentropy` and the other functions, short names included. */
export const LOSS_FUNCTIONS = functions([
  ...Object.keys(KINDS),
  ...Object.keys(SHORT),
  'MSE',
  'MAE',
  'MAPE',
  'MSLE',
  'KLD',
  ...Object.keys(FORMER),
]);
export const METRIC_FUNCTIONS = functions([
  'accuracy',
  'binary_accuracy',
  'categorical_accuracy',
  'sparse_categorical_accuracy',
  'top_k_categorical_accuracy',
  'sparse_top_k_categorical_accuracy',
  ...Object.keys(KINDS).filter((name) => !/circle|ctc|dice|tversky/.test(name)),
  ...Object.keys(SHORT),
  'MSE',
  'MAE',
  'MAPE',
  'MSLE',
  'KLD',
]);

/** The name of one of these functions, by whichever of its names the program has it: `mae` is `mean_absolute_error`. */
export function functionNameOf(native: NativeFunction): string | undefined {
  const isKeras = LOSS_FUNCTIONS.get(native.name) === native || METRIC_FUNCTIONS.get(native.name) === native;
  return isKeras ? canonical(native.name) : undefined;
}

/** Every name that this Keras takes as text, for suggestions. */
export function lossNames(): readonly string[] {
  return [...Object.keys(KINDS), ...Object.keys(SHORT), 'crossentropy'];
}
