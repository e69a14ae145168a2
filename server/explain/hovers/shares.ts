import type { ModelFact, ModelRow } from '../../analysis/analysis.ts';
import { exactCount } from '../count-text.ts';
import { code, say, type Inline, type Table } from '../document/document.ts';
import { formatCount, toSize } from '../../shapes/dimension.ts';
import { words, type Text } from '../../words/message.ts';
import { counted } from '../words.ts';

const MOST_ROWS = 5;
const BAR = 10;

/**
 * The layers with the most parameters, each with its share of the model's as a bar; undefined where there is nothing to
 * compare.
 */
export function shareTable(model: ModelFact): Table | undefined {
  const ranked = rankedRows(model);
  const total = exactCount(model.total);
  if (ranked === undefined || ranked.length < 2 || total === undefined || total === 0n) return undefined;
  return {
    block: 'table',
    columns: [
      { title: words`layer`, align: 'left' },
      { title: words`parameters`, align: 'right' },
      { title: words`share`, align: 'left' },
    ],
    rows: ranked
      .slice(0, MOST_ROWS)
      .map(({ row, count }): Inline[] => [
        say`${code(row.name)} (${row.className})`,
        [formatCount(toSize(count))],
        [`${bar(count, total)} ${percent(count, total)}`],
      ]),
  };
}

/**
 * A remark where one layer holds most of a larger model, with what makes it so large: a Dense after Flatten, as a rule.
 */
export function surprise(model: ModelFact): Inline | undefined {
  const [biggest] = rankedRows(model) ?? [];
  const total = exactCount(model.total);
  if (biggest === undefined || total === undefined || biggest.count * 2n < total || total < 10_000n) return undefined;
  const { row, count } = biggest;
  const cause = causeOf(row, model.rows[model.rows.indexOf(row) - 1]);
  return cause && say`${shareText(count, total)} of the parameters are in ${code(row.name)}, because ${cause}`;
}

/** `More than 99%` begins a sentence. */
function shareText(count: bigint, total: bigint): Text {
  const text = percent(count, total);
  return text.startsWith('>') ? words`More than ${text.slice(2)}` : text;
}

function causeOf({ layer, weights }: ModelRow, before: ModelRow | undefined): Inline | undefined {
  const [rows, columns] = weights[0]?.shape ?? [];
  if (rows === undefined || columns === undefined || layer?.kerasClass !== layer?.className) return undefined;
  switch (layer?.kerasClass) {
    case 'Dense':
      return before?.className === 'Flatten'
        ? say`Flatten hands it ${formatCount(rows)} values, each with a weight for every unit. A global pooling layer instead of Flatten hands it one value per channel.`
        : say`it has a weight for each of ${formatCount(rows)} features and ${counted(columns, 'unit')}.`;
    case 'Embedding':
      return say`it has a row of ${counted(columns, 'number')} for each of ${counted(rows, 'index')}. Fewer words or shorter rows make it smaller; longer texts do not make it larger.`;
    case 'LSTM':
    case 'GRU': {
      const units = layer.terms['units'];
      return units === undefined || units === null
        ? undefined
        : say`each gate of its ${counted(units, 'unit')} reads ${counted(rows, 'feature')} and all units again. The length of the sequence does not count.`;
    }
    default:
      return undefined;
  }
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
