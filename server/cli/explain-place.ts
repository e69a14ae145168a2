import type { Analysis } from '../analysis/analysis.ts';
import type { Document } from '../explain/document/document.ts';
import type { ExplainOptions } from '../explain/options.ts';
import { hover } from '../features/hover.ts';

/** Where an explanation is asked for: line and column from 1. */
export interface Place {
  readonly file: string;
  /** The cell of a notebook, counted from 0 among all cells; undefined where none is named. */
  readonly cell: number | undefined;
  readonly line: number;
  readonly column: number | undefined;
}

/** What `check` names a place by; `Cell 5, [4]` counts cells from 1, as editors do. */
const PLACE = /^(?<file>.+?):(?:Cell (?<cell>[1-9]\d{0,8})(?:, \[\d+\])?:)?(?<line>\d+)(?::(?<column>\d+))?$/is;

/**
 * Reads `FILE:LINE[:COL]` or `FILE:Cell N:LINE[:COL]`; undefined where it is neither. A Windows path may have a colon
 * of its own.
 */
export function readPlace(text: string): Place | undefined {
  const { file, cell, line, column } = PLACE.exec(text)?.groups ?? {};
  if (file === undefined || line === undefined) return undefined;
  return {
    file,
    cell: cell === undefined ? undefined : Number(cell) - 1,
    line: Number(line),
    column: column === undefined ? undefined : Number(column),
  };
}

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
