import type { Analysis, LayerCallFact, LayerFact, NameFact, TensorFact, ValueFact } from '../analysis/analysis.ts';
import type { Document } from '../explain/document/document.ts';
import { explainLayer } from '../explain/hovers/layer.ts';
import { explainModel } from '../explain/hovers/model.ts';
import { explainTensor, explainTensorRead } from '../explain/hovers/tensor.ts';
import { explainValue } from '../explain/hovers/value.ts';
import type { ExplainOptions } from '../explain/options.ts';
import type { Span } from '../python/syntax/tree.ts';
import { factsAt } from './locate.ts';

export type HoverOptions = ExplainOptions;
export interface Hover {
  readonly span: Span;
  readonly content: Document;
}

/** What there is to say about the code at an offset; undefined where nothing is known of it. */
export function hover(analysis: Analysis, offset: number, options: ExplainOptions): Hover | undefined {
  const found = factsAt(analysis, offset);
  switch (found?.kind) {
    case undefined:
      return undefined;
    case 'call':
      return { span: found.span, content: explainLayer(found.facts, options) };
    case 'model':
      return { span: found.span, content: explainModel(found.facts, analysis.kerasVersion) };
    case 'tensor':
      return { span: found.span, content: explainTensor(found.facts, producerOf(analysis, found.facts[0])) };
    case 'value':
      return { span: found.span, content: explainValue(found.facts, arrayOf(analysis, found.facts[0])) };
    case 'name':
      return nameHover(analysis, found.facts[0], options);
  }
}

function nameHover(analysis: Analysis, name: NameFact, options: ExplainOptions): Hover | undefined {
  const content = name.model !== undefined ? explainModel([name.model], analysis.kerasVersion) : name.layer !== undefined ? explainLayer([lastCall(analysis, name.layer, name.span)], options) : explainTensorRead(name);
  return content.length === 0 ? undefined : { span: name.span, content };
}

/** The last call of a layer; a layer that was not called stands for itself. */
function lastCall(analysis: Analysis, layer: LayerFact, span: Span): LayerCallFact {
  return analysis.calls.findLast((call) => call.layer === layer) ?? { span, constructorSpan: undefined, nameSpan: undefined, layer, inputs: undefined, output: undefined, speculative: false };
}

/** The array that a value is about: its own, or that of which it is the shape (`layer.kernel.shape`). */
function arrayOf(analysis: Analysis, value: ValueFact): ValueFact['weight'] {
  if (value.weight !== undefined) return value.weight;
  const whole = /^(.*?)\s*\.\s*shape$/s.exec(value.text)?.[1];
  return whole === undefined ? undefined : analysis.values.findLast(({ span, text, weight }) => weight !== undefined && span.start === value.span.start && text === whole)?.weight;
}

/** The call that stands right of the `=` of a binding. */
export function producerOf(analysis: Analysis, { span }: TensorFact): { readonly call: LayerCallFact; readonly line: number } | undefined {
  const { text } = analysis.text;
  const assigned = analysis.calls.filter(({ span: { start } }) => start > span.end && /^\s*=\s*$/.test(text.slice(span.end, Math.min(start, span.end + 20))));
  const call = assigned.reduce<LayerCallFact | undefined>((widest, next) => (widest === undefined || next.span.end > widest.span.end ? next : widest), undefined);
  return call === undefined ? undefined : { call, line: analysis.text.positionAt(call.span.start).line + 1 };
}
