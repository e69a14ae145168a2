/** Scores and survivors, from the results that Stryker keeps: printed, and written to docs/mutation.md. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup.mjs';
import { endsProcess, LEAST, LIVING, parts, resultsOf } from './parts.mjs';
import { reasonFor, unusedReasons } from './survivors.mjs';

const DOCUMENT = join(root, 'docs', 'mutation.md');
const KILLED = new Set(['Killed', 'Timeout']);

/** `dimension.ts: a + b → a - b`: the file, what stands there, and what it was changed to, in one line each. */
function describe(file, source, { location: { start, end }, replacement = '' }) {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  lines[lines.length - 1] = lines.at(-1).slice(0, end.column - 1);
  lines[0] = lines[0].slice(start.column - 1);
  const short = (text) => {
    const line = text.replace(/\s+/g, ' ').trim();
    return line.length > 90 ? `${line.slice(0, 60)} … ${line.slice(-24)}` : line;
  };
  return { file, line: start.line, before: short(lines.join('\n')), after: short(replacement) };
}

function resultOf(part) {
  const { files } = JSON.parse(readFileSync(resultsOf(part), 'utf8'));
  const result = { killed: 0, untested: [], survivors: [] };
  for (const [file, { source, mutants }] of Object.entries(files)) {
    for (const mutant of mutants) {
      if (KILLED.has(mutant.status) || endsProcess(mutant)) result.killed += 1;
      else if (LIVING.has(mutant.status)) result.survivors.push(describe(file, source, mutant));
      else if (mutant.status !== 'Ignored') result.untested.push(describe(file, source, mutant));
    }
  }
  const all = result.killed + result.survivors.length;
  return { ...result, all, percent: (100 * result.killed) / all };
}

const code = (text) => `\`${text === '' ? ' ' : text.replaceAll('`', "'").replaceAll('|', '\\|')}\``;
const count = (value) => value.toLocaleString('en');

/** Whether all changes could be tested, all parts reach their share and each survivor has its reason. */
export function report() {
  const asked = Object.keys(parts).filter((part) => existsSync(resultsOf(part)));
  const results = asked.map((part) => [part, resultOf(part)]);
  const rows = results.map(
    ([part, { all, killed, survivors, percent }]) =>
      `| ${parts[part].mutate.map((pattern) => code(pattern)).join(', ')} | ${count(all)} | ${count(killed)} | ${survivors.length} | ${percent.toFixed(1)}% |`,
  );
  const unexplained = [];
  const lists = results.map(([part, { survivors }]) => {
    const byReason = new Map();
    for (const survivor of survivors) {
      const known = reasonFor(survivor);
      if (known === undefined) unexplained.push(survivor);
      const reason = known ?? 'Not looked at yet';
      byReason.set(reason, [...(byReason.get(reason) ?? []), survivor]);
    }
    const entries = [...byReason].map(([reason, mutants]) =>
      [
        `**${reason}** (${mutants.length})\n`,
        ...mutants.map(
          ({ file, line, before, after }) => `- ${file.split('/').at(-1)}:${line} ${code(before)} → ${code(after)}`,
        ),
      ].join('\n'),
    );
    return `### ${part}\n\n${entries.join('\n\n')}`;
  });
  for (const [part, { all, killed, percent }] of results)
    console.log(
      `${percent >= LEAST ? '✓' : '✗'} ${part.padEnd(12)} ${percent.toFixed(1)}% of ${count(all)} (${count(killed)} killed)`,
    );
  const name = (what, changes) => {
    for (const { file, line, before, after } of changes) console.log(`${what}: ${file}:${line} ${before} → ${after}`);
  };
  const untested = results.flatMap(([, result]) => result.untested);
  name('could not be tested', untested);
  name('no reason', unexplained);
  for (const unused of unusedReasons()) console.log(`a reason for nothing that survives: ${unused}`);
  if (asked.length < Object.keys(parts).length) {
    console.log('Not all parts have been run, so docs/mutation.md stays as it is.');
  } else {
    const text = readFileSync(DOCUMENT, 'utf8');
    const made = `${['| mutated | changes | noticed | not noticed | share |', '|---|---|---|---|---|', ...rows].join('\n')}\n\n## Not noticed, and why\n\n${lists.join('\n\n')}\n`;
    writeFileSync(DOCUMENT, `${text.slice(0, text.indexOf(MARK) + MARK.length)}\n${made}`);
  }
  return untested.length === 0 && unexplained.length === 0 && results.every(([, { percent }]) => percent >= LEAST);
}

const MARK = '<!-- What follows is written by npm run mutation. -->\n';
