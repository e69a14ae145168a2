import type { Analysis, ModelFact } from '../analysis/analysis.ts';
import { formatParameters } from '../explain/count-text.ts';
import { formatRowShapes, formatShapes } from '../explain/nest-text.ts';
import type { Span } from '../python/syntax/place.ts';
import { joined, type Text } from '../words/message.ts';
import { type ModelLabel, modelLabels } from './model-label.ts';
import { bySpan } from './spans.ts';

export interface DocumentSymbol {
  readonly name: string;
  readonly detail: Text;
  readonly kind: 'model' | 'layer';
  /** Holds the symbol's children too. */
  readonly span: Span;
  readonly selection: Span;
  readonly children: readonly DocumentSymbol[];
}

/** So many models of one place are told apart; of more, the last one stands for all. */
const MOST_OF_A_PLACE = 3;

/** The models, and under each its layers where they are written. */
export function documentSymbols(analysis: Analysis): readonly DocumentSymbol[] {
  const labels = new Map(modelLabels(analysis).map((label, index) => [analysis.models[index], label]));
  return bySpan(analysis.models).flatMap((models) => {
    const shown = models.length > MOST_OF_A_PLACE ? models.slice(-1) : models;
    return shown.map((model) => symbolOf(model, labels.get(model)!, shown.length > 1));
  });
}

function symbolOf(model: ModelFact, { name, call }: ModelLabel, isOneOfSeveral: boolean): DocumentSymbol {
  const children = model.rows.flatMap((row): DocumentSymbol[] =>
    row.site === undefined
      ? []
      : [
          {
            name: row.name,
            detail: joined(
              [
                `${row.className} ${row.severalShapes ? formatRowShapes(row) : formatShapes(row.outputShape)}`,
                formatParameters(row.params),
              ],
              ' · ',
            ),
            kind: 'layer',
            span: row.site,
            selection: row.site,
            children: [],
          },
        ],
  );
  const spans = [model.span, ...children.map(({ span }) => span)];
  const span = { start: Math.min(...spans.map(({ start }) => start)), end: Math.max(...spans.map(({ end }) => end)) };
  return {
    name,
    detail: joined(
      [
        ...(isOneOfSeveral && call !== undefined ? [call] : []),
        model.className,
        ...(model.built ? [formatParameters(model.total)] : []),
      ],
      ' · ',
    ),
    kind: 'model',
    span,
    selection: model.span,
    children,
  };
}
