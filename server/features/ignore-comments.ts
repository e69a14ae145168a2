import type { Problem } from '../analysis/analysis.ts';
import type { ProgramText } from '../python/syntax/program-text.ts';

const COMMENT = /#\s*layerlens:\s*ignore(?:\[([^\]]*)\])?/;

/**
 * The problems that no comment silences: `# layerlens: ignore[rank-mismatch, bad-axis]` on a line that a problem begins or ends on, or
 * `# layerlens: ignore` for every code.
 */
export function withoutIgnored(problems: readonly Problem[], text: ProgramText): readonly Problem[] {
  if (!text.text.includes('layerlens:')) return problems;
  return problems.filter(({ span, code }) => ![span.start, span.end].some((offset) => isIgnored(lineAt(text.text, offset), code)));
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
