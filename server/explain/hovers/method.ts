/** What one sees over a method of a model: `summary`, `fit`, `compile`. */
import { wholeOf } from '../../shapes/axes.ts';
import type { DataFact, KnownShape, MethodFact, ModelFact, ShownShape } from '../../analysis/analysis.ts';
import { ceilDivide, formatCount, formatShape, type Size } from '../../shapes/dimension.ts';
import { exactCount, formatKnownCount, formatParameters } from '../count-text.ts';
import { code, heading, join, list, say, strong, type Document, type Inline } from '../document/document.ts';
import { flatten, formatShapes } from '../nest-text.ts';
import { words } from '../../words/message.ts';
import { fitMemory } from '../memory/sentence.ts';
import { counted } from '../words.ts';
import { explainModel } from './model.ts';
import { inOrder } from './order.ts';

/** Keras's own, where none is given. */
const DEFAULT_BATCH_SIZE = 32;

/** `source` gives the text of an argument as it is written. */
export function explainMethod(
  method: MethodFact,
  kerasVersion: 2 | 3,
  source: (name: string) => string | undefined,
): Document {
  switch (method.name) {
    case 'summary':
    case 'count_params':
      return explainModel([method.model], { changedLater: method.changed });
    case 'compile':
      return compiled(method, kerasVersion, source);
    default:
      return withData(method);
  }
}

/** The arguments over which the method's own hover says more. */
export const isExplainedBy = (method: string, argument: string): boolean =>
  method === 'compile' ? argument === 'loss' : ['batch_size', 'epochs', 'validation_split'].includes(argument);

const title = ({ name, model }: MethodFact): Inline =>
  say`${code(name)} · ${strong(model.className)} ${code(model.name)} · ${formatParameters(model.total)}`;

function withData(method: MethodFact): Document {
  const points: Inline[] = method.data.filter(({ shape }) => shape !== undefined).map(dataText);
  const batches = batchText(method);
  if (batches !== undefined) points.push(batches);
  const needed = method.name === 'fit' ? fitMemory(method) : undefined;
  if (needed !== undefined) points.push(needed);
  if (method.data.some(({ name, shape }) => name === 'x' && shape === undefined)) {
    points.push(
      say`${code('x')}: the code does not decide its shape. A comment such as ${code('# shape: x (…)')} above, with the name and sizes of your data, makes it known.`,
    );
  }
  return points.length === 0 ? [] : inOrder('method', { title: heading(title(method)), points: list(points) });
}

function dataText({ name, shape, batches }: DataFact): Inline {
  const samples = batches ? undefined : samplesOf(shape);
  const given = say`${code(name)} ${code(formatShapes(shape))}`;
  if (batches) return say`${given}, one batch of the data set`;
  return samples === undefined ? given : say`${given}: ${counted(samples, 'sample')}`;
}

/** The length of the first axis of the first array. */
function samplesOf(shape: DataFact['shape']): Size | undefined {
  const [first] = shape === undefined ? [] : flatten<KnownShape>(shape);
  return first?.[0] ?? undefined;
}

/** `⌈800 / 32⌉ = 25 batches an epoch`: the last samples are kept for validation, then the rest is cut into batches. */
function batchText(method: MethodFact): Inline | undefined {
  const x = method.data.find(({ name }) => name === 'x');
  if (
    x === undefined ||
    x.batches ||
    !method.complete ||
    ['steps_per_epoch', 'steps'].some((name) => method.settings.has(name)) ||
    method.name === 'train_on_batch'
  )
    return undefined;
  const samples = samplesOf(x.shape);
  const batchSize = numberOf(method, 'batch_size', DEFAULT_BATCH_SIZE);
  if (samples === undefined || batchSize === undefined || batchSize < 1) return undefined;
  const split =
    method.name === 'fit' && !method.data.some(({ name }) => name === 'validation_data')
      ? numberOf(method, 'validation_split', 0)
      : 0;
  if (split === undefined || (split !== 0 && typeof samples !== 'number')) return undefined;
  const used = typeof samples === 'number' ? Math.floor(samples * (1 - split)) : samples;
  const count = ceilDivide(used, batchSize);
  const epochs = method.name === 'fit' ? numberOf(method, 'epochs', 1) : undefined;
  const division = say`⌈${formatCount(used)} / ${formatCount(batchSize)}⌉ = ${strong(counted(count, 'batch'))}`;
  // In the order in which fit does it.
  const sentences: Inline[] = [
    ...(typeof samples === 'number' && typeof used === 'number' && used < samples
      ? [say`The last ${formatCount(samples - used)} of the ${formatCount(samples)} samples are kept for validation.`]
      : []),
    ...(method.settings.has('batch_size')
      ? []
      : [say`${code('batch_size')} is ${DEFAULT_BATCH_SIZE} where none is given.`]),
    method.name === 'fit' ? say`${division} an epoch.` : say`${division}.`,
    ...(typeof count === 'number' && epochs !== undefined && epochs > 1
      ? [say`${formatCount(epochs)} epochs, ${formatCount(count * epochs)} steps.`]
      : []),
    say`The batch size is in no array.`,
  ];
  return join(sentences, ' ');
}

/** A setting that is a plain number; the default where it is not given or None; undefined where it is not known. */
function numberOf({ settings }: MethodFact, name: string, otherwise: number): number | undefined {
  const text = settings.get(name);
  if (text === undefined || text === 'None') return otherwise;
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** Keras 3 counts them once the optimizer has made them. */
const optimizerText = (count: string, kerasVersion: 2 | 3): Inline =>
  kerasVersion === 3
    ? say`The optimizer keeps ${count} numbers of its own. After the first training step, the summary adds them to the total.`
    : say`The optimizer keeps ${count} numbers of its own, which the summary does not count.`;

function compiled(method: MethodFact, kerasVersion: 2 | 3, source: (name: string) => string | undefined): Document {
  const points: Inline[] = [];
  const loss = lossText(lossName(method, source), method.model);
  if (loss !== undefined) points.push(loss);
  const kept = exactCount(method.model.optimizer);
  if (kept !== undefined && kept > 0n)
    points.push(optimizerText(formatKnownCount(method.model.optimizer), kerasVersion));
  return points.length === 0 ? [] : inOrder('method', { title: heading(title(method)), points: list(points) });
}

/** `SparseCategoricalCrossentropy(from_logits=True)` and `'sparse_categorical_crossentropy'` are one loss. */
function lossName({ settings }: MethodFact, source: (name: string) => string | undefined): string | undefined {
  const quoted = /^['"](\w+)['"]$/.exec(settings.get('loss') ?? '')?.[1];
  const named = quoted ?? /(\w+)\s*(?:\(|$)/.exec(source('loss') ?? '')?.[1];
  return named?.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}

function lossText(name: string | undefined, model: ModelFact): Inline | undefined {
  const output = outputOf(model);
  const shape: Inline = output === undefined ? [] : say`, ${code(formatShape(output))}`;
  const classes = output?.at(-1) ?? undefined;
  switch (name) {
    case 'sparse_categorical_crossentropy':
      return join(
        [
          say`${strong(words`Labels are whole numbers`)}, one class index for each prediction.`,
          ...(output === undefined
            ? []
            : [
                say`${code('y')} is ${code(formatShape(output.slice(0, -1)))} beside an output of ${code(formatShape(output))}.`,
              ]),
          ...(classes === undefined ? [] : [say`The labels go from 0 to below ${formatCount(classes)}.`]),
          say`For one-hot labels: categorical_crossentropy.`,
        ],
        ' ',
      );
    case 'categorical_crossentropy':
      return say`${strong(words`Labels are one-hot`)}: ${code('y')} has the shape of the output${shape}. For whole numbers: sparse_categorical_crossentropy.`;
    case 'binary_crossentropy':
      return say`A probability for each output by itself: ${code('y')} has the shape of the output${shape}, with values 0 and 1.`;
    case 'mse':
    case 'mae':
    case 'mean_squared_error':
    case 'mean_absolute_error':
    case 'huber':
    case 'log_cosh':
      return say`Compared number by number: ${code('y')} has the shape of the output${shape}.`;
    default:
      return undefined;
  }
}

/** The shape of the model's one output: of the one row that leads to no other. */
function outputOf({ rows, modelKind }: ModelFact): KnownShape {
  const ends =
    modelKind === 'functional'
      ? rows.filter(
          ({ name }) => !rows.some(({ connectedTo }) => connectedTo.some((from) => from.startsWith(`${name}[`))),
        )
      : modelKind === 'sequential'
        ? rows.slice(-1)
        : [];
  const shape = ends.length === 1 ? ends[0]?.outputShape : undefined;
  return shape === undefined
    ? undefined
    : flatten<ShownShape>(shape).length === 1
      ? wholeOf(flatten<ShownShape>(shape)[0])
      : undefined;
}
