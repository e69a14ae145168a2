import { inEnglish } from '../words/language.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { formatParameters } from '../explain/count-text.ts';
import type { Span } from '../python/syntax/tree.ts';
import { bySpan } from './spans.ts';

export interface CodeLens {
  readonly span: Span;
  readonly title: string;
  /** Which of the program's models it shows; undefined: those of several evaluations, so all. */
  readonly model: number | undefined;
}

/** A line above each model. */
export function codeLenses(analysis: Analysis): readonly CodeLens[] {
  return bySpan(analysis.models).map((models) => {
    const model = models.at(-1) ?? models[0];
    const name = model.variable ?? model.name;
    const what = models.length > 1 ? `${models.length} models` : name;
    const count = model.built && model.total !== undefined ? ` · ${models.length > 1 ? 'last ' : ''}${inEnglish(formatParameters(model.total))}` : '';
    return { span: model.span, title: `Layer Lens: ${what}${count} · show summary`, model: models.length > 1 ? undefined : analysis.models.indexOf(model) };
  });
}
