import type { Count, ModelFact, ModelRow } from '../../analysis/analysis.ts';
import { formatCount, toSize } from '../../shapes/dimension.ts';
import { exactCount, formatKnownCount } from '../count-text.ts';
import { formatRowShapes } from '../nest-text.ts';
import { isChain } from './connections.ts';
import { keras2SummaryText } from './keras2.ts';
import { formatMemory, modelMemory } from './memory.ts';
import { packagedSummaryText } from './packaged.ts';
import { type Column, richTable } from './rich-table.ts';

export interface SummaryOptions {
  /**
   * Width of the print-out in characters; Keras's own default where it is not given (88 or 108; Keras 2: 65 or 98;
   * Keras 1: 100).
   */
  readonly lineLength?: number;
  /**
   * Of an optimizer's step counter: 64 with TensorFlow, which is meant where nothing is said, and 32 with the other
   * backends.
   */
  readonly counterBits?: 32 | 64;
}

/** What `model.summary(line_length=…)` prints, its last line ending included; `?` where something is not known. */
export function summaryText(model: ModelFact, { lineLength, counterBits = 64 }: SummaryOptions = {}): string {
  const { form } = model.printed;
  switch (form) {
    case '3':
      return keras3SummaryText(model, lineLength, counterBits);
    case '2.15':
      return keras2SummaryText(model, lineLength);
    default:
      return packagedSummaryText(model, form, lineLength);
  }
}

function keras3SummaryText(model: ModelFact, lineLength: number | undefined, counterBits: number): string {
  const chain = isChain(model);
  const length = lineLength ?? (chain ? 88 : 108);
  const positions = chain ? [0.45, 0.8, 1] : [0.3, 0.56, 0.74, 1];
  const ends = positions.map((position) => Math.trunc(position * length));
  const headers = ['Layer (type)', 'Output Shape', 'Param #', 'Connected to'];
  const columns = ends.map(
    (end, index): Column => ({
      header: headers[index] ?? '',
      align: index === 2 ? 'right' : 'left',
      width: end - (ends[index - 1] ?? 0),
    }),
  );
  const rows = model.rows.map((row) => rowCells(row).slice(0, columns.length));
  return `Model: "${model.name}"\n${richTable(columns, rows, length).join('\n')}\n${totals(model, counterBits)}`;
}

function rowCells(row: ModelRow): string[] {
  return [
    `${row.name} (${row.className})`,
    formatRowShapes(row),
    row.built ? formatKnownCount(row.params) : '0 (unbuilt)',
    row.connectedTo.join(', ') || '-',
  ];
}

function totals(model: ModelFact, counterBits: number): string {
  const memory = modelMemory(model);
  const known = exactCount(model.optimizer);
  const optimizer = known ?? 0n;
  // Optimizers keep float32 slots, and one counter.
  const optimizerMemory = optimizer > 0n ? (optimizer - 1n) * 32n + BigInt(counterBits) : 0n;
  const weights =
    memory.trainable === undefined || memory.nonTrainable === undefined
      ? undefined
      : memory.trainable + memory.nonTrainable;
  const total = exactCount(model.total);
  const lines = [
    total === undefined || known === undefined
      ? line('Total', total === undefined ? model.total : undefined, undefined)
      : ` Total params: ${formatInteger(total + optimizer)}${inBrackets(weights === undefined ? undefined : weights + optimizerMemory)}`,
    line('Trainable', model.trainable, memory.trainable),
    line('Non-trainable', model.nonTrainable, memory.nonTrainable),
  ];
  if (known === undefined && total !== undefined) lines.push(line('Optimizer', undefined, undefined));
  else if (optimizer > 0n) lines.push(line('Optimizer', model.optimizer, optimizerMemory));
  return lines.join('\n') + '\n';
}

const line = (title: string, count: Count, bits: bigint | undefined) =>
  ` ${title} params: ${formatKnownCount(count)}${inBrackets(bits)}`;
const inBrackets = (bits: bigint | undefined) => (bits === undefined ? '' : ` (${formatMemory(bits)})`);
const formatInteger = (value: bigint) => formatCount(toSize(value));
