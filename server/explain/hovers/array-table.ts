import type { WeightFact } from '../../analysis/analysis.ts';
import { joined, words } from '../../words/message.ts';
import { dimensionsText, needPaths, weightShapeText } from '../arrays.ts';
import { formatKnownCount } from '../count-text.ts';
import { code, say, type Inline, type Span, type Table } from '../document/document.ts';
import { counted } from '../words.ts';

/** So many arrays are listed one by one. */
const MOST_ARRAYS = 16;

/**
 * Arrays with their shapes, how many numbers they have, and where that comes from. `marked`: the one that is asked
 * about.
 */
export function arrayTable(weights: readonly WeightFact[], marked?: WeightFact): Table {
  const shown = weights.length > MOST_ARRAYS ? weights.slice(0, MOST_ARRAYS - 1) : weights;
  const paths = needPaths(weights);
  // Arrays of a class of the program do not say what their sizes come from.
  const explained = shown.some(({ dimensions, trainable }) => dimensions !== undefined || !trainable);
  const rows = shown.map((weight): Inline[] => {
    // A cell inside its layer says nothing that the layer does not.
    const name = paths ? weight.path.replace(/\b\w+_cell\/(?=\w+$)/, '') : weight.name;
    return [
      weight === marked ? ['▸ ', code(name)] : [code(name)],
      [code(weightShapeText(weight))],
      [formatKnownCount(weight.count)],
      ...(explained ? [[originOf(weight)]] : []),
    ];
  });
  if (shown.length < weights.length) {
    rows.push([say`… ${counted(weights.length - shown.length, 'more array')}`, [], [], ...(explained ? [[]] : [])]);
  }
  return {
    block: 'table',
    columns: [
      { title: words`array`, align: 'left' },
      { title: words`shape`, align: 'left' },
      { title: words`numbers`, align: 'right' },
      ...(explained ? [{ title: words`comes from`, align: 'left' as const }] : []),
    ],
    rows,
  };
}

/** `units 2 × (gates 4 · units 2)` */
function originOf({ dimensions, trainable }: WeightFact): Span {
  const origin = dimensionsText(dimensions) ?? '';
  return trainable ? origin : joined([origin, words`(not trainable)`], ' ');
}
