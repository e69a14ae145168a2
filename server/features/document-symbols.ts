import { inEnglish } from '../words/language.ts';
import type { Analysis, ModelFact } from '../analysis/analysis.ts';
import { formatParameters } from '../explain/count-text.ts';
import { formatRowShapes, formatShapes } from '../explain/nest-text.ts';
import type { Span } from '../python/syntax/tree.ts';
import { bySpan } from './spans.ts';

export interface DocumentSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'model' | 'layer';
  /** Holds the symbol's children too. */
  readonly span: Span;
  readonly selection: Span;
  readonly children: readonly DocumentSymbol[];
}

/** The models, and under each its layers where they are written. */
export function documentSymbols(analysis: Analysis): readonly DocumentSymbol[] {
  return bySpan(analysis.models).map((models) => symbolOf(models.at(-1) ?? models[0]));
}

function symbolOf(model: ModelFact): DocumentSymbol {
  const children = model.rows.flatMap((row): DocumentSymbol[] =>
    row.site === undefined
      ? []
      : [{ name: row.name, detail: `${row.className} ${row.severalShapes ? formatRowShapes(row) : formatShapes(row.outputShape)} · ${inEnglish(formatParameters(row.params))}`, kind: 'layer', span: row.site, selection: row.site, children: [] }],
  );
  const spans = [model.span, ...children.map(({ span }) => span)];
  const span = { start: Math.min(...spans.map(({ start }) => start)), end: Math.max(...spans.map(({ end }) => end)) };
  return {
    name: model.variable ?? model.name,
    detail: `${model.className}${model.built ? ` · ${inEnglish(formatParameters(model.total))}` : ''}`,
    kind: 'model',
    span,
    selection: model.span,
    children,
  };
}
