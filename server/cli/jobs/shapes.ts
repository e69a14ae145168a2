import { inlayHints, WHOLE_HINTS } from '../../features/inlay-hints.ts';
import { inEnglish } from '../../words/language.ts';
import type { Job } from '../work/jobs.ts';
import type { Whereabouts } from '../work/whereabouts.ts';
import { Reader, type ReaderOptions } from './reader.ts';

/** What stands in a line: from 1, within the cell, which is counted from 0. */
export interface ShapesOptions extends ReaderOptions {
  readonly line: number;
  readonly cell: number | undefined;
}

/** What is known of an expression: `→ (None, 2) · 56 params`, `= (8,)`. */
export interface LineFact {
  readonly column: number;
  readonly expression: string;
  readonly facts: string;
}

export async function shapesJob({ line, cell, ...options }: ShapesOptions, at: Whereabouts): Promise<Job<LineFact[]>> {
  const reader = await Reader.create(options, at);
  return (program) => {
    const analysis = reader.withCallers(program);
    const { text } = analysis;
    const wanted = cell ?? text.cells[0]?.index;
    return inlayHints(analysis, WHOLE_HINTS).flatMap(({ span, exact }): LineFact[] => {
      const [start, end] = [text.positionAt(span.start), text.positionAt(span.end)];
      if (start.cell !== wanted || start.line > line - 1 || end.line < line - 1) return [];
      const facts = exact.map(inEnglish).join(' · ');
      return [{ column: start.character + 1, expression: text.text.slice(span.start, span.end), facts }];
    });
  };
}
