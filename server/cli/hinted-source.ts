import type { InlayHint } from '../features/inlay-hints.ts';
import { inEnglish } from '../words/language.ts';
import { cellText } from '../python/syntax/place-text.ts';
import type { ProgramText } from '../python/syntax/program-text.ts';

/** A longer expression is not repeated in a comment. */
const LONGEST_NAME = 40;

/**
 * The source, each line as `shown` gives it, with its hints as comments at the ends of their lines. Cells of a notebook
 * stand under `# %% Cell 3, [2]`.
 */
export function hintedSource(
  text: ProgramText,
  hints: readonly InlayHint[],
  style: (comment: string) => string,
  shown: (line: string) => string,
): string {
  const byLine = new Map<string, InlayHint[]>();
  for (const hint of hints) {
    const { cell, line } = text.positionAt(hint.span.end);
    const key = `${cell}:${line}`;
    byLine.set(key, [...(byLine.get(key) ?? []), hint]);
  }
  const cells = text.cells.map((cell) => {
    const { index, text: source } = cell;
    const lines = source.split(/\r\n|\r|\n/);
    const body = lines.map((line, number) => {
      const found = byLine.get(`${index}:${number}`);
      return found === undefined ? shown(line) : `${shown(line.trimEnd())}  ${style(`# ${comment(found, text.text)}`)}`;
    });
    return [...(index === undefined ? [] : [`# %% ${cellText(cell)}`]), ...body].join('\n');
  });
  const result = cells.join('\n\n');
  return result.endsWith('\n') ? result : `${result}\n`;
}

/** All hints of a line. Where there are several, a value says what it is the value of. */
function comment(hints: readonly InlayHint[], source: string): string {
  return hints
    .map(({ kind, span, exact: [text = ''] }) => {
      const exact = inEnglish(text);
      const name = source.slice(span.start, span.end);
      const isNamed = kind === 'value' && hints.length > 1 && name.length <= LONGEST_NAME && !/[\r\n]/.test(name);
      return isNamed ? `${name} ${exact}` : exact;
    })
    .join('  |  ');
}
