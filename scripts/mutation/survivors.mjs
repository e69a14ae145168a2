/**
 * Why a change that no test notices needs no test. An entry is for a file and for what was changed to what, as the report prints it; the first that fits counts.
 * What is not here, `npm run mutation` names.
 */
const GUARD = 'The compiler asks for it: it is never so there';
const SAME = 'Both ways give the same';
const QUICKER = 'Only a quicker way to the same';
const LESS = 'Less is found out, nothing wrong: a quotient stays as it is written, a size without a bound';
const LIMIT = 'A limit: where exactly it lies does not matter';
const UNKNOWN = 'Not known, or refused while it is worked out: either way nothing is shown';
const LOADED = 'Evaluated once, while the module is loaded, and read by nothing that numbers come from';

const REASONS = [
  // Everywhere
  { files: /./, change: /^throw new Undecided\(.*\); → ;$|^\{ throw new Undecided\(.*\); \} → \{\}$/, reason: UNKNOWN },
  { files: /slice\.ts$/, change: /^'' →/, reason: 'A name that is never shown' },
  { files: /./, change: /^\[\] → \["Stryker was here"\]$|^'' → "Stryker was here!"$/, reason: GUARD },
  // server/shapes
  { files: /dimension\.ts$/, change: /'number'|^\(x, y\) =>|^\(value: number\)|result === undefined|^\{ const remainder/, reason: 'Numbers by themselves are only quicker: expressions give the same' },
  { files: /dimension\.ts$/, change: /^b > 0 → b >= 0$|^remainder < 0|^b < 0/, reason: SAME },
  { files: /division\.ts$/, change: /difference|atom\.key|exponent|^\{ return monomial|^!y|^true → false|^false → true|^\{ const \{|^steps|^leading|^even/, reason: LESS },
  { files: /division\.ts$/, change: /^divisor < 0n|^isConstant|^b\.range/, reason: SAME },
  { files: /division\.ts$/, change: /^!divisor|^!quotient|^'not a common factor'/, reason: GUARD },
  { files: /division\.ts$/, change: /'modulo' → false/, reason: QUICKER },
  { files: /einsum\.ts$/, change: /^dimension === undefined/, reason: 'Broadcasting takes an absent dimension for 1 too' },
  { files: /expression-text\.ts$/, change: /oefficient/, reason: 'No coefficient is 0' },
  { files: /expression-text\.ts$/, change: /^!a \|\| !b/, reason: GUARD },
  { files: /expression\.ts$/, change: /largest|[lL]imit|exponent > |^constant === undefined/, reason: LIMIT },
  { files: /(expression|extrema|division)\.ts$/, change: /(low|high|difference) !== undefined → true/, reason: SAME },
  { files: /expression\.ts$/, change: /^symbolCount/, reason: SAME },
  { files: /indexing\.ts$/, change: /ellipses === 1|isAdvanced|item\.kind === 'array'/, reason: SAME },
  { files: /integers\.ts$/, change: /^[ab] < 0n/, reason: SAME },
  { files: /interval\.ts$/, change: /farthest/, reason: LIMIT },
  { files: /interval\.ts$/, change: /undefined → false|< 0n|factor > 0n|^a [<>] b|^(low|high) === undefined/, reason: SAME },
  { files: /polynomial\.ts$/, change: /a > b|a < b/, reason: 'A sort asks only which one is less' },
  { files: /polynomial\.ts$/, change: /Math\.max/, reason: LIMIT },
  { files: /polynomial\.ts$/, change: /this === other|this\.terms\.length|factor === 0n|key === ''|coefficient === 0n|factors\.length === 0/, reason: QUICKER },
  { files: /polynomial\.ts$/, change: /^!first/, reason: GUARD },
  { files: /products\.ts$/, change: /length === 1|axes <= 0/, reason: SAME },
  { files: /repetition\.ts$/, change: /\[0, 0\]|only !== undefined/, reason: GUARD },
  { files: /reshape\.ts$/, change: /null/, reason: SAME },
  { files: /shape\.ts$/, change: /^!a \|\| !b|axis < rank|next !== undefined/, reason: GUARD },
  { files: /slice\.ts$/, change: /typeof dimension|predecessor|typeof size|'number'/, reason: LESS },
  // Layers
  { files: /layers/, change: /^!(args|call|result|stated|layer|value|shape)\b.* → (false|true)$|^!result\.ok|'rank-mismatch'|'valid' →/, reason: GUARD },
  { files: /cell-attributes\.ts$/, change: /'unknown'|'property'|isNested|first === undefined|size === undefined/, reason: UNKNOWN },
  { files: /cell-attributes\.ts$/, change: /value\.kind === 'list' → true/, reason: SAME },
  { files: /convolutional\.ts$/, change: /buildInput/, reason: SAME },
  { files: /gated\.ts$/, change: /cellName/, reason: 'The paths of the arrays of cuDNN\'s layers, which no summary shows' },
  { files: /copies\.ts$/, change: /activity_regularizer/, reason: 'A regularizer takes no part in shapes or counts' },
  { files: /convolutional\.ts$/, change: /shape\[0\]/, reason: 'The batch size takes no part in the shapes of a step' },
  { files: /(convolutional|depthwise|separable|transposed)\.ts$/, change: /^false → true$/, reason: 'The constructor has refused it already' },
  { files: /copies\.ts$/, change: /instance|'list'|'tuple'|given\(parameter\)/, reason: 'What is no layer is copied as it is either way' },
  { files: /gated\.ts$/, change: /value\.kind|'unknown'|'str'|value\.value/, reason: UNKNOWN },
  { files: /gated\.ts$/, change: /kind\.gates > 1/, reason: 'A term for one gate changes no number' },
  { files: /gated\.ts$/, change: /^-1 → \+1$/, reason: 'The input of a cell has two axes: the second is the last' },
  { files: /(gated|rnn|wrappers)\.ts$/, change: /undefined → (false|true)|InstanceValue/, reason: UNKNOWN },
  { files: /rnn\.ts$/, change: /'host'|'tuple'|'list'|value\.open|!items|instance !== value|'RNN'|shape\.length|&& null|builder\.(track|attribute)|call\.attribute|first !== undefined|'none'|^!\(?(last|cells|shape)/, reason: SAME },
  { files: /rnn\.ts$/, change: /definition !== stacked|count|cellsIn/, reason: LIMIT },
  { files: /sequences\.ts$/, change: /^call\.list/, reason: SAME },
  { files: /expression\.ts$/, change: /polynomial\.size/, reason: LIMIT },
  { files: /sequences\.ts$/, change: /undefined|null/, reason: 'A stateful layer is not built for a batch of no size' },
  { files: /wrappers\.ts$/, change: /timesteps|input\[1\]/, reason: 'A term that no array has changes no number' },
  { files: /wrappers\.ts$/, change: /'(Bidirectional|TimeDistributed)'|'forward_layer'|'instance'|last === null|stepShape|first (&&|\|\|)|^!(definition|output|input|shape)|isList|'str'/, reason: SAME },
  { files: /abstract-cell\.ts$/, change: /^('|\[)/, reason: LOADED },
  { files: /wrappers\.ts$/, change: /the two directions are known/, reason: 'Why something is not known, in words' },
  { files: /checks\.ts$/, change: /bool|'host'/, reason: UNKNOWN },
  { files: /checks\.ts$/, change: /dtype|float/, reason: SAME },
  { files: /dense\.ts$/, change: /default: return/, reason: SAME },
  { files: /dense\.ts$/, change: /mode !== 'int4'|!layer|equation\.elided/, reason: UNKNOWN },
  { files: /einsum-dense\.ts$/, change: /'packed_columns'/, reason: 'The name of a term that is shown nowhere: the array it is of is quantized' },
  { files: /einsum-dense\.ts$/, change: /quantizationOf/, reason: 'A term that no array has changes no number' },
  { files: /einsum-equation\.ts$/, change: /elided > 0/, reason: 'Without elided axes nothing is put in' },
  { files: /passing\.ts$/, change: /'serve'|'inputs'|'training'|'InputLayer'|shape'|inputs|=> 0/, reason: LOADED },
  { files: /passing\.ts$/, change: /callee\.kind|'tensors'|call\.on|'native'|'dict'|'str'|'Wrapper'|builder\.track|'method'/, reason: SAME },
  { files: /layers/, change: /\bparameter\b|^'(layer|cell|mask|stateful|merge_mode|use_cudnn|backward_layer|output_shape|NotImplementedError|AttributeError)'/, reason: 'Which argument a refusal is about, and what Python calls it: asked only where there is a fix' },
  { files: /locally-connected\.ts$/, change: /^'same'/, reason: 'Every padding but valid is reckoned alike' },
  { files: /transposed\.ts$/, change: /^'same'/, reason: 'Every padding but valid is reckoned alike' },
  { files: /plain\.ts$/, change: /typeof groups/, reason: 'Filters that are a number with groups that are none: no fix is offered either way' },
  { files: /convolution\/.*\.ts$/, change: /joinSides|keras1|dilation_rate|depthwise_|Deconv/, reason: 'Read only where Keras 1 or 2 is meant; what it does is tested by itself' },
  { files: /plain\.ts$/, change: /rank === 1|rank !== 1|channels_last/, reason: 'What Keras 2 takes where another data format is configured' },
  { files: /locally-connected\.ts$/, change: /'glorot_uniform'|'zeros'/, reason: LOADED },
  { files: /window\.ts$/, change: /count === undefined/, reason: GUARD },
];

const used = new Set();

export function reasonFor({ file, before, after }) {
  const plain = (text) => text.replace(/\?\.(?=[[(])/g, '').replaceAll('?.', '.');
  if (before !== after && plain(before) === plain(after)) return GUARD; // `a?.b → a.b`
  const found = REASONS.find(({ files, change }) => files.test(file) && change.test(`${before} → ${after}`));
  if (found) used.add(found);
  return found?.reason;
}

export const unusedReasons = () => REASONS.filter((entry) => !used.has(entry)).map(({ reason, files, change }) => `${reason} (${files}, ${change})`);
