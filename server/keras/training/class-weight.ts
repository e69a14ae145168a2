/** class_weight of fit() and train_on_batch(). */
import type { Value } from '../../python/domain/value.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { type Message, words } from '../../words/message.ts';
import type { ContractError, Mend } from './contract-error.ts';
import { removal } from './data-source.ts';
import type { FitData } from './fit-data.ts';
import { refused } from './inputs.ts';
import type { Situation } from './situation.ts';
import { PARAMETERS, type TrainingMethod } from './training-methods.ts';

/** @throws ContractError at what is no dict, and at any where Keras 3 gets a generator. */
export function checkClassWeight(
  situation: Situation,
  data: FitData,
  weight: Value | undefined,
  method: TrainingMethod,
): void {
  if (weight?.kind === 'dict') {
    if (situation.kerasVersion === 3 && data.kind === 'generator' && method === 'fit')
      throw besideGenerator(situation, method);
    return;
  }
  if (!weight || isUndetermined(weight) || weight.kind === 'instance') return;
  if (weight.kind === 'host' && !(weight instanceof ArrayValue && weight.library === 'numpy')) return;
  if (data.kind === 'unknown' || data.kind === 'python') return;
  throw refused(
    situation,
    'class-weight',
    words`class_weight must be a dict from class numbers to weights, such as {0: 1.0, 1: 5.0}, but it is ${kindText(weight)}.`,
    {
      argument: { name: 'class_weight', position: PARAMETERS[method].indexOf('class_weight') },
      mends: numbered(situation, weight, method),
    },
  );
}

const besideGenerator = (situation: Situation, method: TrainingMethod): ContractError =>
  refused(
    situation,
    'batches-argument',
    words`class_weight is not supported for Python generators. Let the generator yield (x, y, sample_weight).`,
    {
      argument: { name: 'class_weight', position: PARAMETERS[method].indexOf('class_weight') },
      mends: removal(situation, method, 'class_weight'),
    },
  );

const isSequence = (weight: Value): boolean =>
  weight.kind === 'list' || weight.kind === 'tuple' || weight.kind === 'host';

/** A list or an array as the dict from the numbers of its items. */
function numbered({ site }: Situation, weight: Value, method: TrainingMethod): readonly Mend[] {
  if (!site || !isSequence(weight)) return [];
  const argument = { name: 'class_weight', position: PARAMETERS[method].indexOf('class_weight') };
  return [
    {
      title: words`Number the weights: dict(enumerate(…))`,
      changes: [{ kind: 'wrap', call: site, argument, before: 'dict(enumerate(', after: '))' }],
      preferred: true,
    },
  ];
}

function kindText(weight: Value): Message {
  if (weight.kind === 'host') return words`an array`;
  if (weight.kind === 'str') return words`the text "${weight.value}"`;
  return weight.kind === 'list' || weight.kind === 'tuple' ? words`a ${weight.kind}` : words`something else`;
}
