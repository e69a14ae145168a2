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
