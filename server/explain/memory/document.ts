/** A model's memory as text: what a step needs, which batch fits where, and what helps. */
import type { ModelFact } from '../../analysis/analysis.ts';
import { counted } from '../words.ts';
import { type Text, words } from '../../words/message.ts';
import {
  code,
  type Document,
  heading,
  type Inline,
  list,
  paragraph,
  say,
  strong,
  type Table,
} from '../document/document.ts';
import { formatMemory } from '../summary/memory.ts';
import { bytesAt, mostAt } from './amount.ts';
import type { BatchSize } from './batch.ts';
import { CARDS, type Fitting, fitting, leastBytes, MOST, trainingBytes, type WholePlan, wholePlan } from './cards.ts';
import { inMixedPrecision, isInFloat32 } from './mixed.ts';
import { LOSS_ROW } from './losses.ts';
import { type MemoryPlan, planMemory, type Planned } from './plan.ts';

export const bytesText = (bytes: number): string => formatMemory(BigInt(Math.round(bytes)) * 8n);

export interface MemoryLook {
  /** What people know the model by. */
  readonly label: Text;
  readonly batch: BatchSize;
  /** Cards to tell of, in GiB. */
  readonly cards?: readonly number[];
}

export function memoryDocument(model: ModelFact, { label, batch, cards = CARDS }: MemoryLook): Document {
  const plan = planMemory(model);
  const whole = wholePlan(plan);
  return [
    heading(say`Memory of ${strong(label)} · ${batchText(batch)}`),
    partsTable(model, plan, batch.size),
    ...missing(plan),
    ...largestText(plan, batch.size),
    ...(whole === undefined ? [] : keptTexts(whole, batch.size)),
    ...(whole === undefined ? [] : [cardsTable(whole, cards), paragraph(marginText())]),
    ...(whole === undefined ? [] : remedies(model, whole, batch.size)),
  ];
}

function batchText({ size, from }: BatchSize): Inline {
  switch (from) {
    case 'asked':
      return say`batch of ${size}`;
    case 'fit':
      return say`batch of ${size}, as fit() says`;
    case 'data':
      return say`batch of ${size}, as the data set has it`;
    case 'default':
      return say`batch of ${size}, Keras's own`;
  }
}

function partsTable({ training }: ModelFact, plan: MemoryPlan, batch: number): Table {
  const optimizer = training?.optimizer;
  const { weights, inference } = plan;
  const whole = wholePlan(plan);
  const rows: (readonly Inline[])[] = [
    [say`Weights`, amountText(weights, ({ bytes }) => bytes), 'unknown' in weights ? [] : say`exact`],
    ...('unknown' in weights ? [] : [[say`Gradients`, [bytesText(weights.trained)], say`exact`]]),
    [
      optimizer === undefined ? say`Optimizer` : say`Optimizer (${optimizer})`,
      amountText(plan.optimizer, ({ bytes }) => bytes),
      'unknown' in plan.optimizer ? [] : training?.kerasVersion === 2 ? say`about` : say`exact`,
    ],
    ...(whole === undefined
      ? []
      : [
          [say`One batch of data and labels`, [bytesText(bytesAt(whole.training.data, batch))], say`about`],
          [
            say`Activations kept for the backward pass, at the peak`,
            [bytesText(mostAt(whole.training.peaks, batch) - whole.training.gradients)],
            say`about`,
          ],
          [strongly(words`A training step`), [strong(bytesText(trainingBytes(whole, batch)))], say`about`],
          [say`…and at least`, [bytesText(leastBytes(whole, batch))], say`in any way of computing it`],
        ]),
    ...('unknown' in inference || 'unknown' in weights || 'unknown' in plan.data
      ? []
      : [
          [
            strongly(words`A prediction`),
            [strong(bytesText(weights.bytes + bytesAt(plan.data.amount, batch) + mostAt(inference.peaks, batch)))],
            say`about`,
          ],
        ]),
  ];
  return {
    block: 'table',
    columns: [
      { title: words`For`, align: 'left' },
      { title: words`Memory`, align: 'right' },
      { title: words`How sure`, align: 'left' },
    ],
    rows: rows.map((row) => [...row]),
  };
}

const strongly = (text: Text): Inline => [strong(text)];

function amountText<T>(planned: Planned<T>, bytes: (known: T) => number): Inline {
  return isUnknown(planned) ? say`not known` : [bytesText(bytes(planned))];
}

const isUnknown = <T>(planned: Planned<T>): planned is Extract<Planned<T>, { readonly unknown: unknown }> =>
  typeof planned === 'object' && planned !== null && 'unknown' in planned;

/** Why there is no number, once for each reason. */
function missing({ weights, optimizer, training, inference }: MemoryPlan): Document {
  const reasons = new Map<string, Inline>();
  const put = (part: Inline, planned: Planned<unknown>): void => {
    if (isUnknown(planned) && !reasons.has(planned.unknown.text))
      reasons.set(planned.unknown.text, say`${part} not known: ${planned.unknown}.`);
  };
  put(say`The weights are`, weights);
  put(say`What the optimizer keeps is`, optimizer);
  put(say`What training takes is`, training);
  put(say`What a prediction takes is`, inference);
  return reasons.size === 0 ? [] : [list([...reasons.values()])];
}

function largestText({ largest }: MemoryPlan, batch: number): Document {
  return largest === undefined
    ? []
    : [paragraph(say`The largest tensor is of ${code(largest.row)}: ${bytesText(largest.bytes * batch)}.`)];
}

const MOST_ROWS = 5;

/** The layers that keep the most. */
function keptTexts({ training }: WholePlan, batch: number): Document {
  const total = training.kept.reduce((sum, { amount }) => sum + bytesAt(amount, batch), 0);
  const items = training.kept.slice(0, MOST_ROWS).flatMap(({ row, amount }): Inline[] => {
    const bytes = bytesAt(amount, batch);
    const share = Math.round((100 * bytes) / total);
    if (share < 1) return [];
    const name = row === LOSS_ROW ? say`the loss` : [code(row)];
    return [say`${name}: ${bytesText(bytes)}, ${share} %`];
  });
  return items.length === 0 ? [] : [paragraph(say`Kept for the backward pass, the most first:`), list(items)];
}

function cardsTable(plan: WholePlan, cards: readonly number[]): Table {
  return {
    block: 'table',
    columns: [
      { title: words`Card`, align: 'right' },
      { title: words`Should fit`, align: 'left' },
      { title: words`Cannot fit`, align: 'left' },
    ],
    rows: cards.map((card) => fittingRow(fitting(plan, card))),
  };
}

const fittingRow = ({ card, should, cannotAbove }: Fitting): readonly Inline[] => [
  [`${card} GB`],
  should === 0
    ? say`not even a batch of 1`
    : should >= MOST
      ? say`any batch`
      : say`a batch of ${counted(should, 'sample')}`,
  cannotAbove === undefined
    ? []
    : cannotAbove === 0
      ? say`any batch`
      : say`more than ${counted(cannotAbove, 'sample')}`,
];

const marginText = (): Inline =>
  say`"Should fit" leaves 30 % more than is reckoned free, and half a gigabyte for the driver. "Cannot fit" is what is needed without recomputing anything. Between the two it depends on the device, the version and the other programs on it.`;

/** What a step takes with each remedy. */
function remedies(model: ModelFact, whole: WholePlan, batch: number): Document {
  const now = trainingBytes(whole, batch);
  const items: Inline[] = [];
  const put = (what: Inline, then: number): void => {
    if (then < now * 0.98) items.push(say`${what}: ${bytesText(then)}, ${Math.round(100 * (1 - then / now))} % less`);
  };
  if (batch > 1) {
    const then = trainingBytes(whole, Math.ceil(batch / 2));
    put(
      say`A batch of ${Math.ceil(batch / 2)}; with ${code('gradient_accumulation_steps=2')} of the optimizer, weights change as now, for ${bytesText(whole.training.gradients)} more`,
      then,
    );
  }
  const mixed = isInFloat32(model) ? wholePlan(planMemory(inMixedPrecision(model))) : undefined;
  if (mixed !== undefined)
    put(
      say`Mixed precision, ${code('keras.mixed_precision.set_global_policy("mixed_float16")')}`,
      trainingBytes(mixed, batch),
    );
  const smaller = smallerInput(model, whole, batch);
  if (smaller !== undefined) put(say`Images of half the height and width, about`, smaller);
  if (model.training?.optimizer?.startsWith('adam') === true)
    put(say`SGD in place of ${model.training.optimizer}`, now - whole.optimizer);
  return items.length === 0 ? [] : [paragraph(say`What makes a training step smaller:`), list(items)];
}

/** Where the input is pictures, a quarter of their values. */
function smallerInput({ graph }: ModelFact, whole: WholePlan, batch: number): number | undefined {
  const [first] = graph.inputs;
  if (first === undefined || graph.tensors[first]?.shape?.length !== 4) return undefined;
  return trainingBytes(whole, batch / 4);
}
