import type { Analysis, ModelFact } from '../analysis/analysis.ts';
import { formatKnownCount } from '../explain/count-text.ts';
import type { Span } from '../python/syntax/tree.ts';

export interface ModelAt {
  /** Its place among the program's models. */
  readonly index: number;
  /** Its variable, or the name that Keras gives it. */
  readonly name: string;
  /** All parameters, `1,024` or a formula; undefined while it is not built, or where it is not known. */
  readonly total: string | undefined;
  readonly trainable: string | undefined;
  readonly nonTrainable: string | undefined;
}

/** The model that the line at the offset is about; else the last one that begins before it, else the first. */
export function modelAt({ models, names, text }: Analysis, offset: number): ModelAt | undefined {
  const line = lineAt(text.text, offset);
  const touches = ({ start, end }: Span) => start <= line.end && end >= line.start;
  const named = names.filter(({ span, model }) => model !== undefined && touches(span)).map(({ model }) => model as ModelFact);
  const built = models.filter((model) => touches(model.span));
  const holding = models.filter(({ rows }) => rows.some(({ site }) => site !== undefined && touches(site)));
  const before = models.filter(({ span }) => span.start <= offset);
  const model = built.at(-1) ?? named.at(-1) ?? holding.at(-1) ?? before.reduce<ModelFact | undefined>((last, one) => (last === undefined || one.span.start >= last.span.start ? one : last), undefined) ?? models[0];
  if (model === undefined) return undefined;
  const count = (value: ModelFact['total']) => (model.built && value !== undefined ? formatKnownCount(value) : undefined);
  return { index: models.indexOf(model), name: model.variable ?? model.name, total: count(model.total), trainable: count(model.trainable), nonTrainable: count(model.nonTrainable) };
}

function lineAt(text: string, offset: number): Span {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return { start, end: end < 0 ? text.length : end };
}
