/** Programs with what is expected of a line written under it, as `#: ⟦…⟧ ⟦…⟧`. */
import { ALL_HINTS, type HintOptions, inlayHints } from '../../server/features/inlay-hints.ts';
import { analyse } from './analyse.ts';

const EXPECTED = /^\s*#:.*\n?/gm;

/** The program without what is expected of it. */
export const unannotated = (program: string): string => program.replace(EXPECTED, '');

/** The program with its hints under their lines, to be compared with itself. */
export async function withHints(program: string, options: Partial<HintOptions> = {}): Promise<string> {
  const source = unannotated(program);
  const analysis = await analyse(source);
  const byLine = new Map<number, string[]>();
  for (const { offset, text } of inlayHints(analysis, { ...ALL_HINTS, ...options })) {
    const { line } = analysis.text.positionAt(offset);
    byLine.set(line, [...(byLine.get(line) ?? []), `⟦${text}⟧`]);
  }
  return source
    .split('\n')
    .flatMap((line, number) => {
      const hints = byLine.get(number);
      return hints === undefined ? [line] : [line, `${/^\s*/.exec(line)?.[0]}#: ${hints.join(' ')}`];
    })
    .join('\n');
}
