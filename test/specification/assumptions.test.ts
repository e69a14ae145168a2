/** Each row of what is taken to hold has two programs: in one something is lost, in its twin all stays. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { blocksOf } from './blocks.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
/** The tables of files that may be read have tests of their own (test/unit/node/hostile-files.test.ts). */
const [ofCode] = read('../../docs/ASSUMPTIONS.md').split('\n## Files beside the program');
const rows = ofCode!
  .split('\n')
  .filter((line) => /^\| (?!Code that)/.test(line))
  .map((line) => line.split('|')[1]!.trim());
const programs = read('10-what-may-have-changed.md');
const blocks = blocksOf(programs);

/** The text under the heading, until the next one. */
function sectionOf(heading: string): string {
  const lines = programs.split('\n');
  const start = lines.indexOf(`## ${heading}`);
  if (start < 0) return '';
  const end = lines.findIndex((line, at) => at > start && /^## /.test(line));
  return lines.slice(start, end < 0 ? undefined : end).join('\n');
}

describe('what is taken to hold', () => {
  it('has rows', () => {
    assert.ok(rows.length > 10);
  });
  for (const row of rows) {
    it(`has a pair of programs for ${row}`, () => {
      const section = sectionOf(row);
      assert.match(section, /^Lost:\n\n```python\n/m);
      assert.match(section, /^Stays:\n\n```python\n/m);
      const [lost, stays, ...others] = blocks.filter(({ heading }) => heading === row);
      assert.ok(lost && stays && others.length === 0, 'two programs');
      // What is not known is a question mark, one of a few values, or the name that stands for it.
      const texts = lost.expectations.map(({ kind, text }) => (kind === 'prints' ? text : '?'));
      assert.match(texts.join(' '), /\?|\bor\b|\w[([]|\b(n|depth|units)\b/, 'nothing is lost');
      for (const { kind, text } of stays.expectations) {
        assert.equal(kind, 'prints');
        assert.doesNotMatch(text, /\?/, 'something is lost');
      }
    });
  }
});
