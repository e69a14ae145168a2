import type { InlayHint } from '../features/inlay-hints.ts';
import type { ProgramText } from '../python/syntax/program-text.ts';

/** The source with its hints as comments at the ends of their lines. Cells of a notebook stand under `# %% cell 3`. */
export function hintedSource(text: ProgramText, hints: readonly InlayHint[], style: (comment: string) => string): string {
  const byLine = new Map<string, string[]>();
  for (const { span, text: hint } of hints) {
    const { cell, line } = text.positionAt(span.end);
    const key = `${cell}:${line}`;
    byLine.set(key, [...(byLine.get(key) ?? []), hint]);
  }
  const cells = text.cells.map(({ index, text: source }) => {
    const lines = source.split(/\r\n|\r|\n/);
    const body = lines.map((line, number) => {
      const found = byLine.get(`${index}:${number}`);
      return found === undefined ? line : `${line.trimEnd()}  ${style(`# ${found.join('   ')}`)}`;
    });
    return [...(index === undefined ? [] : [`# %% cell ${index}`]), ...body].join('\n');
  });
  const result = cells.join('\n\n');
  return result.endsWith('\n') ? result : `${result}\n`;
}
