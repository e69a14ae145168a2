/**
 * All that the explorer shows of one layer with one set of arguments: words, numbers and the picture's matrices. Made
 * by the declarations, in the view itself.
 */
import type { LayerFact } from '../../analysis/analysis.ts';
import { words, type Text } from '../../words/message.ts';
import { countFormula, dimensionsText, needPaths, weightShapeText } from '../arrays.ts';
import { exactCount, formatKnownCount, formatParameters } from '../count-text.ts';
import type { Block, Equations, Inline } from '../document/document.ts';
import { teach } from '../families/index.ts';
import { Subject } from '../families/teaching.ts';
import { formatShapes } from '../nest-text.ts';
import { torchBlocks } from '../torch/torch.ts';
import { describeAlone } from './alone.ts';
import { stacksOf, type Stack } from './matrices.ts';
import type { CallSpecification } from './specification.ts';
import { timeStepOf, type TimeStep } from './time-step.ts';

export interface ArrayRow {
  readonly name: string;
  readonly shape: string;
  readonly count: string;
  /** `features 4 × (gates 4 · units 2)` */
  readonly from: Text;
  readonly trainable: boolean;
}

export type Exploration =
  | {
      readonly kind: 'built';
      readonly inputs: string;
      readonly output: string;
      /** `56` */
      readonly count: string;
      /** `56 parameters` */
      readonly parameters: Text;
      /** `64 not trainable`; undefined where all are trained. */
      readonly frozen: Text | undefined;
      /** `gates 4 · units 2 · (features 4 + units 2 + bias 1) = 8 · 7 = 56` */
      readonly formula: string | undefined;
      readonly arrays: readonly ArrayRow[];
      readonly stacks: readonly Stack[];
      readonly points: readonly Inline[];
      readonly equations: Equations | undefined;
      readonly torch: readonly Block[];
      readonly step: TimeStep | undefined;
    }
  | { readonly kind: 'refused'; readonly message: Text; readonly parameter: string | undefined }
  | { readonly kind: 'unknown'; readonly reason: Text };

export function explore(specification: CallSpecification): Exploration {
  const described = describeAlone(specification);
  if (described.kind !== 'built') return described;
  const { layer, inputs, output } = described.call;
  const subject = new Subject(layer, inputs, output);
  const teaching = teach(subject);
  const stepped = steppedLayer(layer);
  const steppedSubject = stepped === layer ? subject : new Subject(stepped, inputs, output);
  const equations = teaching?.equations ?? (stepped === layer ? undefined : teach(steppedSubject)?.equations);
  const paths = needPaths(layer.weights);
  return {
    kind: 'built',
    inputs: formatShapes(inputs),
    output: formatShapes(output),
    count: formatKnownCount(layer.params),
    parameters: parametersText(layer),
    frozen: frozenText(layer),
    formula: countFormula(layer.weights),
    arrays: layer.weights.map((weight) => ({
      name: paths ? weight.path : weight.name,
      shape: weightShapeText(weight),
      count: formatKnownCount(weight.count),
      from: dimensionsText(weight.dimensions) ?? '',
      trainable: weight.trainable !== false,
    })),
    stacks: stacksOf(layer) ?? [],
    points: [
      ...(teaching?.reason === undefined ? [] : [teaching.reason]),
      ...(teaching?.points ?? []),
      ...(teaching?.shape === undefined ? [] : [teaching.shape]),
    ],
    equations,
    torch: teaching?.torch === undefined ? [] : torchBlocks(teaching.torch),
    step: timeStepOf(steppedSubject, equations),
  };
}

/** Bidirectional's two layers work alike: the first one is shown at work. */
function steppedLayer(layer: LayerFact): LayerFact {
  const [first] = layer.children;
  return layer.kerasClass === 'Bidirectional' && first !== undefined ? first : layer;
}

const parametersText = ({ params }: LayerFact): Text =>
  exactCount(params) === 0n ? words`no parameters` : formatParameters(params);

function frozenText({ params, nonTrainable }: LayerFact): Text | undefined {
  const frozen = exactCount(nonTrainable);
  if (frozen === undefined || frozen === 0n) return undefined;
  return exactCount(params) === frozen ? words`none trainable` : words`${formatKnownCount(nonTrainable)} not trainable`;
}
