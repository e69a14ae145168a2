/** What the operations in a graph cost, as far as their products of matrices are concerned. */
import type { Size } from '../../shapes/dimension.ts';
import { valuesTimes } from '../costs.ts';
import type { Node } from '../graph/node.ts';
import { flatten } from '../nests.ts';
import { CREATION_RULES } from './rules/creation.ts';
import { BINARY_RULES, UNARY_RULES } from './rules/elementwise.ts';
import { JOINING_RULES } from './rules/joining.ts';
import { REDUCTION_RULES } from './rules/reductions.ts';
import { SELECTING_RULES } from './rules/selecting.ts';
import { SHAPING_RULES } from './rules/shaping.ts';

/** Operations that work on single values, sum them or only move them. */
const WITHOUT_PRODUCTS: ReadonlySet<string> = new Set([
  ...[
    UNARY_RULES,
    BINARY_RULES,
    REDUCTION_RULES,
    SHAPING_RULES,
    JOINING_RULES,
    SELECTING_RULES,
    CREATION_RULES,
  ].flatMap((rules) => Object.keys(rules)),
  'MaxPool',
  'AveragePool',
  'ReduceMean',
  'ReduceSum',
  'ReduceProd',
  'ArgmaxAs',
  'ArgminAs',
  'KeepShape',
  'RepeatVector',
  'OneHotLast',
  'SpatialPadding',
  'ToFloat',
  'SwitchTensors',
  'EnsureShape',
  'DepthToSpace',
  'SpaceToDepth',
  'NormalizeByMoments',
  'BatchNorm',
]);

/** Multiply-accumulates of one batch element; undefined where they are not worked out. */
export function operationMacs({ operation: { computes }, inputs, outputs }: Node): Size | undefined {
  if (computes === undefined) return undefined;
  if (WITHOUT_PRODUCTS.has(computes)) return 0;
  const [output] = flatten(outputs);
  const shapes = inputs.map(({ shape }) => shape);
  if (!output?.shape || !shapes.every((shape) => shape !== undefined)) return undefined;
  const [a, b, c] = shapes;
  switch (computes) {
    // Each value of the result sums over the axis that falls away. With one tensor only it is not known on which side
    // it stands.
    case 'Matmul':
      return a && b ? valuesTimes(output.shape, [a.at(-1)]) : undefined;
    // Scores of each query with each key, and their sums of values: (batch, target, heads, size) and (batch, source,
    // heads, size).
    case 'DotProductAttention':
      return a?.length === 4 && b?.length === 4 && c?.length === 4 ? valuesTimes(a, [b[1], 2]) : undefined;
    default:
      return undefined;
  }
}
