/** The summary as the package `keras` printed it up to 2.3: `print_summary` in its utils/layer_utils.py. */
import type { ModelFact, ModelRow } from '../../analysis/analysis.ts';
import type { SummaryForm } from '../../keras/releases.ts';
import { add } from '../../shapes/dimension.ts';
import { exactCount, formatKnownCount } from '../count-text.ts';
import { formatRowShapes, formatShapes } from '../nest-text.ts';
import { isChain } from './connections.ts';

/** What differs between the releases. */
interface Form {
  /** Is the first line the model's name? */
  readonly title: boolean;
  /** Does a model that is a chain have three columns, and by default 65 characters? */
  readonly narrowChain: boolean;
  /** Does a cell that fills its column end in a space? */
  readonly gap: boolean;
  /** Three totals with commas between thousands, or one without. */
  readonly totals: 'all' | 'plain';
  /** The width by default, with a column for connections. */
  readonly width: number;
}

export type PackagedForm = Exclude<SummaryForm, '2.15' | '3'>;
const FORMS: Readonly<Record<PackagedForm, Form>> = {
  '1.0': { title: false, narrowChain: false, gap: false, totals: 'plain', width: 100 },
  '1.1': { title: false, narrowChain: false, gap: true, totals: 'plain', width: 100 },
  '1.2': { title: false, narrowChain: false, gap: true, totals: 'all', width: 100 },
  '2.0': { title: false, narrowChain: true, gap: true, totals: 'all', width: 98 },
  '2.3': { title: true, narrowChain: true, gap: true, totals: 'all', width: 98 },
};
const HEADERS = ['Layer (type)', 'Output Shape', 'Param #', 'Connected to'];

export function packagedSummaryText(model: ModelFact, name: PackagedForm, lineLength: number | undefined): string {
  const form = FORMS[name];
  const isNarrow = form.narrowChain && isChain(model);
  const length = lineLength ?? (isNarrow ? 65 : form.width);
  const ends = (isNarrow ? [0.45, 0.85, 1] : [0.33, 0.55, 0.67, 1]).map((position) => Math.trunc(length * position));
  const [thin, thick] = ['_'.repeat(length), '='.repeat(length)];
  const line = (cells: readonly string[]) => lineOf(cells.slice(0, ends.length), ends, form.gap);
  const rows = model.printed.rows ?? model.rows;
  const lines = [
    ...(form.title ? [`Model: "${model.name}"`] : []),
    thin,
    line(HEADERS),
    thick,
    ...rows.flatMap((row, index) => [
      ...(isNarrow ? [cellsOf(row)] : connectedCells(row)).map(line),
      index === rows.length - 1 ? thick : thin,
    ]),
    ...totals(model, form),
    thin,
  ];
  return lines.join('\n') + '\n';
}

function cellsOf(row: ModelRow): readonly [string, string, string] {
  return [
    `${row.name} (${row.className})`,
    row.severalShapes ? formatRowShapes(row) : formatShapes(row.outputShape),
    exactCount(row.params)?.toString() ?? formatKnownCount(row.params),
  ];
}

/** One line for each connection. */
function connectedCells(row: ModelRow): readonly (readonly string[])[] {
  const [first = '', ...others] = row.connectedTo;
  return [[...cellsOf(row), first], ...others.map((name) => ['', '', '', name])];
}

/** What does not fit into its column is cut off. */
function lineOf(cells: readonly string[], ends: readonly number[], gap: boolean): string {
  let line = '';
  for (const [index, cell] of cells.entries()) {
    if (gap && index > 0) line = `${line.slice(0, -1)} `;
    line = (line + cell).slice(0, ends[index]).padEnd(ends[index]!);
  }
  return line;
}

function totals(model: ModelFact, { totals: kind }: Form): string[] {
  const { trainable, nonTrainable } = model.printed.counts ?? model;
  const total =
    model.printed.counts === undefined
      ? model.total
      : trainable === undefined || nonTrainable === undefined
        ? undefined
        : add(trainable, nonTrainable);
  if (kind === 'plain') return [`Total params: ${exactCount(total)?.toString() ?? formatKnownCount(total)}`];
  return [
    `Total params: ${formatKnownCount(total)}`,
    `Trainable params: ${formatKnownCount(trainable)}`,
    `Non-trainable params: ${formatKnownCount(nonTrainable)}`,
  ];
}
