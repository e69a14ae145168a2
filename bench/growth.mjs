/**
 * How long an analysis takes, as a multiple of what tree-sitter alone takes to parse the same text, and how that grows
 * with the text.
 */
import { Language, Parser } from 'web-tree-sitter';
import { analyze } from '../server/analysis/analyze.ts';
import { readParserBytes } from '../server/node/wasm.ts';
import { loadPythonParser } from '../server/python/syntax/parser.ts';
import { ProgramText } from '../server/python/syntax/program-text.ts';
import { timed } from './measure.mjs';
import { programOf } from './programs.mjs';
import { milliseconds, ratio, table } from './table.mjs';

const SIZES = [100, 1_000, 10_000];
const MOST_GROWTH = 12;

/** Gives the text, and what was too slow. */
export async function measureGrowth(progress) {
  const bytes = readParserBytes();
  const parser = await loadPythonParser(bytes);
  const plain = new Parser().setLanguage(await Language.load(bytes.python));
  for (let warm = 0; warm < 10; warm++) analyze(parser, ProgramText.ofFile(programOf(500)));
  const results = SIZES.map((lines) => {
    progress(`growth, ${lines} lines`);
    const text = programOf(lines);
    const times = lines > 5_000 ? 3 : 9;
    return {
      lines,
      parse: timed(() => plain.parse(text).delete(), times),
      analysis: timed(() => analyze(parser, ProgramText.ofFile(text)), times),
    };
  });
  const rows = results.map(({ lines, parse, analysis }, index) => {
    const before = results[index - 1];
    return [
      lines.toLocaleString('en'),
      ratio(analysis, parse),
      before ? ratio(analysis, before.analysis) : '',
      milliseconds((analysis * 1000) / lines),
      milliseconds((parse * 1000) / lines),
    ];
  });
  const tooSlow = results.some(
    ({ analysis }, index) => index > 0 && analysis > MOST_GROWTH * results[index - 1].analysis,
  );
  return {
    text: `## Growth

A whole analysis (parsing, evaluation, facts) against tree-sitter parsing the same text and nothing else. Ten times the lines may take at most ${MOST_GROWTH} times as long; the command fails
where they take longer.

${table(['lines', 'analysis ÷ parsing alone', 'growth for 10 × the lines', 'analysis of 1,000 lines', 'parsing of 1,000 lines'], rows)}`,
    failure: tooSlow ? `Ten times the lines take more than ${MOST_GROWTH} times as long.` : undefined,
  };
}
