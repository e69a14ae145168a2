import type { Analysis } from '../analysis/analysis.ts';
import type { Document } from '../explain/document/document.ts';
import type { ExplainOptions } from '../explain/options.ts';
import { hover } from '../features/hover.ts';
import type { Place } from './place.ts';

/** The explanations at a place: of what stands at the column, or without one of all that begins on the line. */
export function explainPlace(
  analysis: Analysis,
  place: Place,
  cell: number | undefined,
  options: ExplainOptions,
): readonly Document[] {
  const { text } = analysis;
  const line = place.line - 1;
  if (place.column !== undefined) {
    const offset = text.offsetAt({ cell, line, character: place.column - 1 });
    const found = offset === undefined ? undefined : hover(analysis, offset, options);
    return found === undefined ? [] : [found.content];
  }
  const isOnLine = ({ start }: { readonly start: number }) => {
    const position = text.positionAt(start);
    return position.line === line && position.cell === cell;
  };
  const calls = analysis.calls.map(({ span, nameSpan }) => nameSpan ?? span).filter(isOnLine);
  const others = [...analysis.models, ...analysis.values].map(({ span }) => span).filter(isOnLine);
  const tensors = () => analysis.tensors.map(({ span }) => span).filter(isOnLine);
  // A layer that is made here and called elsewhere, or nowhere.
  const made = () => analysis.constructors.map(({ nameSpan }) => nameSpan).filter(isOnLine);
  const spans =
    [() => [...calls, ...others], tensors, made].map((find) => find()).find(({ length }) => length > 0) ?? [];
  const offsets = [...new Set(spans.map(({ start }) => start))].sort((a, b) => a - b);
  return offsets.flatMap((offset) => {
    const found = hover(analysis, offset, options);
    return found === undefined ? [] : [found.content];
  });
}
