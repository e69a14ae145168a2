import type { Analysis } from '../../server/analysis/analysis.ts';
import { analyze } from '../../server/analysis/analyze.ts';
import { toMarkdown } from '../../server/explain/document/markdown.ts';
import type { ExplainOptions } from '../../server/explain/options.ts';
import { hover } from '../../server/features/hover.ts';
import { ProgramText } from '../../server/python/syntax/program-text.ts';
import { pythonParser } from './parser.ts';

export const WITHOUT_PICTURES: ExplainOptions = { pictures: false, torch: true, theme: 'dark' };

/** The facts of a program. */
export async function analyse(source: string): Promise<Analysis> {
  return analyze(await pythonParser(), ProgramText.ofFile(source));
}

/** The place of a word: its nth occurrence, from 1. */
export function offsetOf(source: string, word: string, nth = 1): number {
  let at = -1;
  for (let count = 0; count < nth; count++) at = source.indexOf(word, at + 1);
  if (at < 0) throw new Error(`${word} is not ${nth} times in the program`);
  return at;
}

/** The hover over a word, as Markdown; empty where there is none. */
export async function hoverText(source: string, word: string, nth = 1, options = WITHOUT_PICTURES): Promise<string> {
  const found = hover(await analyse(source), offsetOf(source, word, nth), options);
  return found === undefined ? '' : toMarkdown(found.content).replaceAll('&ensp;', ''); // the room before a column
}
