/** The hints that a thinker gave last, where its text has them now: what is shown while there is nothing better. */
import type { InlayHint, Range } from 'vscode-languageserver';
import { part } from './messages.ts';

export class LastHints {
  readonly #of = new Map<string, readonly InlayHint[]>();

  /** Those of a document, or of a range of it, which replace what was known of that. */
  keep(uri: string, range: Range, hints: readonly InlayHint[]): void {
    const others = (this.#of.get(uri) ?? []).filter(({ position }) => !isWithin(position.line, range));
    this.#of.set(uri, [...others, ...hints]);
  }

  within(uri: string, range: Range): readonly InlayHint[] {
    return (this.#of.get(uri) ?? []).filter(({ position }) => isWithin(position.line, range));
  }

  closed(uri: string): void {
    this.#of.delete(uri);
  }

  /** Hints move with the lines that they are in; those of lines that are edited are gone. */
  edited(uri: string, changes: readonly unknown[]): void {
    for (const change of changes) {
      const hints = this.#of.get(uri);
      if (hints === undefined) return;
      const range = part(change, 'range') as Range | undefined;
      const text = part(change, 'text');
      if (range === undefined || typeof text !== 'string') this.#of.delete(uri);
      else this.#of.set(uri, moved(hints, range, text.split('\n').length - 1));
    }
  }
}

const isWithin = (line: number, { start, end }: Range): boolean => line >= start.line && line <= end.line;

function moved(hints: readonly InlayHint[], { start, end }: Range, added: number): readonly InlayHint[] {
  const by = added - (end.line - start.line);
  return hints.flatMap((hint) => {
    const { line, character } = hint.position;
    if (line < start.line) return [hint];
    if (line <= end.line) return [];
    return [{ ...hint, position: { line: line + by, character } }];
  });
}
