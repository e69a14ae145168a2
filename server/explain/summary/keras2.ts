import type { Count, ModelFact, ModelRow } from '../../analysis/analysis.ts';
import { exactCount, formatKnownCount } from '../count-text.ts';
import { formatRowShapes, formatShapes } from '../nest-text.ts';
import { isChain } from './connections.ts';
import { formatMemory, modelMemory } from './memory.ts';

const UNITS = ['Byte', 'KB', 'MB', 'GB', 'TB', 'PB'];

/** The summary as Keras 2.15 prints it, with lines of `_` and `=`. */
export function keras2SummaryText(model: ModelFact, lineLength: number | undefined): string {
  const chain = isChain(model);
  const length = lineLength ?? (chain ? 65 : 98);
  const ends = (chain ? [0.45, 0.85, 1] : [0.3, 0.6, 0.7, 1]).map((position) => Math.trunc(length * position));
  const headers = ['Layer (type)', 'Output Shape', 'Param #', 'Connected to'].slice(0, ends.length);
  const lines = [
    `Model: "${model.name}"`,
    '_'.repeat(length),
    ...rowLines(headers, ends),
    '='.repeat(length),
    ...model.rows.flatMap((row) => [...rowLines(rowCells(row).slice(0, ends.length), ends), ' '.repeat(length)]),
    '='.repeat(length),
    ...totals(model),
    '_'.repeat(length),
  ];
  return lines.join('\n') + '\n';
}

function rowCells(row: ModelRow): string[] {
  const shape = row.severalShapes ? formatRowShapes(row) : formatShapes(row.outputShape);
  return [
    `${row.name} (${row.className})`,
    row.className === 'InputLayer' && shape.startsWith('(') ? `[${shape}]` : shape,
    row.built ? plain(row.params) : '0 (unused)',
    row.connectedTo.length === 0 ? '[]' : `['${row.connectedTo.join("', '")}']`,
  ];
}

/**
 * Each pass of the loop prints one line: of every cell as much as fits, and not past the end of a tuple, a list or a
 * quoted name.
 */
function rowLines(cells: readonly string[], ends: readonly number[]): string[] {
  let rest = [...cells];
  const lines: string[] = [];
  while (rest.some((text) => text !== '')) {
    let line = '';
    rest = rest.map((text, column) => {
      const isLast = column === ends.length - 1;
      const width = (ends[column] ?? 0) - (ends[column - 1] ?? 0) - (isLast ? 0 : 3);
      const breaks = ['),', '},', '],', "',"]
        .map((mark) => text.slice(0, width).indexOf(mark) + mark.length)
        .filter((end) => end >= 2);
      const cut = breaks.length > 0 ? Math.min(...breaks) : width;
      line = `${line}${column === 0 ? ' ' : ''}${text.slice(0, cut)}${isLast ? '' : '  '}`.padEnd(ends[column] ?? 0);
      return text.slice(cut);
    });
    lines.push(line);
  }
  return lines;
}

function totals(model: ModelFact): string[] {
  const memory = modelMemory(model);
  const all =
    memory.trainable === undefined || memory.nonTrainable === undefined
      ? undefined
      : memory.trainable + memory.nonTrainable;
  const line = (title: string, count: Count, bits: bigint | undefined) =>
    `${title} params: ${plain(count)}${bits === undefined ? '' : ` (${formatMemory(bits, UNITS)})`}`;
  return [
    line('Total', model.total, all),
    line('Trainable', model.trainable, memory.trainable),
    line('Non-trainable', model.nonTrainable, memory.nonTrainable),
  ];
}

/** Keras 2.15 writes numbers without separators. */
const plain = (count: Count) => exactCount(count)?.toString() ?? formatKnownCount(count);
