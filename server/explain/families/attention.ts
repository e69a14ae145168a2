import { words, type Text } from '../../words/message.ts';
import type { WeightFact } from '../../analysis/analysis.ts';
import { equalSizes, formatCount, formatShape, multiply } from '../../shapes/dimension.ts';
import { weightShapeText } from '../arrays.ts';
import { code, say, strong, type EquationTerm } from '../document/document.ts';
import { counted } from '../words.ts';
import { torchAttention } from '../torch/attention.ts';
import { kerasPage, paper } from './sources.ts';
import type { Subject, Teach } from './teaching.ts';

const sign = (text: Text): EquationTerm => ({ text, under: '' });

function kernelOf(subject: Subject, part: string): WeightFact | undefined {
  return subject.layer.weights.find(({ path, name }) => name === 'kernel' && path.split('/').includes(part));
}

export const multiHeadAttention: Teach = (subject) => {
  const query = kernelOf(subject, 'query');
  const value = kernelOf(subject, 'value');
  const output = kernelOf(subject, 'attention_output');
  const [features, heads, keySize] = query?.shape ?? [];
  const valueSize = value?.shape?.[2];
  if (
    query === undefined ||
    output === undefined ||
    features === undefined ||
    heads === undefined ||
    keySize === undefined ||
    valueSize === undefined
  )
    return undefined;
  return {
    reasons: {
      'query/kernel': words`key_dim is per head: ${formatCount(heads)} · ${formatCount(keySize)} = ${formatCount(multiply(heads, keySize))} columns`,
    },
    points: [
      say`${code('key_dim')} is the size ${strong(words`per head`)}: ${counted(heads, 'head')} × ${formatCount(keySize)} = ${formatCount(multiply(heads, keySize))} columns in the query kernel ${weightShapeText(query)}. More heads with the same ${code('key_dim')} are more parameters.`,
      say`The sequence length is in no array: the scores are computed from the data at each call, one number for each head, each position of the query and each of the key.`,
      say`Called on ${code('(query, value)')} or ${code('(query, value, key)')}: where no key is given, it is the value.`,
      say`${code('attention_output')} brings the heads, ${formatCount(heads)} × ${formatCount(valueSize)}, back to the features: ${weightShapeText(output)}.`,
    ],
    // A gate makes other equations.
    equations: kernelOf(subject, 'gate') === undefined ? attentionEquations(subject, query, value, output) : undefined,
    torch: torchAttention(subject),
    source: kerasPage(subject),
    paper: paper('Vaswani et al. 2017', 'https://arxiv.org/abs/1706.03762'),
  };
};

/** One number for each head and each pair of places: (heads, query length, key length). */
function scoresShape(subject: Subject, query: WeightFact): string {
  const [, heads] = query.shape ?? [];
  const queries = subject.term('query_length');
  const keys = subject.term('value_length');
  return heads === undefined || queries === undefined || keys === undefined ? '' : formatShape([heads, queries, keys]);
}

function attentionEquations(
  subject: Subject,
  query: WeightFact,
  value: WeightFact | undefined,
  output: WeightFact,
): { block: 'equations'; lines: EquationTerm[][] } {
  const key = kernelOf(subject, 'key');
  const bias = subject.flag('use_bias');
  const biased = (letter: string): EquationTerm[] => (bias ? [sign(`+ b_${letter}`)] : []);
  const line = (letter: string, input: string, weight: WeightFact | undefined): EquationTerm[] => [
    { text: letter, under: weight?.shape === undefined ? '' : formatShape(weight.shape.slice(1)) },
    sign('='),
    { text: input, under: weight?.shape === undefined ? '' : formatShape(weight.shape.slice(0, 1)) },
    sign('·'),
    { text: `W_${letter}`, under: weight === undefined ? '' : weightShapeText(weight) },
    ...biased(letter),
    sign(words`   for each position`),
  ];
  return {
    block: 'equations',
    lines: [
      line('q', 'query', query),
      line('k', 'key', key),
      line('v', 'value', value),
      [
        { text: 'scores', under: scoresShape(subject, query) },
        sign('= softmax( q · k / √key_dim )'),
        sign(words`  for each head, of each query position with each key position; no array`),
      ],
      [
        { text: 'y', under: output.shape === undefined ? '' : formatShape(output.shape.slice(-1)) },
        sign('='),
        sign('(scores · v)'),
        sign('·'),
        { text: 'W_o', under: weightShapeText(output) },
        ...biased('o'),
        sign(words`   for each position`),
      ],
      [
        sign(
          words`W_q: query/kernel, W_k: key/kernel, W_v: value/kernel, W_o: attention_output/kernel${bias ? words`; b: their biases` : ''}`,
        ),
      ],
    ],
  };
}

export const groupedQueryAttention: Teach = (subject) => {
  const query = kernelOf(subject, 'query');
  const key = kernelOf(subject, 'key');
  const heads = query?.shape?.[1];
  const keyHeads = key?.shape?.[1];
  if (heads === undefined || keyHeads === undefined || query === undefined || key === undefined) return undefined;
  return {
    points: [
      say`${counted(heads, 'query head')} share ${counted(keyHeads, 'key and value head')}: the key kernel is ${weightShapeText(key)} where the query kernel is ${weightShapeText(query)}.${equalSizes(heads, keyHeads) ? [] : say` That is what makes it smaller than MultiHeadAttention.`}`,
      say`The sequence length is in no array: the scores are computed from the data at each call.`,
      say`${code('keras.layers.GroupQueryAttention')} is its public name; the class, and with it the summary, says GroupedQueryAttention.`,
    ],
    source: kerasPage(subject),
    paper: paper('Ainslie et al. 2023', 'https://arxiv.org/abs/2305.13245'),
  };
};

export const dotAttention: Teach = (subject) => ({
  points: [
    subject.layer.weights.length === 0
      ? say`With these arguments it has ${strong(words`no arrays`)}: it only compares the query with the keys and averages the values. MultiHeadAttention adds the kernels.`
      : say`Only a scale is learned; there are no kernels for query, key and value. MultiHeadAttention has those.`,
    say`Called on a list ${code('[query, value]')} or ${code('[query, value, key]')}; the output has the query's length and the value's features.`,
  ],
  source: kerasPage(subject),
});

export const additiveAttention: Teach = (subject) => {
  const scale = subject.array('scale');
  return {
    points: [
      scale === undefined
        ? say`Additive attention without ${code('use_scale')} has no arrays.`
        : say`The only array is ${code('scale')}, ${weightShapeText(scale)}: one number per feature. Unlike in Bahdanau's paper there are no kernels for query and key; put Dense layers before it for those.`,
    ],
    source: kerasPage(subject),
    paper: paper('Bahdanau, Cho and Bengio 2015', 'https://arxiv.org/abs/1409.0473'),
  };
};
