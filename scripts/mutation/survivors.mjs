/**
 * Why a change that no test notices needs no test. An entry is for a file and for what was changed to what, as the
 * report prints it; the first that fits counts.
 * What is not here, `npm run mutation` names.
 */
const GUARD = 'The compiler asks for it: it is never so there';
const SAME = 'Both ways give the same';
const QUICKER = 'Only a quicker way to the same';
const LESS = 'Less is found out, nothing wrong: a quotient stays as it is written, a size without a bound';
const LIMIT = 'A limit: where exactly it lies does not matter';
const UNKNOWN = 'Not known, or refused while it is worked out: either way nothing is shown';

const REASONS = [
  // Everywhere
  { files: /./, change: /^throw new Undecided\(.*\); → ;$|^\{ throw new Undecided\(.*\); \} → \{\}$/, reason: UNKNOWN },
  { files: /slice\.ts$/, change: /^'' →/, reason: 'A name that is never shown' },
  { files: /./, change: /^\[\] → \["Stryker was here"\]$|^'' → "Stryker was here!"$/, reason: GUARD },
  // server/shapes
  {
    files: /dimension\.ts$/,
    change: /'number'|^\(x, y\) =>|^\(value: number\)|result === undefined|^\{ const remainder/,
    reason: 'Numbers by themselves are only quicker: expressions give the same',
  },
  { files: /dimension\.ts$/, change: /^b > 0 → b >= 0$|^remainder < 0|^b < 0/, reason: SAME },
  {
    files: /division\.ts$/,
    change:
      /difference|atom\.key|exponent|^\{ return monomial|^!y|^true → false|^false → true|^\{ const \{|^steps|^leading|^even/,
    reason: LESS,
  },
  { files: /division\.ts$/, change: /^divisor < 0n|^isConstant|^b\.range/, reason: SAME },
  { files: /division\.ts$/, change: /^!divisor|^!quotient|^'not a common factor'/, reason: GUARD },
  { files: /division\.ts$/, change: /'modulo' → false/, reason: QUICKER },
  {
    files: /einsum\.ts$/,
    change: /^dimension === undefined/,
    reason: 'Broadcasting takes an absent dimension for 1 too',
  },
  { files: /expression-text\.ts$/, change: /oefficient/, reason: 'No coefficient is 0' },
  { files: /expression-text\.ts$/, change: /^!a \|\| !b/, reason: GUARD },
  { files: /expression\.ts$/, change: /largest|[lL]imit|exponent > |^constant === undefined/, reason: LIMIT },
  { files: /(expression|extrema|division)\.ts$/, change: /(low|high|difference) !== undefined → true/, reason: SAME },
  { files: /expression\.ts$/, change: /^(renamed\.size === 0|names\.size === symbols\.size) → false/, reason: QUICKER },
  { files: /indexing\.ts$/, change: /ellipses === 1|isAdvanced|item\.kind === 'array'/, reason: SAME },
  { files: /integers\.ts$/, change: /^[ab] < 0n/, reason: SAME },
  { files: /interval\.ts$/, change: /farthest/, reason: LIMIT },
  {
    files: /interval\.ts$/,
    change: /undefined → false|< 0n|factor > 0n|^a [<>] b|^(low|high) === undefined/,
    reason: SAME,
  },
  { files: /polynomial\.ts$/, change: /a > b|a < b/, reason: 'A sort asks only which one is less' },
  { files: /polynomial\.ts$/, change: /Math\.max/, reason: LIMIT },
  {
    files: /polynomial\.ts$/,
    change: /this === other|this\.terms\.length|factor === 0n|key === ''|coefficient === 0n|factors\.length === 0/,
    reason: QUICKER,
  },
  { files: /polynomial\.ts$/, change: /^!first/, reason: GUARD },
  { files: /products\.ts$/, change: /length === 1|axes <= 0/, reason: SAME },
  { files: /repetition\.ts$/, change: /\[0, 0\]|only !== undefined/, reason: GUARD },
  { files: /reshape\.ts$/, change: /null/, reason: SAME },
  { files: /shape\.ts$/, change: /^!a \|\| !b|axis < rank|next !== undefined/, reason: GUARD },
  { files: /slice\.ts$/, change: /typeof dimension|predecessor|typeof size|'number'/, reason: LESS },
  // Layers
  {
    files: /layers/,
    change: /^!(layer|result)\b.* → (false|true)$|^!layer \|\| !input → |'rank-mismatch'/,
    reason: GUARD,
  },
  {
    files: /(gated|rnn|wrappers|passing|plain|window|copies|cell-attributes)\.ts$/,
    change:
      /kind === '(str|dict|list)' → true$|^value\.kind !== 'list' → false$|^first !== undefined → true$|^last === null → false$|^isList|^typeof groups/,
    reason: GUARD,
  },
  { files: /window\.ts$/, change: /^count === undefined/, reason: GUARD },
  { files: /former\.ts$/, change: /^value\.kind === 'int' → true$/, reason: 'What is not known has no value either' },
  { files: /rnn\.ts$/, change: /MOST_CELLS|cellsIn/, reason: LIMIT },
  { files: /rnn\.ts$/, change: /^'cell' → ""$/, reason: 'The key of what a layer keeps for itself, whatever it is' },
  {
    files: /(rnn|wrappers)\.ts$/,
    change: /^'the (two directions|sizes)/,
    reason: 'Why something is not known, in words',
  },
  { files: /wrappers\.ts$/, change: /^!both\.ok → false$/, reason: UNKNOWN },
  { files: /(checks|dense)\.ts$/, change: /^spec\.dtype === undefined|^default: return/, reason: SAME },
  { files: /einsum-dense\.ts$/, change: /^mode !== 'int4'/, reason: UNKNOWN },
  {
    files: /einsum-dense\.ts$/,
    change: /^'packed_columns'/,
    reason: 'The name of a term that is shown nowhere: the array it is of is quantized',
  },
  { files: /einsum-dense\.ts$/, change: /^quantizationOf/, reason: 'A term that no array has changes no number' },
  { files: /passing\.ts$/, change: /^\{ shape: undefined \} → \{\}$/, reason: SAME },
  { files: /passing\.ts$/, change: /^'tensors'/, reason: 'Only whether it is shapes is asked' },
];

const used = new Set();

export function reasonFor({ file, before, after }) {
  const plain = (text) => text.replace(/\?\.(?=[[(])/g, '').replaceAll('?.', '.');
  if (before !== after && plain(before) === plain(after)) return GUARD; // `a?.b → a.b`
  const found = REASONS.find(({ files, change }) => files.test(file) && change.test(`${before} → ${after}`));
  if (found) used.add(found);
  return found?.reason;
}

export const unusedReasons = () =>
  REASONS.filter((entry) => !used.has(entry)).map(({ reason, files, change }) => `${reason} (${files}, ${change})`);
