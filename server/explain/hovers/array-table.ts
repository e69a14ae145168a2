import type { WeightFact } from '../../analysis/analysis.ts';
import { words } from '../../words/message.ts';
import { dimensionsText, needPaths, weightShapeText } from '../arrays.ts';
import { formatKnownCount } from '../count-text.ts';
import { code, join, say, type Inline, type Table } from '../document/document.ts';
import { counted } from '../words.ts';

/** So many arrays are listed one by one. */
const MOST_ARRAYS = 16;

/** By which names arrays are told apart. A cell is left out where its layer says all that it says. */
export function arrayNames(weights: readonly WeightFact[]): (weight: WeightFact) => string {
  if (!needPaths(weights)) return ({ name }) => name;
  const short = ({ path }: WeightFact): string => path.replace(/\b\w+_cell\/(?=\w+$)/, '');
  const differ = new Set(weights.map(short)).size === weights.length;
  return differ ? short : ({ path }) => path;
}

/** Arrays with their shapes, how many numbers they have, and where that comes from. */
export function arrayTable(weights: readonly WeightFact[]): Table {
  const shown = weights.length > MOST_ARRAYS ? weights.slice(0, MOST_ARRAYS - 1) : weights;
  const nameOf = arrayNames(weights);
  const explained = shown.some(
    ({ dimensions, trainable, attribute }) => dimensions !== undefined || attribute !== undefined || !trainable,
  );
  const rows = shown.map((weight): Inline[] => {
    return [
      [code(nameOf(weight))],
      [code(weightShapeText(weight))],
      [formatKnownCount(weight.count)],
      ...(explained ? [originOf(weight)] : []),
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

/** `units 2 × (gates 4 · units 2)`; in a class of the program, the attribute that it stands in: `self.w`. */
function originOf({ dimensions, trainable, attribute }: WeightFact): Inline {
  const text = dimensionsText(dimensions);
  const origin = text ?? (attribute === undefined ? '' : code(`self.${attribute}`));
  return trainable ? [origin] : join([[origin], say`(not trainable)`], ' ');
}
