import { wholeOf } from '../../shapes/axes.ts';
import type { LayerCallFact, LayerFact } from '../../analysis/analysis.ts';
import { formatDimension, type Dimension } from '../../shapes/dimension.ts';
import { Expression } from '../../shapes/expression.ts';
import { words, type Text } from '../../words/message.ts';
import { countFormula, unusedTerms } from '../arrays.ts';
import {
  code,
  heading,
  list,
  paragraph,
  say,
  strong,
  type Block,
  type Document,
  type Inline,
} from '../document/document.ts';
import { reasonsOf, teach } from '../families/index.ts';
import { Subject, type Teaching } from '../families/teaching.ts';
import { flatten } from '../nest-text.ts';
import type { ExplainOptions } from '../options.ts';
import { pictureOf } from '../pictures/index.ts';
import { torchBlocks } from '../torch/torch.ts';
import { arrayTable } from './array-table.ts';
import { evaluationsText } from './evaluations.ts';
import { linksOf, type Leads } from './leads.ts';
import { inOrder } from './order.ts';
import { restsOnText } from './rests-on.ts';
import type { ProgramText } from '../../python/syntax/program-text.ts';
import { titleOf } from './title.ts';
import { aboutSymbols } from './unknown.ts';

/**
 * What one sees over a layer: `calls` are the evaluations of one call expression, in order; the last one is described.
 * `leads`: where its links lead.
 */
export function explainLayer(
  calls: readonly LayerCallFact[],
  options: ExplainOptions,
  leads: Leads = {},
  text?: ProgramText,
): Document {
  const call = calls.at(-1);
  if (call === undefined) return [];
  const { layer } = call;
  const teaching = layer.unknown === undefined ? teach(new Subject(layer, call.inputs, call.output)) : undefined;
  const reasons = reasonsOf(layer, teaching);
  const picture = options.pictures ? pictureOf(layer, options.theme, reasons) : undefined;
  return inOrder(layer.weights.length === 0 ? 'layerWithoutArrays' : 'layer', {
    title: heading(titleOf(call)),
    notKnown: notKnown(layer),
    evaluations: evaluationsText(calls),
    picture: picture?.block,
    // A picture says of its arrays all that the table would.
    arrays: layer.weights.length === 0 || picture?.isWhole ? undefined : arrayTable(layer.weights),
    reason: teaching?.reason === undefined || picture?.isWhole ? undefined : paragraph(teaching.reason),
    links: linksOf({
      explore: leads.explore,
      summary: leads.summary,
      source: teaching?.source,
      paper: teaching?.paper,
    }),
    restsOn: restsOnText(call.origins, text),
    sum: sumOf(layer),
    output: teaching?.shape === undefined ? undefined : paragraph(teaching.shape),
    points: pointsOf(teaching, layer),
    symbols: symbolsOf(call),
    equations: teaching?.equations,
    torch: teaching?.torch === undefined || !options.torch ? undefined : torchBlocks(teaching.torch),
  });
}

/** A layer that has no arrays yet. `refused`: nor will it get any from what it is given here. */
export function explainNotBuilt(call: LayerCallFact, refused: boolean): Document {
  return inOrder('layer', {
    title: heading(titleOf(call)),
    notKnown: paragraph(
      refused
        ? say`What it is given is refused, so it has no arrays and no output.`
        : say`It makes its arrays when it is first called: their sizes depend on the shape of the input.`,
    ),
  });
}

function sumOf({ weights }: LayerFact): Block | undefined {
  const formula = countFormula(weights);
  return formula === undefined ? undefined : paragraph([formula]);
}

/** Why an array or the output is not known, and what would make it known. */
function notKnown({ unknown }: LayerFact): Block | undefined {
  if (unknown === undefined) return undefined;
  const because = say`${strong(words`Not known here:`)} ${unknown}.`;
  if (!/shape of the input/.test(unknown.text)) return paragraph(because);
  const remedy = say` ${code('Input(shape=…)')} before it, or a comment ${code('# shape: X (…)')} with the name and sizes of the data, makes it known.`;
  return paragraph([...because, ...remedy]);
}

/** What the names in its formulas stand for. */
function symbolsOf({ layer, inputs, output, speculative }: LayerCallFact): Block | undefined {
  const nests = [inputs, output].flatMap((nest) => (nest === undefined ? [] : flatten(nest)));
  const dimensions: readonly Dimension[] = [
    ...Object.values(layer.terms),
    ...nests.flatMap((shape): Dimension[] => [...(wholeOf(shape) ?? [])]),
  ];
  const symbols = new Set(
    dimensions.flatMap((dimension) => (dimension instanceof Expression ? dimension.symbols : [])),
  );
  const about = layer.unknown === undefined ? aboutSymbols([...symbols], speculative) : undefined;
  return about && paragraph(about);
}

function pointsOf(teaching: Teaching | undefined, layer: LayerFact): Block | undefined {
  const unused = teaching && unusedText(layer);
  const points = [...(teaching?.points ?? []), ...(unused === undefined ? [] : [unused])];
  return points.length === 0 ? undefined : list(points);
}

/** What decides the data but no array. Numbers that are arguments of the layer are no news. */
function unusedText(layer: LayerFact): Inline | undefined {
  if (layer.weights.length === 0) return undefined;
  const isSteps = (name: string): boolean => name === 'timesteps' || name === 'sequence_length';
  const first = unusedTerms(layer).find(
    ({ name, value }) => isSteps(name) && !layer.arguments.has(name) && value !== undefined,
  );
  if (first === undefined) return undefined;
  const named: Text = `${first.name} ${formatDimension(first.value)}`;
  return say`${strong(named)}: in no array, because every step uses the same arrays. The batch size is in none either.`;
}
