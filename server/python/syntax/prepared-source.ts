import { withoutLeadingIndentation, withoutMagics } from './ipython.ts';
import { withoutLongComments } from './long-comments.ts';
import { withoutPrompts } from './prompts.ts';
import type { Span } from './place.ts';

/**
 * A text as the grammar can take it, every offset kept: lone carriage returns become line feeds, zero characters (at
 * which it would
 * stop) blanks, and what only IPython understands becomes harmless Python. `cell`: the text is a notebook's cell.
 * `prompted` hears of prompts, which are taken away too.
 */
export function preparedSource(text: string, cell: boolean, prompted?: (prompt: Span) => void): string {
  let source = text;
  if (source.includes('\r')) source = source.replace(/\r(?!\n)/g, '\n');
  if (source.includes('\0')) source = source.replaceAll('\0', ' ');
  source = withoutPrompts(source, prompted);
  return withoutLongComments(withoutMagics(cell ? withoutLeadingIndentation(source) : source, cell));
}
