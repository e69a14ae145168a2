/** How long the answer to a hover takes over an analysis that is ready: finding the facts, words, picture, Markdown. */
import { toMarkdown } from '../server/explain/document/markdown.ts';
import { hover } from '../server/features/hover.ts';

/** The most milliseconds that the median may take. */
export const MOST_MEDIAN = 2;
const PLACES = 1_500;
const options = { pictures: true, torch: true, theme: 'dark' };

/** Milliseconds for places spread over the whole text; those where nothing is said are left out, and counted. */
export function measureHovers(analysis) {
  const { text } = analysis.text;
  const places = [...text.matchAll(/[A-Za-z_]\w*|\d+/g)].map(({ index }) => index);
  const step = Math.max(1, Math.floor(places.length / PLACES));
  const chosen = places.filter((_, index) => index % step === 0);
  const answer = (offset) => {
    const start = performance.now();
    const found = hover(analysis, offset, options);
    const markdown = found && toMarkdown(found.content);
    return { taken: performance.now() - start, said: markdown !== undefined, picture: markdown?.includes('data:image') === true };
  };
  for (const offset of chosen.slice(0, 300)) answer(offset);
  const answers = chosen.map(answer);
  const middle = (some) => {
    const taken = some.map((one) => one.taken).sort((a, b) => a - b);
    return { count: taken.length, median: taken[taken.length >> 1] ?? 0, most: taken[Math.floor(taken.length * 0.99)] ?? 0 };
  };
  return { said: middle(answers.filter(({ said }) => said)), pictured: middle(answers.filter(({ picture }) => picture)), silent: middle(answers.filter(({ said }) => !said)) };
}

export function hoverTable(rows) {
  const cells = ({ count, median, most }) => `${count.toLocaleString('en')} | ${median.toFixed(2)} ms | ${most.toFixed(2)} ms`;
  return [
    '| lines | hovers over | answers | median | 99 of 100 within |', '| ---: | --- | ---: | ---: | ---: |',
    ...rows.flatMap(({ lines, said, pictured, silent }) => [
      `| ${lines.toLocaleString('en')} | all that says something | ${cells(said)} |`, `| | those with a picture | ${cells(pictured)} |`, `| | what says nothing | ${cells(silent)} |`,
    ]),
  ].join('\n');
}
