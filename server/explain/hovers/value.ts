import type { ValueFact } from '../../analysis/analysis.ts';
import { weightShapeText } from '../arrays.ts';
import { code, heading, paragraph, say, strong, type Document } from '../document/document.ts';
import { Subject } from '../families/teaching.ts';
import { teach } from '../families/index.ts';
import { compact, distinct } from './evaluations.ts';
import { whyUnknown } from './unknown.ts';
import { inTheirOrder } from './array-list.ts';
import { inOrder } from './order.ts';
import { restsOnText } from './rests-on.ts';
import type { ProgramText } from '../../python/syntax/program-text.ts';

/**
 * What one sees over an expression such as `model.layers[1].get_weights()[1].shape`: its value, and the array it is
 * about, where it is about one.
 */
export function explainValue(values: readonly ValueFact[], array: ValueFact['weight'], text?: ProgramText): Document {
  const value = values.at(-1);
  if (value === undefined) return [];
  const shown = distinct(values.map((fact) => fact.shown ?? '?'));
  const isArray = array !== undefined && (value.shown === undefined || value.text.endsWith(array.weight.name));
  if (value.unknown !== undefined && array === undefined) {
    return inOrder('value', {
      title: heading(say`${code(value.text)} · not known here`),
      notKnown: paragraph(whyUnknown(value.text, value.unknown)),
      restsOn: restsOnText(value.origins, text),
    });
  }
  return inOrder('value', {
    title: heading(
      isArray
        ? say`${code(value.text)} · array ${code(weightShapeText(array.weight))}`
        : say`${code(value.text)} = ${compact(shown)}`,
    ),
    ...(array === undefined ? {} : aboutArray(array)),
    restsOn: restsOnText(value.origins, text),
  });
}

function aboutArray({ layer, weight }: NonNullable<ValueFact['weight']>) {
  const teaching = teach(new Subject(layer, undefined, undefined));
  // The sentence is about the array that people ask about.
  const isAsked = weight.name === 'recurrent_kernel' || layer.weights.length < 3;
  return {
    layer: paragraph(
      say`Arrays of ${strong(layer.className)} ${code(layer.name)}, in the order of ${code('get_weights()')}:`,
    ),
    arrays: inTheirOrder(layer.weights, weight),
    reason: isAsked && teaching?.reason !== undefined ? paragraph(teaching.reason) : undefined,
  };
}
