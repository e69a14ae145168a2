/**
 * Comments that silence problems: `# layerlens: ignore[rank-mismatch, bad-axis]`, or `# layerlens: ignore` for every
 * code.
 */
import type { Problem, TextEdit } from '../analysis/analysis.ts';
import { lineEndAt } from '../python/syntax/line-end.ts';
import type { ProgramText } from '../python/syntax/program-text.ts';

const COMMENT = /#\s*layerlens:\s*ignore(?:\[([^\]]*)\])?/;

/** The problems that no comment silences on a line that they begin or end on. */
export function withoutIgnored(problems: readonly Problem[], text: ProgramText): readonly Problem[] {
  if (!text.text.includes('layerlens:')) return problems;
  return problems.filter(
    ({ span, code }) => ![span.start, span.end].some((offset) => isIgnored(lineAt(text.text, offset), code)),
  );
}

/**
 * The edit that silences a problem on its first line, or on its last one where a comment can stand only there;
 * undefined where it can stand on neither.
 */
export function ignoringEdit({ span, code }: Problem, program: ProgramText): TextEdit | undefined {
  for (const offset of [span.start, span.end]) {
    const cell = program.cellAt(offset);
    const line = cell && lineEndAt(cell.text, offset - cell.start);
    if (cell === undefined || line === undefined) continue;
    const start = line.comment ?? line.end;
    const { at, newText } = withCode(cell.text.slice(start, line.end), code);
    const place = cell.start + start + at;
    return { span: { start: place, end: place }, newText };
  }
  return undefined;
}

/**
 * What is written into a comment, or where there is none, to name the code: into the list of codes that it has, else
 * behind it.
 */
function withCode(comment: string, code: string): { readonly at: number; readonly newText: string } {
  const found = COMMENT.exec(comment);
  const codes = found?.[1];
  if (found === null || codes === undefined) return { at: comment.length, newText: `  # layerlens: ignore[${code}]` };
  return { at: found.index + found[0].length - 1, newText: `${codes.trim() === '' ? '' : ', '}${code}` };
}

function lineAt(text: string, offset: number): string {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const end = text.slice(offset).search(/[\r\n]/);
  return text.slice(start, end < 0 ? undefined : offset + end);
}

function isIgnored(line: string, code: string): boolean {
  const comment = COMMENT.exec(line);
  if (comment === null) return false;
  const codes = comment[1];
  return codes === undefined || codes.split(',').some((name) => name.trim() === code);
}
