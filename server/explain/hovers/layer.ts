import type { LayerCallFact, LayerFact, WeightFact } from '../../analysis/analysis.ts';
import { dimensionsText, needPaths, sharedFormula, sumOfParts, unusedTerms, weightShapeText } from '../arrays.ts';
import { exactCount, formatKnownCount, formatParameters } from '../count-text.ts';
import { code, heading, link, list, paragraph, say, strong, type Block, type Document, type Inline, type Table } from '../document/document.ts';
import { teach } from '../families/index.ts';
import { Subject, type Teaching } from '../families/teaching.ts';
import { flatten, formatShapes } from '../nest-text.ts';
import { formatDimension, type Dimension } from '../../shapes/dimension.ts';
import { Expression } from '../../shapes/expression.ts';
import { pictureOf } from '../pictures/index.ts';
import type { ExplainOptions } from '../options.ts';
import { torchBlocks } from '../torch/torch.ts';
import { evaluationsText } from './evaluations.ts';
import { aboutSymbols } from './unknown.ts';

/** So many arrays are listed one by one. */
const MOST_ARRAYS = 16;

/** What one sees over a layer: `calls` are the evaluations of one call expression, in order; the last one is described. */
export function explainLayer(calls: readonly LayerCallFact[], options: ExplainOptions): Document {
  const call = calls.at(-1);
  if (call === undefined) return [];
  const { layer } = call;
  const subject = new Subject(layer, call.inputs, call.output);
  const teaching = layer.unknown === undefined ? teach(subject) : undefined;
  const picture = options.pictures ? pictureOf(layer, options.theme) : undefined;
  return [
    heading(title(call)),
    ...evaluationsText(calls),
    ...(picture === undefined ? [] : [picture]),
    ...arrayBlocks(layer),
    ...unknownBlocks(call),
    ...(teaching === undefined ? [] : teachingBlocks(teaching, layer, options)),
  ];
}

/** A layer that has no arrays yet. `refused`: nor will it get any from what it is given here. */
export function explainNotBuilt(call: LayerCallFact, refused: boolean): Document {
  return [
    heading(title(call)),
    paragraph(refused ? ['What it is given is refused, so it has no arrays and no output.'] : ['It makes its arrays when it is first called: their sizes depend on the shape of the input.']),
  ];
}

/** `LSTM lstm · (None, 100, 4) → (None, 2) · 56 parameters` */
function title({ layer, inputs, output }: LayerCallFact): Inline {
  const flow: Inline = inputs === undefined && output === undefined ? [] : layer.className === 'InputLayer' ? [' · ', code(shapeOrUnknown(output))] : [' · ', code(`${shapeOrUnknown(inputs)} → ${shapeOrUnknown(output)}`)];
  const counts = layer.built || layer.unknown !== undefined ? say` · ${exactCount(layer.params) === 0n ? 'no parameters' : strong(formatParameters(layer.params))}${frozenText(layer)}` : say` · not built yet`;
  return [strong(layer.className), ' ', code(layer.name), ...flow, ...counts];
}

const shapeOrUnknown = (shapes: Parameters<typeof formatShapes>[0]): string => formatShapes(shapes);

/** The parameters that are not trained, where there are some. */
function frozenText(layer: LayerFact): string {
  const frozen = exactCount(layer.nonTrainable);
  if (frozen === undefined || frozen === 0n) return '';
  return exactCount(layer.params) === frozen ? ' (none trainable)' : ` (${formatKnownCount(layer.nonTrainable)} not trainable)`;
}

function arrayBlocks(layer: LayerFact): Block[] {
  const weights = layer.weights;
  if (weights.length === 0) return [];
  const formula = needPaths(weights) ? sumOfParts(weights) : sharedFormula(weights);
  return [arrayTable(weights), ...(formula === undefined ? [] : [paragraph([formula])])];
}

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
      ...(explained ? [[dimensionsText(weight.dimensions) ?? '', ...(weight.trainable ? [] : [' (not trainable)'])]] : []),
    ];
  });
  if (shown.length < weights.length) rows.push([[`… ${weights.length - shown.length} more`], [], [], ...(explained ? [[]] : [])]);
  return {
    block: 'table',
    columns: [{ title: 'array', align: 'left' }, { title: 'shape', align: 'left' }, { title: 'numbers', align: 'right' }, ...(explained ? [{ title: 'comes from', align: 'left' as const }] : [])],
    rows,
  };
}

/** Why an array or the output is not known, or what the names in formulas stand for. */
function unknownBlocks({ layer, inputs, output, speculative }: LayerCallFact): Block[] {
  if (layer.unknown !== undefined) return [paragraph(say`${strong('Not known here:')} ${layer.unknown}.${/shape of the input/.test(layer.unknown.text) ? say` ${code('Input(shape=…)')} before it, or a comment ${code('# shape: X (…)')} with the name and sizes of the data, makes it known.` : []}`)];
  const dimensions: readonly Dimension[] = [...Object.values(layer.terms), ...[inputs, output].flatMap((nest) => (nest === undefined ? [] : flatten(nest).flatMap((shape): Dimension[] => [...(shape ?? [])])))];
  const symbols = new Set(dimensions.flatMap((dimension) => (dimension instanceof Expression ? dimension.symbols : [])));
  const about = aboutSymbols([...symbols], speculative);
  return about === undefined ? [] : [paragraph(about)];
}

function teachingBlocks(teaching: Teaching, layer: LayerFact, { torch }: ExplainOptions): Block[] {
  const unused = unusedText(layer);
  const points = [...teaching.points, ...(teaching.shape === undefined ? [] : [teaching.shape]), ...(unused === undefined ? [] : [unused])];
  return [
    ...(points.length === 0 ? [] : [list(points)]),
    ...(teaching.equations === undefined ? [] : [teaching.equations]),
    ...(teaching.torch === undefined || !torch ? [] : torchBlocks(teaching.torch)),
    ...(teaching.source === undefined ? [] : [paragraph([link(teaching.source.title, teaching.source.target)])]),
  ];
}

/** What decides the data but no array. Numbers that are arguments of the layer are no news. */
function unusedText(layer: LayerFact): Inline | undefined {
  if (layer.weights.length === 0) return undefined;
  const terms = unusedTerms(layer).filter(({ name, value }) => !layer.arguments.has(name) && (name === 'timesteps' || name === 'sequence_length') && value !== undefined);
  const [first] = terms;
  if (first === undefined) return undefined;
  return say`${strong(`${first.name} ${formatDimension(first.value)}`)}: in no array; the same arrays serve every step. Nor is the batch size.`;
}

