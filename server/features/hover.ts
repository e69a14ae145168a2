import type { Analysis, LayerCallFact, TensorFact } from '../analysis/analysis.ts';
import type { Document } from '../explain/document/document.ts';
import { explainLayer } from '../explain/hovers/layer.ts';
import { explainModel } from '../explain/hovers/model.ts';
import { explainTensor } from '../explain/hovers/tensor.ts';
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
      return { span: found.span, content: explainValue(found.facts) };
  }
}

/** The call that stands right of the `=` of a binding. */
export function producerOf(analysis: Analysis, { span }: TensorFact): { readonly call: LayerCallFact; readonly line: number } | undefined {
  const { text } = analysis.text;
  const assigned = analysis.calls.filter(({ span: { start } }) => start > span.end && /^\s*=\s*$/.test(text.slice(span.end, Math.min(start, span.end + 20))));
  const call = assigned.reduce<LayerCallFact | undefined>((widest, next) => (widest === undefined || next.span.end > widest.span.end ? next : widest), undefined);
  return call === undefined ? undefined : { call, line: analysis.text.positionAt(call.span.start).line + 1 };
}
