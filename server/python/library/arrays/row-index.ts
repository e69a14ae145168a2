/** The labels of the rows of a table or a Series. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { int, type Value } from '../../domain/value.ts';

/** A name of a column: an integer where a file has no header. */
export type Label = string | number;

export class RowIndex {
  /** undefined: 0, 1, 2 … */
  readonly labels: readonly Value[] | undefined;
  readonly name: Label | undefined;
  constructor(labels: readonly Value[] | undefined, name?: Label) {
    this.labels = labels;
    this.name = name;
  }

  /** Of the rows at these places. */
  at(positions: readonly number[]): RowIndex {
    const isSame = this.labels === undefined && positions.every((position, order) => position === order);
    return isSame
      ? this
      : new RowIndex(
          positions.map((position) => this.label(position)),
          this.name,
        );
  }
  label(position: number): Value {
    return this.labels?.[position] ?? int(position);
  }
  named(name: Label | undefined): RowIndex {
    return new RowIndex(this.labels, name);
  }
}

export const COUNTED = new RowIndex(undefined);

/** Whether rows of both are the same rows in the same order; undefined where that is not known. */
export function sameRows(
  interpreter: Interpreter,
  a: RowIndex | undefined,
  b: RowIndex | undefined,
): boolean | undefined {
  if (a === b && a !== undefined) return true;
  if (!a || !b) return undefined;
  if (a.labels === b.labels) return true;
  const length = a.labels?.length ?? b.labels?.length ?? 0;
  if ((a.labels && a.labels.length !== length) || (b.labels && b.labels.length !== length)) return false;
  interpreter.spend(Math.ceil(length / 20));
  for (let row = 0; row < length; row++) {
    const same = interpreter.equals(a.label(row), b.label(row));
    if (same !== true) return same;
  }
  return true;
}
