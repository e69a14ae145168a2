/** Each rule of migration: the broken program becomes the mended one, under which nothing changes any more. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyze } from '../../../../server/analysis/analyze.ts';
import { RULES } from '../../../../server/features/migration/index.ts';
import { migrated, type Migration } from '../../../../server/features/migration/migrate.ts';
import { SILENT } from '../../../../server/features/migration/silent.ts';
import { parseProgram } from '../../../../server/python/syntax/parse-program.ts';
import { ProgramText } from '../../../../server/python/syntax/program-text.ts';
import { complete } from '../../../../server/python/syntax/steps.ts';
import { inEnglish } from '../../../../server/words/language.ts';
import { inOneStep } from '../../../support/in-one-step.ts';
import { pythonParser } from '../../../support/parser.ts';

const parser = await pythonParser();
const migrate = (source: string): Migration =>
  complete(
    migrated(
      ProgramText.ofFile(source),
      (text) => parseProgram(parser, text),
      inOneStep((text: ProgramText) => analyze(parser, text, { kerasVersion: 3 })),
    ),
  );

describe('rules', () => {
  for (const { id, title, example } of RULES)
    it(id, () => {
      const { after, mended, left } = migrate(example.broken);
      assert.equal(after.text, example.mended);
      assert.ok(
        mended.some((one) => inEnglish(one.title) === inEnglish(title)),
        mended.map((one) => inEnglish(one.title)).join('\n'),
      );
      assert.deepEqual(
        left.map(({ message }) => message),
        [],
      );
      const again = migrate(example.mended);
      assert.equal(again.after.text, example.mended);
      assert.deepEqual(again.mended, []);
    });
});

describe('silent changes', () => {
  for (const { id, title, example } of SILENT)
    it(id, () => {
      const { silent, after } = migrate(example);
      assert.deepEqual(
        silent.map((one) => inEnglish(one.title)),
        [inEnglish(title)],
      );
      assert.equal(after.text, example);
    });
});
