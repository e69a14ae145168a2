import type { ModelFact, ModelRow } from '../../analysis/analysis.ts';
import { exactCount } from '../count-text.ts';
import { code, say, type Inline, type Table } from '../document/document.ts';
import { formatCount, toSize } from '../../shapes/dimension.ts';

const MOST_ROWS = 5;
const BAR = 10;

/** The layers with the most parameters, each with its share of the model's as a bar; undefined where there is nothing to compare. */
export function shareTable(model: ModelFact): Table | undefined {
  const ranked = rankedRows(model);
  const total = exactCount(model.total);
  if (ranked === undefined || ranked.length < 2 || total === undefined || total === 0n) return undefined;
  return {
    block: 'table',
    columns: [{ title: 'layer', align: 'left' }, { title: 'parameters', align: 'right' }, { title: 'share', align: 'left' }],
    rows: ranked.slice(0, MOST_ROWS).map(({ row, count }): Inline[] => [
      say`${code(row.name)} (${row.className})`,
      [formatCount(toSize(count))],
      [`${bar(count, total)} ${percent(count, total)}`],
    ]),
  };
}

/** A remark where one layer holds most of a larger model: a Dense after Flatten, as a rule. */
export function surprise(model: ModelFact): Inline | undefined {
  const [biggest] = rankedRows(model) ?? [];
  const total = exactCount(model.total);
  if (biggest === undefined || total === undefined || biggest.count * 2n < total || total < 10_000n) return undefined;
  const { row, count } = biggest;
  const flatten = model.rows[model.rows.indexOf(row) - 1];
  if (row.layer?.kerasClass !== 'Dense' || flatten?.className !== 'Flatten') return undefined;
  const features = row.weights[0]?.shape?.[0];
  if (features === undefined) return undefined;
  return say`${percent(count, total)} of the parameters are in ${code(row.name)}, because Flatten hands it ${formatCount(features)} values, each with a weight for every unit. A global pooling layer instead of Flatten hands it one value per channel.`;
}

function rankedRows(model: ModelFact): { row: ModelRow; count: bigint }[] | undefined {
  const counted: { row: ModelRow; count: bigint }[] = [];
  for (const row of model.rows) {
    const count = exactCount(row.params);
    if (count === undefined) return undefined;
    if (count > 0n) counted.push({ row, count });
  }
  return counted.sort((a, b) => (a.count < b.count ? 1 : a.count > b.count ? -1 : 0));
}

function bar(count: bigint, total: bigint): string {
  const full = Math.round((Number(count) / Number(total)) * BAR);
  return '█'.repeat(full) + '░'.repeat(Math.max(0, BAR - full));
}

function percent(count: bigint, total: bigint): string {
  const share = (Number(count) / Number(total)) * 100;
  if (share > 0 && share < 1) return '< 1%';
  return count < total && share > 99 ? '> 99%' : `${Math.round(share)}%`;
}
