/**
 * What is given to fit() and its like, against model and loss: exactly what is wrong is reported, where it is, and
 * fixes mend it.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from '../../../server/analysis/analyze.ts';
import type { Analysis } from '../../../server/analysis/analysis.ts';
import { applyEdits, codeActions } from '../../../server/features/code-actions.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { pythonParser } from '../../support/parser.ts';
import { complete } from '../../../server/python/syntax/steps.ts';
import { inOneStep } from '../../support/in-one-step.ts';
import { cases } from './cases.ts';
import { inEnglish } from '../../../server/words/language.ts';

const parser = await pythonParser();
const analyse = (text: ProgramText, kerasVersion: 2 | 3): Analysis => analyze(parser, text, { kerasVersion });
const found = ({ problems, text }: Analysis): string[] =>
  problems.map(({ span, code }) => `line ${text.positionAt(span.start).line + 1}: ${code}`);
const words = ({ problems }: Analysis): string => problems.map(({ code, message }) => `${code}: ${message}`).join('\n');

const all = cases();

test('there are many', () => {
  assert.ok(all.length >= 60, `${all.length} programs`);
});

for (const { name, versions, broken, repaired, expected } of all) {
  for (const version of [2, 3] as const) {
    test(`${name}, Keras ${version}`, () => {
      const text = ProgramText.ofFile(broken);
      const analysis = analyse(text, version);
      const wanted = versions.includes(version) ? expected.filter((one) => (one.version ?? version) === version) : [];
      assert.deepEqual(
        found(analysis),
        wanted.map(({ line, code }) => `line ${line}: ${code}`),
        words(analysis),
      );
      const mended = analyse(ProgramText.ofFile(repaired), version);
      assert.deepEqual(found(mended), [], words(mended));

      const actions = complete(
        codeActions(
          analysis,
          { start: 0, end: broken.length },
          inOneStep((changed: ProgramText) => analyse(changed, version)),
        ),
      );
      for (const { title, edits, problem } of actions) {
        const after = analyse(applyEdits(text, edits), version);
        assert.equal(
          after.problems.length,
          analysis.problems.length - 1,
          `${inEnglish(title)}\n${applyEdits(text, edits).text}\n${words(after)}`,
        );
        assert.ok(!after.problems.some(({ code }) => code === problem.code), inEnglish(title));
      }
      for (const { fix } of wanted)
        if (fix)
          assert.ok(
            actions.some(({ title }) => inEnglish(title) === fix),
            `"${fix}" is not among: ${actions.map(({ title }) => inEnglish(title)).join('; ')}`,
          );
    });
  }
}
