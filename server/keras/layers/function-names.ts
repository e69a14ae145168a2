/** Names of activations, initializers, regularizers and constraints that Keras 3 knows (`activation="relu"`). */
import { snakeCase } from '../naming.ts';
import { LayerError, type LayerArguments, type ParameterTable } from './definition.ts';
import { type Message, words } from '../../words/message.ts';

const ACTIVATIONS = [
  'relu',
  'leaky_relu',
  'relu6',
  'softmax',
  'celu',
  'elu',
  'selu',
  'softplus',
  'softsign',
  'squareplus',
  'soft_shrink',
  'sparse_plus',
  'silu',
  'swish',
  'gelu',
  'glu',
  'tanh',
  'tanh_shrink',
  'threshold',
  'sigmoid',
  'sparse_sigmoid',
  'exponential',
  'hard_sigmoid',
  'hard_silu',
  'hard_swish',
  'hard_tanh',
  'hard_shrink',
  'linear',
  'mish',
  'log_softmax',
  'log_sigmoid',
  'sparsemax',
];
/** In snake case (first: what is suggested) or by class name, as Keras takes them. */
const byClass = (names: readonly string[]): string[] => names.flatMap((name) => [snakeCase(name), name]);
const INITIALIZERS = [
  ...byClass([
    'Constant',
    'Identity',
    'Ones',
    'STFT',
    'Zeros',
    'GlorotNormal',
    'GlorotUniform',
    'HeNormal',
    'HeUniform',
    'LecunNormal',
    'LecunUniform',
    'Orthogonal',
    'RandomNormal',
    'RandomUniform',
    'TruncatedNormal',
    'VarianceScaling',
    'Initializer',
  ]),
  'IdentityInitializer',
  'STFTInitializer',
  'OrthogonalInitializer',
  'normal',
  'uniform',
  'one',
  'zero',
];
const REGULARIZERS = [...byClass(['L1', 'L2', 'L1L2', 'OrthogonalRegularizer', 'Regularizer']), 'l1_l2'];
const CONSTRAINTS = byClass(['MaxNorm', 'MinMaxNorm', 'NonNeg', 'UnitNorm', 'Constraint']);

/** What people write for an initializer that Keras calls otherwise. */
const OTHER_INITIALIZERS: Readonly<Record<string, string>> = {
  xavier: 'glorot_uniform',
  xavier_uniform: 'glorot_uniform',
  xavier_normal: 'glorot_normal',
  glorot: 'glorot_uniform',
  he: 'he_normal',
  kaiming: 'he_uniform',
  kaiming_uniform: 'he_uniform',
  kaiming_normal: 'he_normal',
  msra: 'he_normal',
  gaussian: 'random_normal',
};

interface Kind {
  readonly parameter: RegExp;
  readonly what: 'activation function' | 'initializer' | 'regularizer' | 'constraint';
  readonly names: ReadonlySet<string>;
}
const KINDS: readonly Kind[] = [
  { parameter: /(^|_)activation$/, what: 'activation function', names: new Set(ACTIVATIONS) },
  { parameter: /_initializer$/, what: 'initializer', names: new Set(INITIALIZERS) },
  { parameter: /_regularizer$/, what: 'regularizer', names: new Set(REGULARIZERS) },
  { parameter: /_constraint$/, what: 'constraint', names: new Set(CONSTRAINTS) },
];

/**
 * Refuses names that Keras does not know. Initializers are looked up among custom objects too, so of these only names
 * that are meant
 * for one of Keras's: another library's name, or one with a slip of the pen.
 */
export function checkFunctionNames(layer: string, parameters: ParameterTable, args: LayerArguments): void {
  for (const parameter of Object.keys(parameters)) {
    const kind = KINDS.find((candidate) => candidate.parameter.test(parameter));
    const value = kind && args.value(parameter);
    if (!kind || value?.kind !== 'str' || kind.names.has(value.value)) continue;
    const meant = OTHER_INITIALIZERS[value.value.toLowerCase()] ?? nearest(value.value, kind.names);
    if (kind.what === 'initializer' && meant === undefined) continue;
    const refusal = words`${layer}: could not interpret ${parameter}="${value.value}": ${MISSING[kind.what]}`;
    throw new LayerError(
      'unknown-function',
      meant === undefined ? refusal : words`${refusal}. Did you mean "${meant}"?`,
      { parameter, repairs: meant === undefined ? [] : [{ argument: parameter, value: `"${meant}"` }] },
    );
  }
}

/**
 * The one name that is the same but for case and underscores, or but for one letter more, less or other, or two changed
 * places.
 */
function nearest(name: string, names: ReadonlySet<string>): string | undefined {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[_\s-]/g, '');
  const candidates = [...names];
  return (
    candidates.find((candidate) => plain(candidate) === plain(name)) ??
    (name.length < 4
      ? undefined
      : candidates.find((candidate) => candidate.length >= 4 && isOneSlipFrom(plain(candidate), plain(name))))
  );
}

function isOneSlipFrom(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  return (
    Math.max(restA.length, restB.length) <= 1 || (restA.length === 2 && restA[0] === restB[1] && restA[1] === restB[0])
  );
}

const MISSING: Readonly<Record<Kind['what'], Message>> = {
  'activation function': words`Keras has no activation function of this name`,
  initializer: words`Keras has no initializer of this name`,
  regularizer: words`Keras has no regularizer of this name`,
  constraint: words`Keras has no constraint of this name`,
};
