import type { LayerCallFact } from '../../analysis/analysis.ts';
import { multiply, product, sum, formatCount, type Size } from '../../shapes/dimension.ts';
import { DECIDES, decidesNoShape, factorsOf } from '../arguments/decides.ts';
import { exactCount, formatKnownCount } from '../count-text.ts';
import { code, heading, paragraph, say, strong, type Block, type Document } from '../document/document.ts';
import { Subject } from '../families/teaching.ts';
import { alikeTogether } from './array-list.ts';
import { compact, distinct } from './evaluations.ts';
import { inOrder } from './order.ts';

/** Arguments of which twice as many can be counted: each is a factor of its own, and no other depends on it. */
const COUNTABLE: ReadonlySet<string> = new Set(['units', 'filters', 'num_heads', 'input_dim', 'output_dim']);
const PLAIN_ARRAYS: ReadonlySet<string> = new Set([
  'kernel',
  'recurrent_kernel',
  'bias',
  'depthwise_kernel',
  'pointwise_kernel',
  'embeddings',
]);

/** Is there something to say about this argument of the layer? */
export const isExplained = ({ layer, inputs, output }: LayerCallFact, name: string): boolean =>
  sentence(new Subject(layer, inputs, output), name) !== undefined;

/**
 * What one sees over an argument of a layer: the arrays that it is in, what it decides, and what twice as many would
 * be. `written` is its value in the program.
 */
export function explainArgument(calls: readonly LayerCallFact[], name: string, written: string): Document {
  const call = calls.at(-1);
  if (call === undefined) return [];
  const { layer } = call;
  const subject = new Subject(layer, call.inputs, call.output);
  const decides = sentence(subject, name);
  if (decides === undefined) return [];
  const values = distinct(calls.map((one) => one.layer.arguments.get(name) ?? written));
  const factors = factorsOf(subject, name);
  const touched = layer.weights.filter(({ dimensions }) =>
    dimensions?.flat().some((factor) => factors.has(factor.name)),
  );
  return inOrder('argument', {
    title: heading(
      say`${code(`${name}=${subject.argument(name) ?? written}`)} · ${strong(layer.className)} ${code(layer.name)}`,
    ),
    decides: paragraph(decides),
    twice: twiceAsMany(subject, name),
    evaluations:
      values.length > 1
        ? paragraph(say`Evaluated ${calls.length}×: ${compact(values)}. The last one is above.`)
        : undefined,
    arrays: touched.length === 0 ? undefined : alikeTogether(touched),
  });
}

function sentence(subject: Subject, name: string) {
  if (subject.layer.kerasClass === undefined || subject.layer.kerasClass !== subject.layer.className) return undefined;
  return DECIDES[name]?.(subject) ?? decidesNoShape(name);
}

/** `128 instead of 64: 68,096 parameters instead of 17,664`, by the same declaration with one factor doubled. */
function twiceAsMany(subject: Subject, name: string): Block | undefined {
  const { weights, params } = subject.layer;
  const value = subject.argument(name);
  if (!COUNTABLE.has(name) || value === undefined || !/^\d+$/.test(value) || exactCount(params) === undefined)
    return undefined;
  const factors = factorsOf(subject, name);
  const counts: Size[] = [];
  for (const { name: array, dimensions } of weights) {
    if (dimensions === undefined || !PLAIN_ARRAYS.has(array)) return undefined;
    counts.push(
      product(dimensions.flat().map((factor) => (factors.has(factor.name) ? multiply(2, factor.value) : factor.value))),
    );
  }
  const twice = sum(counts);
  if (exactCount(twice) === exactCount(params)) return undefined;
  return paragraph(
    say`With ${formatCount(Number(value) * 2)}: ${strong(formatCount(twice))} parameters instead of ${formatKnownCount(params)}.`,
  );
}
