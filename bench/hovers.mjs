/** How long the answer to a hover takes over an analysis that is ready: finding the facts, words, picture, Markdown. */
import { analyze } from '../server/analysis/analyze.ts';
import { toMarkdown } from '../server/explain/document/markdown.ts';
import { hover } from '../server/features/hover.ts';
import { readParserBytes } from '../server/node/wasm.ts';
import { loadPythonParser } from '../server/python/syntax/parser.ts';
import { ProgramText } from '../server/python/syntax/program-text.ts';
import { programOf } from './programs.mjs';
import { count, table } from './table.mjs';

const SIZES = [200, 1_000, 5_000];

/** The most milliseconds that the median may take. */
const MOST_MEDIAN = 2;
const PLACES = 1_500;
const options = { pictures: true, torch: true, theme: 'dark' };

/** Milliseconds for places spread over the whole text; those where nothing is said are left out, and counted. */
function hoversOf(analysis) {
  const { text } = analysis.text;
  const places = [...text.matchAll(/[A-Za-z_]\w*|\d+/g)].map(({ index }) => index);
  const step = Math.max(1, Math.floor(places.length / PLACES));
  const chosen = places.filter((_, index) => index % step === 0);
  const answer = (offset) => {
    const start = performance.now();
    const found = hover(analysis, offset, options);
    const markdown = found && toMarkdown(found.content);
    return {
      taken: performance.now() - start,
      said: markdown !== undefined,
      picture: markdown?.includes('data:image') === true,
    };
  };
  for (const offset of chosen.slice(0, 300)) answer(offset);
  const answers = chosen.map(answer);
  const middle = (some) => {
    const taken = some.map((one) => one.taken).sort((a, b) => a - b);
    return {
      count: taken.length,
      median: taken[taken.length >> 1] ?? 0,
      most: taken[Math.floor(taken.length * 0.99)] ?? 0,
    };
  };
  return {
    said: middle(answers.filter(({ said }) => said)),
    pictured: middle(answers.filter(({ picture }) => picture)),
    silent: middle(answers.filter(({ said }) => !said)),
  };
}

/** Gives the text, and what was too slow. */
export async function measureHovers(progress) {
  const parser = await loadPythonParser(readParserBytes());
  const results = SIZES.map((lines) => {
    progress(`hovers, ${lines} lines`);
    return { lines, ...hoversOf(analyze(parser, ProgramText.ofFile(programOf(lines)))) };
  });
  const cells = ({ count: answers, median, most }) => [
    count(answers),
    `${median.toFixed(2)} ms`,
    `${most.toFixed(2)} ms`,
  ];
  const rows = results.flatMap(({ lines, said, pictured, silent }) => [
    [`${count(lines)} lines, all that says something`, ...cells(said)],
    [`${count(lines)} lines, those with a picture`, ...cells(pictured)],
    [`${count(lines)} lines, what says nothing`, ...cells(silent)],
  ]);
  const slow = results.some(({ said }) => said.median > MOST_MEDIAN);
  return {
    text: `## Hovers

Over an analysis that is ready, at places spread over the whole text: finding what is there, its words, its picture and the Markdown. The median may be at most ${MOST_MEDIAN} ms; the command
fails where it is more.

${table(['', 'answers', 'median', '99 of 100 within'], rows)}`,
    failure: slow ? `The median of hovers is more than ${MOST_MEDIAN} ms.` : undefined,
  };
}
