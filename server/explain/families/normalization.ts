import { words } from '../../words/message.ts';
import { formatCount, formatShape } from '../../shapes/dimension.ts';
import type { WeightFact } from '../../analysis/analysis.ts';
import { countOf } from '../arrays.ts';
import { exactCount } from '../count-text.ts';
import { code, say, strong, type Inline } from '../document/document.ts';
import { counted, enumerated, isExactly } from '../words.ts';
import { torchBatchNormalization, torchGroupNormalization, torchLayerNormalization } from '../torch/normalization.ts';
import { kerasPage, paper } from './sources.ts';
import type { Subject, Teach } from './teaching.ts';

const FROZEN_MEAN = words`mean, variance: moving_mean, moving_variance`;

/** Running averages, which training keeps up to date in its own way. */
const isRunning = ({ name }: WeightFact): boolean => name.startsWith('moving_') || name.startsWith('renorm_');

export const batchNormalization: Teach = (subject) => {
  const channels = subject.term('channels');
  const { weights, nonTrainable, params } = subject.layer;
  if (channels === undefined) return undefined;
  const learned = weights.filter((weight) => !isRunning(weight)).map(({ name }) => name);
  const running = weights.filter(isRunning);
  // Without gamma and beta nothing tells whether it is frozen.
  const frozen =
    learned.length > 0 && exactCount(nonTrainable) !== undefined && exactCount(nonTrainable) === exactCount(params);
  const each = words`${counted(weights.length, 'number')} per channel, ${counted(channels, 'channel')}`;
  const still = say`${strong(words`not trainable`)}: ${enumerated(running.map(({ name }) => name))}`;
  const points: Inline[] = [
    learned.length === 0
      ? say`${each}. None is learned; ${still}, moving averages, which training updates without gradients.`
      : say`${each}. Learned: ${enumerated(learned)}; ${still}, moving averages, which training updates without gradients.`,
  ];
  const count = countOf(running);
  if (frozen)
    points.push(say`Here the whole layer is frozen: nothing of it is trained, and it uses its moving averages.`);
  else if (count !== undefined && learned.length > 0)
    points.push(
      say`They are the ${formatCount(count)} non-trainable parameters of a summary, though nothing is frozen.`,
    );
  if (!frozen && learned.length > 0)
    points.push(
      say`In training it uses the mean and variance of the batch, in ${code('evaluate')} and ${code('predict')} the moving averages.`,
    );
  points.push(say`Batch size and image size are in no array.`);
  return {
    reasons: Object.fromEntries(running.map(({ name }) => [name, words`moving average, updated in training`])),
    points,
    equations: {
      block: 'equations',
      lines: [
        [{ text: normalized(subject), under: formatShape([channels]) }],
        [
          {
            text: frozen
              ? FROZEN_MEAN
              : words`mean, variance: of the batch in training; else moving_mean, moving_variance`,
            under: '',
          },
        ],
      ],
    },
    torch: torchBatchNormalization(subject),
    source: kerasPage(subject),
    paper: paper('Ioffe and Szegedy 2015', 'https://arxiv.org/abs/1502.03167'),
  };
};

/** What `center=False` and `scale=False` leave of `gamma ∘ … + beta`. */
function normalized(subject: Subject): string {
  const gamma = subject.array('gamma') === undefined ? '' : 'gamma ∘ ';
  const beta = subject.array('beta') === undefined ? '' : ' + beta';
  return `y = ${gamma}(x − mean) / √(variance + epsilon)${beta}`;
}

export const layerNormalization: Teach = (subject) => {
  const shape = subject.layer.weights[0]?.shape;
  if (shape === undefined) return undefined;
  return {
    points: [
      say`Each group of numbers of shape ${formatShape(shape)} is normalized by its own mean and variance: there are ${strong(words`no moving averages`)}, and training and prediction do the same.`,
    ],
    torch: torchLayerNormalization(subject),
    source: kerasPage(subject),
    paper: paper('Ba, Kiros and Hinton 2016', 'https://arxiv.org/abs/1607.06450'),
  };
};

export const groupNormalization: Teach = (subject) => {
  const channels = subject.term('channels');
  const groups = subject.term('groups');
  if (channels === undefined || groups === undefined) return undefined;
  const split = isExactly(groups, 1)
    ? words`all ${counted(channels, 'channel')} together`
    : words`the ${counted(channels, 'channel')} in ${counted(groups, 'group')}`;
  return {
    points: [
      say`Normalizes ${split}; the groups decide what is averaged, ${strong(words`not how many parameters`)} there are: gamma and beta have one number per channel.`,
    ],
    torch: torchGroupNormalization(subject),
    source: kerasPage(subject),
    paper: paper('Wu and He 2018', 'https://arxiv.org/abs/1803.08494'),
  };
};
